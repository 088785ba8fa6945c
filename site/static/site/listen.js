// Reads the list of papers aloud, sentence by sentence, with this device's own Vietnamese voice: nothing leaves the device.
// Loaded by site.js where there are voices at all; the button shows itself where one of them is ours.
(function () {
  "use strict";
  var speech = window.speechSynthesis, button = document.querySelector("[data-listen]"), words = button.dataset;
  var list = document.querySelector("[data-aloud]"), queue = [], line, now;

  function voice() {
    return speech.getVoices().filter(function (v) { return v.localService && /^vi/i.test(v.lang); })[0];
  }
  function mark(next) {
    if (line) line.removeAttribute("data-heard");
    line = next;
    if (!line) return;
    line.setAttribute("data-heard", "");
    line.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: no-preference)").matches ? "smooth" : "auto" });
  }
  function stop() {
    now = null; queue = []; mark(null);
    speech.cancel();
    button.textContent = words.start; delete words.on;
  }
  // The lines that are shown, without those that hold buttons; what sounds otherwise than it is written has its words from the server.
  function fill() {
    [].forEach.call(list.querySelectorAll("h3, h4, p, li"), function (e) {
      if (!(e.checkVisibility ? e.checkVisibility() : e.offsetParent) || e.querySelector("h3, h4, p, li, button")) return;
      (e.dataset.spoken || e.innerText).replace(/\s+/g, " ").match(/[^.!?]+[.!?]*/g).forEach(function (sentence) {
        if (/\S/.test(sentence)) queue.push({ line: e, text: sentence.trim() });
      });
    });
  }
  function next() {
    var sentence = queue.shift(), own = voice(), mine;
    if (!sentence || !own || !sentence.line.isConnected) { stop(); return; }
    if (sentence.line !== line) mark(sentence.line);
    mine = now = new SpeechSynthesisUtterance(sentence.text);
    mine.voice = own; mine.lang = own.lang; // Never the browser's default, which may be a voice of somebody's server.
    mine.onend = function () { if (mine === now) next(); };
    mine.onerror = function () { if (mine === now) stop(); };
    speech.speak(mine);
  }

  button.addEventListener("click", function () {
    if (now) { stop(); return; }
    speech.cancel(); fill();
    button.textContent = words.stop; words.on = "";
    next();
  });
  document.addEventListener("keydown", function (e) { if (now && e.key === "Escape" && !e.defaultPrevented) stop(); });
  addEventListener("pagehide", stop);
  // Another answer brings another list.
  new MutationObserver(function () { if (line && !line.isConnected) stop(); }).observe(list, { childList: true, subtree: true });
  function show() { button.hidden = !voice(); }
  show(); speech.onvoiceschanged = show;
})();
