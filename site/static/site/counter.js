// The counter's keys. Each presses a link or a button of the page, which works without this file.
(function () {
  "use strict";
  var site = window.answers; // Of site.js; not there where this browser cannot run it.
  if (!site) return;
  var root = document.documentElement, dialog = document.getElementById("ma-qr"), lever = one("[data-keys-switch]"), box = one("form[data-lead] input[name=q]");
  // Questions in the order they were answered; and {question: answer} of the page that is on its way.
  var given = [], wanted;
  function one(selector) { return document.querySelector(selector); }
  function all(selector) { return [].slice.call(document.querySelectorAll(selector)); }
  function questionOf(link) { return link.closest("[data-question]").id; }

  // --- Keys can be switched off (WCAG 2.1.4); kept in this browser ---
  function switchKeys() {
    var on = true; try { on = localStorage.getItem("phim-tat") !== "tat"; } catch (e) { /* refused */ }
    root.dataset.keys = on ? "on" : "off";
    lever.setAttribute("aria-checked", on);
    lever.querySelector("b").textContent = on ? lever.dataset.on : lever.dataset.off;
  }
  switchKeys(); site.again(switchKeys);
  lever.addEventListener("click", function () { site.keep("phim-tat", root.dataset.keys === "on" && "tat"); switchKeys(); });

  // --- Answers ---
  function chosen() { return all("[data-question] a[aria-current]"); }
  // The first question after this one that still has to be asked, and after the last the first again.
  function openAfter(id) {
    var questions = all("[data-question]"), at = questions.map(function (q) { return q.id; }).indexOf(id) + 1;
    return questions.slice(at).concat(questions.slice(0, at)).filter(function (q) { return q.hasAttribute("data-unanswered"); })[0];
  }
  function ask(question) {
    if (!question) { one("#giay-to").scrollIntoView({ block: "nearest" }); return; }
    all("[data-question]").forEach(function (q) { q.removeAttribute("aria-current"); });
    question.setAttribute("aria-current", "step"); question.scrollIntoView({ block: "nearest" });
    one("[data-next]").textContent = question.querySelector("h3").textContent;
  }
  // What is answered while another answer is on its way is asked for together with that one.
  function startFromWhatIsShown() {
    if (site.waits()) return;
    wanted = {};
    chosen().forEach(function (link) { wanted[questionOf(link)] = link.id; });
  }
  function show(question) {
    var query = all("[data-question]").filter(function (q) { return wanted[q.id]; }).map(function (q) {
      return wanted[q.id].split(".").map(encodeURIComponent).join("=");
    }).join("&");
    site.swap(location.pathname + (query && "?" + query), function () {
      var same = document.getElementById(question);
      ask(!wanted[question] && same.hasAttribute("data-unanswered") ? same : openAfter(question));
    });
  }
  function forget(question) { delete wanted[question]; given = given.filter(function (q) { return q !== question; }); }
  function answer(link) {
    var question = questionOf(link);
    startFromWhatIsShown(); forget(question);
    if (!link.hasAttribute("aria-current")) { wanted[question] = link.id; given.push(question); }
    show(question);
  }
  function takeBack() {
    startFromWhatIsShown();
    var last = given.filter(function (q) { return wanted[q]; }).pop() || Object.keys(wanted).pop();
    if (last) { forget(last); show(last); }
  }

  document.addEventListener("click", function (e) {
    var link = e.target.closest("[data-question] a, [data-key=Backspace], [data-dialog]");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    if (link.dataset.dialog) dialog.showModal(); else if (link.dataset.key) takeBack(); else answer(link);
  });

  // --- Keys ---
  // As the keyboard says; what an input method or another layout makes of a letter or a digit is read from the key's place.
  function keyOf(e) {
    if (/^[a-z0-9]$/i.test(e.key)) return e.key.toLowerCase();
    var place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(e.code);
    return place && (e.key.length === 1 || /^(Process|Unidentified|Dead)$/.test(e.key)) ? place[1].toLowerCase() : e.key;
  }
  function press(key) {
    var step = one("[data-question][aria-current]"), button;
    if (key === "0") { if (step) ask(openAfter(step.id)); }
    else if (/\d/.test(key)) { button = step && step.querySelector('[data-number="' + key + '"]'); if (button) answer(button); }
    else { button = one('[data-key="' + key + '"]'); if (button) button.click(); }
  }
  document.addEventListener("keydown", function (e) {
    if (root.dataset.keys === "off" || !e.key || e.defaultPrevented || e.repeat || e.ctrlKey || e.altKey || e.metaKey) return;
    var key = keyOf(e), field = e.target.closest("input, textarea, select"), shown = one("dialog[open]");
    if (shown) {
      if (shown === dialog && key === "q") { dialog.close(); e.preventDefault(); }
    } else if (box) {
      if (key === "Escape" && (!field || !field.value)) { if (location.search) location.href = box.form.dataset.lead; }
      else if (!field && key.length === 1 && key !== " ") { box.focus(); box.select(); } // The key itself then goes into the field.
    } else if (!field && /^([a-z0-9]|Backspace|Escape)$/.test(key)) {
      e.preventDefault();
      if (key === "n" || key === "Escape") press("n"); // The next citizen waits for nothing of this one's.
      else site.later(function () { press(key); });
    }
  });
  addEventListener("pageshow", function (e) { if (e.persisted && box) { box.value = ""; box.focus(); } });
})();
