// What stands in a form of the desk, field by field, and the way back into it. A stream of blocks is one field: its root block knows its
// whole state (Wagtail's getState and setState), rows added or moved among it. So is an inline panel, row by row. A chooser knows its choice.
// Not read: passwords, files, what Wagtail keeps for itself, comments. Rich text has no state that can be kept; no form here has any.
(function () {
  "use strict";
  var OURS = /^(csrfmiddlewaretoken|next|locale|loaded_revision_.*|comments-.*|cn_copy|cn-part|cn-next|cn-doubt|comment_notifications|action-.*)$/;

  function streams(form) {
    var found = {};
    form.querySelectorAll('[id$="-root"]').forEach(function (element) { if (element.rootBlock) found[element.id.slice(0, -5)] = element.rootBlock; });
    return found;
  }
  function inlines(form) {
    return Array.prototype.map.call(form.querySelectorAll('[name$="-TOTAL_FORMS"]'), function (total) { return total.name.slice(0, -12); }).filter(function (name) {
      return !OURS.test(name + "-") && document.getElementById("id_" + name + "-FORMS");
    });
  }
  function chooser(control) {
    var element = control.id && document.getElementById(control.id + "-chooser");
    return element && element.widget;
  }
  // The plain controls of a form by name; those of streams are their root block's.
  function controls(form, roots) {
    var inside = Object.keys(roots).map(function (name) { return document.getElementById(name + "-root"); }), found = {};
    Array.prototype.forEach.call(form.elements, function (control) {
      if (!control.name || OURS.test(control.name) || /^(password|file|submit|button|reset|image|fieldset)$/.test(control.type)) return;
      if (inside.some(function (root) { return root.contains(control); })) return;
      (found[control.name] = found[control.name] || []).push(control);
    });
    return found;
  }
  // As it came from the server, a browser that goes back may have filled it in since; or as it is now.
  function valueOf(group, asItCame) {
    var first = group[0];
    if (chooser(first)) return { chosen: chooser(first).getState() };
    if (first.type === "checkbox" || first.type === "radio") {
      return group.filter(function (one) { return asItCame ? one.defaultChecked : one.checked; }).map(function (one) { return one.value; });
    }
    if (first.options) {
      var options = Array.prototype.slice.call(first.options), picked = options.filter(function (o) { return asItCame ? o.defaultSelected : o.selected; });
      if (!picked.length && !first.multiple) picked = options.slice(0, 1);
      return picked.map(function (option) { return option.value; });
    }
    return (asItCame ? first.defaultValue : first.value).replace(/\r\n?/g, "\n");
  }
  // The name of a choice stands under one key where the page brought it, under another where a list did, or where it is a page.
  function titleOf(choice) { return choice.title || choice.string || choice.adminTitle || ""; }
  function choose(widget, choice) {
    var named = choice && Object.assign({}, choice);
    if (named) named[widget.titleStateKey] = titleOf(choice);
    widget.setState(named);
  }
  function give(group, value) {
    var first = group[0];
    if (chooser(first)) return choose(chooser(first), value.chosen);
    if (first.type === "checkbox" || first.type === "radio") group.forEach(function (one) { one.checked = value.indexOf(one.value) >= 0; });
    else if (first.options) Array.prototype.forEach.call(first.options, function (option) { option.selected = value.indexOf(option.value) >= 0; });
    else first.value = value;
    ["input", "change"].forEach(function (kind) { first.dispatchEvent(new Event(kind, { bubbles: true })); });
  }

  function read(form, asItCame) {
    var roots = streams(form), plain = controls(form, roots), state = {};
    Object.keys(roots).forEach(function (name) { state[name] = { blocks: roots[name].getState() }; });
    inlines(form).forEach(function (relation) {
      var rows = {}, row = new RegExp("^" + relation + "-(\\d+)-(.+)$");
      Object.keys(plain).forEach(function (name) {
        var parts = row.exec(name);
        if (parts) (rows[parts[1]] = rows[parts[1]] || {})[parts[2]] = valueOf(plain[name], asItCame);
        if (parts || name.indexOf(relation + "-") === 0) delete plain[name];
      });
      state[relation] = {
        rows: Object.keys(rows).map(function (n) { return rows[n]; }).filter(function (one) { return one.DELETE !== "1"; })
          .sort(function (x, y) { return x.ORDER - y.ORDER; }),
      };
    });
    Object.keys(plain).forEach(function (name) { state[name] = { value: valueOf(plain[name], asItCame) }; });
    return state;
  }

  // A site of another version may know other blocks: the text is then shown, and nothing is put into the wrong place.
  function fits(definition, state) {
    if (definition.childBlockDef) return state.every(function (row) { return fits(definition.childBlockDef, row.value); });
    if (definition.childBlockDefs) return definition.childBlockDefs.every(function (child) { return child.name in state && fits(child, state[child.name]); });
    if (definition.childBlockDefsByName) {
      return state.every(function (row) { var child = definition.childBlockDefsByName[row.type]; return child && fits(child, row.value); });
    }
    return true;
  }
  function writeRows(form, relation, rows) {
    var panel = window.wagtail.editHandler.getPanelByName(relation), place = document.getElementById("id_" + relation + "-FORMS");
    function prefixes() { return Array.prototype.map.call(place.children, function (row) { return row.id.replace("inline_child_", ""); }); }
    function of(prefix, name) { return form.elements[prefix + "-" + name]; }
    var before = prefixes().filter(function (prefix) { return of(prefix, "DELETE").value !== "1"; });
    var kept = rows.map(function (row, n) {
      var prefix = row.id && before.filter(function (one) { return of(one, "id").value === row.id; })[0];
      if (!prefix) {
        panel.addForm();
        prefix = prefixes().pop();
      }
      var plain = controls(form, {});
      Object.keys(row).forEach(function (name) {
        if (!/^(id|ORDER|DELETE)$/.test(name) && plain[prefix + "-" + name]) give(plain[prefix + "-" + name], row[name]);
      });
      place.appendChild(document.getElementById("inline_child_" + prefix));
      if (of(prefix, "ORDER")) of(prefix, "ORDER").value = n + 1;
      return prefix;
    });
    before.forEach(function (prefix) { if (kept.indexOf(prefix) < 0) document.getElementById("id_" + prefix + "-DELETE-button").click(); });
    panel.updateControlStates();
  }
  // Whether there is a place for it, and with `doIt` puts it there.
  function write(form, name, state, doIt) {
    var root = streams(form)[name], group = controls(form, {})[name];
    if (state.blocks) {
      if (!root || !fits(root.blockDef, state.blocks)) return false;
      if (doIt) root.setState(state.blocks);
    } else if (state.rows) {
      if (inlines(form).indexOf(name) < 0) return false;
      if (doIt) writeRows(form, name, state.rows);
    } else {
      if (!group) return false;
      if (doIt) give(group, state.value);
    }
    return true;
  }

  // Rows get their ids and places from the server or anew with each loading: two states are the same without them. A choice is its id,
  // whatever else the list that it was made in told of it.
  function sameText(state) {
    return JSON.stringify(state, function (key, value) {
      if (value && typeof value === "object" && ("edit_url" in value || "editUrl" in value)) return String(value.id);
      return (key === "id" && ("value" in this || "ORDER" in this)) || key === "ORDER" ? undefined : value;
    }) || "";
  }

  // What a person typed, a line each, with the label of its place; not choices, ticks, ids. "Tên giấy tờ: Giấy chứng sinh".
  function texts(form, name, state) {
    var lines = [], root = streams(form)[name];
    function add(label, text) { if (typeof text === "string" && text.trim()) lines.push((label ? label + ": " : "") + text); }
    function walk(value, definition) {
      if (definition.childBlockDef) value.forEach(function (row) { walk(row.value, definition.childBlockDef); });
      else if (definition.childBlockDefs) definition.childBlockDefs.forEach(function (child) { if (!/^(slug|former)$/.test(child.name)) walk(value[child.name], child); });
      else if (definition.childBlockDefsByName) value.forEach(function (row) { walk(row.value, definition.childBlockDefsByName[row.type]); });
      else add(definition.meta.label, value && value.id ? titleOf(value) : value);
    }
    if (state.blocks && root && fits(root.blockDef, state.blocks)) walk(state.blocks, root.blockDef);
    else if (state.blocks) JSON.stringify(state.blocks, function (key, value) { if (/\s/.test(value)) add("", value); return value; }); // whatever has words in it
    else if (state.rows) state.rows.forEach(function (row) {
      Object.keys(row).forEach(function (field) { if (!/^(id|ORDER|DELETE)$/.test(field)) add("", row[field].chosen ? titleOf(row[field].chosen) : row[field]); });
    });
    else add("", state.value.chosen ? titleOf(state.value.chosen) : state.value);
    return lines;
  }

  window.cnFormState = { read: read, write: write, sameText: sameText, texts: texts, controls: function (form, name) { return controls(form, streams(form))[name]; } };
})();
