// The counter's keys. Each presses a link or a button of the page, which works without this file.
(function () {
  "use strict";
  var root = document.documentElement, dialog = document.getElementById("ma-qr"), lever = document.querySelector("[data-keys-switch]");
  var box = document.querySelector("form[data-lead] input[name=q]"), given = [], turn = Promise.resolve();
  function one(selector) { return document.querySelector(selector); }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function questionOf(link) { return link.closest("[data-question]").id; }
  // One after the other: what is pressed while an answer is on its way is meant for the page that comes with it.
  function later(what) { turn = turn.then(what); }

  // --- Keys can be switched off (WCAG 2.1.4); kept in this browser ---
  function switchKeys(on) {
    root.dataset.keys = on ? "on" : "off";
    lever.setAttribute("aria-checked", String(on));
    lever.querySelector("b").textContent = on ? lever.dataset.on : lever.dataset.off;
  }
  var kept = ""; try { kept = localStorage.getItem("phim-tat"); } catch (e) { /* fine */ }
  switchKeys(kept !== "tat");
  lever.addEventListener("click", function () {
    var on = root.dataset.keys === "off"; switchKeys(on);
    try { if (on) localStorage.removeItem("phim-tat"); else localStorage.setItem("phim-tat", "tat"); } catch (e) { /* fine */ }
  });

  // --- Answers change the parts of the page that depend on them, and the address ---
  function swap(address) {
    var at = document.activeElement, again = at.id ? "#" + CSS.escape(at.id) : at.dataset.key ? '[data-key="' + at.dataset.key + '"]' : "";
    return fetch(address).then(function (r) { if (!r.ok) throw r; return r.text(); }).then(function (html) {
      var fresh = new DOMParser().parseFromString(html, "text/html");
      all("[data-live]").forEach(function (old) {
        var now = fresh.querySelector('[data-live="' + old.dataset.live + '"]');
        if (now && now.innerHTML !== old.innerHTML) old.replaceChildren.apply(old, Array.prototype.slice.call(now.childNodes));
      });
      all("[data-needs-script]").forEach(function (e) { e.hidden = false; });
      all("[data-once]").forEach(function (e) { e.remove(); });
      history.replaceState(null, "", address);
      if (again && one(again)) one(again).focus({ preventScroll: true });
    });
  }
  // The first question after this one that still has to be asked, and after the last the first again.
  function openAfter(id) {
    var questions = all("[data-question]"), at = questions.findIndex(function (q) { return q.id === id; }) + 1;
    return questions.slice(at).concat(questions.slice(0, at)).find(function (q) { return q.hasAttribute("data-unanswered"); });
  }
  function ask(question) {
    if (!question) return;
    all("[data-question]").forEach(function (q) { q.removeAttribute("aria-current"); });
    question.setAttribute("aria-current", "step"); question.scrollIntoView({ block: "nearest" });
    one("[data-next]").textContent = question.querySelector("h3").textContent;
  }
  function answer(id) {
    var link = document.getElementById(id), question = questionOf(link), taken = link.hasAttribute("aria-current");
    given = given.filter(function (q) { return q !== question; }); if (!taken) given.push(question);
    return swap(link.getAttribute("href")).then(function () {
      var same = document.getElementById(question);
      ask(taken && same.hasAttribute("data-unanswered") ? same : openAfter(question));
    }).catch(function () { location.href = link.href; });
  }
  function takeBack() {
    var chosen = all("[data-question] a[aria-current]"), last = given[given.length - 1];
    var link = chosen.find(function (a) { return questionOf(a) === last; }) || chosen.pop();
    if (link) return answer(link.id);
  }

  document.addEventListener("click", function (e) {
    var link = e.target.closest("[data-question] a, [data-key=Backspace], [data-dialog]");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    if (link.dataset.dialog) dialog.showModal();
    else later(link.dataset.key ? takeBack : function () { return answer(link.id); });
  });

  // --- Keys ---
  // As the keyboard says; what an input method or another layout makes of a letter or a digit is read from the key's place.
  function keyOf(e) {
    if (/^[a-z0-9]$/i.test(e.key)) return e.key.toLowerCase();
    var place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(e.code);
    return place && (e.key.length === 1 || /^(Process|Unidentified|Dead)$/.test(e.key)) ? place[1].toLowerCase() : e.key;
  }
  function press(key) {
    var button, step = one("[data-question][aria-current]");
    if (key === "Backspace") return takeBack();
    if (key === "0") { if (step) ask(openAfter(step.id)); return; }
    if (/\d/.test(key)) { button = step && step.querySelector('[data-number="' + key + '"]'); return button && answer(button.id); }
    button = one('[data-key="' + key + '"]'); if (button) button.click();
  }
  document.addEventListener("keydown", function (e) {
    if (root.dataset.keys === "off" || e.defaultPrevented || e.repeat || e.ctrlKey || e.altKey || e.metaKey) return;
    var key = keyOf(e), field = e.target.closest("input, textarea, select");
    if (dialog && dialog.open) {
      if (key === "q") { dialog.close(); e.preventDefault(); }
    } else if (box) {
      if (key === "Escape" && (!field || !field.value)) { if (location.search) location.href = box.form.dataset.lead; }
      else if (!field && key.length === 1 && key !== " ") { box.focus(); box.select(); } // The key itself then goes into the field.
    } else if (!field && /^([a-z0-9]|Backspace|Escape)$/.test(key)) {
      e.preventDefault(); later(function () { return press(key === "Escape" ? "n" : key); });
    }
  });
  addEventListener("pageshow", function (e) { if (e.persisted && box) { box.value = ""; box.focus(); } });
})();
