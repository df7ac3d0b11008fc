/* What the forms of the tools share: their texts, dates as the reader's language writes them, lines
   of a result. The rules stand in the form: nothing is loaded, stored or sent. */
(function (root) {
  "use strict";

  function fill(pattern, values) {
    return Object.keys(values).reduce(function (text, name) {
      return text.split("{" + name + "}").join(values[name]);
    }, pattern);
  }

  function SafarForm(form) {
    const data = JSON.parse(form.dataset.rules);
    const result = form.querySelector(".result");

    function date(day) {
      const found = root.SafarDays.parts(day);
      return fill(data.date, { day: found.day, month: data.months[found.month - 1], year: found.year });
    }

    function say(name, values) {
      return fill(data.texts[name], values || {});
    }

    function value(name) {
      return form.elements[name] ? form.elements[name].value : "";
    }

    /* The rules for this citizenship and destination; "" where no rule is known. */
    function rulesFor(citizen, going) {
      return data.rules.filter(function (rule) {
        return rule.going === going && rule.citizens.indexOf(citizen) >= 0;
      });
    }

    function line(text, kind) {
      const item = document.createElement("p");
      item.className = kind || "";
      item.textContent = text;
      result.appendChild(item);
      return item;
    }

    function clear() {
      result.textContent = "";
    }

    return { data: data, date: date, say: say, value: value, rulesFor: rulesFor, line: line, clear: clear, result: result };
  }

  root.SafarForm = SafarForm;
})(this);
