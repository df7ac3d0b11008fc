/* From a text to its words and from a word to what it is found by, exactly as src/safar/search/analysis.py
   does it. The tables come from render_tables: a apostrophes, j joiners, s separators, d dropped, g gaps,
   n digits, p phone, l letters, x digraphs, v variants of the index, k key letters, w vowels, m most letters
   of a word that is stemmed, f families, r Porter's rules, y his vowels. */
(function (root) {
  "use strict";

  const list = (text, sign) => text.split(sign).filter(Boolean);
  const pairs = (text) => list(text, " ").map((pair) => pair.split(":"));
  const map = (text) => new Map(pairs(text));
  const mapped = (table, sign) => (table.has(sign) ? table.get(sign) : sign);
  const collapse = (text) => text.replace(/([^0-9\n])\1+/gu, "$1");

  /* Suffixes with every capital letter replaced by each letter of its class. */
  const expand = (suffixes, classes) =>
    suffixes.reduce((found, suffix) => {
      const sign = (/[A-Z]/.exec(suffix) || [""])[0];
      const choices = Array.from(classes.get(sign) || "", (letter) => suffix.replace(sign, letter));
      return found.concat(sign ? expand(choices, classes) : suffix);
    }, []);

  /* Takes off the longest suffix that may be, until none is left; the chain ends with the stem. */
  function suffixStemmer(ends, classes, groups, vowels) {
    const rules = {};
    list(groups, ";").forEach((group) => {
      const [least, after, suffixes] = group.split(",");
      expand(list(suffixes, " "), classes).forEach((suffix) => {
        (rules["-" + suffix] = rules["-" + suffix] || []).push([least, after]);
      });
    });
    return (word) => {
      const chain = [word];
      const least = word.search("[" + vowels + "]") + 1 || word.length;
      const fits = (at) =>
        (rules["-" + word.slice(at)] || []).some(
          (rule) => at >= rule[0] && (!rule[1] || rule[1].includes(word[at - 1]))
        );
      for (let at = least; at < word.length; at++) {
        if (fits(at)) {
          word = word.slice(0, at);
          chain.push(word);
          at = least - 1;
        }
      }
      return chain.map((rest) => rest.slice(0, -1) + mapped(ends, rest.slice(-1)));
    };
  }

  function porterStemmer(rules, vowels) {
    /* v for a vowel, c for a consonant; y after a consonant is a vowel */
    const shape = (word) =>
      word
        .replace(RegExp("[^y" + vowels + "]|^y", "g"), "c")
        .replace(/[^cy]/g, "v")
        .replace(/cy/g, "cv")
        .replace(/y/g, "c");
    const measure = (word) => shape(word).split("vc").length - 1;
    const short = (word) => /cvc$/.test(shape(word)) && !/[wxy]$/.test(word);
    const repair = (word) =>
      /(at|bl|iz)$/.test(word) || (measure(word) === 1 && short(word))
        ? word + "e"
        : /([^aeiouylsz])\1$/.test(word)
          ? word.slice(0, -1)
          : word;
    const allowed = (rest, end, condition) => {
      const m = measure(rest);
      return condition === "2"
        ? measure(rest + end) > 1
        : condition === "e"
          ? m > (short(rest) ? 1 : 0)
          : condition === "1" || end === "ee"
            ? m
            : !condition || /v/.test(shape(rest));
    };
    const steps = rules.split(";").map((step) => [step.split(",")[0], map(step.split(",")[1])]);
    return (word) => [
      steps.reduce((word, step) => {
        for (let at = 0; at < word.length; at++) {
          const rest = word.slice(0, at);
          const end = step[1].get(word.slice(at));
          if (end !== undefined) {
            const changed = step[0] === "b" && !end ? repair(rest) : rest + end;
            return allowed(rest, end, step[0]) ? changed : word;
          }
        }
        return word;
      }, word)
    ];
  }

  root.safarAnalysis = function (tables, name) {
    const family = tables.f[name] || tables.f.plain;
    const letters = new Map();
    pairs(tables.l).forEach((group) => Array.from(group[1], (sign) => letters.set(sign, group[0])));
    const keyLetters = map(tables.k);
    const digit = "[0-9" + tables.n + "]";
    const letter = "[^" + tables.s + "]";
    const numbers = RegExp(digit + "+", "g");
    const signs = RegExp("[" + tables.a + "]+", "g");
    const dropped = RegExp("(?!')[" + tables.s + tables.j + tables.d + "]", "gu");
    const stemmed = RegExp(`^[a-z]{1,${tables.m}}$`);
    const phone = `(${digit}+(?:[${tables.g}]{1,4}${digit}+)+)(?!${letter})`;
    const token = RegExp(`${phone}|${letter}+(?:[${tables.a}${tables.j}]{1,3}${letter}+)*`, "gu");
    const chain =
      family[1] === "s"
        ? suffixStemmer(map(family[3]), map(family[4]), family[5], tables.w)
        : family[1] === "p"
          ? porterStemmer(tables.r, tables.y)
          : (word) => [word];

    const normalise = (piece) =>
      piece
        .normalize("NFKC")
        .toLowerCase()
        .replace(signs, "'")
        .replace(dropped, "")
        .replace(RegExp(digit, "g"), (sign) => sign.charCodeAt(0) & 15)
        .replace(/ς/g, "σ")
        .replace(/^'+|'+$/g, "");

    /* A phone number stands before its parts, in one piece and as its last digits; its place covers theirs. */
    function words(text) {
      const found = [];
      text.replace(token, (run, digits, start) => {
        const parts = [];
        run.replace(digits ? numbers : /[^]+/, (part, at) => {
          const form = normalise(part);
          if (form) {
            parts.push({ form, start: start + at, end: start + at + part.length });
          }
        });
        const forms = parts.map((part) => part.form);
        const number = forms.join("");
        const [fewest, most, last] = tables.p;
        if (number.length >= fewest && number.length <= most && !/[^0-9]/.test(number)) {
          new Set([number, number.slice(-last)]).forEach((form) => {
            if (!forms.includes(form)) {
              found.push({ form, start, end: start + run.length });
            }
          });
        }
        found.push(...parts);
      });
      return found;
    }

    function letterOf(sign) {
      const base = String.fromCodePoint(sign.normalize("NFD").codePointAt(0));
      const known = /[a-z]/.test(base);
      return known && family[0] ? base : mapped(letters, letters.has(sign) || !(known || letters.has(base)) ? sign : base).toLowerCase();
    }

    /* Digraphs that are done stand as capital letters. */
    function fold(form) {
      form = form.replace(/'/g, "");
      (family[0] ? [] : tables.x.split(";")).forEach((group) => {
        const [target, digraphs] = group.split(":");
        digraphs.split(" ").forEach((pair) => {
          form = form.split(pair).join(target.toUpperCase());
        });
      });
      return form.replace(/[^]/gu, letterOf);
    }

    const key = (stem) =>
      Array.from(stem)
        .slice(0, 2)
        .map((sign) => mapped(keyLetters, sign))
        .join("");

    /* A word with a digit or a letter of another script has no suffixes that we know. */
    function entry(raw) {
      const skeleton = collapse(raw);
      const steps = (stemmed.test(raw) ? chain(raw) : [raw]).map(collapse);
      const stem = steps.pop();
      return { raw, skeleton, stem: key(stem) === key(skeleton) ? stem : skeleton, chain: steps.slice(1) };
    }

    /* As it is typed by those who leave out the dots of ё. */
    const plain = (form) => pairs(tables.v).reduce((text, [sign, other]) => text.split(sign).join(other), form);

    const entries = (form, variants) =>
      [...new Set(["", ...pairs(variants)].map((pair) => fold(pair ? form.split(pair[0]).join(pair[1]) : form)))]
        .filter(Boolean)
        .map(entry);

    return {
      words,
      keys: (form) => entries(form, tables.v).map((each) => [each.raw, each.stem]),
      queryKeys: (form) => entries(form, tables.v + " " + family[2]),
      key,
      collapse,
      fold,
      plain
    };
  };
})(typeof window === "undefined" ? globalThis : window);
