/* Search without the page: which shards a query needs, what they hold for it, and in which order pages come.
   The formats are those of src/safar/search/shards.py and scripts.py. A file that is missing or broken is
   an empty one. */
(function (root) {
  "use strict";

  const MOST_WORDS = 12;
  const MOST_LETTERS = 40; // of a word
  const MOST_QUERY = 600; // characters
  const MOST_STEMS = 60; // of those that merely begin like the word
  const MOST_SHARDS = 6; // for a word with a wrong beginning
  const SECTIONS = 64; // of a page

  /* What a match is worth: the very form, the same skeleton with and without double letters, and so on. */
  const EXACT = 1.6;
  const DOUBLES = 1.2;
  const SKELETON = 1;
  const BEGINNING = 1.4; // the form begins with the word
  const STEM = 0.75;
  const PREFIX = 0.62; // the skeleton begins with the word's
  const CHAIN = 0.6; // the stem is a step on the way to the word's
  const NEAR = 0.45; // one edit
  const CUT = 0.4; // the word begins with the skeleton or stem
  const STEM_PREFIX = 0.3;
  const FAR = 0.25; // two edits
  const SYNONYM = 0.5; // of what the word itself would be worth

  const received = new Map();

  function digit(text, at) {
    const value = text.charCodeAt(at) - 35;
    return value > 56 ? value - 1 : value;
  }

  /* Optimal string alignment: wrong, missing, extra and swapped letters. With `open`, `a` is compared with the
     beginnings of `b`. Whatever exceeds `most` is more than that. */
  function distance(a, b, most, open) {
    if (a.length - b.length > most || (!open && b.length - a.length > most)) {
      return most + 1;
    }
    const width = Math.min(b.length, a.length + most);
    let before = [];
    let last = [];
    for (let j = 0; j <= width; j++) {
      last.push(j);
    }
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= width; j++) {
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        row.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) {
        return most + 1;
      }
      before = last;
      last = row;
    }
    return open ? Math.min.apply(null, last) : last[width];
  }

  /* Family to lines; what is on a line is read when its stem matches. */
  function readShard(text) {
    const families = new Map();
    String(text || "").split("~").forEach(function (part) {
      const space = part.indexOf(" ");
      let stem = "";
      families.set(
        part.slice(0, space),
        part.slice(space + 1).split("|").map(function (line) {
          const end = (line + "!").indexOf("!");
          stem = stem.slice(0, digit(line, 0)) + line.slice(1, end);
          return { stem: stem, text: line.slice(end + 1), forms: null };
        })
      );
    });
    return families;
  }

  /* A form stands under the stem of each way to spell it. */
  function rawOf(analyser, form, stem) {
    const pairs = analyser.keys(form);
    const pair = pairs.find(function (each) {
      return each[1] === stem;
    });
    return (pair || pairs[0] || [stem])[0];
  }

  function readForms(line, analyser) {
    if (!line.forms) {
      let form = line.stem;
      line.forms = line.text.split("!").map(function (entry) {
        const parts = entry.split(" ");
        const names = parts[0].slice(1).split("=");
        form = form.slice(0, digit(entry, 0)) + names[0];
        const raw = rawOf(analyser, form, line.stem);
        return {
          form: form,
          shown: names[1] ? names[1].split(",") : null,
          text: parts[1] || "",
          raw: raw,
          skeleton: analyser.collapse(raw),
          places: null
        };
      });
    }
    return line.forms;
  }

  /* Places of a form as page * SECTIONS + section and impact in turn. */
  function readPostings(entry, pages) {
    if (!entry.places) {
      const text = entry.text;
      const places = [];
      let at = 0;
      let page = 0;
      const number = function () {
        let high = 0;
        let value = digit(text, at++);
        while (value > 71) {
          high = high * 16 + value - 71;
          value = digit(text, at++);
        }
        return high * 72 + value;
      };
      if (text[0] === "}") {
        entry.count = Math.pow(2, digit(text, 1) - 0.5);
        at = 2;
      }
      while (at < text.length) {
        page += number();
        const value = number();
        if (page < pages && value < SECTIONS * 8) {
          places.push(page * SECTIONS + (value >> 3), value & 7);
        }
      }
      entry.places = places;
      entry.count = entry.count || places.length / 2;
    }
    return entry.places;
  }

  function weigh(word, key, entry, stem) {
    const skeleton = key.skeleton;
    const other = entry.skeleton;
    const length = skeleton.length;
    if (entry.form === word.form) {
      return EXACT;
    }
    if (other === skeleton) {
      return entry.raw === key.raw ? DOUBLES : SKELETON;
    }
    let best = 0;
    const offer = function (fits, worth) {
      if (fits && worth > best) {
        best = worth;
      }
    };
    const share = Math.pow(Math.max(0.5, length / other.length), 0.25);
    offer(word.form.length > 1 && entry.form.startsWith(word.form), BEGINNING * share);
    offer(length > 1 && (entry.raw.startsWith(key.raw) || (length > 3 && other.startsWith(skeleton))), PREFIX * share);
    if (word.number) {
      return best;
    }
    offer(key.stem.length > 2 && (stem === key.stem || other === key.stem), STEM);
    offer(key.stem.length > 2 && stem.startsWith(key.stem), (STEM_PREFIX * key.stem.length) / stem.length);
    key.chain.forEach(function (step) {
      offer(step.length > 2 && (step === other || step === stem || (stem === key.stem && other.startsWith(step))), CHAIN * Math.min(1, step.length / length + 0.3));
    });
    const cut = Math.max(4, length * 0.55);
    offer(skeleton.startsWith(other) && other.length >= cut, (CUT * other.length) / length);
    offer(skeleton.startsWith(stem) && stem.length >= cut, (CUT * stem.length) / length);
    if (best < NEAR && key.edits) {
      const edits = Math.min(distance(skeleton, other, key.edits), distance(key.raw, entry.raw, key.edits));
      offer(edits <= key.edits, edits < 2 ? NEAR : FAR);
    }
    return best;
  }

  function mayMatch(word, key, stem) {
    const skeleton = key.skeleton;
    return (
      stem.startsWith(key.stem) ||
      stem.startsWith(skeleton) ||
      (!word.number && skeleton.startsWith(stem)) ||
      (key.edits &&
        (distance(stem, key.stem, key.edits) <= key.edits ||
          (stem.length > 3 && distance(stem, skeleton, 1, true) < 2)))
    );
  }

  /* The words of a query by their places. Words that lie within another one (the groups of a phone number)
     are the ones that count; the other is one more way to find all of them, and so are two or three neighbours
     in one piece: compounds that were written apart, and synonyms of several words. */
  function readQuery(text, analysers) {
    const found = analysers[0].words(text);
    const atoms = found
      .filter(function (word) {
        return !found.some(function (other) {
          return other.start >= word.start && other.end <= word.end && other.end - other.start < word.end - word.start;
        });
      })
      .slice(0, MOST_WORDS);
    const units = [];
    const add = function (form, from, to, parts) {
      form = form.slice(0, MOST_LETTERS);
      const number = /[0-9]/.test(form);
      units.push({
        form: form,
        from: from,
        to: to,
        whole: parts.length > 1 || form !== atoms[from].form,
        number: number,
        matches: [],
        best: 0,
        keys: analysers.map(function (analyser) {
          const keys = analyser.queryKeys(form);
          if (parts.length > 1) {
            const each = parts.map(function (part) {
              return analyser.queryKeys(part)[0] || { stem: "" };
            });
            const raw = keys.length ? keys[0].raw : "";
            keys.push({
              raw: raw,
              skeleton: analyser.collapse(raw),
              chain: [],
              stem: each
                .map(function (key) {
                  return key.stem;
                })
                .join("")
            });
          }
          return keys.map(function (key) {
            const length = key.skeleton.length;
            return Object.assign(key, { edits: number || form.length < 5 ? 0 : length < 8 ? 1 : 2 });
          });
        })
      });
    };
    atoms.forEach(function (atom, at) {
      add(atom.form, at, at + 1, [atom.form]);
      for (let to = at + 2; to <= Math.min(at + 3, atoms.length); to++) {
        const parts = atoms.slice(at, to).map(function (part) {
          return part.form;
        });
        add(parts.join(""), at, to, parts);
      }
    });
    found.forEach(function (word) {
      const inside = atoms.filter(function (atom) {
        return atom !== word && atom.start >= word.start && atom.end <= word.end;
      });
      if (inside.length > 1) {
        const from = atoms.indexOf(inside[0]);
        add(word.form, from, from + inside.length, [word.form]);
      }
    });
    return { atoms: atoms, units: units };
  }

  /* What the lines of a shard hold for a unit of the query. */
  function matchLines(unit, key, lines, analyser) {
    let fitting = lines.filter(function (line) {
      return mayMatch(unit, key, line.stem);
    });
    if (fitting.length > MOST_STEMS) {
      fitting.sort(function (one, two) {
        return (two.stem === key.stem) - (one.stem === key.stem) || two.text.length - one.text.length;
      });
      fitting = fitting.slice(0, MOST_STEMS);
    }
    fitting.forEach(function (line) {
      readForms(line, analyser).forEach(function (entry) {
        offerMatch(unit, entry, weigh(unit, key, entry, line.stem));
      });
    });
  }

  function offerMatch(unit, entry, worth) {
    if ((entry.shown || unit.whole) && worth < CHAIN) {
      return; // a synonym or a compound must be meant as it stands
    }
    worth *= entry.shown ? SYNONYM : 1;
    const before = unit.matches.find(function (match) {
      return match.entry === entry;
    });
    if (before) {
      before.worth = Math.max(before.worth, worth);
    } else if (worth > 0) {
      unit.matches.push({ entry: entry, worth: worth });
    }
    unit.best = Math.max(unit.best, worth);
  }

  /* Stems that differ from the beginning of the word in its first letters only, nearest first. */
  function nearStems(stems, key) {
    const ends = [];
    for (let at = 1; at < 5 && at + 1 < key.skeleton.length; at++) {
      ends.push(anyBeginning(key.skeleton.slice(at, at + 6)));
    }
    if (!/^\w+$/.test(key.skeleton) || !ends.length) {
      return [];
    }
    const pattern = new RegExp("\\|[^|]{0,4}(?:" + ends.join("|") + ")(?=\\|)", "g");
    return (("|" + stems + "|").match(pattern) || [])
      .map(function (match) {
        const stem = match.slice(1);
        return {
          stem: stem,
          edits: distance(stem, key.skeleton, 2, true)
        };
      })
      .filter(function (one) {
        return one.edits < 3 && one.stem.length > 2;
      })
      .sort(function (one, two) {
        return one.edits - two.edits || two.stem.length - one.stem.length;
      });
  }

  /* A pattern for the first two letters of a text, or three, or more. */
  function anyBeginning(text) {
    let pattern = "";
    for (let at = text.length - 1; at > 1; at--) {
      pattern = "(?:" + text[at] + pattern + ")?";
    }
    return text.slice(0, 2) + pattern;
  }

  /* Impacts of all matches by place and word. The rarer a form and the better its match, the more it counts; a
     worse match never counts as rarer than a better one. */
  function weighPlaces(units, atoms, data) {
    const words = atoms.map(function () {
      return { places: new Float32Array(data.pages * SECTIONS), rarity: 0 };
    });
    units.forEach(function (unit) {
      let count = 0;
      unit.matches
        .sort(function (one, two) {
          return two.worth - one.worth;
        })
        .forEach(function (match) {
          const places = readPostings(match.entry, data.pages);
          count += match.entry.count;
          const rarity = Math.log(1 + Math.max(0, data.sections - count + 0.5) / (count + 0.5));
          match.rarity = rarity;
          for (let atom = unit.from; atom < unit.to; atom++) {
            const word = words[atom];
            word.rarity = Math.max(word.rarity, rarity);
            for (let i = 0; i < places.length; i += 2) {
              const score = match.worth * (rarity + 0.01) * (places[i + 1] + 1);
              if (score > word.places[places[i]]) {
                word.places[places[i]] = score;
              }
            }
          }
        });
    });
    return words;
  }

  function rankPages(words, data) {
    let all = 0;
    words.forEach(function (word) {
      all += word.rarity + 0.01;
    });
    const hits = [];
    for (let page = 0; page < data.pages; page++) {
      const sums = new Map();
      let score = 0;
      let covered = 0;
      words.forEach(function (word) {
        let best = 0;
        let sum = 0;
        for (let section = 0; section < SECTIONS; section++) {
          const value = word.places[page * SECTIONS + section];
          if (value) {
            sums.set(section, (sums.get(section) || 0) + value);
            best = Math.max(best, value);
            sum += value;
          }
        }
        if (best) {
          covered += word.rarity + 0.01;
          score += best + 0.1 * Math.min(best, sum - best);
        }
      });
      if (score) {
        const sections = Array.from(sums.keys()).sort(function (one, two) {
          return sums.get(two) - sums.get(one) || one - two;
        });
        const share = covered / all;
        const top = sums.get(sections[0]);
        hits.push({
          page: page,
          score: (score + 0.5 * top) * share * share,
          sections: sections
            .filter(function (section) {
              return sums.get(section) > 0.3 * top;
            })
            .slice(0, 3),
          forms: []
        });
      }
    }
    return hits.sort(function (one, two) {
      return two.score - one.score || one.page - two.page;
    });
  }

  /* The forms that a reader will see on the pages, without those that only resemble a better one there. */
  function addForms(hits, units) {
    const byPage = new Map();
    hits.forEach(function (hit) {
      byPage.set(hit.page, hit);
    });
    units.forEach(function (unit) {
      const best = new Map();
      unit.matches.forEach(function (match) {
        const places = match.entry.places;
        for (let i = 0; i < places.length; i += 2) {
          const hit = byPage.get((places[i] / SECTIONS) | 0);
          if (hit) {
            const worth = best.get(hit) || match.worth;
            best.set(hit, worth);
            if (match.worth >= worth / 2) {
              (match.entry.shown || [match.entry.form]).forEach(function (form) {
                if (!hit.forms.includes(form)) {
                  hit.forms.push(form);
                }
              });
            }
          }
        }
      });
    });
  }

  /* The query with the nearest known form for each word that was only found by edits. */
  function suggest(text, atoms, units) {
    let at = 0;
    let result = "";
    let changed = false;
    atoms.forEach(function (atom, place) {
      const own = units.filter(function (unit) {
        return unit.from <= place && unit.to > place && unit.best;
      });
      const best = own.length === 1 && own[0].to === place + 1 ? own[0] : null;
      if (best && best.best <= NEAR && best.edited) {
        result += text.slice(at, atom.start) + best.matches[0].entry.form;
        at = atom.end;
        changed = true;
      }
    });
    return changed ? result + text.slice(at) : "";
  }

  function makeIndex(tag, data, request) {
    const analysers = data.families.map(function (family) {
      return root.safarAnalysis(data.tables, family);
    });
    const names = new Set(data.keys.split(" "));
    const loaded = new Map();

    function fetch(name, read) {
      if (!loaded.has(name)) {
        const file = name.replace(/[^a-z0-9-]/gu, function (sign) {
          return "_" + sign.codePointAt(0).toString(16);
        });
        loaded.set(
          name,
          request(name, file + ".js?v=" + data.version).then(function (value) {
            if (value === undefined) {
              loaded.delete(name); // the network may be back for the next query
            }
            return read(value);
          })
        );
      }
      return loaded.get(name);
    }

    /* The shards of a word: see DIVIDED_FILE in src/safar/search/shards.py. */
    function shardNames(word, analyser) {
      const key = analyser.key(word);
      const found = [key + Array.from(word).slice(2, 3).join(""), key].filter(function (name, at) {
        return names.has(name) && (at || name !== key);
      });
      const first = Array.from(key).slice(0, 1).join("");
      return found.length || !names.has(first) ? found : [first];
    }

    function fetchShards(wanted) {
      const shards = new Map();
      wanted.forEach(function (name) {
        shards.set(name, null);
      });
      return Promise.all(
        Array.from(shards.keys(), function (name) {
          return fetch("w-" + name, readShard).then(function (shard) {
            shards.set(name, shard);
          });
        })
      ).then(function () {
        return shards;
      });
    }

    function forEachKey(units, visit) {
      units.forEach(function (unit) {
        unit.keys.forEach(function (keys, place) {
          keys.forEach(function (key) {
            visit(unit, key, analysers[place], data.families[place]);
          });
        });
      });
    }

    function findMatches(units) {
      let wanted = [];
      forEachKey(units, function (unit, key, analyser) {
        key.shards = new Set(shardNames(key.skeleton, analyser).concat(shardNames(key.stem, analyser)));
        wanted = wanted.concat(Array.from(key.shards));
      });
      return fetchShards(wanted).then(function (shards) {
        forEachKey(units, function (unit, key, analyser, family) {
          key.shards.forEach(function (name) {
            matchLines(unit, key, shards.get(name).get(family) || [], analyser);
          });
        });
      });
    }

    /* Words of which nothing better is known than two edits may have a wrong beginning. */
    function findOtherBeginnings(units) {
      const lost = units.filter(function (unit) {
        return !unit.whole && !unit.number && unit.best < NEAR * 0.9 && unit.form.length > 3;
      });
      if (!lost.length) {
        return null;
      }
      return fetch("stems", String).then(function (stems) {
        const tasks = [];
        forEachKey(lost, function (unit, key, analyser, family) {
          tasks.push({ unit: unit, key: key, analyser: analyser, family: family, near: nearStems(stems, key) });
        });
        const keys = [];
        tasks.forEach(function (task) {
          task.near.forEach(function (one) {
            shardNames(one.stem, task.analyser).forEach(function (name) {
              if (keys.length < MOST_SHARDS && !keys.includes(name)) {
                keys.push(name);
              }
            });
          });
        });
        return fetchShards(keys).then(function (shards) {
          tasks.forEach(function (task) {
            shards.forEach(function (shard) {
              (shard.get(task.family) || []).forEach(function (line) {
                if (
                  task.near.some(function (one) {
                    return one.stem.startsWith(line.stem.slice(0, Math.max(2, line.stem.length - 1))) || line.stem.startsWith(one.stem);
                  })
                ) {
                  readForms(line, task.analyser).forEach(function (entry) {
                    const edits = Math.min(
                      distance(task.key.skeleton, entry.skeleton, 1),
                      distance(task.unit.form, entry.form, 1)
                    );
                    offerMatch(task.unit, entry, edits < 2 && Math.max(entry.form.length, task.unit.form.length) > 4 ? NEAR * (entry.form[0] === task.unit.form[0] ? 0.9 : 0.8) : 0);
                  });
                }
              });
            });
          });
        });
      });
    }

    function search(query, limit) {
      const text = String(query).slice(0, MOST_QUERY);
      const read = readQuery(text, analysers);
      return findMatches(read.units)
        .then(function () {
          return findOtherBeginnings(read.units);
        })
        .then(function () {
          const words = weighPlaces(read.units, read.atoms, data);
          const ranked = rankPages(words, data);
          const hits = ranked.slice(0, limit);
          addForms(hits, read.units);
          return {
            words: read.atoms.length,
            total: ranked.length,
            suggestion: suggest(text, read.atoms, read.units),
            hits: hits
          };
        });
    }

    function page(number) {
      return fetch("p-" + number, function (parts) {
        return Array.isArray(parts)
          ? {
              path: parts[0],
              title: parts[1],
              description: parts[2],
              crumbs: parts[3],
              lang: parts[4],
              dir: parts[5],
              sections: parts[6]
            }
          : null;
      });
    }

    /* A piece of the text around the place with the most different forms. */
    function snippet(text, forms, length) {
      const marked = analysers[0].words(text).filter(function (word) {
        return forms.includes(word.form);
      });
      return cutOut(text, marked, length);
    }

    return { strings: data.strings, search: search, page: page, snippet: snippet };
  }

  /* Parts of the best piece of a text: the marked words, and what is between them. */
  function cutOut(text, marked, length) {
    let first = 0;
    let most = 0;
    marked.forEach(function (word, at) {
      const inside = new Set();
      for (let next = at; next < marked.length && marked[next].end - word.start <= length; next++) {
        inside.add(marked[next].form);
      }
      if (inside.size > most) {
        most = inside.size;
        first = at;
      }
    });
    let start = most ? Math.max(0, marked[first].start - (length >> 2)) : 0;
    let end = Math.min(text.length, start + length);
    start = Math.max(0, Math.min(start, end - length));
    if (start) {
      const space = text.indexOf(" ", start - 1);
      start = most && (space < 0 || space >= marked[first].start) ? marked[first].start : space + 1;
    }
    if (end < text.length) {
      const space = text.lastIndexOf(" ", end);
      end = space > start ? space : end;
    }
    const parts = [];
    let at = start;
    const add = function (upTo, mark) {
      if (upTo > at) {
        parts.push({ text: text.slice(at, upTo), mark: mark });
        at = upTo;
      }
    };
    marked.forEach(function (word) {
      if (word.start >= at && word.end <= end) {
        add(word.start, false);
        add(word.end, true);
      }
    });
    add(end, false);
    if (start) {
      parts.unshift({ text: "\u2026 ", mark: false });
    }
    if (end < text.length) {
      parts.push({ text: " \u2026", mark: false });
    }
    return parts;
  }

  function open(tag, base, load) {
    function request(name, file) {
      return new Promise(function (resolve) {
        resolve(load(base + file));
      })
        .catch(function () {})
        .then(function () {
          const id = tag + " " + name;
          const value = received.get(id);
          received.delete(id);
          return value;
        });
    }
    return request("index", "index.js")
      .then(function (data) {
        return makeIndex(tag, data, request);
      })
      .catch(function () {
        return null;
      });
  }

  root.safarSearch = {
    open: open,
    index: function (tag, data) {
      received.set(tag + " index", data);
    },
    words: function (tag, name, text) {
      received.set(tag + " w-" + name, text);
    },
    stems: function (tag, text) {
      received.set(tag + " stems", text);
    },
    page: function (tag, number, parts) {
      received.set(tag + " p-" + number, parts);
    }
  };
})(typeof window === "undefined" ? globalThis : window);
