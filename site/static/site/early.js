// Before the first paint: text size and colours.
(function () {
  function show() {
    var data = document.documentElement.dataset;
    try { data.text = localStorage.getItem("co-chu") || ""; data.theme = localStorage.getItem("nen") || ""; } catch (e) { /* none */ }
  }
  show();
  addEventListener("pageshow", show);
  addEventListener("storage", show);
})();
