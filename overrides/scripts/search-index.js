/* The index of a locale: which shards a query needs, and what is shown of the pages it finds.
   The formats are those of src/safar/search/scripts.py. A file that is missing or broken is an
   empty one. */
(function (root) {
  "use strict";

  const { unique, order, near, readShard, readQuery, matchLines, matchOthers, weighPlaces, rankPages, addForms } = root.safarMatching;
  const MOST_SHARDS = 6; // for a word with a wrong beginning

  const received = new Map();

  /* The query with the nearest known form for each word that was only found by edits. */
  function suggest({ text, atoms, units }) {
    let at = 0;
    let result = "";
    atoms.forEach((atom, place) => {
      const found = units.flatMap((unit) => (unit.from <= place && unit.to > place ? unit.sorted.slice(0, 1) : []));
      const [best] = order(found, (match) => match.worth);
      if (best && best.edited) {
        result += text.slice(at, atom.start) + best.entry.form;
        at = atom.end;
      }
    });
    return at ? result + text.slice(at) : "";
  }

  /* The piece of a text with the most different forms, in parts: marked words and what is between them. */
  function cutOut(text, marked, length) {
    const inside = (word) => marked.filter((other) => other.start >= word.start && other.end <= word.start + length);
    const [first] = order(marked.slice(), (word) => unique(inside(word).map((other) => other.form)).length);
    const wish = first ? Math.min(first.start - length / 4, text.length - length) : 0;
    const start = wish > 0 ? Math.min(text.indexOf(" ", wish) + 1 || first.start, first.start) : 0;
    const space = text.lastIndexOf(" ", start + length);
    const end = start + length >= text.length ? text.length : space > start ? space : start + length;
    const parts = [];
    let at = start;
    const add = (piece, mark) => piece && parts.push({ text: piece, mark });
    add(start && "… ", false);
    for (const word of marked) {
      if (word.start >= at && word.end <= end) {
        add(text.slice(at, word.start), false);
        add(text.slice(word.start, word.end), true);
        at = word.end;
      }
    }
    add(text.slice(at, end) + (end < text.length ? " …" : ""), false);
    return parts;
  }

  function makeIndex(data, request) {
    const analysers = data.families.map((family) => root.safarAnalysis(data.tables, family));
    const names = new Set(data.keys.split(" "));
    const loaded = new Map();

    function load(name, read) {
      if (!loaded.has(name)) {
        const file = name.replace(/[^a-z0-9-]/gu, (sign) => "_" + sign.codePointAt(0).toString(16));
        const promise = request(name, file + ".js?v=" + data.version).then((value) => {
          if (value === undefined) {
            loaded.delete(name); // the network may be back for the next query
          }
          return read(value);
        });
        loaded.set(name, promise);
      }
      return loaded.get(name);
    }

    /* The shards of a word: see DIVIDED_FILE in src/safar/search/shards.py. */
    function shardNames(word, analyser) {
      const key = analyser.key(word);
      const known = (list) => list.filter((name) => names.has(name));
      const own = known([key + ([...word][2] || ""), key]);
      return own[0] ? own : known([...key].slice(0, 1));
    }

    /* Calls visit with each task and the lines of its family in each of its shards. */
    function visitShards(tasks, visit) {
      const shards = new Map();
      const wait = unique(tasks.flatMap((task) => task.shards)).map((name) =>
        load("w-" + name, readShard).then((shard) => shards.set(name, shard))
      );
      return Promise.all(wait).then(() => {
        for (const task of tasks) {
          for (const name of unique(task.shards)) {
            visit(task, shards.get(name).get(data.families[task.family]) || []);
          }
        }
      });
    }

    /* Words of which nothing better is known than two edits may have a wrong beginning. */
    function findOthers(units) {
      const lost = units.filter((unit) => !unit.joined && !unit.number && unit.best < 0.4 && unit.form[3] && unit.tasks.some((task) => task.key.skeleton[2]));
      return (
        lost[0] &&
        load("stems", (text) => String(text || "").split("|")).then((known) => {
          const tasks = lost.flatMap((unit) => unit.tasks);
          for (const task of tasks) {
            const like = (edits) => known.filter((start) => start[edits + 1] && near(start, task.key.skeleton, edits, true));
            const found = like(1);
            task.starts = order(found[0] ? found : like(2), (start) => start.length); // one letter may be two: sh, я
            task.shards = unique(task.starts.flatMap((start) => shardNames(start, task.analyser))).slice(0, MOST_SHARDS);
          }
          return visitShards(tasks, matchOthers);
        })
      );
    }

    return {
      strings: data.strings,

      search: (text, limit) => {
        const query = readQuery(String(text).slice(0, 600), analysers);
        const units = query.units;
        const tasks = units.flatMap((unit) => unit.tasks);
        for (const task of tasks) {
          task.shards = [task.key.skeleton, task.key.stem].flatMap((word) => shardNames(word, task.analyser));
        }
        return visitShards(tasks, matchLines)
          .then(() => findOthers(units))
          .then(() => {
            const ranked = rankPages(weighPlaces(query, data), data.pages);
            const hits = ranked.slice(0, limit);
            addForms(hits, units);
            return { words: query.atoms.length, total: ranked.length, suggestion: suggest(query), hits };
          });
      },

      page: (number) =>
        load("p-" + number, (parts) => {
          const names = ["path", "title", "description", "crumbs", "lang", "dir", "sections"];
          return Array.isArray(parts) ? Object.fromEntries(names.map((name, at) => [name, parts[at]])) : null;
        }),

      snippet: (text, forms, length) => cutOut(text, analysers[0].words(text).filter((word) => forms.includes(word.form)), length)
    };
  }

  function open(tag, base, load) {
    const request = (name, file) => {
      const id = tag + " " + name;
      return new Promise((resolve) => resolve(load(base + file)))
        .catch(() => {})
        .then(() => {
          const value = received.get(id);
          received.delete(id);
          return value;
        });
    };
    return request("index", "index.js")
      .then((data) => makeIndex(data, request))
      .catch(() => null);
  }

  const receive = (prefix) => (tag, name, value) => received.set(tag + " " + prefix + name, value);
  root.safarSearch = {
    open,
    index: (tag, data) => receive("")(tag, "index", data),
    words: receive("w-"),
    stems: (tag, text) => receive("")(tag, "stems", text),
    page: receive("p-")
  };
})(typeof window === "undefined" ? globalThis : window);
