/* "Open now": the reader's clock, in the time zone of the place. */
(function () {
  "use strict";

  const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

  /* What a clock there shows: weekday from Monday, date, minutes of the day. */
  function lookAt(zone, now) {
    const parts = {};
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      weekday: "short",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    })
      .formatToParts(now)
      .forEach(function (part) {
        parts[part.type] = part.value;
      });
    return {
      weekday: DAYS.indexOf(parts.weekday),
      date: parts.year + "-" + parts.month + "-" + parts.day,
      time: parts.hour + ":" + parts.minute,
      minutes: 60 * parts.hour + Number(parts.minute),
    };
  }

  function tell(mark) {
    let there;
    try {
      there = lookAt(mark.dataset.zone, new Date());
    } catch (error) {
      return; // a phone that does not know the zone says nothing
    }
    const week = JSON.parse(mark.dataset.week);
    const spans = week[1][there.date] || week[0][there.weekday];
    const open = spans.some(function (span) {
      return span[0] <= there.minutes && there.minutes < span[1];
    });
    const clock = mark.dataset.there.replace("{time}", there.time);
    mark.textContent = (open ? mark.dataset.open : mark.dataset.closed) + ". " + clock;
    mark.hidden = false;
  }

  function tellAll() {
    document.querySelectorAll("[data-week]").forEach(tell);
  }

  tellAll();
  setInterval(tellAll, 60000);
})();
