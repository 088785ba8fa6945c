// Several lines pasted into the name of a row, such as a list copied from Word, become as many rows, if the editor says so. A single line
// is pasted as always. Which field makes rows, its block says ([data-cn-rows]); blocks, ids and limits are Wagtail's own.
(function () {
  "use strict";
  var BLOCKS = /^(P|LI|DIV|H[1-6]|DT|DD|BLOCKQUOTE|UL|OL|BODY)$/, SKIPPED = /^(STYLE|SCRIPT|TITLE|HEAD)$/;
  // What Word, Docs and people put before an item: 1. 1) 1.2. (1) a) a. iv) - – • · + and, with a tab, o § ü.
  var MARK = new RegExp("^(?:" + [
    "\\(?\\d{1,2}(?:\\.\\d{1,2})*[.)]+(?=\\D)", "\\d{1,2}(?:\\.\\d{1,2})+(?=\\s)", "\\(?[a-zđ]\\)", "[a-zđ]\\.(?=\\s)", "[ivx]{2,5}[.)](?=\\s)", "[oü§](?=\\t)",
    "[-–—−+*•●▪■□◦○‣⁃∙·➢►❖✓✔\\uf0a7\\uf0b7\\uf0fc\\uf076]",
  ].join("|") + ")\\s*", "i");

  function cleaned(line) {
    var text = line.replace(/\u00a0/g, " ").trim();
    for (var before = ""; before !== text; ) { before = text; text = text.replace(MARK, ""); }
    return text.replace(/\s+/g, " ").replace(/\s*;$/, "").trim();
  }
  function filled(lines) { return lines.map(cleaned).filter(Boolean); }

  // What is pasted has no say in how the desk looks; the policy would tell of each attempt, although nothing of it is ever drawn.
  function unstyled(html) {
    return html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/(<[^<>]*?\s)style\s*=/gi, "$1data-style=");
  }
  function linesOfHtml(html) {
    var lines = [""];
    (function walk(node) {
      if (node.nodeType === Node.TEXT_NODE) lines[lines.length - 1] += node.data.replace(/[\n\r ]+/g, " ");
      if (node.nodeType !== Node.ELEMENT_NODE || SKIPPED.test(node.tagName)) return;
      if (/mso-list:\s*ignore/i.test(node.dataset.style || "")) return; // Word's own number or bullet
      if (node.tagName === "BR") lines[lines.length - 1] += " ";
      if (BLOCKS.test(node.tagName)) lines.push("");
      node.childNodes.forEach(walk);
      if (BLOCKS.test(node.tagName)) lines.push("");
    })(new DOMParser().parseFromString(unstyled(html), "text/html").body);
    return lines;
  }
  // HTML knows which lines are one item; a table is told better by its plain text.
  function linesOf(clipboard) {
    var html = clipboard.getData("text/html"), items = html && !/<table/i.test(html) ? filled(linesOfHtml(html)) : [];
    return items.length > 1 ? items : filled(clipboard.getData("text/plain").split(/[\r\n\v]+/));
  }

  function rowOf(input) {
    var element = input.closest("[data-streamfield-child]"), box = input.closest('[id$="-root"]'), stream = box && box.rootBlock;
    var place = stream ? stream.children.findIndex(function (child) { return child.element === element; }) : -1;
    return place < 0 ? null : { stream: stream, place: place, block: stream.children[place], name: input.name.split("-value-")[1] };
  }
  function put(input, text) {
    input.focus();
    // Deprecated, and the only way that the browser's own undo knows.
    if (!document.execCommand("insertText", false, text)) {
      input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  // The first line goes into this field, or below it where something stands there; each other line into a new row, in order.
  function makeRows(input, lines) {
    var row = rowOf(input), isFree = !input.value.trim() || input.selectionEnd - input.selectionStart === input.value.length;
    if (isFree) { input.select(); put(input, lines[0]); }
    (isFree ? lines.slice(1) : lines).forEach(function (line, n) {
      var value = JSON.parse(JSON.stringify(row.stream.blockDef.initialChildStates[row.block.type]));
      value[row.name] = line;
      var made = row.stream.insert({ type: row.block.type, value: value, id: crypto.randomUUID ? crypto.randomUUID() : undefined }, row.place + 1 + n);
      made.element.querySelector('[name$="-value-' + row.name + '"]').dispatchEvent(new Event("input", { bubbles: true }));
    });
    input.focus();
  }

  function ask(input, lines) {
    var dialog = document.getElementById("cn-rows").content.cloneNode(true).firstElementChild;
    dialog.querySelectorAll("[data-count]").forEach(function (one) { one.textContent = one.textContent.replace(/\{n\}/g, lines.length); });
    lines.forEach(function (line) {
      var item = document.createElement("li");
      item.textContent = line;
      dialog.querySelector("ol").appendChild(item);
    });
    var start = input.selectionStart, end = input.selectionEnd;
    dialog.addEventListener("close", function () {
      var answer = dialog.returnValue;
      dialog.remove();
      input.focus();
      input.setSelectionRange(start, end);
      if (answer === "rows") makeRows(input, lines);
      if (answer === "one") put(input, lines.join("; "));
    });
    document.body.appendChild(dialog);
    dialog.showModal();
  }

  document.addEventListener("paste", function (event) {
    var input = event.target;
    if (!event.clipboardData || !input.closest || !input.closest("[data-cn-rows]") || !rowOf(input)) return;
    var lines = linesOf(event.clipboardData);
    if (lines.length < 2) return;
    event.preventDefault();
    ask(input, lines);
  });
})();
