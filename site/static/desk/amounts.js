// Boxes for money: groups of three while one types, the amount in words beside it, "4 triệu" written out when one leaves.
(function () {
  "use strict";
  var reading = document.currentScript.dataset.read;

  function group(input) {
    var value = input.value;
    if (!/^[0-9. ]*$/.test(value)) return; // "4 triệu" is read when it is whole
    var behind = value.slice(input.selectionEnd).replace(/[^0-9]/g, "").length;
    var digits = value.replace(/[^0-9]/g, "").replace(/^0+(?=[0-9])/, "");
    // Somebody who types the points himself has just typed one: it comes back with the next digit.
    if (/[. ]$/.test(value) && behind === 0) return;
    var written = digits.replace(/\B(?=([0-9]{3})+$)/g, ".");
    if (written === value) return;
    input.value = written;
    var at = written.length;
    for (var left = behind; left > 0 && at > 0; ) if (/[0-9]/.test(written[--at])) left--;
    input.setSelectionRange(at, at);
  }
  function told(input) {
    var said = input.parentNode.querySelector(".cn-said");
    if (!said) {
      said = document.createElement("output");
      said.className = "cn-said";
      input.after(said);
    }
    return said;
  }
  function read(input, whole) {
    clearTimeout(input.reading);
    input.reading = setTimeout(function () {
      var asked = input.value;
      fetch(reading + "?so=" + encodeURIComponent(asked), { headers: { "X-Requested-With": "XMLHttpRequest" } })
        .then(function (answer) { return answer.json(); })
        .then(function (answer) {
          if (input.value !== asked) return;
          var said = told(input);
          said.textContent = answer.words || (whole ? answer.wrong : "") || "";
          said.classList.toggle("cn-wrong", !answer.words && !!said.textContent);
          if (whole && answer.amount && answer.amount !== asked) { input.value = answer.amount; input.dispatchEvent(new Event("input", { bubbles: true })); }
        })
        .catch(function () { /* the words are a comfort; the form reads the amount itself */ });
    }, whole ? 0 : 300);
  }
  function isAmount(event) { return event.target.matches && event.target.matches("input[data-dong]"); }

  document.addEventListener("input", function (event) { if (isAmount(event)) { group(event.target); read(event.target, false); } });
  document.addEventListener("change", function (event) { if (isAmount(event)) read(event.target, true); });
  document.addEventListener("focusin", function (event) { if (isAmount(event) && event.target.value) read(event.target, false); });
})();
