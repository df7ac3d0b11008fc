/* My deadlines: the dated list of what to do after entry, and the same as a file for a calendar. */
(function (root) {
  "use strict";

  const days = root.SafarDays;
  const WIDTH = 74; // octets of a line of a calendar, without the line break (RFC 5545)

  /* The dates that follow from what the reader wrote, in their order. What has no confirmed term
     stands at its beginning, without a date. */
  function listDates(rules, asked) {
    return rules
      .filter(function (rule) {
        return isFor(rule, asked) && !isNaN(rule.from === "patent" ? asked.patent : asked.entry);
      })
      .map(function (rule) {
        const start = rule.from === "patent" ? asked.patent : asked.entry;
        const day = rule.term ? days.termEnd(start, rule) : start;
        return { rule: rule, day: day, dated: rule.term > 0, weekend: rule.term > 0 && days.isWeekend(day) };
      })
      .sort(function (one, other) {
        return one.day - other.day;
      });
  }

  function isFor(rule, asked) {
    return (!rule.region || rule.region === asked.region) && (!rule.work || asked.work);
  }

  function escapeText(text) {
    return text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  }

  /* A long line goes on in the next one, behind a space; no letter is cut in two. */
  function fold(line) {
    let row = "";
    let size = 0;
    let rows = "";
    Array.from(line).forEach(function (letter) {
      const weight = new Blob([letter]).size;
      if (size + weight > WIDTH) {
        rows += row + "\r\n ";
        row = "";
        size = 1;
      }
      row += letter;
      size += weight;
    });
    return rows + row;
  }

  /* A calendar with a whole day and a reminder three days before for each date. */
  function writeCalendar(found, texts, stamp) {
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Safar//deadlines//EN"];
    found.filter(isDated).forEach(function (each) {
      const day = days.write(each.day).replace(/-/g, "");
      const after = days.write(each.day + 1).replace(/-/g, "");
      lines.push("BEGIN:VEVENT", "UID:" + each.rule.id + "-" + day + "@safar", "DTSTAMP:" + stamp);
      lines.push("DTSTART;VALUE=DATE:" + day, "DTEND;VALUE=DATE:" + after);
      lines.push("SUMMARY:" + escapeText(each.rule.text), "DESCRIPTION:" + escapeText(texts.ask));
      lines.push("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P3D");
      lines.push("DESCRIPTION:" + escapeText(each.rule.text), "END:VALARM", "END:VEVENT");
    });
    return lines.concat("END:VCALENDAR").map(fold).join("\r\n") + "\r\n";
  }

  function isDated(each) {
    return each.dated;
  }

  function stampNow() {
    return new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  }

  function showDates(form, found) {
    const list = form.result.appendChild(document.createElement("ol"));
    found.forEach(function (each) {
      const item = list.appendChild(document.createElement("li"));
      if (each.dated) {
        const time = item.appendChild(document.createElement("time"));
        time.dateTime = days.write(each.day);
        time.textContent = form.date(each.day);
      }
      const link = item.appendChild(document.createElement("a"));
      link.href = each.rule.href;
      link.textContent = each.rule.text;
      [each.rule.unsure && "unsure", each.weekend && "weekend"].filter(Boolean).forEach(function (name) {
        item.appendChild(document.createElement("small")).textContent = form.say(name);
      });
    });
  }

  /* The file is made here, on the phone. */
  function showCalendar(form, found) {
    const link = document.createElement("a");
    link.className = "button";
    link.download = "safar.ics";
    link.textContent = form.say("calendar");
    link.href = URL.createObjectURL(
      new Blob([writeCalendar(found, form.data.texts, stampNow())], { type: "text/calendar" })
    );
    form.line("").appendChild(link);
  }

  function start(element) {
    const form = root.SafarForm(element);

    function updateFields() {
      const going = form.value("going");
      element.querySelectorAll("[data-for]").forEach(function (field) {
        field.hidden = field.dataset.for.split(" ").indexOf(going) < 0;
      });
    }

    function ask() {
      return {
        entry: days.parse(form.value("entry")),
        patent: days.parse(form.value("patent")),
        region: form.value("region"),
        work: element.elements.work.checked,
      };
    }

    element.addEventListener("submit", function (event) {
      event.preventDefault();
      const asked = ask();
      const rules = form.rulesFor(form.value("citizen"), form.value("going"));
      const found = listDates(rules, asked);
      form.clear();
      if (isNaN(asked.entry)) {
        form.line(form.say("wrong"), "warn");
      } else if (!found.length) {
        form.line(form.say("no_rule"), "warn");
      } else {
        showDates(form, found);
        showCalendar(form, found);
      }
      ["holidays", "ask"].forEach(function (name) {
        form.line(form.say(name));
      });
    });
    element.addEventListener("change", updateFields);
    updateFields();
  }

  root.SafarDeadlines = { listDates: listDates, writeCalendar: writeCalendar };
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll('[data-tool="deadlines"]').forEach(start);
  });
})(this);
