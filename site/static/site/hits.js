// Which hit was opened, from the answer that quotes it too, not by whom. For pages of results alone.
(function () {
  "use strict";
  var hits = document.querySelector("ol.hits");
  if (!hits || !navigator.sendBeacon || !window.URLSearchParams || !hits.closest) return;
  ["click", "auxclick"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var link = event.button < 2 && event.target.closest && event.target.closest("a");
      var hit = link && (link.closest("[data-result]") || link.closest("[data-answers]") && hits.querySelector(".told"));
      if (!hit) return;
      var position = hits.start + [].indexOf.call(hits.querySelectorAll("[data-result]"), hit);
      var query = new URLSearchParams(location.search).get("q") || "";
      navigator.sendBeacon("da-mo/", new URLSearchParams({ q: query.slice(0, 200), position: position, result: hit.dataset.result }));
    });
  });
})();
