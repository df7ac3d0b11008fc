/* The nearest first: the way as the crow flies, computed here; nothing is sent or kept. */
(function () {
  "use strict";

  const form = document.querySelector(".nearest");
  const list = document.querySelector(".directory .list");
  if (!form || !list) {
    return;
  }
  const RADIUS = 6371; // of the earth, km
  const order = Array.from(list.querySelectorAll(".centre"));
  const homes = order.map(function (centre) {
    return centre.parentNode;
  });
  const children = Array.from(list.children);

  function read(text) {
    return text.split(",").map(function (degrees) {
      return (degrees * Math.PI) / 180;
    });
  }

  function measure(from, to) {
    const high = Math.sin((to[0] - from[0]) / 2);
    const wide = Math.sin((to[1] - from[1]) / 2);
    const part = high * high + Math.cos(from[0]) * Math.cos(to[0]) * wide * wide;
    return 2 * RADIUS * Math.asin(Math.sqrt(part));
  }

  function label(centre, km) {
    let line = centre.querySelector(".distance");
    if (!line) {
      line = document.createElement("p");
      line.className = "distance";
      centre.insertBefore(line, centre.children[1]);
    }
    line.textContent = form.dataset.distance.replace("{n}", Math.max(1, Math.round(km)));
  }

  function restore() {
    children.forEach(function (child) {
      list.appendChild(child);
    });
    order.forEach(function (centre, place) {
      homes[place].appendChild(centre);
      const line = centre.querySelector(".distance");
      if (line) {
        line.remove();
      }
    });
  }

  /* Within each heading by distance, and the headings by their nearest entry; what is for the
     whole country stays on top. */
  function sort(at) {
    restore();
    const here = read(at);
    const away = new Map();
    order.forEach(function (centre) {
      const km = centre.dataset.at ? measure(here, read(centre.dataset.at)) : -1;
      away.set(centre, km);
      if (km >= 0) {
        label(centre, km);
      }
    });
    const nearest = function (place) {
      return Math.min.apply(null, Array.from(place.querySelectorAll(".centre"), function (centre) {
        return away.get(centre);
      }));
    };
    list.querySelectorAll(".place ul").forEach(function (ul) {
      Array.from(ul.children)
        .sort(function (a, b) {
          return away.get(a) - away.get(b);
        })
        .forEach(function (centre) {
          ul.appendChild(centre);
        });
    });
    move(nearest);
  }

  function move(nearest) {
    const old = document.getElementById("old_entries");
    const places = Array.from(list.querySelectorAll(".place"));
    const late = places.filter(function (place) {
      return old && old.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
    [places.filter((place) => late.indexOf(place) < 0), late].forEach(function (group, number) {
      group
        .sort(function (a, b) {
          return nearest(a) - nearest(b);
        })
        .forEach(function (place) {
          list.insertBefore(place, number === 0 ? old : null);
        });
    });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  form.querySelector("select").addEventListener("change", function () {
    if (this.value) {
      sort(this.value);
    } else {
      restore();
    }
  });
  const failed = form.querySelector(".failed");
  form.querySelector("button").addEventListener("click", function () {
    const fail = function () {
      failed.hidden = false;
    };
    if (!navigator.geolocation) {
      fail();
      return;
    }
    navigator.geolocation.getCurrentPosition(
      function (found) {
        failed.hidden = true;
        form.querySelector("select").value = "";
        sort(found.coords.latitude + "," + found.coords.longitude);
      },
      fail,
      { timeout: 20000 }
    );
  });
})();
