/* Days left: how long one may still stay, by the journeys that the reader writes down. */
(function (root) {
  "use strict";

  const days = root.SafarDays;

  /* Journeys as pairs of days in their order; null if one ends before it begins or two overlap. An
     empty exit means "still there": only the last journey may have it. */
  function readTrips(rows) {
    const trips = rows
      .filter(function (row) {
        return row.entry || row.exit;
      })
      .map(function (row) {
        return [days.parse(row.entry), row.exit ? days.parse(row.exit) : Infinity];
      })
      .sort(function (one, other) {
        return one[0] - other[0];
      });
    const good = trips.every(function (trip, place) {
      const next = trips[place + 1];
      return trip[0] <= trip[1] && (!next || trip[1] <= next[0]);
    });
    return good && trips.length ? trips : null;
  }

  /* What there is to say of journeys on a day, as plain data. */
  function countStay(trips, today, rule) {
    const last = trips[trips.length - 1];
    const open = last[1] === Infinity;
    const past = open ? trips.slice(0, -1) : trips;
    const ended = past.length ? past[past.length - 1][1] : -Infinity;
    const entry = open ? last[0] : Math.max(today, ended);
    const until = days.lastDay(past, entry, rule);
    const now = open ? Math.max(today, entry) : entry;
    const whole = open ? past.concat([[entry, now]]) : past;
    return {
      open: open,
      entry: entry,
      used: days.usedDays(whole, now, rule),
      last: until,
      left: Math.max(0, until - (open ? now : entry - 1)),
      over: open && today > until,
      next: until < entry ? days.nextEntry(past, entry, rule) : null,
      newYear: rule.period === "year" && until === days.yearEnd(entry),
    };
  }

  function show(form, found, texts) {
    form.line(texts("used", { n: found.used }));
    if (found.newYear && found.over) {
      form.line(texts("new_year"), "warn");
      return;
    }
    form.line(texts("left", { n: found.left }), "figure");
    if (found.over) {
      form.line(texts("over", { date: form.date(found.last) }), "warn");
    } else if (found.next !== null) {
      form.line(texts("next", { date: form.date(found.next) }));
    } else {
      form.line(texts(found.open ? "last" : "last_if", { date: form.date(found.last), entry: form.date(found.entry) }), "figure");
    }
    if (found.newYear) {
      form.line(texts("new_year"));
    }
  }

  function start(element) {
    const form = root.SafarForm(element);
    const list = element.querySelector(".trips");
    const blank = list.firstElementChild.cloneNode(true);

    function rows() {
      return Array.from(list.children).map(function (row) {
        const fields = row.querySelectorAll("input");
        return { entry: fields[0].value, exit: fields[1].value };
      });
    }

    function count() {
      const rule = form.rulesFor(form.value("citizen"), form.value("going"))[0];
      const trips = readTrips(rows());
      form.clear();
      if (!rule) {
        form.line(form.say("no_rule"), "warn");
      } else if (!trips) {
        form.line(form.say("wrong"), "warn");
      } else {
        show(form, countStay(trips, days.today(), rule), form.say);
        if (rule.unsure) {
          form.line(form.say("unsure"));
        }
      }
      form.line(form.say("ask"));
    }

    element.addEventListener("submit", function (event) {
      event.preventDefault();
      count();
    });
    element.querySelector("[data-more]").addEventListener("click", function () {
      const row = list.appendChild(blank.cloneNode(true));
      row.querySelector("input").focus();
    });
  }

  root.SafarStay = { readTrips: readTrips, countStay: countStay };
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll('[data-tool="stay"]').forEach(start);
  });
})(this);
