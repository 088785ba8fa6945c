// Comforts only. ECMAScript 5.
(function () {
  "use strict";
  if (!"fetch AbortController DOMParser FormData.entries URLSearchParams Element.closest Element.remove Element.replaceChildren HTMLDialogElement.showModal"
    .split(" ").every(function (name) { var part = name.split("."), it = window[part[0]]; return it && (!part[1] || part[1] in it.prototype); })) return;
  var root = document.documentElement;
  function keep(name, value) { try { if (value) localStorage.setItem(name, value); else localStorage.removeItem(name); } catch (e) { /* refused */ } }
  function kept(name) { try { return JSON.parse(localStorage.getItem(name)); } catch (e) { return null; } }
  function one(selector) { return document.querySelector(selector); }
  function all(selector, within) { return [].slice.call((within || document).querySelectorAll(selector)); }
  function on(name, what, first) { document.addEventListener(name, what, first); }
  function spot() { return location.pathname + location.search; }
  function make(name, className, parent) { var e = document.createElement(name); e.className = className; return parent.appendChild(e); }
  function back(what) { addEventListener("pageshow", function (e) { if (e.persisted) what(); }); }
  function again(what) { back(what); addEventListener("storage", what); }

  function isDark() { return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches; }
  function mark() {
    all("[data-size]").forEach(function (b) { b.setAttribute("aria-pressed", b.dataset.size === (root.dataset.text || "1")); });
    all("[data-theme-switch]").forEach(function (b) { b.setAttribute("aria-pressed", isDark()); });
  }
  mark(); again(mark);

  var toast;
  function say(text) {
    if (!toast) { toast = make("p", "toast", document.body); toast.setAttribute("role", "status"); }
    toast.hidden = false; toast.textContent = text;
    clearTimeout(toast.timer); toast.timer = setTimeout(function () { toast.hidden = true; }, 6000);
  }
  function copy(text, done) {
    function byHand() {
      var dialog = one("#chep-tay"), field = dialog.querySelector("textarea");
      field.value = text; dialog.showModal(); field.select();
      if (document.execCommand && document.execCommand("copy")) { dialog.close(); say(done); }
    }
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(function () { say(done); }, byHand); else byHand();
  }
  on("click", function (event) {
    var data = (event.target.closest("button") || root).dataset, marks = ticks();
    if (data.size) {
      root.dataset.text = data.size === "1" ? "" : data.size;
      keep("co-chu", root.dataset.text); mark();
    } else if ("themeSwitch" in data) {
      root.dataset.theme = isDark() ? "light" : "dark"; keep("nen", root.dataset.theme); mark();
    } else if (data.copy) {
      var source = document.getElementById(data.copy);
      copy(source.value || source.textContent, data.done);
    } else if (data.share) {
      navigator.share({ title: document.title, url: data.share }).catch(function () {});
    } else if ("print" in data) print();
    else if (data.ticks) {
      if (data.ticks === "clear") marks.has = {};
      else all("input.tick").forEach(function (t) { if (t.checked) tick(marks, t); });
      marks.list = listVersion();
      keepTicks(marks); one("#giay-to").focus();
    }
  });
  if (location.hash === "#in" && one("nav.screen")) addEventListener("load", function () {
    addEventListener("afterprint", function () { close(); }); print();
  });

  function ticksKey() { return "dau:" + location.pathname.replace(/ho-so\/$/, ""); }
  function ticks() { return Object(kept(ticksKey())).has ? kept(ticksKey()) : { has: {} }; }
  function any(marks) { return Object.keys(marks.has).length > 0; }
  function tick(marks, box) { marks.has[box.value] = box.closest("li").dataset.version; }
  function keepTicks(marks) { keep(ticksKey(), any(marks) && JSON.stringify(marks)); showTicks(); }
  function listVersion() { return one("[data-list]").dataset.list; }
  function showTicks() {
    var marks = ticks(), boxes = all("input.tick"), box = one("[data-ticked]");
    boxes.forEach(function (t) {
      var li = t.closest("li"), told = li.querySelector(".changed");
      t.hidden = false; t.checked = t.value in marks.has; li.querySelector(".nr").hidden = true;
      if (told) told.remove();
      if (t.checked && marks.has[t.value] !== li.dataset.version) make("b", "changed", li.querySelector("h4")).textContent = " " + li.parentNode.dataset.changed;
    });
    if (!box) return;
    box.hidden = !any(marks);
    box.querySelector("[data-list-changed]").hidden = box.hidden || marks.list === listVersion();
    var count = box.querySelector("[data-ticked-count]");
    count.textContent = count.dataset.tickedCount.replace("%s", boxes.filter(function (t) { return t.checked; }).length + "/" + boxes.length);
  }
  again(showTicks);

  // Asking the site: a late reply never replaces a newer one
  function asker(kind) {
    var now;
    function stop() { if (now) { clearTimeout(now.timer); now.abort(); now = null; } }
    function ask(address, done, failed, second) {
      stop();
      var mine = now = new AbortController();
      function lost() { if (mine === now) { stop(); failed(); } }
      mine.timer = setTimeout(second ? lost : function () { ask(address, done, failed, true); }, second ? 6000 : 3000);
      fetch(address, { signal: mine.signal }).then(function (r) {
        clearTimeout(mine.timer);
        if (!r.ok || r.redirected) throw r;
        return r[kind]();
      }).then(function (reply) { if (mine === now) { done(reply); stop(); } }).catch(lost);
    }
    ask.stop = stop; ask.waits = function () { return !!now; };
    return ask;
  }

  // Answers change what depends on them
  var ask = asker("text"), form = one("form[data-answers]"), pressed = [], leaving, shown = spot();
  var byTurns = form && form.dataset.answers, byArrow; // One question after the other.
  function inputs() { return form ? all("input", form) : []; }
  function ready() {
    all("[data-needs-script]").forEach(function (e) { e.hidden = "share" in e.dataset && !navigator.share; });
    showTicks();
  }
  function leave() { leaving = true; setTimeout(function () { leaving = false; }, 3000); }
  function busy(is) {
    all("[data-live]").forEach(function (part) { part.setAttribute("aria-busy", is); });
    (is ? addEventListener : removeEventListener)("beforeunload", leave);
  }
  // Pressed meanwhile.
  function press() { while (pressed.length && !ask.waits()) pressed.shift()(); }
  function later(what) { pressed.push(what); press(); }
  function nameOf(e) { return e.id || e.value || e.textContent; }
  function twin(e, part) { return all(e.tagName, part).filter(function (n) { return nameOf(n) === nameOf(e); })[0]; }
  function swap(address, then, past) {
    busy(true);
    ask(address, function (html) {
      var fresh = new DOMParser().parseFromString(html, "text/html"), at = document.activeElement, part = at.closest("[data-live]");
      // Throws where a part is missing.
      all("[data-live]").map(function (old) { return [old, fresh.querySelector('[data-live="' + old.dataset.live + '"]').innerHTML]; })
        .forEach(function (pair) { pair[0].innerHTML = pair[1]; });
      all("[data-ask]").forEach(function (old) {
        var now = fresh.querySelector('[data-ask="' + old.dataset.ask + '"]'), set = all("input", now);
        if (old.hidden || now.hidden) old.innerHTML = now.innerHTML; // Its words come with its turn.
        else all("input", old).forEach(function (t, n) { t.checked = set[n].checked; });
        old.hidden = now.hidden;
      });
      if (form) address = ownAddress();
      all("[data-once]").forEach(function (e) { e.remove(); });
      inputs().forEach(function (input) { input.defaultChecked = input.checked; });
      history[past || !byTurns || address === shown ? "replaceState" : "pushState"](null, "", address);
      shown = address;
      ready(); busy(false);
      at = part && twin(at, part);
      if (at) at.focus({ preventScroll: true });
      if (then) then();
      setTimeout(press);
    }, function () {
      busy(false);
      if (leaving) setTimeout(swap, 2000, address, then); // Firefox stops what is on its way.
      else if (navigator.onLine === false) setTimeout(function () { pressed = []; if (form) form.reset(); say(one("[data-offline]").dataset.offline); }, 500);
      else location.assign(address);
    });
  }
  function ownAddress() {
    var query = new URLSearchParams(new FormData(form)).toString();
    return location.pathname + (query && "?" + query);
  }
  function toNext() {
    var at = one("[data-ask]:not([hidden]) legend") || one("#danh-muc");
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  }
  function answer() { swap(ownAddress(), byTurns && toNext); }
  // Chosen earlier, or put back by the browser.
  function catchUp() { if (inputs().some(function (input) { return input.checked !== input.defaultChecked; })) answer(); }
  ready(); catchUp(); addEventListener("pageshow", catchUp);
  on("change", function (event) {
    var target = event.target, marks = ticks();
    if (target.classList.contains("tick")) {
      if (!any(marks)) marks.list = listVersion();
      if (target.checked) tick(marks, target); else delete marks.has[target.value];
      keepTicks(marks);
    } else if (form && target.form === form && !byArrow) answer(); // Arrows only walk.
  });
  if (byTurns) {
    ["keydown", "pointerdown"].forEach(function (name) { on(name, function (e) { byArrow = /^Arrow/.test(e.key); }, true); });
    form.addEventListener("submit", function (e) { e.preventDefault(); answer(); });
    on("click", function (e) {
      var at = e.target.closest("a[data-answer]");
      if (at && !e.ctrlKey) { e.preventDefault(); swap(at.pathname + at.search, toNext); }
    });
    addEventListener("popstate", function () { if (spot() !== shown) swap(spot(), toNext, true); });
  }
  function unfold() { // What is addressed.
    var at = document.getElementById(location.hash.slice(1)), fold = at && at.closest("details:not([open])");
    if (fold) { fold.open = true; at.scrollIntoView(); }
  }
  unfold(); addEventListener("hashchange", unfold);
  on("toggle", function (e) {
    if (e.target !== e.target.closest(".drawer[open]")) return;
    all(".drawer").forEach(function (d) { d.open = d === e.target; });
    if (one(".find[open]")) one(".find input").focus();
  }, true);
  on("click", function (event) {
    var at = event.target.closest("[data-live] a, [data-live] button"), part = at && at.closest("[data-live]");
    if (!at || !ask.waits() || at.closest("[data-question], [data-at-once]")) return;
    event.preventDefault(); event.stopPropagation();
    later(function () { at = twin(at, part); if (at) at.click(); });
  }, true);

  // Pages opened last, kept here alone
  var SEEN = "vua-xem";
  var opened = one("h1[data-seen]"), here = opened && opened.dataset.seen || location.pathname;
  var counter = one("form[data-lead]");
  function led(url) { return counter ? url.replace(/^(\/en)?\/thu-tuc\/(?=[-\w]+\/$)/, counter.dataset.lead) : url; }
  function seen() {
    return [].concat(kept(SEEN)).filter(function (p) { return p && p.title && /^\/[^/\\]/.test(p.url) && p.url !== here; }).slice(0, 8);
  }
  if (opened && !/^\/quan-tri\//.test(location.pathname))
    keep(SEEN, JSON.stringify([{ title: opened.textContent.trim(), url: here, lang: opened.closest("[lang]").lang }].concat(seen()).slice(0, 8)));
  var recentPages = one("[data-recent-pages]");
  function listRecentPages() {
    if (!recentPages) return;
    var pages = seen();
    recentPages.hidden = !pages.length;
    var ul = recentPages.querySelector("ul");
    ul.replaceChildren();
    pages.forEach(function (page) { var a = make("a", "", make("li", "", ul)); a.href = led(page.url); a.textContent = page.title; a.lang = page.lang || ""; });
  }
  listRecentPages(); again(listRecentPages);
  function forget() { keep(SEEN); listRecentPages(); say(one("form.search").dataset.cleared); }
  if (recentPages) recentPages.querySelector("button").addEventListener("click", function () { forget(); one("#noi-dung").focus(); });

  // Help while typing comes when somebody is about to.
  function fetchHelp() {
    var form = document.activeElement.form, address = form && form.dataset.help, look;
    if (!address || one("script[src='" + address + "']")) return;
    if (form.dataset.look) { look = make("link", "", document.head); look.rel = "stylesheet"; look.href = form.dataset.look; }
    make("script", "", document.body).src = address;
  }
  addEventListener("load", function () { on("focusin", fetchHelp); fetchHelp(); });

  var ear = one("[data-listen]"), voices = ear && window.speechSynthesis;
  function hear() { if (voices.getVoices().length) { voices.onvoiceschanged = null; make("script", "", document.body).src = ear.dataset.listen; } }
  if (voices) { voices.onvoiceschanged = hear; hear(); }

  // For the counter and suggest.js.
  window.answers = { swap: swap, later: later, waits: ask.waits, keep: keep, again: again,
    asker: asker, all: all, make: make, back: back, seen: seen, led: led, forget: forget };
})();
