// While somebody types into the form of a page or a snippet, what differs from what the server has is kept in this browser, at most a
// second behind; when the server has it, the copy goes. A form that is opened again offers what was typed before and never saved.
(function () {
  "use strict";
  var words = document.currentScript.dataset, store = window.cnCopies, state = window.cnFormState;
  if (!store) return; // the editor of translations, which has no form of Wagtail's and keeps each sentence itself
  var WAIT = 1000, LOOK_AGAIN = [1500, 6000]; // milliseconds: a tab that is being closed may still hold its own
  var FORMS = /\/(pages\/(add\/|\d+\/edit\/)|trang\/\d+\/su-kien\/|snippets\/[^/]+\/[^/]+\/(add|edit)\/)/; // nothing of users, passwords, second factors
  var number = store.sent || Date.now().toString(36) + Math.random().toString(36).slice(2, 12);
  var form, onServer, sending, timer, isUnkept = false, offered = [];

  function digest(field) {
    var text = state.sameText(field), a = 0xdeadbeef, b = 0x41c6ce57;
    for (var i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
    }
    return text.length + "." + (a >>> 0) + "." + (b >>> 0);
  }
  function digests(fields) {
    var found = {};
    Object.keys(fields).forEach(function (name) { found[name] = digest(fields[name]); });
    return found;
  }
  function path() { return store.pathOf(form, (form.elements["cn-part"] || {}).value); }

  function keep() {
    clearTimeout(timer);
    timer = null;
    var now = state.read(form), fields = {};
    Object.keys(now).forEach(function (name) {
      if (digest(now[name]) !== onServer[name]) fields[name] = { was: onServer[name], typed: now[name] };
    });
    var differs = Object.keys(fields).length > 0;
    if (!differs) store.drop(number);
    else if (!store.put(number, { path: path(), at: Date.now(), fields: fields }) && !isUnkept) {
      isUnkept = true;
      say("warning", words.unkept);
    }
    return differs;
  }
  // What was typed while the server saved, Wagtail takes for saved, too.
  function saved() {
    onServer = sending;
    if (keep()) window.wagtail.app.getControllerForElementAndIdentifier(form, "w-autosave").save(new Event("cn-again"));
  }
  function touched() { timer = timer || setTimeout(keep, WAIT); }
  function atOnce() { if (timer) keep(); }

  // --- What was typed before ---

  function time(at) {
    var then = new Date(at), today = then.toDateString() === new Date().toDateString();
    function two(n) { return (n < 10 ? "0" : "") + n; }
    var day = two(then.getDate()) + "/" + two(then.getMonth() + 1) + "/" + then.getFullYear();
    return two(then.getHours()) + ":" + two(then.getMinutes()) + (today ? "" : " " + day);
  }
  function text(element) { return element ? element.textContent.replace(/\*/g, "").replace(/\s+/g, " ").trim() : ""; }
  function labelOf(name) {
    var place = (state.controls(form, name) || [])[0] || document.getElementById(name + "-root") || document.getElementById("id_" + name + "-FORMS");
    var wrapper = place && place.closest(".w-panel__wrapper"), panel = place && place.closest("[data-panel]");
    return text(document.getElementById("id_" + name + "-label")) || text(wrapper && wrapper.querySelector(":scope > .w-field__label")) ||
      text(panel && panel.querySelector("[data-panel-heading-text]")) || name;
  }
  // The words of choices stand in the form.
  function choices(name, values) {
    return (state.controls(form, name) || []).reduce(function (all, one) { return all.concat(one.options ? Array.prototype.slice.call(one.options) : one); }, [])
      .filter(function (one) { return values.indexOf(one.value) >= 0; })
      .map(function (one) { return one.text || text(one.labels && one.labels[0]); }).join("; ");
  }
  function typedText(name, typed, now) {
    if (Array.isArray(typed.value)) return choices(name, typed.value) || words.empty;
    var there = now ? state.texts(form, name, now) : [];
    var own = state.texts(form, name, typed).filter(function (line) { return there.indexOf(line) < 0; });
    return own.join("\n") || ("value" in typed ? words.empty : words.order);
  }

  function part(element, name) { return element.querySelector('[data-part="' + name + '"]'); }
  function made(template) { return document.getElementById(template).content.cloneNode(true).firstElementChild; }
  function say(type, words) { document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text: words, type: type } })); }

  function offer(copy) {
    if (offered.indexOf(copy.number) >= 0) return; // by the look before, whose answer about open tabs came late
    var now = state.read(form), left = {}, lines = {}, ready = [];
    Object.keys(copy.fields).forEach(function (name) {
      if (!now[name] || digest(copy.fields[name].typed) !== digest(now[name])) left[name] = copy.fields[name];
    });
    if (!Object.keys(left).length) return store.drop(copy.number);
    offered.push(copy.number);
    var notice = made("cn-copy"), title = notice.querySelector("h2");
    title.id += copy.number;
    notice.setAttribute("aria-labelledby", title.id);
    title.textContent = title.textContent.replace("{time}", time(copy.at));

    Object.keys(left).forEach(function (name) {
      var line = lines[name] = made("cn-copy-field"), field = left[name];
      part(line, "label").textContent = labelOf(name);
      part(line, "text").textContent = typedText(name, field.typed, now[name]);
      if (!state.write(form, name, field.typed, false)) part(line, "note").textContent = words.gone;
      else if (digest(now[name]) === field.was) ready.push(name);
      else {
        part(notice, "changed").hidden = part(line, "one").hidden = false;
        part(line, "note").textContent = words.changed;
        part(line, "one").addEventListener("click", function () { back([name]); });
      }
      part(notice, "fields").appendChild(line);
    });
    function back(names) {
      names.forEach(function (name) {
        state.write(form, name, left[name].typed, true);
        lines[name].remove();
        delete left[name];
      });
      keep(); // under this form's own number, before the older copy goes
      if (Object.keys(left).length) store.put(copy.number, { path: copy.path, at: copy.at, fields: left });
      else {
        if (!isUnkept) store.drop(copy.number);
        notice.remove();
      }
      say("success", words.back);
    }
    var all = part(notice, "all");
    all.hidden = !ready.length;
    all.addEventListener("click", function () { all.hidden = true; back(ready); });
    part(notice, "drop").addEventListener("click", function () { store.drop(copy.number); notice.remove(); });
    form.before(notice);
    if (document.activeElement === document.body) title.focus(); // heard by whoever does not see it
  }
  // A form that is open in another tab keeps its own copy: it is offered when that tab is gone.
  function withoutOpenOnes(copies, then) {
    if (!navigator.locks) return then(copies);
    navigator.locks.query().then(function (known) {
      var open = known.held.map(function (lock) { return lock.name; });
      then(copies.filter(function (copy) { return open.indexOf("cn-copy:" + copy.number) < 0; }));
    });
  }
  function look() {
    withoutOpenOnes(store.list(path()).filter(function (copy) { return copy.number !== number && offered.indexOf(copy.number) < 0; }), function (copies) { copies.forEach(offer); });
  }

  function begin() {
    form = document.querySelector("form[data-edit-form]");
    if (!form || !FORMS.test(path())) return;
    onServer = digests(state.read(form, true));
    sending = digests(state.read(form)); // a form that came back with errors is being saved by itself already
    // A form that came back with errors holds what the server has not taken.
    if (store.sent) store.list(path()).forEach(function (copy) {
      if (copy.number === number) Object.keys(copy.fields).forEach(function (name) { if (copy.fields[name].was) onServer[name] = copy.fields[name].was; });
    });
    var mark = document.createElement("input");
    mark.type = "hidden"; mark.name = "cn_copy"; mark.value = number;
    form.appendChild(mark);
    if (navigator.locks) navigator.locks.request("cn-copy:" + number, function () { return new Promise(function () {}); });
    ["input", "change", "click", "drop"].forEach(function (kind) { form.addEventListener(kind, touched); });
    document.addEventListener("w-unsaved:add", touched);
    window.addEventListener("pagehide", atOnce);
    document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") atOnce(); });
    document.addEventListener("submit", atOnce, true);
    document.addEventListener("w-autosave:save", function () { sending = digests(state.read(form)); });
    document.addEventListener("w-autosave:success", saved);
    store.differs = keep;
    keep(); // a browser that goes back fills in what the server has not
    if (location.pathname === store.pathOf(form)) { look(); LOOK_AGAIN.forEach(function (wait) { setTimeout(look, wait); }); }
  }
  document.addEventListener("DOMContentLoaded", function () { setTimeout(begin); });
})();
