/* What a page does beyond links: send, print, leave at once, load search. Without it every page is complete.
   A classic script: it must also run from a folder. It stores nothing and knows no text. */
(function () {
  "use strict";

  const root = document.documentElement;

  function find(selector) {
    return document.querySelector(selector);
  }

  /* A page opened from a folder has an address that is of no use to anybody else, and that
     tells the names of the reader's folders. */
  function pageAddress() {
    const canonical = find('link[rel="canonical"]');
    if (location.protocol !== "file:") {
      return location.href;
    }
    return canonical ? canonical.href : "";
  }

  function hideSend() {
    const button = find("[data-send]");
    if (button && !pageAddress()) {
      button.parentNode.hidden = true;
    }
  }

  function isCancelled(error) {
    return error && error.name === "AbortError";
  }

  function send(button) {
    const url = pageAddress();
    if (!navigator.share) {
      copy(url, button);
      return;
    }
    navigator.share({ title: document.title, url: url }).catch(function (error) {
      if (!isCancelled(error)) {
        copy(url, button);
      }
    });
  }

  function copy(url, button) {
    const done = function () {
      find(".sent").textContent = button.getAttribute("data-send");
    };
    const show = function () {
      showField(url);
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(url).then(done, show);
    } else {
      show();
    }
  }

  /* The last resort: the address in a field, selected, to be copied by hand. */
  function showField(url) {
    const box = find(".copy");
    const field = box.querySelector("input");
    box.hidden = false;
    field.value = url;
    field.focus();
    field.select();
  }

  /* The page is replaced, not left: "back" does not bring it up again. */
  function leave() {
    const exit = find("[data-exit]");
    document.body.hidden = true;
    location.replace(exit.href);
  }

  function watchEscape() {
    let times = [];
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" && event.key !== "Esc") {
        return;
      }
      times = times.concat(event.timeStamp).slice(-3);
      if (times.length === 3 && times[2] - times[0] < 2000) {
        leave();
      }
    });
  }

  const actions = {
    "[data-send]": send,
    "[data-print]": function () {
      window.print();
    },
    "[data-exit]": leave,
  };

  function onClick(event) {
    Object.keys(actions).forEach(function (selector) {
      const target = event.target.closest(selector);
      if (target) {
        event.preventDefault();
        actions[selector](target);
      }
    });
  }

  /* A language that only peeks in at the edge is not brought into view by every browser. */
  function showFocused(event) {
    if (event.target.closest(".langs")) {
      event.target.scrollIntoView({ block: "nearest", inline: "center" });
    }
  }

  /* Paper has nothing to press: what is folded is unfolded for it, and folded again. */
  function unfoldForPrint() {
    let folded = [];
    window.addEventListener("beforeprint", function () {
      folded = Array.from(document.querySelectorAll("details:not([open])"));
      folded.forEach(function (details) {
        details.open = true;
      });
    });
    window.addEventListener("afterprint", function () {
      folded.forEach(function (details) {
        details.open = false;
      });
    });
  }

  /* On a wide screen the parts of the page and of the section stand beside the text: open. */
  function openContents() {
    if (window.matchMedia("(min-width: 64em)").matches) {
      document.querySelectorAll(".toc details").forEach(function (details) {
        details.open = true;
      });
    }
  }

  /* What is old is told by the calendar day of the reader's own clock. */
  function tellAge() {
    const now = new Date();
    const day = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    document.querySelectorAll("[data-after]").forEach(function (line) {
      if (day > line.dataset.after) {
        line.hidden = line.parentNode.hidden = false;
      }
    });
  }

  /* Nothing of search is loaded before its box is used, or a page of results is opened. The index
     is fetched beside the script that will ask for it. Without them the list of all pages stays. */
  function watchSearch(form) {
    const box = form.q;
    const letters = find(".search .letters");
    const asked = letters && /[?&]q=[^&]/.test(location.search);
    let loading = false;

    function add(name, properties) {
      document.head.appendChild(Object.assign(document.createElement(name), properties));
    }

    function end() {
      loading = "safarSearch" in window;
      if (letters && !loading) {
        letters.hidden = false;
      }
    }

    function load() {
      if (!loading) {
        loading = true;
        add("script", { src: form.dataset.engine, onload: end, onerror: end });
        add("link", { rel: "preload", as: "script", href: form.dataset.index + "index.js" });
      }
    }

    const kind = { autocapitalize: "off", autocorrect: "off", spellcheck: "false", enterkeyhint: "search" };
    if (letters) {
      letters.hidden = asked;
    } else {
      Object.assign(kind, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" });
    }
    Object.keys(kind).forEach(function (name) {
      box.setAttribute(name, kind[name]);
    });
    form.addEventListener("focusin", load);
    form.addEventListener("input", load);
    if (asked || box.value || box === document.activeElement) {
      load();
    }
  }

  root.classList.add("js");
  document.addEventListener("click", onClick);
  document.addEventListener("focusin", showFocused);
  hideSend();
  unfoldForPrint();
  openContents();
  tellAge();
  if (find(".find")) {
    watchSearch(find(".find"));
  }
  if (find("[data-exit]")) {
    watchEscape();
  }
})();
