// Before the first paint: the reader's own text size and colours, kept on this device only.
(function () {
  function show() {
    var data = document.documentElement.dataset;
    try { data.text = localStorage.getItem("co-chu") || ""; data.theme = localStorage.getItem("nen") || ""; } catch (e) { /* The defaults stand. */ }
  }
  show();
  addEventListener("pageshow", show); // Back, after a change on another page.
  addEventListener("storage", show);
})();
