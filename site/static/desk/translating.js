// The editor of a translation says two things in English whatever the language (wagtail-localize): they are said in the desk's words.
(function () {
  "use strict";
  var words = document.currentScript.dataset;
  function say(element, text) { if (element.textContent !== text) element.textContent = text; }
  function reword() {
    document.querySelectorAll(".js-translation-editor section > * > h3").forEach(function (heading) {
      if (/ to .+ translation$/.test(heading.textContent)) say(heading, words.heading);
    });
    document.querySelectorAll(".js-translation-editor button > .w-sr-only").forEach(function (label) {
      if (label.textContent === "More actions") say(label, words.more);
    });
  }
  document.addEventListener("DOMContentLoaded", function () {
    var editor = document.querySelector(".js-translation-editor");
    if (!editor) return;
    new MutationObserver(reword).observe(editor, { childList: true, subtree: true });
    reword();
  });
})();
