// The whole handbook in this device, for who asked for it (/goi-ngoai-tuyen.json): fetched, kept with its day, shown where there is no
// connection and the page itself is not kept; found by words. ECMAScript 5.
(function () {
  "use strict";
  var box = document.querySelector("[data-pack]"), page = document.querySelector("[data-pack-page]"), CACHE = "goi-1";
  if (!box || !window.caches || !window.fetch || !navigator.serviceWorker || !"".normalize) return;
  var address = box.dataset.pack, asked = location.pathname.match(/^(?:\/en)?\/(thu-tuc|tra-cuu)\/([^/]+)\//);
  var found = one("ul"), field = one("input"), rows;

  function one(selector) { return box.querySelector(selector); }
  function each(selector, what) { [].forEach.call(box.querySelectorAll(selector), what); }
  function show(parts) { each("[data-when]", function (e) { e.hidden = parts.split(" ").indexOf(e.dataset.when) < 0; }); }
  function two(n) { return (n < 10 ? "0" : "") + n; }
  function dated(text, answer) {
    var at = new Date(+answer.headers.get("X-Kept"));
    var told = { d: two(at.getDate()), m: two(at.getMonth() + 1), y: at.getFullYear(), h: at.getHours(), i: two(at.getMinutes()) };
    return text.replace(/\{([dmyhi])\}/g, function (_all, part) { return told[part]; });
  }
  function fold(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u0111/g, "d"); }

  function find() {
    var words = fold(field.value).split(/\s+/).filter(Boolean);
    var hits = rows.filter(function (row) { return words.every(function (word) { return row.folded.indexOf(word) >= 0; }); });
    found.textContent = "";
    hits.filter(function (row) { return words.length || row.guide; }).slice(0, 60).forEach(function (row) {
      var a = found.appendChild(document.createElement("li")).appendChild(document.createElement("a"));
      a.href = row.url; a.textContent = row.name; a.lang = row.lang;
    });
    one("[data-none]").hidden = hits.length > 0;
  }
  // The page that was asked for, in place of the one that says that there is none.
  function open(pack, answer) {
    if (!asked) return;
    var guide = pack.guides[asked[2]], name = new RegExp("^" + asked[2].replace(/\W/g, "\\$&") + "\t(.*)", "m").exec(pack.records);
    if (!guide && !name) return;
    page.hidden = false;
    page.lang = guide ? guide[1] : "vi";
    page.querySelector("b").textContent = dated(page.dataset.packPage, answer);
    page.insertBefore(document.createElement("h1"), page.children[1]).textContent = document.title = guide ? guide[0] : name[1] + " (" + asked[2] + ")";
    page.querySelector("[data-name-only]").hidden = !!guide;
    if (guide) page.querySelector("div").innerHTML = guide[2];
    document.querySelector("[data-kept-home]").hidden = true;
  }
  function read(answer) {
    return answer.clone().json().then(function (pack) {
      var home = address.replace(/[^/]*$/, "");
      rows = Object.keys(pack.guides).map(function (slug) {
        var guide = pack.guides[slug];
        return { guide: true, name: guide[0], lang: guide[1], url: home + "thu-tuc/" + slug + "/" };
      }).concat(pack.records.split("\n").filter(Boolean).map(function (line) {
        var record = line.split("\t");
        return { name: record[1] + " (" + record[0] + ")", lang: "vi", url: home + "tra-cuu/" + record[0] + "/" };
      }));
      rows.forEach(function (row) { row.folded = fold(row.name); });
      one("[data-since]").textContent = dated(one("[data-since]").dataset.since, answer);
      show("kept"); find();
      return pack;
    });
  }
  function save() {
    show("busy");
    fetch(address, { cache: "no-cache", credentials: "omit" }).then(function (answer) {
      if (!answer.ok) throw answer;
      return answer.text().then(function (text) {
        var headers = { "Content-Type": "application/json", "X-Kept": Date.now(), "X-Tag": answer.headers.get("ETag") || "" };
        var kept = new Response(text, { headers: headers });
        return caches.open(CACHE).then(function (cache) { return cache.put(address, kept.clone()); }).then(function () { return read(kept); });
      });
    }).catch(function () { show(rows ? "kept lost" : "none lost"); });
  }
  function look() {
    caches.match(address).then(function (answer) {
      if (!answer) { show("none"); return; }
      read(answer).then(function (pack) {
        open(pack, answer);
        if (navigator.onLine) fetch(address, { method: "HEAD", cache: "no-cache", credentials: "omit" }).then(function (now) {
          if (now.ok && now.headers.get("ETag") !== answer.headers.get("X-Tag")) show("kept new");
        }).catch(function () { /* no connection after all */ });
      });
    });
  }
  box.hidden = false;
  each("[data-save]", function (button) { button.addEventListener("click", save); });
  field.addEventListener("input", find);
  document.addEventListener("forgotten", look); // All kept lists, and this with them.
  look();
})();
