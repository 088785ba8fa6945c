// Comforts only: every task of the site works without this file. Buttons that need it are hidden until it runs.
(function () {
  "use strict";
  var root = document.documentElement;
  function keep(name, value) { try { if (value) localStorage.setItem(name, value); else localStorage.removeItem(name); } catch (e) { /* fine */ } }
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }

  // --- Text size and colours ---
  function markSize() { all("[data-size]").forEach(function (b) { b.setAttribute("aria-pressed", String(b.dataset.size === (root.dataset.text || "1"))); }); }
  function isDark() { return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches; }
  function markTheme() { all("[data-theme-switch]").forEach(function (b) { b.setAttribute("aria-pressed", String(isDark())); }); }
  all("[data-needs-script]").forEach(function (e) { e.hidden = false; });
  markSize(); markTheme();

  // --- A short word after an action ---
  var toast;
  function say(text) {
    if (!toast) { toast = document.createElement("p"); toast.className = "toast"; toast.setAttribute("role", "status"); document.body.appendChild(toast); }
    toast.hidden = false; toast.textContent = text;
    clearTimeout(toast.timer); toast.timer = setTimeout(function () { toast.hidden = true; }, 4000);
  }
  function copy(text, done) {
    function old() {
      var area = document.createElement("textarea");
      area.value = text; area.className = "visually-hidden"; document.body.appendChild(area); area.select();
      var ok = false; try { ok = document.execCommand("copy"); } catch (e) { ok = false; }
      area.remove(); say(ok ? done : text);
    }
    if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(text).then(function () { say(done); }, old); else old();
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.size) {
      if (button.dataset.size === "1") delete root.dataset.text; else root.dataset.text = button.dataset.size;
      keep("co-chu", button.dataset.size === "1" ? "" : button.dataset.size); markSize();
    } else if ("themeSwitch" in button.dataset) {
      root.dataset.theme = isDark() ? "light" : "dark"; keep("nen", root.dataset.theme); markTheme();
    } else if (button.dataset.copy) {
      var source = document.getElementById(button.dataset.copy);
      if (source) copy(source.value || source.textContent, button.dataset.done);
    } else if ("share" in button.dataset) {
      navigator.share({ title: document.title, url: button.dataset.share }).catch(function () { /* The reader changed their mind. */ });
    } else if ("print" in button.dataset) { print(); }
  });
  if (!navigator.share) all("[data-share]").forEach(function (b) { b.hidden = true; });
  // A print page that was opened to be printed: the dialogue comes by itself, and the tab goes with it.
  if (location.hash === "#in" && document.querySelector("nav.screen")) addEventListener("load", function () {
    addEventListener("afterprint", function () { close(); }); print();
  });

  // --- Papers one has already: kept in this browser alone, by the papers' ids and by what was asked for when they were ticked ---
  function ticksKey() { return "dau:" + location.pathname.replace(/ho-so\/$/, ""); }
  function ticks() { try { return JSON.parse(localStorage.getItem(ticksKey())) || {}; } catch (e) { return {}; } }
  function keepTicks(kept) { keep(ticksKey(), Object.keys(kept.has || {}).length ? JSON.stringify(kept) : ""); }
  function restoreTicks() {
    var kept = ticks(), has = kept.has || {}, section = document.querySelector("[data-list]"), boxes = all("input.tick");
    boxes.forEach(function (t) {
      var li = t.closest("li"), told = li.querySelector(".changed");
      t.hidden = false; t.checked = t.value in has;
      if (told) told.remove();
      if (t.checked && has[t.value] !== li.dataset.version) {
        told = document.createElement("b"); told.className = "changed"; told.textContent = " " + li.parentNode.dataset.changed; li.querySelector("h3").append(told);
      }
    });
    all(".docs label .nr").forEach(function (n) { n.hidden = true; });
    var box = document.querySelector("[data-ticked]"), any = Object.keys(has).length > 0;
    if (!box) return;
    box.hidden = !any;
    box.querySelector("[data-list-changed]").hidden = !any || kept.list === section.dataset.list;
    var count = box.querySelector("[data-ticked-count]");
    count.textContent = count.dataset.tickedCount.replace("%s", boxes.filter(function (t) { return t.checked; }).length + "/" + boxes.length);
  }
  restoreTicks();
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-ticks]");
    if (!button) return;
    var kept = ticks();
    if (button.dataset.ticks === "clear") kept = {};
    else {
      kept.list = document.querySelector("[data-list]").dataset.list;
      all("input.tick").forEach(function (t) { if (t.checked) kept.has[t.value] = t.closest("li").dataset.version; });
    }
    keepTicks(kept); restoreTicks(); document.getElementById("giay-to").focus();
  });

  // --- The checklist answers at once ---
  document.addEventListener("change", function (event) {
    var target = event.target;
    if (target.classList.contains("tick")) {
      var kept = ticks();
      kept.has = kept.has || {};
      if (!Object.keys(kept.has).length) kept.list = document.querySelector("[data-list]").dataset.list;
      if (target.checked) kept.has[target.value] = target.closest("li").dataset.version; else delete kept.has[target.value];
      keepTicks(kept); restoreTicks();
      return;
    }
    var form = target.form;
    if (!form || !form.hasAttribute("data-answers")) return;
    var query = new URLSearchParams(new FormData(form)).toString();
    var address = location.pathname + (query ? "?" + query : "");
    fetch(address, { headers: { "X-Requested-With": "fetch" } }).then(function (r) { if (!r.ok) throw r; return r.text(); }).then(function (html) {
      var fresh = new DOMParser().parseFromString(html, "text/html");
      all("[data-live]").forEach(function (old) {
        var now = fresh.querySelector('[data-live="' + old.dataset.live + '"]');
        if (now) old.replaceChildren.apply(old, Array.prototype.slice.call(now.childNodes)); // The live region itself stays, so that readers hear it.
      });
      all("[data-needs-script]").forEach(function (e) { e.hidden = false; });
      if (!navigator.share) all("[data-share]").forEach(function (b) { b.hidden = true; });
      restoreTicks();
      history.replaceState(null, "", address);
    }).catch(function () { form.submit(); });
  });

  // --- Pages opened last, kept in this browser alone: at the counter the same few are opened all day ---
  var SEEN = "vua-xem", MOST_SEEN = 8;
  var opened = document.querySelector("h1[data-seen]"), here = opened && opened.dataset.seen || location.pathname;
  var counter = document.querySelector("form[data-lead]"); // There procedures lead to the counter's pages of them.
  function led(url) { return counter ? url.replace(/^(\/en)?\/thu-tuc\/(?=[-\w]+\/$)/, counter.dataset.lead) : url; }
  function seen() {
    try {
      var kept = JSON.parse(localStorage.getItem(SEEN) || "[]");
      return kept.filter(function (p) { return p.title && /^\/[^/\\]/.test(p.url) && p.url !== here; }).slice(0, MOST_SEEN);
    } catch (e) { return []; }
  }
  if (opened && !/^\/quan-tri\//.test(location.pathname)) { // Not what an editor previews.
    var now = { title: opened.textContent.trim(), url: here, lang: opened.closest("[lang]").lang };
    keep(SEEN, JSON.stringify([now].concat(seen()).slice(0, MOST_SEEN)));
  }
  var recentPages = document.querySelector("[data-recent-pages]");
  function listRecentPages() {
    if (!recentPages) return;
    var pages = seen();
    recentPages.hidden = !pages.length;
    recentPages.querySelector("ul").replaceChildren.apply(recentPages.querySelector("ul"), pages.map(function (page) {
      var li = document.createElement("li"), a = document.createElement("a");
      a.href = led(page.url); a.textContent = page.title; a.lang = page.lang || ""; li.appendChild(a); return li;
    }));
  }
  listRecentPages();
  addEventListener("pageshow", function (e) { if (e.persisted) listRecentPages(); });
  if (recentPages) recentPages.querySelector("button").addEventListener("click", function () {
    keep(SEEN); listRecentPages(); document.getElementById("noi-dung").focus(); say(document.querySelector("form.search").dataset.cleared);
  });

  // --- Help while typing: an editable combobox with list autocomplete (WAI-ARIA Authoring Practices) ---
  all("form.search[data-suggest]").forEach(function (form, index) {
    var input = form.elements.q, words = form.dataset, items = [], at = -1, composing = false, timer, telling, request;
    function make(name, className, parent) { var e = document.createElement(name); e.className = className; parent.appendChild(e); return e; }
    var box = make("div", "suggestions", form), head = make("div", "", box), list = make("ul", "", box), told = make("p", "visually-hidden", form);
    make("b", "", head).textContent = words.recent; make("span", "", head).textContent = words.note;
    var clear = make("button", "", head); clear.type = "button"; clear.textContent = words.clear;
    input.after(box); // So that Tab goes from the field to what is in the box.
    box.hidden = true; list.id = "goi-y-" + index; list.setAttribute("role", "listbox"); told.setAttribute("role", "status");
    input.type = "text"; input.autocomplete = "off";
    var roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    Object.keys(roles).forEach(function (name) { input.setAttribute(name, roles[name]); });

    function typed() { return input.value.normalize().trim(); }
    function stop() { clearTimeout(timer); if (request) request.abort(); request = null; }
    function tell(text) { clearTimeout(telling); telling = setTimeout(function () { told.textContent = text; }, text ? 700 : 0); }
    function choose(i) {
      at = i;
      all("li", list).forEach(function (li, n) {
        li.setAttribute("aria-selected", String(n === i));
        if (n === i) li.scrollIntoView({ block: "nearest" });
      });
      if (i >= 0) input.setAttribute("aria-activedescendant", list.id + "-" + i); else input.removeAttribute("aria-activedescendant");
    }
    function close() { stop(); choose(-1); box.hidden = true; input.setAttribute("aria-expanded", "false"); tell(""); }
    function go(i) { var url = led(items[i].url); close(); location.href = url; }
    // `first` is the option to choose at once: 0, or -1 for the last.
    function show(found, name, query, first) {
      if (!found.length || document.activeElement !== input) { close(); if (query) tell(words.none); return; }
      items = found; head.hidden = Boolean(query); list.dataset.query = query; list.setAttribute("aria-label", name);
      list.replaceChildren.apply(list, found.map(function (item, i) {
        var li = document.createElement("li");
        li.id = list.id + "-" + i; li.setAttribute("role", "option"); li.textContent = item.title; if (item.lang) li.lang = item.lang;
        return li;
      }));
      box.hidden = false; input.setAttribute("aria-expanded", "true"); choose(first === undefined ? -1 : first < 0 ? found.length - 1 : first);
      tell(name + ": " + found.length + ". " + words.keys + ".");
    }
    function ask(query, first) {
      stop(); request = new AbortController();
      fetch(words.suggest + "?q=" + encodeURIComponent(query), { signal: request.signal }).then(function (r) { if (!r.ok) throw r; return r.json(); })
        .then(function (data) { show(data.suggestions, words.label, query, first); }).catch(function (e) { if (e.name !== "AbortError") close(); });
    }
    function open(first) {
      var query = typed();
      if (!query) show(seen(), words.recent, "", first); else if (query.length > 1) ask(query, first);
    }
    // A word in the making is left alone until its writer pauses: telephones compose every word, so that waiting for its end would be too long.
    function changed() {
      var query = typed();
      stop(); choose(-1);
      if (!query) open(); else if (query.length < 2) close();
      else if (box.hidden || list.dataset.query !== query) timer = setTimeout(ask, composing ? 600 : 180, query);
    }
    input.addEventListener("input", changed);
    input.addEventListener("compositionstart", function () { composing = true; });
    input.addEventListener("compositionend", function () { composing = false; changed(); });
    ["focus", "click"].forEach(function (name) { input.addEventListener(name, function () { if (box.hidden && !typed() && !input.autofocus) open(); }); });
    input.addEventListener("keydown", function (e) {
      if (e.isComposing || e.keyCode === 229) return;
      var shown = !box.hidden, n = items.length, down = e.key === "ArrowDown";
      if (down || e.key === "ArrowUp") {
        stop(); // What is being looked at is not replaced by an answer that comes late.
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
    box.addEventListener("mousedown", function (e) { e.preventDefault(); }); // The field keeps the focus.
    list.addEventListener("pointerdown", stop);
    list.addEventListener("click", function (e) { var li = e.target.closest("li"); if (li) go(all("li", list).indexOf(li)); });
    clear.addEventListener("click", function () { keep(SEEN); listRecentPages(); input.focus(); close(); say(words.cleared); });
    [input, box].forEach(function (e) {
      e.addEventListener("focusout", function (left) { if (left.relatedTarget !== input && !box.contains(left.relatedTarget)) close(); });
    });
  });

  // --- Which hit was opened, told to the site without anything about who opened it, so that editors see what is not found ---
  var hits = document.querySelector("ol.hits");
  if (hits && navigator.sendBeacon) ["click", "auxclick"].forEach(function (kind) {
    hits.addEventListener(kind, function (event) {
      var hit = event.button < 2 && event.target.closest("a") && event.target.closest("[data-result]");
      if (!hit) return;
      var position = hits.start + all("[data-result]", hits).indexOf(hit), query = new URLSearchParams(location.search).get("q") || "";
      navigator.sendBeacon("da-mo/", new URLSearchParams({ q: query.slice(0, 200), position: position, result: hit.dataset.result }));
    });
  });
})();
