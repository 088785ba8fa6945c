// Search where no server answers: over the names, keywords and codes of the mirror's guides (site/home/mirror/own_pages.py), which nginx
// serves as one file. A word counts the more the fewer guides have it, most in a name; marks do not matter. ECMAScript 5.
(function () {
  "use strict";
  var box = document.querySelector("[data-mirror]"), field = document.querySelector("form.search input");
  var asked = /[?&]q=([^&]*)/.exec(location.search), text = "";
  try { text = asked ? decodeURIComponent(asked[1].replace(/\+/g, " ")).slice(0, 200).trim() : ""; } catch (e) { /* no text at all */ }
  var MOST = 20, ENOUGH = 0.5, TITLE = 3, NAMED = 2, PAIR = 0.6;

  function fold(words) { return words.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u0111/g, "d"); }
  function spaced(words) { return " " + words.replace(/[^a-z0-9.]+/g, " ") + " "; }
  function show(part) {
    [].forEach.call(box.querySelectorAll("[data-shown]"), function (e) { e.hidden = e.dataset.shown !== part; });
    [].forEach.call(box.querySelectorAll("[data-words]"), function (e) { e.textContent = text; });
  }
  function prepared(row) { return { row: row, fields: [[spaced(fold(row[0])), TITLE], [spaced(row[2]), NAMED], [spaced(row[3]), 1]] }; }
  // How much a field of a document is worth that has these words; 0 where none has.
  function best(document, words) {
    return document.fields.reduce(function (most, field) {
      return field[1] > most && field[0].indexOf(" " + words + " ") >= 0 ? field[1] : most;
    }, 0);
  }
  function find(documents) {
    var words = spaced(fold(text)).trim().split(" "), all = 0;
    var weights = words.map(function (word) {
      var have = documents.filter(function (document) { return best(document, word); }).length;
      var weight = Math.log(1 + documents.length / (have || 1));
      all += weight;
      return weight;
    });
    return documents.map(function (document) {
      var had = 0, score = 0;
      words.forEach(function (word, n) {
        var worth = best(document, word);
        if (worth) { had += weights[n]; score += worth * weights[n]; }
        if (n) score += PAIR * best(document, words[n - 1] + " " + word) * (weights[n] + weights[n - 1]);
      });
      return { row: document.row, score: had >= ENOUGH * all ? score : 0 };
    }).filter(function (hit) { return hit.score; }).sort(function (a, b) { return b.score - a.score; }).slice(0, MOST);
  }
  function list(hits) {
    var ol = box.querySelector("ol");
    ol.textContent = "";
    hits.forEach(function (hit) {
      var li = ol.appendChild(document.createElement("li"));
      var a = li.appendChild(document.createElement("h2")).appendChild(document.createElement("a"));
      a.href = hit.row[1]; a.textContent = hit.row[0];
      if (!hit.row[4]) return;
      var line = li.appendChild(document.createElement("p"));
      line.className = "mute small"; line.textContent = hit.row[4];
    });
    show(hits.length ? "found" : "none");
  }
  if (!text) return;
  field.value = text;
  fetch(box.dataset.mirror).then(function (answer) {
    if (!answer.ok) throw answer;
    return answer.json();
  }).then(function (rows) { list(find(rows.map(prepared))); }).catch(function () { show("lost"); });
})();
