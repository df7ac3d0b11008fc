/* What a reader sees of search: results under the box while typing, and the page of results.
   The last part of the script that a page loads when its box is first used. Whatever comes from a
   reader or from the index becomes text, never markup. No address changes but by a link or by the
   form itself, so "back" always leads where it did. */
(() => {
  "use strict";

  const FEW = 5; // pages under the box
  const STEP = 10; // pages at a time on the page of results
  const REST = 280; // ms without a letter before a search: each one between letters would cost bytes
  const SHOWN = 60; // letters of a query that are shown back

  const find = (selector) => document.querySelector(selector);
  const form = find(".find");
  const box = form.q;
  const base = form.dataset.index;
  const home = base.replace("search/", "");
  const letters = find(".search .letters");
  let strings;
  let turn = 0; // the number of the last question: answers to older ones are dropped
  let timer;

  function make(name, properties, ...parts) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...parts);
    return element;
  }

  function load(src) {
    return new Promise((done) => {
      document.head.append(make("script", { src, onload: () => done(true), onerror: () => done(false) }));
    });
  }

  const outcome = (query, { hits, total }) =>
    hits.length
      ? strings.found[strings.forms[total < 100 ? total : 100 + (total % 100)]].replace("{n}", total)
      : strings.none.split("{query}").join(query.slice(0, SHOWN));
  const pageOf = (q) => `${home}search.html?${new URLSearchParams({ q })}`;

  function meant(word) {
    const [before, after] = strings.meant.split("{query}");
    return make("a", { href: pageOf(word) }, before, make("b", null, word), after);
  }

  /* The found pages with their texts; a page whose text does not come is left out. */
  async function read(index, hits, folder) {
    const texts = hits.map(async (hit) => ({ index, hit, folder, page: await index.page(hit.page) }));
    return (await Promise.all(texts)).filter((row) => row.page);
  }

  const tongue = ({ page }) => (page.lang ? { lang: page.lang, dir: page.dir } : {});

  function linkTo({ folder, page }, [anchor], ...parts) {
    return make("a", { href: folder + page.path + (anchor && "#" + anchor) }, ...parts);
  }

  /* A page as a link to its best section: title, way to it, the words around what was found. */
  function result(row, length) {
    const { index, hit, page } = row;
    const section = page.sections[hit.sections[0] || 0];
    const name = find(`.langs [lang="${page.lang}"]`);
    const words = index.snippet(section[2] || page.description, hit.forms, length);
    const text = (tag, ...parts) => make(tag, tongue(row), ...parts);
    return linkTo(
      row,
      section,
      text("b", page.title),
      page.lang ? text("i", name ? name.textContent : page.lang) : "",
      make("small", null, page.crumbs.join(" › "), section[0] ? text("bdi", section[1]) : ""),
      text("span", ...words.map((part) => (part.mark ? make("mark", null, part.text) : part.text)))
    );
  }

  async function ask(draw, limit, from) {
    const mine = ++turn;
    const query = box.value.trim();
    const index = query && (await opened);
    const found = index && (await index.search(query, limit));
    const rows = found ? await read(index, found.hits.slice(from), home) : [];
    if (mine === turn) {
      strings = index && index.strings;
      draw(found ? query : "", rows, found, from);
    }
  }

  /* Results while typing: a list box of links, which the box is the combobox of. */
  function watchBox() {
    const status = make("p", { className: "sr" });
    const note = make("p");
    const list = make("div", { id: "found" });
    const panel = make("div", { className: "panel" }, note, list);
    let options = [];
    let active;

    function choose(number) {
      const option = options[number];
      active = number;
      options.forEach((other) => other.setAttribute("aria-selected", other === option));
      box.setAttribute("aria-activedescendant", option ? option.id : "");
      if (option) {
        option.scrollIntoView({ block: "nearest" });
      }
    }

    function open(isOpen) {
      panel.hidden = !isOpen;
      box.setAttribute("aria-expanded", isOpen);
      choose(-1);
      /* The way out of a sensitive page is never covered. */
      const edge = (element) => element.getBoundingClientRect().bottom;
      panel.style.marginTop = Math.max(6, edge(find(".exit") || form) - edge(form)) + "px";
    }

    function close() {
      clearTimeout(timer);
      turn++;
      open(false);
    }

    function draw(query, rows, found) {
      if (query) {
        options = rows.map((row) => result(row, 90));
        options.push(make("a", { href: pageOf(query) }, rows.length ? strings.all : strings.others));
        if (found.suggestion) {
          options.unshift(meant(found.suggestion));
        }
        options.forEach((option, number) => {
          Object.assign(option, { id: "found-" + number, tabIndex: -1 });
          option.setAttribute("role", "option");
        });
        note.textContent = status.textContent = outcome(query, found);
        list.setAttribute("aria-label", strings.results);
        list.textContent = "";
        list.append(...options);
      }
      open(!!query);
    }

    function onKey(event) {
      const last = options.length - 1;
      const chosen = active >= 0;
      const move = {
        ArrowDown: active < last ? active + 1 : -1,
        ArrowUp: chosen ? active - 1 : last,
        Home: chosen ? 0 : null,
        End: chosen ? last : null,
      }[event.key];
      if (event.isComposing || event.shiftKey || event.ctrlKey) {
        return;
      }
      if (panel.hidden) {
        if (event.key === "ArrowDown") {
          update();
        }
      } else if (move != null) {
        event.preventDefault();
        choose(move);
      } else if (event.key === "Escape") {
        event.preventDefault(); // or the browser empties the box
        close();
      } else if (event.key === "Enter" && chosen) {
        event.preventDefault();
        options[active].click();
      }
    }

    const update = () => ask(draw, FEW, 0);
    form.append(status, panel);
    status.setAttribute("role", "status");
    list.setAttribute("role", "listbox");
    box.setAttribute("aria-controls", "found");
    box.onkeydown = onKey;
    box.onfocus = update;
    open(false);
    ["pointerdown", "focusin"].forEach((type) =>
      document.addEventListener(type, (event) => form.contains(event.target) || close())
    );
    return update;
  }

  /* The page of results, in the place of the list of all pages; its parts stand in the page. */
  function watchPage() {
    const page = find(".found");
    const [status, hint, list, more, none] = page.children;
    const [, heading, others] = none.children;
    const title = find("h1");
    const titles = [title.textContent, document.title];
    let shown;

    function item(row) {
      const sections = row.hit.sections.slice(1).map((number) => row.page.sections[number]);
      const links = sections.map((section) => make("li", tongue(row), linkTo(row, section, section[1] || row.page.title)));
      return make("li", null, result(row, 160), make("ul", null, ...links));
    }

    /* One language after another, and only texts of their own: the rest was looked through. */
    async function lookElsewhere(query) {
      const mine = turn;
      await new Promise((done) => setTimeout(done, 2 * REST));
      for (const name of document.querySelectorAll(".langs a:not([aria-current]) [lang]")) {
        const folder = `${home}../${name.lang}/`;
        const index = mine === turn && (await safarSearch.open(name.lang, folder + "search/", load));
        const found = index ? await index.search(query, FEW) : { hits: [] };
        const rows = (await read(index, found.hits, folder)).filter((row) => !row.page.lang);
        if (mine === turn && rows.length) {
          const { lang, dir } = name;
          const hits = make("ol", { className: "hits" }, ...rows.map(item));
          others.append(make("section", { lang, dir }, make("h3", null, name.textContent), hits));
          heading.hidden = false;
        }
      }
    }

    function draw(query, rows, found, from) {
      letters.hidden = !!query;
      page.hidden = !query;
      title.textContent = query ? strings.results : titles[0];
      document.title = titles[1].replace(titles[0], title.textContent);
      if (!query) {
        return;
      }
      shown = found.hits.length;
      none.hidden = !!shown;
      more.hidden = shown >= found.total;
      status.textContent = outcome(query, found);
      if (!from) {
        hint.textContent = list.textContent = others.textContent = "";
        hint.append(found.suggestion ? meant(found.suggestion) : "");
        heading.hidden = true;
      }
      const items = rows.map(item);
      list.append(...items);
      if (from && items[0]) {
        items[0].firstChild.focus();
      } else if (!none.hidden && found.words) {
        lookElsewhere(query);
      }
    }

    more.onclick = () => ask(draw, shown + STEP, shown);
    box.value = box.value || new URLSearchParams(location.search).get("q");
    return () => ask(draw, STEP, 0);
  }

  const opened = safarSearch.open(document.documentElement.lang, base, load);
  const update = letters ? watchPage() : watchBox();
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, REST);
  });
  update();
})();
