// A deadline, worked out from a date that stays in this field: told, and given as a file for the calendar with two reminders. Fetched by
// site.js for whoever comes to the field. ECMAScript 5.
(function () {
  "use strict";
  function two(n) { return (n < 10 ? "0" : "") + n; }
  function iso(day) { return day.getFullYear() + "-" + two(day.getMonth() + 1) + "-" + two(day.getDate()); }
  // Noon: no change of clocks makes another day of it.
  function dayOf(text) {
    var found = /^(\d\d\d\d)-(\d\d)-(\d\d)$/.exec(text);
    return found && new Date(+found[1], found[2] - 1, +found[3], 12);
  }
  function due(form) {
    var day = dayOf(form.querySelector("input").value), date = day && day.getDate();
    if (!day) return null;
    if (form.dataset.months) {
      day.setDate(1); day.setMonth(day.getMonth() + +form.dataset.months);
      day.setDate(Math.min(date, new Date(day.getFullYear(), day.getMonth() + 1, 0).getDate()));
    }
    day.setDate(day.getDate() + +form.dataset.days);
    return day;
  }
  function say(form) {
    var day = due(form), over = day && iso(day) < iso(new Date()), lang = form.closest("[lang]").lang === "en" ? "en-GB" : "vi";
    form.querySelector("button").disabled = !day || over;
    form.querySelector("[role=status]").textContent = day ? (over ? form.dataset.over : form.dataset.due) + ": " +
      day.toLocaleDateString(lang, { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" }) : "";
  }
  // RFC 5545: text without its signs, lines of at most 75 octets.
  function text(value) { return value.replace(/([\\;,])/g, "\\$1").replace(/\s+/g, " "); }
  function fold(line) {
    var out = "", length = 0;
    Array.from(line).forEach(function (sign) {
      var size = unescape(encodeURIComponent(sign)).length;
      if (length + size > 75) { out += "\r\n "; length = 1; }
      out += sign; length += size;
    });
    return out;
  }
  function alarm(trigger, summary) { return ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:" + trigger, "DESCRIPTION:" + summary, "END:VALARM"]; }
  function calendar(form) {
    var day = due(form), next = new Date(day), summary = text(form.dataset.due + ": " + document.querySelector("h1").textContent.trim()), now = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    next.setDate(next.getDate() + 1);
    function date(value) { return iso(value).replace(/-/g, ""); }
    return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cam nang Mot cua//VI", "BEGIN:VEVENT", "UID:" + now + "-" + Math.random().toString(36).slice(2),
      "DTSTAMP:" + now, "DTSTART;VALUE=DATE:" + date(day), "DTEND;VALUE=DATE:" + date(next), "SUMMARY:" + summary,
      "URL:" + location.origin + location.pathname, "TRANSP:TRANSPARENT"]
      // At nine in the morning, a week and a day before.
      .concat(alarm("-P6DT15H", summary), alarm("-PT15H", summary), ["END:VEVENT", "END:VCALENDAR", ""]).map(fold).join("\r\n");
  }
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.dataset.days) say(form);
  });
  document.addEventListener("submit", function (event) {
    if (!event.target.dataset.days) return;
    event.preventDefault();
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([calendar(event.target)], { type: "text/calendar" }));
    link.download = location.pathname.split("/").slice(-2)[0] + ".ics";
    link.click();
    setTimeout(URL.revokeObjectURL, 60000, link.href);
  });
  [].forEach.call(document.querySelectorAll("form[data-days]"), say); // What was typed while this was on its way.
})();
