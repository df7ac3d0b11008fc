/* Days of calendars as whole numbers (0 is 1 January 1970), and how a stay is counted. No time of day
   and no time zone comes near them. Knows no page: see tools-stay.js and tools-deadlines.js. */
(function (root) {
  "use strict";

  const DAY = 86400000;
  const FAR = 400; // days; no rule looks further ahead

  function pad(number, size) {
    return String(number).padStart(size, "0");
  }

  function fromParts(year, month, day) {
    return Math.round(Date.UTC(year, month - 1, day) / DAY);
  }

  function parts(day) {
    const date = new Date(day * DAY);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }

  /* "2026-11-29" as a day; NaN for anything else. */
  function parse(text) {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    const day = match ? fromParts(+match[1], +match[2], +match[3]) : NaN;
    return match && write(day) === text ? day : NaN;
  }

  function write(day) {
    const found = parts(day);
    return pad(found.year, 4) + "-" + pad(found.month, 2) + "-" + pad(found.day, 2);
  }

  /* By the reader's own clock and calendar. */
  function today() {
    const now = new Date();
    return fromParts(now.getFullYear(), now.getMonth() + 1, now.getDate());
  }

  function isWeekend(day) {
    const weekday = (day + 3) % 7; // 0 is Monday
    return weekday >= 5;
  }

  /* The last day of a term whose first day is `start`: that day counts, to be on the safe side. */
  function termEnd(start, rule) {
    if (rule.unit === "month") {
      return addMonths(start, rule.term) - 1;
    }
    const end = rule.counting === "working" ? workingEnd(start, rule.term) : start + rule.term - 1;
    return rule.withinYear ? Math.min(end, yearEnd(start)) : end;
  }

  function workingEnd(start, term) {
    let day = start;
    for (let left = term; ; day += 1) {
      left -= isWeekend(day) ? 0 : 1;
      if (left <= 0) {
        return day;
      }
    }
  }

  /* The same day of a later month, or the last day of a shorter one. */
  function addMonths(day, number) {
    const found = parts(day);
    const last = fromParts(found.year, found.month + number + 1, 0);
    return Math.min(fromParts(found.year, found.month + number, found.day), last);
  }

  function yearStart(day) {
    return fromParts(parts(day).year, 1, 1);
  }

  function yearEnd(day) {
    return fromParts(parts(day).year, 12, 31);
  }

  /* The first day of the period that ends with `day`. */
  function periodStart(day, rule) {
    return rule.period === "year" ? yearStart(day) : day - rule.window + 1;
  }

  /* Days of presence in the period that ends with `day`. Day of entry and day of exit both count;
     a day that is the exit of one journey and the entry of the next counts once. */
  function usedDays(trips, day, rule) {
    const seen = {};
    const start = periodStart(day, rule);
    trips.forEach(function (trip) {
      for (let each = Math.max(trip[0], start); each <= Math.min(trip[1], day); each += 1) {
        seen[each] = true;
      }
    });
    return Object.keys(seen).length;
  }

  /* The last day of a stay that begins on `entry`, or `entry - 1` if no day is allowed. A rule of
     calendar years stops at the end of the year: how a stay goes on there is not known. */
  function lastDay(trips, entry, rule) {
    const end = rule.period === "year" ? yearEnd(entry) : entry + FAR;
    for (let day = entry; day <= end; day += 1) {
      const used = usedDays(trips.concat([[entry, day]]), day, rule);
      if (used > rule.days || (rule.visit && day - entry + 1 > rule.visit)) {
        return day - 1;
      }
    }
    return end;
  }

  /* The first day, `day` or later, on which a journey may begin. */
  function nextEntry(trips, day, rule) {
    let first = day;
    while (lastDay(trips, first, rule) < first && first < day + FAR) {
      first += 1;
    }
    return first;
  }

  root.SafarDays = {
    parse: parse,
    write: write,
    parts: parts,
    today: today,
    isWeekend: isWeekend,
    termEnd: termEnd,
    usedDays: usedDays,
    lastDay: lastDay,
    nextEntry: nextEntry,
    yearEnd: yearEnd,
  };
})(this);
