// Edit on the page: whoever opens a fact begins to type at once; whoever has saved one stands on it again; errors come first.
(function () {
  "use strict";
  var BOXES = "input:not([type=hidden]):not([hidden]), textarea, select";

  // A single block, by Wagtail's own boxes: [what it holds, what is wrong with it]. Its state is asked for where that of a stream is.
  function draw(place) {
    var block = window.telepath.unpack(JSON.parse(place.dataset.cnBlock)), root = place.appendChild(document.createElement("div"));
    root.id = place.id + "-root";
    root.rootBlock = block.render.apply(block, [root.appendChild(document.createElement("div")), place.id].concat(JSON.parse(place.dataset.cnShown)));
  }
  function seen(control) { return control.offsetParent !== null && !control.disabled && !control.readOnly; }
  function first(where) { return Array.prototype.find.call(where.querySelectorAll(BOXES), seen); }
  function begin() {
    var notice = document.querySelector("[data-cn-focus]"), form = document.querySelector("[data-cn-fact]");
    if (notice) return notice.focus();
    if (form) {
      var error = form.querySelector(".error-message"), at = error && (error.closest("[data-contentpath], [data-field]") || form);
      var box = (at && first(at)) || first(form);
      if (!box) return;
      box.focus({ preventScroll: window.innerWidth > 992 });
      if (box.select && box.type !== "checkbox" && box.type !== "radio") box.select();
      return;
    }
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) target.focus();
  }
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-cn-block]").forEach(draw);
    setTimeout(begin);
  });
})();
