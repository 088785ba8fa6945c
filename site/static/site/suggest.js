// Help while typing: combobox with list autocomplete (WAI-ARIA APG). Fetched by site.js for whoever comes to a search field. ECMAScript 5.
(function () {
  "use strict";
  var site = window.answers, all = site.all, make = site.make, seen = site.seen;
  all("form.search[data-suggest]").forEach(function (form, index) {
    var input = form.elements.q, words = form.dataset, items = [], at = -1, composing = false, timer, telling, request = site.asker("json");
    var box = make("div", "suggestions", form), head = make("div", "", box), list = make("ul", "", box), told = make("p", "visually-hidden", form);
    make("b", "", head).textContent = words.recent; make("span", "", head).textContent = words.note;
    var clear = make("button", "", head); clear.type = "button"; clear.textContent = words.clear;
    form.insertBefore(box, input.nextSibling);
    box.hidden = true; list.id = "goi-y-" + index; list.setAttribute("role", "listbox"); told.setAttribute("role", "status");
    input.type = "text"; input.autocomplete = "off";
    var roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    Object.keys(roles).forEach(function (name) { input.setAttribute(name, roles[name]); });

    function typed() { return input.value.trim(); }
    function stop() { clearTimeout(timer); request.stop(); }
    function tell(text) { clearTimeout(telling); telling = setTimeout(function () { told.textContent = text; }, text ? 700 : 0); }
    function choose(i) {
      at = i;
      all("li", list).forEach(function (li, n) {
        li.setAttribute("aria-selected", n === i);
        if (n === i) li.scrollIntoView({ block: "nearest" });
      });
      if (i >= 0) input.setAttribute("aria-activedescendant", list.id + "-" + i); else input.removeAttribute("aria-activedescendant");
    }
    function close() { stop(); choose(-1); box.hidden = true; input.setAttribute("aria-expanded", "false"); tell(""); }
    function go(i) { var url = site.led(items[i].url); close(); location.href = url; }
    function show(found, name, query, first) {
      if (!found.length || document.activeElement !== input) { close(); if (query) tell(words.none); return; }
      items = found; head.hidden = !!query; list.dataset.query = query; list.setAttribute("aria-label", name);
      list.replaceChildren();
      found.forEach(function (item, i) {
        var li = make("li", "", list);
        li.id = list.id + "-" + i; li.setAttribute("role", "option"); li.textContent = item.title; if (item.lang) li.lang = item.lang;
      });
      box.hidden = false; input.setAttribute("aria-expanded", "true"); choose(first === undefined ? -1 : first < 0 ? found.length - 1 : first);
      tell(name + ": " + found.length + ". " + words.keys + ".");
    }
    function suggest(query, first) {
      stop();
      request(words.suggest + "?q=" + encodeURIComponent(query), function (data) { show(data.suggestions, words.label, query, first); }, close);
    }
    function open(first) {
      var query = typed();
      if (!query) show(seen(), words.recent, "", first); else if (query.length > 1) suggest(query, first);
    }
   // Telephones compose every word: left alone until its writer pauses.
    function changed() {
      var query = typed();
      stop(); choose(-1);
      if (!query) open(); else if (query.length < 2) close();
      else if (box.hidden || list.dataset.query !== query) timer = setTimeout(suggest, composing ? 600 : 180, query);
    }
    site.back(function () { close(); input.value = input.defaultValue || input.value; });
    input.addEventListener("input", changed);
    input.addEventListener("compositionstart", function () { composing = true; });
    input.addEventListener("compositionend", function () { composing = false; changed(); });
    ["focus", "click"].forEach(function (name) { input.addEventListener(name, function () { if (box.hidden && !typed() && !input.autofocus) open(); }); });
    input.addEventListener("keydown", function (e) {
      if (e.isComposing || e.keyCode === 229) return;
      var shown = !box.hidden, n = items.length, down = e.key === "ArrowDown";
      if (down || e.key === "ArrowUp") {
        stop();
        if (e.altKey) { if (!down) close(); else if (!shown) open(); }
        else if (!shown) open(down ? 0 : -1);
        else choose(down ? (at + 1) % n : (at < 1 ? n : at) - 1);
        e.preventDefault();
      } else if (e.key === "Enter") {
        if (shown && at >= 0) { go(at); e.preventDefault(); } else close();
      } else if (e.key === "Escape") {
        if (shown || input.value) e.preventDefault();
        if (!shown) input.value = "";
        close();
      } else if (shown && at >= 0 && /^(Home|End|ArrowLeft|ArrowRight)$/.test(e.key)) {
        choose(-1);
        var end = e.key === "End" ? input.value.length : 0;
        if (e.key === "Home" || e.key === "End") { input.setSelectionRange(end, end); e.preventDefault(); }
      }
    });
    box.addEventListener("mousedown", function (e) { e.preventDefault(); });
    list.addEventListener("pointerdown", stop);
    list.addEventListener("click", function (e) { var li = e.target.closest("li"); if (li) go(all("li", list).indexOf(li)); });
    clear.addEventListener("click", function () { site.forget(); input.focus(); close(); });
    form.addEventListener("focusout", function (left) { if (left.relatedTarget !== input && !box.contains(left.relatedTarget)) close(); });
    if (document.activeElement === input && (typed() || !input.autofocus)) changed(); // What was typed while this was on its way.
  });
})();
