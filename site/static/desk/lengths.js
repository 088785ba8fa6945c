// A browser cuts what is pasted into a field with a limit, and says nothing. In the desk's forms nothing is cut: the field takes the whole
// text, says beside it how long it is and how much it may be, and the server refuses it in the same words. Counted are signs, a letter with its
// marks as one, without blanks at the ends, as the server does.
(function () {
  "use strict";
  var words = document.currentScript.dataset.words;

  function limited(event) {
    var control = event.target;
    if (!control.matches || !control.matches("[data-edit-form] :is(input, textarea):is([maxlength], [data-cn-most])")) return null;
    if (control.hasAttribute("maxlength")) {
      control.dataset.cnMost = control.getAttribute("maxlength");
      control.removeAttribute("maxlength");
    }
    return control;
  }
  function told(control) {
    var said = control.parentNode.querySelector(":scope > .cn-length");
    if (!said) {
      said = document.createElement("output");
      said.className = "cn-said cn-wrong cn-length";
      said.id = control.id + "-cn-length";
      control.after(said);
      control.setAttribute("aria-describedby", ((control.getAttribute("aria-describedby") || "") + " " + said.id).trim());
    }
    return said;
  }
  function measure(event) {
    var control = limited(event);
    if (!control) return;
    var length = Array.from(control.value.trim().normalize("NFC")).length, most = Number(control.dataset.cnMost), language = document.documentElement.lang;
    if (length <= most && !control.parentNode.querySelector(":scope > .cn-length")) return;
    told(control).textContent = length > most
      ? words.replace("%(length)s", length.toLocaleString(language)).replace("%(most)s", most.toLocaleString(language)) : "";
  }

  // Before anything gets in: by keys, from the clipboard, dropped. A field that is added later is like any other.
  ["focusin", "beforeinput", "dragover"].forEach(function (kind) { document.addEventListener(kind, limited, true); });
  document.addEventListener("input", measure);
})();
