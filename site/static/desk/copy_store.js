// Copies of what was typed and not saved, in this browser. Each has the number of its form and belongs to whoever was logged in: another
// log-in never sees it, and a log-in that is over takes nothing with it. What the server has saved goes, and what is older than a week.
(function () {
  "use strict";
  var PREFIX = "cn-copy:", WEEK = 7 * 24 * 3600 * 1000, MAX_SIZE = 200000, MAX_COPIES = 20;
  var told = document.currentScript.dataset, mine = PREFIX + told.user + ":";

  function all() {
    var found = [];
    for (var i = 0; i < localStorage.length; i++) {
      var key = localStorage.key(i);
      if (key.indexOf(PREFIX) !== 0) continue;
      var copy = null;
      try { copy = JSON.parse(localStorage.getItem(key)); } catch (error) { /* not one of ours */ }
      found.push({ key: key, at: (copy && copy.at) || 0, copy: copy });
    }
    return found.sort(function (x, y) { return y.at - x.at; });
  }
  function tidy() {
    all().forEach(function (one, place) {
      if (Date.now() - one.at > WEEK || place >= MAX_COPIES) localStorage.removeItem(one.key);
    });
    told.saved.split(" ").forEach(drop);
  }
  function drop(number) { if (number) localStorage.removeItem(mine + number); }
  // {number, path, at, fields} of this log-in, the newest first.
  function list(path) {
    return all().filter(function (one) { return one.key.indexOf(mine) === 0 && one.copy && one.copy.path === path; }).map(function (one) {
      one.copy.number = one.key.slice(mine.length);
      return one.copy;
    });
  }
  // False where the browser keeps nothing (storage switched off or full) or the text is beyond all bounds.
  function put(number, copy) {
    var text = JSON.stringify(copy);
    if (text.length > MAX_SIZE) return false;
    try { localStorage.setItem(mine + number, text); return true; } catch (error) { return false; }
  }

  // Where a form is opened again; the long form is drawn in parts (parted.js), and each is asked for what was typed into it.
  function pathOf(form, part) { return new URL(form.action).pathname + (part ? "?phan=" + part : ""); }

  window.cnCopies = { pathOf: pathOf, user: told.user, sent: told.sent || "", list: list, put: put, drop: drop };
  try { tidy(); } catch (error) { window.cnCopies.list = function () { return []; }; window.cnCopies.drop = function () {}; }
})();
