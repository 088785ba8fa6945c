// The long form in parts: whoever goes to another part with something typed in this one saves it on the way; a page that is being added
// is saved first, since only then there is a page whose other parts could be filled in.
(function () {
  "use strict";
  function formOf(link) { return link.closest("form[data-edit-form]"); }
  function isNew(form) { return !/\/\d+\/edit\/$/.test(new URL(form.action).pathname); }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-cn-part]"), form = link && formOf(link);
    if (!form || !link.dataset.cnPart || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    // Of the to-do list: what stands in this part is only gone to.
    var drawn = form.elements["cn-part"].value;
    if (link.dataset.cnField && (drawn === "tat-ca" || drawn === link.dataset.cnPart)) return;
    if (!isNew(form) && !(window.cnCopies && window.cnCopies.differs && window.cnCopies.differs())) {
      // Whoever left while something is being kept would read the page before it arrives, and take it for another window's.
      if (!window.cnKept || !window.cnKept.isKeeping(form)) return;
      event.preventDefault();
      window.cnKept.arrived(form).finally(function () { location.assign(link.href); });
      return;
    }
    event.preventDefault();
    form.elements["cn-next"].value = link.dataset.cnPart + (link.dataset.cnField ? "#cn-" + link.dataset.cnField : "");
    form.requestSubmit();
  });
  // A button of the form, pressed after such a save was held up, goes to no other part.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[type=submit], input[type=submit]");
    if (button && button.form && button.form.elements["cn-next"]) button.form.elements["cn-next"].value = "";
  }, true);

  // Wagtail names a page in the address bar once it is there: without the part.
  document.addEventListener("w-autosave:success", function (event) {
    var drawn = event.target.elements && event.target.elements["cn-part"];
    if (drawn) setTimeout(function () {
      if (/\/edit\/$/.test(location.pathname) && !location.search) history.replaceState(history.state, "", location.pathname + "?phan=" + drawn.value);
    });
  });

  // What was typed into another part and never saved is offered there (copies.js): the column says where.
  document.addEventListener("DOMContentLoaded", function () {
    if (!window.cnCopies) return;
    document.querySelectorAll(".cn-form__parts a[data-cn-part]").forEach(function (link) {
      var path = window.cnCopies.pathOf(formOf(link), link.dataset.cnPart), mark = link.querySelector(".cn-kept");
      if (mark && !link.hasAttribute("aria-current") && window.cnCopies.list(path).length) mark.hidden = false;
    });
  });
})();
