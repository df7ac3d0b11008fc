/* Tick-lists: what is ticked stands in the address of the page, behind the #, and nowhere else. So it
   can be sent to oneself, and no server ever sees it. */
(function (root) {
  "use strict";

  const NAME = "ticks=";

  /* Ticks as text: how many boxes there are, then the ticked ones, six to a digit of 64. */
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  function write(ticks) {
    let text = ticks.length + ".";
    for (let start = 0; start < ticks.length; start += 6) {
      let value = 0;
      ticks.slice(start, start + 6).forEach(function (tick, place) {
        value += tick ? 1 << place : 0;
      });
      text += DIGITS[value];
    }
    return text;
  }

  /* The ticks of an address; none if the list has another length now: its lines may mean others. */
  function read(hash, number) {
    const match = new RegExp("[#&]" + NAME + "(\\d+)\\.([\\w-]+)").exec(hash);
    const ticks = [];
    for (let place = 0; place < number; place += 1) {
      const digit = match && +match[1] === number ? DIGITS.indexOf(match[2][Math.floor(place / 6)]) : 0;
      ticks.push(digit > 0 && Boolean((digit >> place % 6) & 1));
    }
    return ticks;
  }

  function makeBox(item) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    label.appendChild(box);
    const text = label.appendChild(document.createElement("span"));
    while (item.firstChild) {
      text.appendChild(item.firstChild);
    }
    item.appendChild(label);
    return box;
  }

  function start() {
    const boxes = Array.from(document.querySelectorAll(".task-list-item")).map(makeBox);

    function show() {
      read(location.hash, boxes.length).forEach(function (tick, place) {
        boxes[place].checked = tick;
      });
    }

    function keep() {
      const ticks = boxes.map(function (box) {
        return box.checked;
      });
      const hash = ticks.indexOf(true) < 0 ? "#" : "#" + NAME + write(ticks);
      history.replaceState(null, "", hash);
    }

    if (boxes.length) {
      document.documentElement.classList.add("ticks");
      show();
      document.addEventListener("change", function (event) {
        if (boxes.indexOf(event.target) >= 0) {
          keep();
        }
      });
      window.addEventListener("hashchange", function () {
        if (location.hash.indexOf(NAME) > 0) {
          show();
        }
      });
    }
  }

  root.SafarTicks = { read: read, write: write };
  start();
})(this);
