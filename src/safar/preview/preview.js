/* Follows the preview: loads the page again when it looks different, lists what is wrong. */
(function () {
  "use strict";
  var script = document.currentScript;
  var path = script.getAttribute("data-path");
  var mark = script.getAttribute("data-mark");
  var place = "safar-preview:place";
  var base = script.src.replace(/preview\.js$/, "");
  var stream = null;
  var lost = 0;
  var parts = null;

  function remember(key, value) {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch (error) {
      /* a browser that keeps nothing folds the list */
    }
  }

  function recall(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch (error) {
      return null;
    }
  }

  function make(name, text, parent) {
    var element = document.createElement(name);
    if (text) {
      element.textContent = text;
    }
    parent.appendChild(element);
    return element;
  }

  function build() {
    var host = make("div", "", document.body);
    host.lang = "en";
    host.dir = "ltr";
    host.hidden = true;
    host.id = "safar-preview";
    var root = host.attachShadow({ mode: "open" });
    var style = make("link", "", root);
    style.rel = "stylesheet";
    style.href = base + "preview.css";
    var box = make("div", "", root);
    box.className = "box";
    var list = make("div", "", box);
    list.className = "list";
    list.id = "list";
    list.tabIndex = -1;
    list.hidden = true;
    list.setAttribute("role", "region");
    list.setAttribute("aria-label", "Problems");
    var button = make("button", "", box);
    button.type = "button";
    button.setAttribute("aria-controls", "list");
    button.setAttribute("aria-expanded", "false");
    var label = make("span", "", button);
    label.setAttribute("role", "status");
    button.addEventListener("click", function () {
      open(list.hidden);
    });
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        open(false);
        button.focus();
      }
    });
    parts = { host: host, box: box, list: list, button: button, label: label };
  }

  function open(wanted) {
    parts.list.hidden = !wanted;
    parts.button.setAttribute("aria-expanded", String(wanted));
    remember("safar-preview:open", wanted);
    if (wanted) {
      parts.list.focus();
    }
  }

  function write(title, problems) {
    if (!problems.length) {
      return;
    }
    make("h2", title, parts.list);
    var list = make("ul", "", parts.list);
    problems.forEach(function (problem) {
      var item = make("li", "", list);
      item.className = problem.severity;
      make("code", problem.place, item);
      make("p", problem.message + " [" + problem.code + "]", item);
      if (problem.hint) {
        make("p", problem.hint, item).className = "hint";
      }
    });
  }

  function words(counts, stale) {
    var text = counts[0] + " of " + counts[1] + (counts[1] === 1 ? " problem" : " problems");
    return (stale ? "Old text shown: " : "") + text + " on this page";
  }

  function show(look) {
    if (!parts) {
      build();
    }
    var text = words(look.counts, look.stale);
    var wrong = look.stale || look.here.some(function (problem) {
      return problem.severity === "error";
    });
    parts.list.textContent = "";
    write("This page", look.here);
    write("Elsewhere", look.rest);
    if (look.counts[1] > look.here.length + look.rest.length) {
      make("p", "safar check prints them all.", parts.list);
    }
    parts.box.className = wrong ? "box wrong" : "box";
    parts.button.hidden = false;
    if (parts.label.textContent !== text) {
      parts.label.textContent = text;
    }
    parts.host.hidden = look.counts[1] === 0;
    if (parts.host.hidden) {
      parts.list.hidden = true;
      parts.button.setAttribute("aria-expanded", "false");
    } else if (parts.list.hidden && recall("safar-preview:open")) {
      parts.list.hidden = false;
      parts.button.setAttribute("aria-expanded", "true");
    }
  }

  function renew(look) {
    stream.close();
    remember(place, [window.pageXOffset, window.pageYOffset]);
    if (look.go) {
      location.replace("/" + look.go + location.hash);
    } else {
      location.reload();
    }
  }

  function listen() {
    stream = new EventSource(base + "events?path=" + encodeURIComponent(path));
    stream.onmessage = function (event) {
      var look = JSON.parse(event.data);
      clearTimeout(lost);
      lost = 0;
      if (look.mark !== mark) {
        renew(look);
      } else {
        show(look);
      }
    };
    stream.onerror = function () {
      lost = lost || setTimeout(function () {
        if (!parts) {
          build();
        }
        parts.label.textContent = "safar serve has stopped";
        parts.host.hidden = false;
      }, 2500);
    };
  }

  /* A browser has few connections to one address: only pages in view keep one. */
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) {
      stream.close();
    } else if (stream.readyState === 2) {
      listen();
    }
  });

  /* The browser goes back to the place too, but only after it has shown the top of the page. */
  var before = recall(place);
  if (before) {
    sessionStorage.removeItem(place);
    window.scrollTo(before[0], before[1]);
  }
  listen();
})();
