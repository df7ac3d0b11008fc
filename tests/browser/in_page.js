/* What the tests look at inside a page. Evaluates to an object of functions; changes nothing. */
(() => {
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const BIG = "header a, header button, .dock a, .chips a, .cards a, .tiles a, .langs a, .go, .sos, .plain, button, .exit a, .pager a, .actions a, summary";

  const all = (selector) => Array.from(document.querySelectorAll(selector));

  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.getClientRects().length > 0;

  const name = (element) => {
    const text = (element.innerText || element.value || "").trim().slice(0, 40);
    return `<${element.tagName.toLowerCase()} class="${element.className}"> ${text}`;
  };

  /* A skip link is off the screen until it has the focus, but it is there for the keyboard. */
  const focusables = () => all(FOCUSABLE).filter((element) => shown(element) && element.tabIndex >= 0 && isStop(element));

  /* Tab stops once in a group of radio buttons, at the chosen one; the arrow keys do the rest. */
  const isStop = (element) => element.type !== "radio" || element.checked;

  const sideways = () => {
    const root = document.documentElement;
    const wide = Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
    const hidden = [root, document.body].some((element) =>
      ["hidden", "clip"].includes(getComputedStyle(element).overflowX));
    if (wide <= 0 && !hidden) {
      return [];
    }
    const culprits = all("body *")
      .filter((element) => shown(element) && element.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(-3).map(name);
    return [`${wide}px wider than ${root.clientWidth}px${hidden ? ", and hidden" : ""}: ${culprits.join(" | ")}`];
  };

  const smallTargets = () => all(BIG).filter(shown).filter((element) => {
    const box = element.getBoundingClientRect();
    return !element.closest(".text p, .text li, .text td, .text dd, .crumbs, .skip") && box.height < 43.9;
  }).map((element) => `${name(element)} ${element.getBoundingClientRect().height}px high`);

  const smallText = () => all("main p, main li, main td, main dd, main th").filter(shown)
    .filter((element) => element.closest("article.text, .lead, .say") && !element.closest("small"))
    .map((element) => [element, parseFloat(getComputedStyle(element).fontSize)])
    .filter(([, size]) => size < 17)
    .map(([element, size]) => `${name(element)} ${size}px`);

  /* What the page says. The page for a wrong address says it in every language without script. */
  /* Buttons that a script adds to a text are no text. */
  const mainText = () => {
    const made = all("article .needs-js");
    made.forEach((element) => { element.style.display = "none"; });
    const parts = [all("article.text"), all(".say").filter(shown), all("main")];
    const text = parts.find((found) => found.length).map((element) => element.innerText).join("\n");
    made.forEach((element) => { element.style.display = ""; });
    return text;
  };

  /* Links that a reader can get at: what is folded can be unfolded without script too. */
  const links = () => all("a[href]")
    .filter((element) => shown(element) || element.closest("details:not([open])"))
    .map((element) => element.getAttribute("href"));

  /* What stands on the screen for an element: for a hidden switch its label. */
  const face = (element) => {
    const label = element.labels && element.labels[0];
    return label && (!shown(element) || element.matches(".sr")) ? label : element;
  };

  const invisibleFocus = (element) => {
    const style = getComputedStyle(face(element));
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return !outlined && style.boxShadow === "none";
  };

  /* Hidden behind a bar that floats over the page: none of many points of it is on top. */
  const covered = (element) => {
    const target = face(element);
    const box = target.getClientRects()[0];
    const across = [0.03, 0.25, 0.5, 0.75, 0.97];
    const points = across.flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y]));
    return !points.some(([x, y]) => {
      const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      return top && (target.contains(top) || (top.contains(target) && !top.contains(document.body)));
    });
  };

  /* Notes what gets the focus, and how it looks then. */
  const watchFocus = () => {
    const seen = [];
    window.focusSeen = seen;
    document.addEventListener("focusin", (event) => seen.push({ element: event.target }));
    document.addEventListener("keyup", () => {
      const last = seen[seen.length - 1];
      if (last && !("unseen" in last)) {
        last.unseen = invisibleFocus(last.element);
        last.covered = covered(last.element);
      }
    });
  };

  const focusFaults = () => {
    const seen = window.focusSeen;
    const order = [...new Set(seen.map((entry) => entry.element))];
    const wanted = focusables();
    const faults = wanted.filter((element) => !order.includes(element)).map((e) => `never focused: ${name(e)}`);
    const places = order.map((element) => wanted.indexOf(element)).filter((place) => place >= 0);
    if (places.some((place, index) => index && place < places[index - 1])) {
      faults.push("the focus jumps backwards");
    }
    const bad = (key, words) => seen.filter((entry) => entry[key]).map((entry) => `${words}: ${name(entry.element)}`);
    return [...faults, ...bad("unseen", "no visible focus"), ...bad("covered", "focus is covered")];
  };

  return { focusables, sideways, smallTargets, smallText, mainText, links, watchFocus, focusFaults };
})()
