// The page editor: "Chỉ cần khi" becomes a list of the answers that stand on this very page; the to-do list leads to its fields, and a form with errors to the first.
(function () {
  "use strict";

  // A calendar is drawn when its field is entered first: each is three hundred elements, whether anybody looks at it or not.
  // It opens a moment after its field is entered: who has left by then would find it lying over the buttons.
  if (window.jQuery && jQuery.fn.datetimepicker) {
    jQuery.fn.datetimepicker.defaults.lazyInit = true;
    jQuery.fn.datetimepicker.defaults.onShow = function (time, input) { return input.is(":focus"); };
  }

  function slugOf(text) {
    return text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50);
  }
  function field(name) { return document.querySelector('[name="' + name + '"]'); }
  // A slug that a person has not typed is made from the label, once: it stands in addresses that readers keep. A row that is not drawn has one, or gets it from the server.
  function slug(prefix, told) {
    var f = field(prefix + "-slug");
    if (f && !f.value && told.label) f.value = slugOf(told.label);
    return f ? f.value : told.slug || slugOf(told.label || "");
  }
  function questions() {
    // The small form of one fact, and most parts of the long form, have the page's questions beside them.
    var beside = document.getElementById("cn-questions");
    if (beside) return JSON.parse(beside.textContent);
    var root = (document.getElementById("questions-root") || {}).rootBlock;
    return (root ? root.children : []).map(function (question) {
      var told = question.getState().value, prefix = question.prefix + "-value", drawn = question.block.drawn;
      var answers = told.answers.map(function (answer, n) {
        var own = drawn && drawn.childBlocks.answers.children[n].prefix + "-value";
        return { label: answer.value.label, slug: slug(own, answer.value) };
      });
      return { label: told.label, slug: slug(prefix, told), answers: answers.filter(function (answer) { return answer.label; }) };
    }).filter(function (question) { return question.label; });
  }
  // What an answer that a fact names is called on this page.
  window.cnAnswer = function (pair) {
    return questions().reduce(function (found, q) {
      return found || q.answers.reduce(function (label, a) { return q.slug + "=" + a.slug === pair ? a.label : label; }, "");
    }, "");
  };

  function fill(select, input) {
    var value = input.value, seen = false;
    select.textContent = "";
    select.appendChild(new Option("— Chọn câu trả lời —", ""));
    questions().forEach(function (q) {
      var group = document.createElement("optgroup");
      group.label = q.label;
      q.answers.forEach(function (a) {
        var pair = q.slug + "=" + a.slug, option = new Option(a.label, pair);
        if (pair === value) { option.selected = true; seen = true; }
        group.appendChild(option);
      });
      select.appendChild(group);
    });
    if (value && !seen) { var lost = new Option("Không còn trên trang này: " + value, value); lost.selected = true; select.appendChild(lost); }
  }
  function dress(input) {
    if (input.dataset.dressed) return;
    input.dataset.dressed = "1";
    var select = document.createElement("select");
    select.className = "cn-condition-select";
    select.setAttribute("aria-label", "Chỉ khi trả lời");
    input.hidden = true; input.style.display = "none";
    input.after(select);
    fill(select, input);
    select.addEventListener("focus", function () { fill(select, input); });
    select.addEventListener("mousedown", function () { if (document.activeElement !== select) fill(select, input); });
    select.addEventListener("change", function () { input.value = select.value; input.dispatchEvent(new Event("change", { bubbles: true })); });
  }
  // A fact names answers it is for; an example person gives answers.
  function dressAll() { document.querySelectorAll('input[name*="-applies-"][name$="-value"], input[name^="people-"][name*="-value-answers-"][name$="-value"], input[name^="fact-answers-"][name$="-value"]').forEach(dress); }

  function openTab(target) {
    var tab = target.closest('[role="tabpanel"]');
    if (tab && tab.hidden) { var button = document.querySelector('[role="tab"][aria-controls="' + tab.id + '"]') || document.querySelector('[role="tab"][href="#' + tab.id + '"]'); if (button) button.click(); }
  }
  function goTo(name) {
    var target = document.querySelector('[data-contentpath="' + name + '"]') || document.getElementById("id_" + name + "-FORMS") || document.getElementById("id_" + name);
    if (target) show(target);
    return !!target;
  }
  function show(target) {
    openTab(target);
    for (var panel = target.closest("section"); panel; panel = panel.parentElement && panel.parentElement.closest("section")) {
      var toggle = panel.querySelector(":scope > .w-panel__header [data-panel-toggle]");
      if (toggle && toggle.getAttribute("aria-expanded") === "false") toggle.click();
    }
    target.scrollIntoView({ block: "center" });
    var control = target.querySelector("input:not([type=hidden]), textarea, select, button");
    if (control) control.focus({ preventScroll: true });
  }

  // A form that comes back with errors opens at the first of them, whichever tab it stands on.
  function goToError() {
    var errors = document.querySelectorAll("[role=tabpanel] .error-message");
    if (!errors.length) return;
    for (var i = 0; i < errors.length; i++) if (!errors[i].closest("[role=tabpanel]").hidden) return;
    show(errors[0].closest("[data-contentpath]") || errors[0]);
  }

  // A button of the form has its turn when what is kept by itself has arrived (two saves side by side: the older could come last, or what
  // is refused would come back with the number of a revision that is no longer the latest), and when somebody is still logged in: what was
  // typed would be sent to the log-in and lost.
  var PATIENCE = 10000; // milliseconds
  var SESSION = document.currentScript.dataset.session;

  function controllerOf(element, name) {
    var app = (window.wagtail || {}).app;
    return app && element ? app.getControllerForElementAndIdentifier(element, name) : null;
  }
  function autosaveOf(form) { return controllerOf(form, "w-autosave"); }
  function isKeeping(form) { return !!(autosaveOf(form) || {}).submitPromise; }
  // What is being kept by itself has arrived, or one has waited long enough.
  function arrived(form) {
    return Promise.race([(autosaveOf(form) || {}).submitPromise, new Promise(function (done) { setTimeout(done, PATIENCE); })]);
  }
  window.cnKept = { isKeeping: isKeeping, arrived: arrived }; // whoever leaves the form otherwise waits for it too (parted.js)
  // The page came to somebody who was in; after a minute that is asked again. `out`: the last answer was the log-in screen.
  var FRESH = 60000; // milliseconds
  var asked = Date.now(), out = false, other = false;
  function isFresh() { return Date.now() - asked < FRESH; }
  // Whoever is logged in gets a token for forms; null: nobody is, or somebody else than who typed here (`other`).
  function session() {
    asked = Date.now();
    return fetch(SESSION, { cache: "no-store", credentials: "same-origin" }).then(function (response) {
      return response.ok && /json/.test(response.headers.get("Content-Type")) ? response.json() : null;
    }).then(function (found) {
      other = !!found && !!window.cnCopies && String(found.user) !== window.cnCopies.user;
      out = !found || other;
      return out ? null : found;
    });
  }
  // Another log-in has another token.
  function take(form, found) {
    form.elements.csrfmiddlewaretoken.value = found.token;
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = found.token;
  }
  function go(form, by) {
    if (by) by.disabled = false; // Wagtail's busy button: one that is disabled would not say which it was
    form.dataset.cnReady = "1";
    form.requestSubmit(by);
  }
  function askToLogIn(form, goOn) {
    if (document.querySelector("dialog.cn-session")) return;
    document.body.appendChild(document.getElementById("cn-session").content.cloneNode(true));
    var dialog = document.querySelector("dialog.cn-session"), still = dialog.querySelector("[role=status]");
    dialog.querySelectorAll("[data-for]").forEach(function (words) { words.hidden = (words.dataset.for === "other") !== other; });
    dialog.addEventListener("close", function () { dialog.remove(); });
    dialog.querySelector("[value=again]").addEventListener("click", function (event) {
      event.preventDefault();
      session().then(function (found) {
        if (!found) { still.hidden = false; return; }
        take(form, found);
        dialog.close();
        goOn();
      });
    });
    dialog.showModal();
  }
  function whileTyping(event) {
    var form = event.target.closest && event.target.closest("[data-edit-form]");
    if (form && !isFresh()) session().then(function (found) { if (!found) askToLogIn(form, function () {}); }, function () {});
  }
  function beforeSubmit(event) {
    var form = event.target, by = event.submitter;
    if (!form.hasAttribute("data-edit-form") || form.dataset.cnReady) { delete form.dataset.cnReady; return; }
    var autosave = autosaveOf(form);
    if (autosave) autosave.activeValue = false;
    if (isFresh() && !out && !isKeeping(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    function proceed() { go(form, by); }
    arrived(form).then(session).then(function (found) {
      if (autosave) autosave.submitPromise = null;
      if (!found) return askToLogIn(form, proceed);
      take(form, found);
      proceed();
    }).catch(proceed);
  }
  var retried = 0;
  function afterRefusal(event) {
    var form = event.target;
    // Who has put the dialogue away is not asked at every key.
    if (event.detail.type !== "server_error" || (out && isFresh())) return;
    function again() { autosaveOf(form).save(event.detail.trigger); }
    session().then(function (found) {
      if (!found) return askToLogIn(form, again);
      // The form's token is of an earlier log-in: with a new one it is tried once more, not for ever.
      if (Date.now() - retried < FRESH) return;
      retried = Date.now();
      take(form, found);
      again();
    }, function () {});
  }

  // Who else is at the page is asked every ten seconds, with the number of the version that stands here. An answer under way while this form
  // is kept would tell of that very version as of one from another window, and the next button would be held up by a question about it.
  function withoutOldAnswer() {
    var asking = controllerOf(document.querySelector("[data-controller~=w-session]"), "w-swap");
    if (asking && asking.abortController) asking.abortController.abort();
  }

  document.addEventListener("w-autosave:save", withoutOldAnswer);
  document.addEventListener("input", whileTyping);
  document.addEventListener("w-autosave:error", afterRefusal);
  document.addEventListener("submit", beforeSubmit, true);
  document.addEventListener("DOMContentLoaded", function () {
    dressAll();
    setTimeout(goToError); // after Wagtail has chosen a tab
    if (/^#cn-/.test(location.hash)) setTimeout(function () { goTo(location.hash.slice(4)); }); // from the to-do list over another part
    new MutationObserver(dressAll).observe(document.body, { childList: true, subtree: true });
    document.addEventListener("click", function (event) {
      var link = event.target.closest("[data-cn-field]");
      if (link && goTo(link.dataset.cnField)) event.preventDefault();
    });
  });
})();
