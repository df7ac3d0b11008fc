/* Search without the page: which shards a query needs, what they hold for it, and in which order pages come.
   The formats are those of src/safar/search/shards.py and scripts.py. A file that is missing or broken is
   an empty one. */
(function (root) {
  "use strict";

  const MOST_WORDS = 12;
  const MOST_LETTERS = 40; // of a word
  const MOST_STEMS = 60; // of those that merely resemble the word
  const MOST_SHARDS = 6; // for a word with a wrong beginning
  const SECTIONS = 64; // of a page

  /* What a match is worth. */
  const EXACT = 1.6;
  const BEGINNING = 1.4; // the form begins with the word
  const DOUBLES = 1.2; // the same skeleton, double letters included
  const SKELETON = 1;
  const STEM = 0.75;
  const PREFIX = 0.62; // the skeleton begins with the word's
  const CHAIN = 0.6; // one's stem is on the way to the other's
  const SYNONYM = 0.5; // of what the word itself would be worth
  const NEAR = 0.45; // one edit
  const CUT = 0.4; // the word begins with the skeleton or the stem
  const STEM_PREFIX = 0.3;
  const FAR = 0.25; // two edits

  const received = new Map();

  function digit(text, at) {
    const value = text.charCodeAt(at) - 35;
    return value > 56 ? value - 1 : value;
  }

  /* Is a, or with open a beginning of b, so many edits from b? Wrong, extra, missing and swapped letters. */
  function near(a, b, edits, open, i = 0, j = 0) {
    while (i < a.length && a[i] === b[j]) {
      i++;
      j++;
    }
    if (i >= a.length) {
      return open || b.length - j <= edits;
    }
    const next = (x, y) => near(a, b, edits - 1, open, i + x, j + y);
    return edits > 0 && (next(1, 1) || next(1, 0) || next(0, 1) || (a[i] === b[j + 1] && a[i + 1] === b[j] && next(2, 2)));
  }

  /* Family to lines; what is on a line is read when its stem matches. */
  function readShard(text) {
    const families = new Map();
    for (const part of String(text || "").split("~")) {
      const space = part.indexOf(" ");
      let stem = "";
      families.set(
        part.slice(0, space),
        part.slice(space + 1).split("|").map((line) => {
          const end = (line + "!").indexOf("!");
          stem = stem.slice(0, digit(line, 0)) + line.slice(1, end);
          return { stem: stem, text: line.slice(end + 1) };
        })
      );
    }
    return families;
  }

  function readForms(line, analyser) {
    if (!line.forms) {
      const stem = line.stem;
      let form = stem;
      line.forms = line.text.split("!").map((entry) => {
        const parts = entry.split(" ");
        const names = parts[0].slice(1).split("=");
        form = form.slice(0, digit(entry, 0)) + names[0];
        return { form: form, shown: names[1] && names[1].split(","), text: parts[1] || "" };
      });
      const raws = analyser.fold(line.forms.map((entry) => entry.form).join("\n")).split("\n");
      line.forms.forEach((entry, at) => {
        const known = analyser.collapse(raws[at]).startsWith(stem.slice(0, -1));
        const pair = known || analyser.keys(entry.form).find((each) => each[1] === stem);
        entry.raw = known || !pair ? raws[at] : pair[0]; // one spelling of several has this stem
        entry.skeleton = analyser.collapse(entry.raw);
      });
    }
    return line.forms;
  }

  /* Places of a form, as page * SECTIONS + section, and impacts in turn. */
  function readPlaces(entry, pages) {
    if (!entry.places) {
      const text = entry.text;
      let at = text[0] === "}" ? 2 : 0;
      let page = 0;
      const number = () => {
        let high = 0;
        let value = digit(text, at++);
        for (; value > 71; value = digit(text, at++)) {
          high = high * 16 + value - 71;
        }
        return high * 72 + value;
      };
      const places = (entry.places = []);
      const count = at && Math.pow(2, digit(text, 1));
      while (at < text.length) {
        page += number();
        const value = number();
        if (page < pages && value < SECTIONS * 8) {
          places.push(page * SECTIONS + (value >> 3), value & 7);
        }
      }
      entry.count = count || places.length / 2;
    }
    return entry.places;
  }

  function mayMatch(unit, key, stem) {
    return (
      stem.startsWith(key.stem) ||
      stem.startsWith(key.skeleton) ||
      key.skeleton.startsWith(stem) ||
      (key.edits && (near(stem, key.stem, key.edits) || (stem.length > 3 && near(stem, key.skeleton, 1, true))))
    );
  }

  function weigh(unit, key, entry, stem) {
    const skeleton = key.skeleton;
    const other = entry.skeleton;
    const length = skeleton.length;
    const share = Math.pow(Math.max(0.5, length / other.length), 0.25);
    if (entry.form === unit.form) {
      return EXACT;
    }
    let best = length > 1 && (entry.raw.startsWith(key.raw) || (length > 3 && other.startsWith(skeleton))) ? PREFIX * share : 0;
    const offer = (fits, worth) => {
      if (fits && worth > best) {
        best = worth;
      }
    };
    offer(unit.form.length > 1 && entry.form.startsWith(unit.form), BEGINNING * share);
    offer(other === skeleton, entry.raw === key.raw ? DOUBLES : SKELETON);
    if (!unit.number) {
      const same = stem === key.stem;
      const cut = Math.max(4, length * 0.55);
      offer(key.stem.length > 2 && (same || other === key.stem), STEM);
      offer(key.stem.length > 2 && stem.startsWith(key.stem), (STEM_PREFIX * key.stem.length) / stem.length);
      offer(skeleton.startsWith(other) && other.length >= cut, (CUT * other.length) / length);
      offer(skeleton.startsWith(stem) && stem.length >= cut, (CUT * stem.length) / length);
      for (const step of key.chain) {
        const met = step === other || step === stem || (same && other.startsWith(step));
        offer(step.length > 2 && met, CHAIN * Math.min(1, step.length / length + 0.3));
      }
    }
    return best;
  }

  /* Keeps the best match of a form. A synonym or a compound must be meant as it stands. */
  function keep(unit, entry, worth, edited) {
    if (worth >= (entry.shown || unit.joined ? CHAIN : 0.01)) {
      worth *= entry.shown ? SYNONYM : 1;
      const known = unit.matches.get(entry);
      if (!known || known.worth < worth) {
        unit.matches.set(entry, { entry: entry, worth: worth, edited: edited });
      }
      unit.best = Math.max(unit.best, worth);
    }
  }

  function matchLines(unit, key, lines, analyser) {
    const rank = (line) => (line.stem.startsWith(key.stem) || key.skeleton.startsWith(line.stem) ? 1e6 : 0) + line.text.length;
    const fitting = lines.filter((line) => mayMatch(unit, key, line.stem)).sort((one, two) => rank(two) - rank(one));
    for (const line of fitting.slice(0, MOST_STEMS)) {
      for (const entry of readForms(line, analyser)) {
        const worth = weigh(unit, key, entry, line.stem);
        const edited = (edits) => near(key.skeleton, entry.skeleton, edits) || near(key.raw, entry.raw, edits);
        if (worth < NEAR && key.edits && edited(key.edits)) {
          keep(unit, entry, edited(1) ? NEAR : Math.max(worth, FAR), true);
        } else {
          keep(unit, entry, worth);
        }
      }
    }
  }

  /* A pattern for the first two letters of a text, or three, or more. */
  function anyBeginning(text) {
    let pattern = "";
    for (let at = text.length - 1; at > 1; at--) {
      pattern = "(?:" + text[at] + pattern + ")?";
    }
    return text.slice(0, 2) + pattern;
  }

  /* Known beginnings of words that differ from that of this one in their first letters only, nearest first. */
  function otherBeginnings(known, skeleton) {
    const ends = [];
    for (let at = 1; at < 5 && at + 1 < skeleton.length; at++) {
      ends.push(anyBeginning(skeleton.slice(at, at + 6)));
    }
    const found = /^\w+$/.test(skeleton) && ends.length && ("|" + known + "|").match(new RegExp("\\|[^|]{0,4}(?:" + ends.join("|") + ")(?=\\|)", "g"));
    const rank = (start) => (near(start, skeleton, 1, true) ? 9 : 0) + start.length;
    return (found || [])
      .map((match) => match.slice(1))
      .filter((start) => start.length > 2 && near(start, skeleton, 2, true))
      .sort((one, two) => rank(two) - rank(one));
  }

  /* The words of a query by their places. Words that lie within another one (the groups of a phone number)
     are the ones that count; the other is one more way to find all of them, and so are two or three neighbours
     in one piece: compounds that were written apart, and synonyms of several words. */
  function readQuery(text, analysers) {
    const found = analysers[0].words(text);
    const within = (one, two) => one.start >= two.start && one.end <= two.end && one.end - one.start < two.end - two.start;
    const atoms = found.filter((word) => !found.some((other) => within(other, word))).slice(0, MOST_WORDS);
    const units = [];
    const add = (form, from, to, parts) => {
      form = form.slice(0, MOST_LETTERS);
      const unit = { form: form, from: from, to: to, joined: to > from + 1, number: /[0-9]/.test(form), matches: new Map(), best: 0 };
      unit.keys = [];
      analysers.forEach((analyser, family) => {
        const keys = analyser.queryKeys(form);
        if (parts && keys.length) {
          const stems = parts.map((part) => (analyser.queryKeys(part.form)[0] || { stem: "" }).stem);
          keys.push(Object.assign({}, keys[0], { stem: stems.join(""), chain: [] }));
        }
        for (const key of keys) {
          key.edits = unit.number || form.length < 5 || unit.joined ? 0 : key.skeleton.length < 8 ? 1 : 2;
          unit.keys.push({ key: key, analyser: analyser, family: family });
        }
      });
      units.push(unit);
    };
    atoms.forEach((atom, at) => {
      add(atom.form, at, at + 1);
      for (let to = at + 2; to < at + 4 && to <= atoms.length; to++) {
        const parts = atoms.slice(at, to);
        add(parts.map((part) => part.form).join(""), at, to, parts);
      }
    });
    for (const word of found) {
      const inside = atoms.filter((atom) => within(atom, word));
      if (inside.length) {
        const from = atoms.indexOf(inside[0]);
        add(word.form, from, from + inside.length);
      }
    }
    return { text: text, atoms: atoms, units: units };
  }

  /* The rarer a form and the better its match, the more it counts; a worse match never counts as rarer than a
     better one. The best score of each word by place. */
  function weighPlaces(query, data) {
    const words = query.atoms.map(() => ({ places: new Float32Array(data.pages * SECTIONS), rarity: 0.01, last: 0 }));
    for (const unit of query.units) {
      let count = 0;
      unit.sorted = Array.from(unit.matches.values()).sort((one, two) => two.worth - one.worth);
      for (const match of unit.sorted) {
        const places = readPlaces(match.entry, data.pages);
        count += match.entry.count;
        const rarity = Math.log(1.01 + Math.max(0, data.sections - count) / (count + 0.5));
        for (const word of words.slice(unit.from, unit.to)) {
          word.rarity = Math.max(word.rarity, rarity);
          for (let i = 0; i < places.length; i += 2) {
            const score = match.worth * rarity * (places[i + 1] + 1);
            if (score > word.places[places[i]]) {
              word.places[places[i]] = score;
              word.last = Math.max(word.last, places[i] % SECTIONS);
            }
          }
        }
      }
    }
    return words;
  }

  /* A page with all words comes before one with some; a section with all of them lifts its page. */
  function rankPages(words, pages) {
    const all = words.reduce((sum, word) => sum + word.rarity, 0);
    const hits = [];
    for (let page = 0; page < pages; page++) {
      const sums = [];
      let score = 0;
      let covered = 0;
      for (const word of words) {
        let best = 0;
        let sum = 0;
        for (let section = 0; section <= word.last; section++) {
          const value = word.places[page * SECTIONS + section];
          if (value) {
            sums[section] = (sums[section] || 0) + value;
            best = Math.max(best, value);
            sum += value;
          }
        }
        covered += best && word.rarity;
        score += best + 0.1 * Math.min(best, sum - best);
      }
      if (score) {
        const sections = Object.keys(sums).map(Number).sort((one, two) => sums[two] - sums[one] || one - two);
        const top = sums[sections[0]];
        hits.push({
          page: page,
          score: (score + top / 2) * Math.pow(covered / all, 2),
          sections: sections.slice(0, 3).filter((section) => sums[section] > 0.3 * top),
          forms: []
        });
      }
    }
    return hits.sort((one, two) => two.score - one.score || one.page - two.page);
  }

  /* The forms that a reader will see on the pages, without those that only resemble a better one there. */
  function addForms(hits, units) {
    const byPage = new Map(hits.map((hit) => [hit.page, hit]));
    for (const unit of units) {
      const best = new Map();
      for (const match of unit.sorted) {
        match.entry.places.forEach((place, at) => {
          const hit = at % 2 ? null : byPage.get(Math.floor(place / SECTIONS));
          if (hit && match.worth >= (best.get(hit) || 0) / 2) {
            best.set(hit, best.get(hit) || match.worth);
            hit.forms = Array.from(new Set(hit.forms.concat(match.entry.shown || match.entry.form)));
          }
        });
      }
    }
  }

  /* The query with the nearest known form for each word that was only found by edits. */
  function suggest(query) {
    let at = 0;
    let result = "";
    query.atoms.forEach((atom, place) => {
      const best = query.units
        .filter((unit) => unit.from <= place && unit.to > place && unit.sorted.length)
        .map((unit) => unit.sorted[0])
        .sort((one, two) => two.worth - one.worth)[0];
      if (best && best.edited) {
        result += query.text.slice(at, atom.start) + best.entry.form;
        at = atom.end;
      }
    });
    return at ? result + query.text.slice(at) : "";
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
      const own = [key + Array.from(word).slice(2, 3).join(""), key].filter((name) => names.has(name));
      return own.length ? own : Array.from(key).slice(0, 1).filter((name) => names.has(name));
    }

    /* Calls visit with each task and the lines of its family in each of its shards. */
    function visitShards(tasks, visit) {
      const wanted = new Set([].concat(...tasks.map((task) => task.shards)));
      return Promise.all(Array.from(wanted, (name) => load("w-" + name, readShard).then((shard) => [name, shard]))).then((pairs) => {
        const shards = new Map(pairs);
        for (const task of tasks) {
          for (const name of new Set(task.shards)) {
            visit(task, shards.get(name).get(data.families[task.family]) || []);
          }
        }
      });
    }

    function tasksOf(units, shards) {
      return [].concat(
        ...units.map((unit) => unit.keys.map((one) => Object.assign({ unit: unit, shards: shards(one.key, one.analyser) }, one)))
      );
    }

    /* Words of which nothing better is known than two edits may have a wrong beginning. */
    function findOtherBeginnings(units) {
      const lost = units.filter((unit) => !unit.joined && !unit.number && unit.best < 0.4 && unit.form.length > 3);
      return (
        lost.length &&
        load("stems", String).then((known) => {
          const tasks = tasksOf(lost, (key, analyser) => {
            key.near = otherBeginnings(known, key.skeleton);
            return Array.from(new Set([].concat(...key.near.map((start) => shardNames(start, analyser))))).slice(0, MOST_SHARDS);
          });
          return visitShards(tasks, (task, lines) => {
            const form = task.unit.form;
            for (const line of lines) {
              const short = line.stem.slice(0, Math.max(2, line.stem.length - 1));
              if (task.key.near.some((start) => start.startsWith(short) || line.stem.startsWith(start))) {
                for (const entry of readForms(line, task.analyser)) {
                  const long = Math.max(entry.form.length, form.length) > 4;
                  if (long && (near(task.key.skeleton, entry.skeleton, 1) || near(form, entry.form, 1))) {
                    keep(task.unit, entry, entry.form[0] === form[0] ? 0.4 : 0.36, true);
                  }
                }
              }
            }
          });
        })
      );
    }

    return {
      strings: data.strings,

      search: (text, limit) => {
        const query = readQuery(String(text).slice(0, 600), analysers);
        const tasks = tasksOf(query.units, (key, analyser) => shardNames(key.skeleton, analyser).concat(shardNames(key.stem, analyser)));
        return visitShards(tasks, (task, lines) => matchLines(task.unit, task.key, lines, task.analyser))
          .then(() => findOtherBeginnings(query.units))
          .then(() => {
            const ranked = rankPages(weighPlaces(query, data), data.pages);
            const hits = ranked.slice(0, limit);
            addForms(hits, query.units);
            return { words: query.atoms.length, total: ranked.length, suggestion: suggest(query), hits: hits };
          });
      },

      page: (number) =>
        load("p-" + number, (parts) =>
          Array.isArray(parts)
            ? { path: parts[0], title: parts[1], description: parts[2], crumbs: parts[3], lang: parts[4], dir: parts[5], sections: parts[6] }
            : null
        ),

      snippet: (text, forms, length) => cutOut(text, analysers[0].words(text).filter((word) => forms.includes(word.form)), length)
    };
  }

  /* The piece of a text with the most different forms, in parts: marked words and what is between them. */
  function cutOut(text, marked, length) {
    let first = null;
    let most = 0;
    marked.forEach((word) => {
      const inside = marked.filter((other) => other.start >= word.start && other.end <= word.start + length);
      const forms = new Set(inside.map((other) => other.form)).size;
      if (forms > most) {
        most = forms;
        first = word;
      }
    });
    const wish = first ? Math.min(first.start - length / 4, text.length - length) : 0;
    const start = wish > 0 ? Math.min(text.indexOf(" ", wish) + 1 || first.start, first.start) : 0;
    const space = text.lastIndexOf(" ", start + length);
    const end = start + length >= text.length ? text.length : space > start ? space : start + length;
    const parts = [];
    let at = start;
    const add = (upTo, mark) => {
      if (upTo > at) {
        parts.push({ text: text.slice(at, upTo), mark: mark });
        at = upTo;
      }
    };
    for (const word of marked) {
      if (word.start >= at && word.end <= end) {
        add(word.start, false);
        add(word.end, true);
      }
    }
    add(end, false);
    return [].concat(start ? { text: "… ", mark: false } : [], parts, end < text.length ? { text: " …", mark: false } : []);
  }

  function open(tag, base, load) {
    const request = (name, file) =>
      new Promise((resolve) => resolve(load(base + file)))
        .catch(() => {})
        .then(() => {
          const value = received.get(tag + " " + name);
          received.delete(tag + " " + name);
          return value;
        });
    return request("index", "index.js")
      .then((data) => makeIndex(data, request))
      .catch(() => null);
  }

  const receive = (tag, name, value) => received.set(tag + " " + name, value);
  root.safarSearch = {
    open: open,
    index: (tag, data) => receive(tag, "index", data),
    words: (tag, key, text) => receive(tag, "w-" + key, text),
    stems: (tag, text) => receive(tag, "stems", text),
    page: (tag, number, parts) => receive(tag, "p-" + number, parts)
  };
})(typeof window === "undefined" ? globalThis : window);
