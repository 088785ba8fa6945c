// Which hit was opened, not by whom. For pages of results alone.
(function () {
  "use strict";
  var hits = document.querySelector("ol.hits");
  if (!hits || !navigator.sendBeacon || !window.URLSearchParams || !hits.closest) return;
  ["click", "auxclick"].forEach(function (kind) {
    hits.addEventListener(kind, function (event) {
      var hit = event.button < 2 && event.target.closest("a") && event.target.closest("[data-result]");
      if (!hit) return;
      var position = hits.start + [].indexOf.call(hits.querySelectorAll("[data-result]"), hit);
      var query = new URLSearchParams(location.search).get("q") || "";
      navigator.sendBeacon("da-mo/", new URLSearchParams({ q: query.slice(0, 200), position: position, result: hit.dataset.result }));
    });
  });
})();
