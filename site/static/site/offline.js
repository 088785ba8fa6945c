// A list that was opened stays on this device, for the gate where there is no connection (/sw.js does it). Said on the page: that it is kept,
// from when a kept one is, and whether there is a newer one. On the page of what is kept: which lists there are.
(function () {
  "use strict";
  var box = navigator.serviceWorker, note = document.querySelector("[data-kept]"), list = document.querySelector("[data-kept-lists]");
  if (!box || !window.caches || !window.DOMParser || !(note || list)) return;
  var LISTS = "danh-muc-1", home = (note || list).dataset.home, isOld = note && !note.hidden, isNew;

  function address() { return location.pathname + location.search; }
  function keep() {
    box.ready.then(function (site) { site.active.postMessage({ keep: list ? [home] : [address(), home] }); });
  }
  function show(part) {
    [].forEach.call(note.querySelectorAll("[data-then]"), function (e) { e.hidden = e.dataset.then !== part; });
  }
  box.addEventListener("message", function (event) {
    var told = event.data, mine = address(), done = document.querySelector("[data-is-kept]");
    if (list) { if (told.kept !== home) fill(); return; }
    if (told.kept !== mine && told.gone !== mine) return;
    if (done) done.hidden = !told.kept;
    if (!isOld || isNew) return;
    clearInterval(asking);
    isNew = told.changed || !!told.gone;
    show(isNew ? "new" : "same");
  });
  if (box.startMessages) box.startMessages();
  box.register("/sw.js").then(keep, function () { /* refused: a window that keeps nothing */ });
  addEventListener("online", keep);
  // The sign that there is a connection often comes before there is one.
  var asking = isOld && setInterval(function () { if (!document.hidden && navigator.onLine) keep(); }, 5000);
  // Another answer, another list, which has just come from the site; kept when the reader stays with it.
  var first = document.querySelector("[data-live]"), wait;
  if (note && first) new MutationObserver(function () {
    isOld = false; note.hidden = true;
    clearTimeout(wait); wait = setTimeout(keep, 1500);
  }).observe(first, { childList: true });

  function two(n) { return (n < 10 ? "0" : "") + n; }
  function when(page) {
    var at = new Date(+page.headers.get("X-Kept"));
    var told = { d: two(at.getDate()), m: two(at.getMonth() + 1), y: at.getFullYear(), h: at.getHours(), i: two(at.getMinutes()) };
    return list.dataset.when.replace(/\{([dmyhi])\}/g, function (_all, part) { return told[part]; });
  }
  function text(html, selector) {
    var e = html.querySelector(selector);
    return e ? e.textContent.replace(/\s+/g, " ").trim() : "";
  }
  function line(key, page) {
    return page.text().then(function (source) {
      var html = new DOMParser().parseFromString(source, "text/html"), li = document.createElement("li");
      var box = li.appendChild(document.createElement("div")), a = box.appendChild(document.createElement("a"));
      var answers = [].map.call(html.querySelectorAll("main .said b"), function (b) { return b.textContent; }).join("; ");
      a.href = key.url; a.lang = html.documentElement.lang; a.textContent = text(html, "main .lead") || key.url;
      box.appendChild(document.createElement("p")).textContent = [answers, text(html, "main h1"), when(page)].filter(Boolean).join(" · ");
      return li;
    });
  }
  function fill() {
    return caches.open(LISTS).then(function (cache) {
      return cache.keys().then(function (keys) {
        return Promise.all(keys.reverse().map(function (key) { return cache.match(key).then(function (page) { return page && line(key, page); }); }));
      });
    }).then(function (lines) {
      lines = lines.filter(Boolean);
      list.textContent = "";
      lines.forEach(function (li) { list.appendChild(li); });
      caches.has("goi-1").then(function (pack) { document.querySelector("[data-forget]").hidden = !lines.length && !pack; });
      document.querySelector("[data-nothing-kept]").hidden = !!lines.length;
    });
  }
  if (list) {
    document.querySelector("[data-asked]").hidden = location.pathname === home;
    document.querySelector("[data-forget]").addEventListener("click", function () { 
      Promise.all([caches.delete(LISTS), caches.delete("goi-1")]).then(fill).then(function () { document.dispatchEvent(new Event("forgotten")); });
    });
    fill();
  }
})();
