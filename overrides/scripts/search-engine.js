/* What the words of a query match in the lines of shards, and in which order pages come.
   The format is that of src/safar/search/shards.py. */
(function (root) {
  "use strict";

  const MOST_STEMS = 60; // of those that resemble a word
  const SECTIONS = 64; // of a page

  /* What matches are worth: those that need no edits are in weigh. */
  const CHAIN = 0.6; // one's stem is on the way to the other's
  const NEAR = 0.45; // one edit
  const FAR = 0.25; // two

  const unique = (list) => [...new Set(list)];
  const order = (list, rank) => list.sort((one, two) => rank(two) - rank(one));

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
    if (!edits--) {
      return false;
    }
    const swapped = a[i] === b[j + 1] && a[i + 1] === b[j] && near(a, b, edits, open, i + 2, j + 2);
    return swapped || near(a, b, edits, open, i + 1, j + 1) || near(a, b, edits, open, i + 1, j) || near(a, b, edits, open, i, j + 1);
  }

  /* Family to lines; what is on a line is read when its stem matches. */
  function readShard(text) {
    const families = new Map();
    for (const part of String(text || "").split("~")) {
      const [family, lines = ""] = part.split(/ (.*)/);
      let stem = "";
      const read = (line) => {
        const [head, ...entries] = line.split("!");
        stem = stem.slice(0, digit(head, 0)) + head.slice(1);
        return { stem, entries, size: line.length };
      };
      families.set(family, lines.split("|").map(read));
    }
    return families;
  }

  function readForms(line, analyser) {
    if (!line.forms) {
      const stem = line.stem;
      let form = stem;
      line.forms = line.entries.map((entry) => {
        const [head, text = ""] = entry.split(" ");
        const [end, shown] = head.slice(1).split("=");
        form = form.slice(0, digit(head, 0)) + end;
        return { form, shown: shown && shown.split(","), text };
      });
      const raws = analyser.fold(line.forms.map((entry) => entry.form).join("\n")).split("\n");
      line.forms.forEach((entry, at) => {
        let raw = raws[at];
        if (!analyser.collapse(raw).startsWith(stem.slice(0, -1))) {
          [raw] = analyser.keys(entry.form).find((key) => key[1] === stem) || [raw]; // another spelling
        }
        entry.raw = raw;
        entry.plain = analyser.plain(entry.form);
        entry.skeleton = analyser.collapse(raw);
      });
    }
    return line.forms;
  }

  /* The postings of a form, each as (page * SECTIONS + section) * 8 + impact. */
  function readPlaces(entry, pages) {
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
    const places = [];
    entry.count = at && Math.pow(2, digit(text, 1));
    while (at < text.length) {
      page += number();
      const value = number();
      if (page < pages && value < SECTIONS * 8) {
        places.push(page * SECTIONS * 8 + value);
      }
    }
    entry.count = entry.count || places.length;
    entry.places = places;
  }

  function weigh(unit, key, entry, line) {
    const { raw, skeleton, stem } = key;
    const other = entry.skeleton;
    const length = skeleton.length;
    const share = Math.pow(Math.max(0.5, length / other.length), 0.25);
    const same = line.stem === stem;
    if (entry.plain === unit.plain) {
      return entry.form === unit.form ? 2 : 1.9;
    }
    const whole = Math.max(
      other === skeleton && (entry.raw === raw ? 1.2 : 0.85), // with equal double letters
      unit.form.length > 1 && entry.plain.startsWith(unit.plain) && 1.5 * share,
      length > 1 && (length > 3 ? other.startsWith(skeleton) : entry.raw.startsWith(raw)) && 0.62 * share
    );
    if (unit.number) {
      return whole;
    }
    const cut = (text) => skeleton.startsWith(text) && text.length >= Math.max(4, length * 0.55) && (0.4 * text.length) / length;
    return Math.max(
      whole,
      stem.length > 2 && (other === stem || (same && (stem[3] || length < 9)) ? 0.75 : stem.length > 3 && line.stem.startsWith(stem) && (0.3 * stem.length) / line.stem.length),
      cut(other),
      cut(line.stem),
      ...key.chain.map((step) => {
        const met = step === other || step === line.stem || (same && other.startsWith(step));
        return step.length > 2 && met && CHAIN * Math.min(1, step.length / length + 0.3);
      })
    );
  }

  /* Keeps the best match of a form. A synonym counts half, and it or a compound must be meant as it stands. */
  function keep(unit, entry, worth, edited) {
    if (worth && (worth >= CHAIN || !(entry.shown || unit.joined))) {
      worth /= entry.shown ? 2 : 1;
      if (worth > (unit.matches.get(entry) || { worth: 0 }).worth) {
        unit.matches.set(entry, { entry, worth, edited });
      }
      unit.best = Math.max(unit.best, worth);
    }
  }

  /* A short word differs by the letters as they stand: zarur is not qaror, though z and o are easily written so. */
  function mistyped({ form }, { raw, skeleton }, entry, most) {
    return near(form, entry.form, most) || (skeleton[5] && (near(skeleton, entry.skeleton, most) || near(raw, entry.raw, most)));
  }

  function matchLines({ unit, key, analyser }, lines) {
    const { skeleton, stem, edits } = key;
    const related = (line) => line.stem.startsWith(stem) || skeleton.startsWith(line.stem);
    const alike = (line) => near(line.stem, stem, edits) || (line.stem.length > 3 && near(line.stem, skeleton, 1, true));
    const start = skeleton.slice(0, skeleton[2] ? -1 : 2); // the last letter may be half of one: s of sh
    const inflected = (line) => skeleton.startsWith(line.stem.slice(0, -1)); // the stem of kitabı ends in p
    const found = lines.filter((line) => inflected(line) || related(line) || line.stem.startsWith(start) || (edits && alike(line)));
    for (const line of order(found, (each) => (related(each) ? 1e6 : 0) + each.size).slice(0, MOST_STEMS)) {
      for (const entry of readForms(line, analyser)) {
        const worth = weigh(unit, key, entry, line);
        const better = worth < NEAR && edits && mistyped(unit, key, entry, edits) && (mistyped(unit, key, entry, 1) ? NEAR : FAR);
        keep(unit, entry, Math.max(worth, better), better > worth);
      }
    }
  }

  function matchOthers({ unit, key, analyser, starts }, lines) {
    const form = unit.form;
    for (const line of lines) {
      const short = line.stem.slice(0, Math.max(2, line.stem.length - 1));
      if (starts.some((start) => start.startsWith(short) || line.stem.startsWith(start))) {
        for (const entry of readForms(line, analyser)) {
          if (entry.form[4] && mistyped(unit, key, entry, 1)) {
            keep(unit, entry, entry.form[0] === form[0] ? 0.4 : 0.36, true); // first letters are seldom wrong
          }
        }
      }
    }
  }

  /* The words of a query by their places. Words that lie within another one (the groups of a phone number)
     are the ones that count; the other is one more way to find all of them, and so are two or three neighbours
     in one piece: compounds that were written apart, and synonyms of several words. */
  function readQuery(text, analysers) {
    const found = analysers[0].words(text);
    const holds = (word, other) => other.start >= word.start && other.end <= word.end;
    const atoms = found
      .filter((word, at) => !found.some((other, place) => holds(word, other) && (place < at || !holds(other, word))))
      .slice(0, 12);
    const add = (word, from, to, parts) => {
      const form = word.slice(0, 40);
      const unit = { form, plain: analysers[0].plain(form), from, to, joined: parts, number: /[0-9]/.test(form), matches: new Map(), best: 0 };
      unit.tasks = analysers.flatMap((analyser, family) => {
        const keys = analyser.queryKeys(form);
        if (parts && keys[0]) {
          const stem = parts.map((part) => (analyser.queryKeys(part.form)[0] || keys[0]).stem).join("");
          keys.push({ ...keys[0], stem, chain: [] });
        }
        return keys.map((key) => {
          // a wrong letter is looked for where the stem is long enough: endings are alike anyway
          key.edits = unit.number || parts || !form[4] || !key.skeleton[3] ? 0 : key.skeleton[7] && key.stem[5] ? 2 : key.stem[3] ? 1 : 0;
          return { unit, key, analyser, family };
        });
      });
      return unit;
    };
    const units = atoms.flatMap((atom, at) =>
      [1, 2, 3].filter((count) => atoms[at + count - 1]).map((count) => {
        const parts = atoms.slice(at, at + count);
        return add(parts.map((part) => part.form).join(""), at, at + count, count > 1 && parts);
      })
    );
    for (const word of found) {
      const inside = atoms.filter((atom) => holds(word, atom));
      if (inside[0] && !atoms.includes(word)) {
        const from = atoms.indexOf(inside[0]);
        units.push(add(word.form, from, from + inside.length));
      }
    }
    return { text, atoms, units };
  }

  /* The best score of each word by place. The rarer a form and the better its match, the more it counts; a worse
     match never counts as rarer than a better one. */
  function weighPlaces({ atoms, units }, { pages, sections }) {
    const words = atoms.map(() => ({ places: new Float32Array(pages * SECTIONS), worths: new Float32Array(pages), rarity: 0, last: 0 }));
    for (const unit of units) {
      let count = 0;
      unit.sorted = order([...unit.matches.values()], (match) => match.worth);
      for (const { entry, worth } of unit.sorted) {
        if (!entry.places) {
          readPlaces(entry, pages);
        }
        count += entry.count;
        const rarity = Math.log(1.01 + Math.max(0, sections - count) / (count + 0.5));
        for (const word of words.slice(unit.from, unit.to)) {
          word.rarity = Math.max(word.rarity, rarity);
          for (const place of entry.places) {
            const score = worth * rarity * ((place & 7) + 1);
            word.worths[place >> 9] = Math.max(word.worths[place >> 9], worth);
            if (score > word.places[place >> 3]) {
              word.places[place >> 3] = score;
              word.last = Math.max(word.last, (place >> 3) % SECTIONS);
            }
          }
        }
      }
    }
    return words;
  }

  /* A page with all words comes before one with some, and one where the worst match of them is good before one with
     other forms of a word; a section with all of them lifts its page. */
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
        const sections = order(Object.keys(sums).map(Number), (section) => sums[section]);
        const top = sums[sections[0]];
        score = (score + top / 2) * Math.pow(covered / all, 2) * (0.3 + Math.min(...words.map((word) => word.worths[page])));
        hits.push({ page, score, sections: sections.slice(0, 3).filter((section) => sums[section] > 0.3 * top), forms: [] });
      }
    }
    return order(hits, (hit) => hit.score);
  }

  /* The forms that a reader will see on the pages. */
  function addForms(hits, units) {
    const byPage = new Map(hits.map((hit) => [hit.page, hit]));
    for (const { entry } of units.flatMap((unit) => unit.sorted)) {
      for (const place of entry.places) {
        const hit = byPage.get(place >> 9);
        if (hit) {
          hit.forms = unique(hit.forms.concat(entry.shown || entry.form));
        }
      }
    }
  }

  root.safarMatching = { unique, order, near, readShard, readQuery, matchLines, matchOthers, weighPlaces, rankPages, addForms };
})(typeof window === "undefined" ? globalThis : window);
