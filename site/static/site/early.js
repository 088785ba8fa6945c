// Before the first paint: the reader's own text size and colours, kept on this device only.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var size = localStorage.getItem("co-chu"), theme = localStorage.getItem("nen");
    if (size === "2" || size === "3") root.dataset.text = size;
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch (e) { /* Storage refused: the defaults stand. */ }
})();
