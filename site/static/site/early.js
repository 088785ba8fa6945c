// Before the first paint: text size and colours. After the page: a script that can wait.
(function () {
  function show() {
    var data = document.documentElement.dataset;
    try { data.text = localStorage.getItem("co-chu") || ""; data.theme = localStorage.getItem("nen") || ""; } catch (e) { /* none */ }
  }
  show();
  addEventListener("pageshow", show);
  addEventListener("storage", show);
  addEventListener("load", function () {
    var script = document.createElement("script");
    script.src = document.body.dataset.later;
    if (document.body.dataset.later) document.body.appendChild(script);
  });
})();
