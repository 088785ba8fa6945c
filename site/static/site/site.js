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

  // --- The checklist answers at once ---
  function ticksKey() { return "giay-to:" + location.pathname.replace(/ho-so\/$/, ""); }
  function ticks() { try { return JSON.parse(sessionStorage.getItem(ticksKey()) || "[]"); } catch (e) { return []; } }
  function restoreTicks() {
    var kept = ticks();
    all(".tick").forEach(function (t) { t.hidden = false; t.checked = kept.indexOf(t.value) >= 0; });
    all(".docs .nr").forEach(function (n) { n.hidden = true; });
  }
  restoreTicks();
  document.addEventListener("change", function (event) {
    var target = event.target;
    if (target.classList.contains("tick")) {
      var kept = ticks().filter(function (v) { return v !== target.value; });
      if (target.checked) kept.push(target.value);
      try { sessionStorage.setItem(ticksKey(), JSON.stringify(kept)); } catch (e) { /* fine */ }
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

  // --- Suggestions under the search box (ARIA combobox) ---
  all("form.search").forEach(function (form, index) {
    var input = form.querySelector("input[name=q]"), source = form.dataset.suggest, list, items = [], at = -1, timer, asked = "";
    if (!input || !source) return;
    function close() { if (list) { list.remove(); list = null; } items = []; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); }
    function choose(i) {
      at = i;
      all("li", list).forEach(function (li, n) { li.setAttribute("aria-selected", String(n === i)); });
      if (i >= 0) input.setAttribute("aria-activedescendant", list.id + "-" + i); else input.removeAttribute("aria-activedescendant");
    }
    function show(found) {
      close();
      if (!found.length || document.activeElement !== input) return;
      items = found; list = document.createElement("ul"); list.className = "suggestions"; list.id = "goi-y-" + index;
      list.dataset.query = asked; list.setAttribute("role", "listbox"); list.setAttribute("aria-label", form.dataset.suggestLabel || "");
      found.forEach(function (s, i) {
        var li = document.createElement("li"); li.id = list.id + "-" + i; li.setAttribute("role", "option"); li.setAttribute("aria-selected", "false"); li.textContent = s.title;
        li.addEventListener("mousedown", function (e) { e.preventDefault(); location.href = s.url; });
        list.appendChild(li);
      });
      form.appendChild(list); input.setAttribute("aria-expanded", "true"); input.setAttribute("aria-controls", list.id);
    }
    input.type = "text"; input.setAttribute("role", "combobox"); input.setAttribute("aria-autocomplete", "list"); input.setAttribute("aria-expanded", "false"); input.setAttribute("autocomplete", "off");
    input.addEventListener("input", function () {
      clearTimeout(timer);
      var words = input.value.trim();
      if (words.length < 2) { close(); return; }
      timer = setTimeout(function () {
        asked = words;
        fetch(source + "?q=" + encodeURIComponent(words.slice(0, 200))).then(function (r) { return r.json(); }).then(function (data) { if (asked === words) show(data.suggestions || []); }).catch(close);
      }, 180);
    });
    input.addEventListener("keydown", function (e) {
      if (!list) return;
      // What is being looked at is not pulled away by an answer that comes late.
      if (/^(Arrow(Up|Down)|Escape)$/.test(e.key)) { clearTimeout(timer); asked = ""; }
      if (e.key === "ArrowDown") { choose((at + 1) % items.length); e.preventDefault(); }
      else if (e.key === "ArrowUp") { choose(at <= 0 ? items.length - 1 : at - 1); e.preventDefault(); }
      else if (e.key === "Enter" && at >= 0) { location.href = items[at].url; e.preventDefault(); }
      else if (e.key === "Escape") { close(); e.preventDefault(); }
    });
    input.addEventListener("blur", function () { setTimeout(close, 150); });
  });
})();
