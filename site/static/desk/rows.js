// A row of many boxes (a paper, a question, an example person) is one line until it is opened, and its boxes are drawn then: a page with
// forty papers was ten thousand elements. What a closed row holds is sent all the same, in its place among all else and in the words of the
// boxes that are not there, so that opening a row changes nothing of what a form is: for saving, for "chưa lưu", for the browser's copy.
// Drawn at once, as ever: rows that come later (added, pasted, put back from a copy), with an error, with a comment, and everything in a
// browser that would not ask what is sent.
(function () {
  "use strict";
  var Struct = window.wagtailStreamField.blocks.StructBlockDefinition, ASKS = "FormDataEvent" in window;
  var BOXES = /^(text|url|number|textarea|select-one|checkbox)$/;

  // --- A box, alone: Wagtail's own, in no document. What it makes of a value is what it would send. ---

  function boxOf(definition) {
    if ("cnBox" in definition) return definition.cnBox;
    var place = document.createElement("template");
    place.innerHTML = (definition.widget && definition.widget.html) || "";
    var found = place.content.querySelectorAll("[name]"), box = found.length === 1 && found[0].name === "__NAME__" ? found[0] : null;
    if (box && place.content.querySelector('[id="__ID__-chooser"]')) box = { isChooser: true };
    else if (box && !BOXES.test(box.type)) box = null;
    return (definition.cnBox = box);
  }
  function isKnown(definition) {
    if (definition.childBlockDefs) return definition.childBlockDefs.every(isKnown);
    return definition.childBlockDef ? isKnown(definition.childBlockDef) : !!boxOf(definition);
  }
  // As the widgets of Wagtail say it themselves (getState), and the values that the box sends.
  function read(definition, state) {
    var box = boxOf(definition);
    if (box.isChooser) return { state: state, sent: [state ? String(state.id) : ""] };
    if (box.type === "checkbox") {
      box.checked = state;
      return { state: box.checked, sent: box.checked ? [box.value] : [] };
    }
    if (box.options) {
      Array.prototype.forEach.call(box.options, function (option) { option.selected = state.includes(option.value); });
      var picked = Array.prototype.map.call(box.selectedOptions, function (option) { return option.value; });
      return { state: picked, sent: picked };
    }
    box.value = state;
    return { state: box.value, sent: [box.value] };
  }

  // --- A row: the names of its boxes in the order in which they are drawn; what it holds, and what it sends ---

  function names(layout) {
    return layout.opts.settings.concat(layout.opts.children).reduce(function (all, child) {
      return all.concat(typeof child[0] === "string" ? child[0] : names(child[0]));
    }, []);
  }
  function whole(definition, state) {
    if (definition.childBlockDefs) {
      return names(definition.meta.formLayout).reduce(function (all, name) {
        all[name] = whole(definition.childBlockDefsByName[name], state[name]);
        return all;
      }, {});
    }
    if (definition.childBlockDef) {
      return state.map(function (row) {
        return { id: row.id === undefined ? crypto.randomUUID() : row.id || null, value: whole(definition.childBlockDef, row.value) };
      });
    }
    return read(definition, state).state;
  }
  function sent(definition, prefix, state) {
    if (definition.childBlockDefs) {
      return Object.keys(state).reduce(function (all, name) {
        return all.concat(sent(definition.childBlockDefsByName[name], prefix + "-" + name, state[name]));
      }, []);
    }
    if (definition.childBlockDef) {
      return state.reduce(function (all, row, n) {
        var own = prefix + "-" + n, child = definition.childBlockDef;
        var told = [[own + "-deleted", ""], [own + "-order", String(n)], [own + "-type", child.name || ""], [own + "-id", row.id || ""]];
        return all.concat(told, sent(child, own + "-value", row.value));
      }, [[prefix + "-count", String(state.length)]]);
    }
    return read(definition, state).sent.map(function (value) { return [prefix, value]; });
  }
  document.addEventListener("formdata", function (event) {
    var behind = {};
    event.target.querySelectorAll("[data-cn-closed]").forEach(function (place) {
      behind[place.cnRow.prefix.replace(/-value$/, "-id")] = place.cnRow.sent();
    });
    if (!Object.keys(behind).length) return;
    var all = Array.from(event.formData.entries()), data = event.formData;
    all.forEach(function (pair) { data.delete(pair[0]); });
    all.forEach(function (pair) {
      data.append(pair[0], pair[1]);
      (behind[pair[0]] || []).forEach(function (more) { data.append(more[0], more[1]); });
    });
  });

  // --- One line of it ---

  function words(definition, state) {
    if (definition.childBlockDefs) return words(definition.childBlockDefs[0], state[definition.childBlockDefs[0].name]);
    if (definition.childBlockDef) {
      var items = state.map(function (row) { return words(definition.childBlockDef, row.value); }).filter(Boolean);
      return items.length ? definition.meta.label + ": " + items.join("; ") : "";
    }
    var box = boxOf(definition);
    if (box.options) return state.map(function (value) { return (Array.from(box.options).find(function (o) { return o.value === value; }) || {}).text; }).join(", ");
    if (box.type === "number") return Number(state) ? definition.meta.label + ": " + state : "";
    return typeof state === "string" ? (window.cnAnswer && window.cnAnswer(state)) || state.trim() : "";
  }

  // What a stream holds in the place of a struct of Wagtail's, which it becomes when it is opened.
  class Row {
    constructor(definition, place, prefix, state, error) {
      var panel = place.closest("[data-panel]"), stream = place.closest("[data-block], [id$='-root']");
      this.blockDef = definition;
      this.type = definition.name;
      this.prefix = prefix;
      this.toggle = panel.querySelector("[data-panel-toggle]");
      this.line = panel.querySelector("[data-panel-heading]").appendChild(document.createElement("span"));
      this.line.className = "cn-row";
      this.place = place;
      this.state = state;
      this.error = error;
      this.toggle.addEventListener("wagtail:panel-toggle", this.toggled.bind(this));
      // A stream that is being drawn for the first time has no name yet.
      if (ASKS && !error && !stream && isKnown(definition) && !this.isDiscussed()) this.close();
      else this.draw();
    }
    close() {
      this.state = whole(this.blockDef, this.state);
      this.place.dataset.cnClosed = "";
      this.place.cnRow = this;
      this.place.closest("[data-panel]").classList.add("collapsed"); // Wagtail's own word for a panel that begins closed
    }
    draw() {
      if (this.drawn) return this.drawn;
      this.drawn = Struct.prototype.render.call(this.blockDef, this.place, this.prefix, this.state, this.error);
      this.place = this.state = null;
      return this.drawn;
    }
    toggled(event) {
      if (event.detail.expanded) this.draw();
      this.line.textContent = "";
      if (!event.detail.expanded) this.tell();
    }
    tell() {
      var state = this.getState(), definitions = this.blockDef.childBlockDefsByName;
      this.line.textContent = this.blockDef.meta.summary.map(function (name) { return words(definitions[name], state[name]); }).filter(Boolean).join(" · ");
    }
    isDiscussed() {
      var comments = document.getElementById("comments-data"), row = this.place.closest("[data-streamfield-child]").dataset.contentpath;
      return !!comments && !!row && comments.textContent.includes(row);
    }
    sent() { return sent(this.blockDef, this.prefix, this.state); }

    // --- What Wagtail asks of a struct ---
    getState() { return this.drawn ? this.drawn.getState() : JSON.parse(JSON.stringify(this.state)); }
    getTextLabel(options) {
      if (this.drawn) return this.drawn.getTextLabel(options);
      var state = this.state, most = options && options.maxLength;
      return this.blockDef.meta.labelFormat.replace(/\{(\w+)\}/g, function (_all, name) {
        var text = String(state[name]).trim();
        return most && text.length > most ? text.substring(0, most - 1) + "…" : text;
      });
    }
    setError(error) { if (error || this.drawn) this.draw().setError(error); }
    setState(state) { this.draw().setState(state); }
    getDuplicatedState() { return this.draw().getDuplicatedState(); }
    getValue() { return this.draw().getValue(); }
    focus(options) {
      this.draw();
      if (this.toggle.getAttribute("aria-expanded") === "false") this.toggle.click();
      this.drawn.focus(options);
    }
  }

  class RowDefinition extends Struct {
    render(place, prefix, state, error) {
      var row = place.closest("[data-streamfield-child]");
      var isRow = row && row.parentElement.matches("[data-streamfield-stream-container]") && row.querySelector("[data-streamfield-block]") === place;
      return isRow ? new Row(this, place, prefix, state, error) : super.render(place, prefix, state, error);
    }
  }
  window.telepath.register("cn.Row", RowDefinition);
})();
