/* Dates, numbers and plurals as src/safar/language/formats.py writes them. No Intl: it answers in English
   for Tajik and Karakalpak. The tables come from render_format_table. */
(function (root) {
  "use strict";

  var MINUS = "\u2212";

  function parts(value) {
    var match = /^(-?)0*([0-9]+)(?:\.([0-9]+))?$/.exec(String(value));
    if (!match) {
      throw new RangeError("not a plain number: " + value);
    }
    return { sign: match[1], whole: match[2], fraction: match[3] || "" };
  }

  function daysInMonth(year, month) {
    var leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].indexOf(month) < 0 ? 31 : 30;
  }

  /* "2025", "2025-11" or "2025-11-18", never a Date: a time zone would move the day. */
  function dateParts(text) {
    var match = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(text);
    var year = match && Number(match[1]);
    var month = match && match[2] ? Number(match[2]) : 1;
    var day = match && match[3] ? Number(match[3]) : 1;
    if (!match || year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
      throw new RangeError("not a date: " + text);
    }
    return { year: year, month: month, day: day, pattern: match[3] ? "date" : match[2] ? "month" : "year" };
  }

  function fill(pattern, name, value) {
    return pattern.split("{" + name + "}").join(value);
  }

  function SafarFormats(table) {
    function date(text) {
      var found = dateParts(text);
      var result = fill(table[found.pattern], "day", found.day);
      result = fill(result, "month_name", table.monthNames[found.month - 1]);
      result = fill(result, "month", table.months[found.month - 1]);
      return fill(result, "year", found.year);
    }

    function number(value) {
      var found = parts(value);
      var whole = found.whole;
      if (whole.length >= table.groupFrom) {
        whole = whole.replace(/[0-9](?=(?:[0-9]{3})+$)/g, function (digit) {
          return digit + table.group;
        });
      }
      return (found.sign ? MINUS : "") + whole + (found.fraction ? table.decimal + found.fraction : "");
    }

    function plural(value) {
      var found = parts(value);
      var trimmed = found.fraction.replace(/0+$/, "");
      return table.plural(
        Number(found.whole + "." + (found.fraction || "0")),
        Number(found.whole),
        found.fraction.length,
        trimmed.length,
        Number(found.fraction || 0),
        Number(trimmed || 0)
      );
    }

    function unit(value, name) {
      return fill(table.units[name][plural(value)], "n", number(value));
    }

    function list(items) {
      return items.join(table.list);
    }

    return { date: date, number: number, plural: plural, unit: unit, list: list };
  }

  SafarFormats.tables = {};
  root.SafarFormats = SafarFormats;
})(this);
