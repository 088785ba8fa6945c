// Before the first paint: text size and colours. After the page: styles of paper, and a script that can wait.
(function () {
  function show() {
    var data = document.documentElement.dataset;
    try { data.text = localStorage.getItem("co-chu") || ""; data.theme = localStorage.getItem("nen") || ""; } catch (e) { /* none */ }
  }
  show();
  addEventListener("pageshow", show);
  addEventListener("storage", show);
  addEventListener("load", function () {
    var paper = document.head.querySelector("noscript"), script = document.createElement("script");
    if (paper) document.head.insertAdjacentHTML("beforeend", paper.textContent);
    script.src = document.body.dataset.later;
    if (document.body.dataset.later) document.body.appendChild(script);
  });
})();
