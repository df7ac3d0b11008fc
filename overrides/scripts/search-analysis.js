/* From a text to its words and from a word to what it is found by, exactly as src/safar/search/analysis.py
   does it. The tables come from render_tables: a apostrophes, j joiners, s separators, d dropped, g gaps,
   n digits, p phone, l letters, x digraphs, v variants of the index, q of a query, k key letters, w vowels,
   f families, r Porter's rules. */
(function (root) {
  "use strict";

  function pairs(text) {
    return text.split(" ").filter(Boolean).map(function (pair) {
      return pair.split(":");
    });
  }

  function map(text) {
    return new Map(pairs(text));
  }

  function collapse(text) {
    return text.replace(/([^0-9\n])\1+/gu, "$1");
  }

  /* Suffixes with every capital letter replaced by each letter of its class. */
  function expand(text, classes) {
    var found = new Set();
    (function add(list) {
      list.forEach(function (suffix) {
        var at = suffix.search(/[A-Z]/);
        if (at < 0) {
          found.add(suffix);
        } else {
          add(Array.from(classes.get(suffix[at]), function (letter) {
            return suffix.slice(0, at) + letter + suffix.slice(at + 1);
          }));
        }
      });
    })(text.split(" "));
    return found;
  }

  function suffixStemmer(rounds, ends, groups, vowels) {
    return function (word) {
      var first = word.search(vowels);
      var chain = [word];
      var before;
      for (var round = 0; first >= 0 && round < rounds && before !== chain.length; round++) {
        before = chain.length;
        groups.forEach(function (group) {
          for (var at = Math.max(group[0], first + 1); at < word.length; at++) {
            if (group[1].has(word.slice(at))) {
              word = word.slice(0, at);
              chain.push(word);
            }
          }
        });
      }
      return chain.map(function (rest) {
        var end = rest.slice(-1);
        return rest.slice(0, -1) + (ends.has(end) ? ends.get(end) : end);
      });
    };
  }

  function porterStemmer(rules) {
    function shape(word) {
      var found = "";
      Array.from(word).forEach(function (letter) {
        var vowel = rules[0].includes(letter) || (letter === "y" && found.slice(-1) === "c");
        found += vowel ? "v" : "c";
      });
      return found;
    }

    function measure(word) {
      return shape(word).split("vc").length - 1;
    }

    function short(word) {
      return /cvc$/.test(shape(word)) && !/[wxy]$/.test(word);
    }

    function repair(word) {
      if (/(at|bl|iz)$/.test(word)) {
        return word + "e";
      }
      if (/(.)\1$/.test(word) && /c$/.test(shape(word))) {
        return /[lsz]$/.test(word) ? word : word.slice(0, -1);
      }
      return measure(word) === 1 && short(word) ? word + "e" : word;
    }

    function apply(word, rest, suffix, end, condition) {
      var ok = true;
      if (condition === "2") {
        ok = measure(rest + end) > 1;
      } else if (condition === "1" || suffix === "eed") {
        ok = measure(rest) > 0;
      } else if (condition === "e") {
        ok = measure(rest) > 1 || (measure(rest) === 1 && !short(rest));
      } else if (condition) {
        ok = /v/.test(shape(rest));
        rest = ok && condition === "b" ? repair(rest) : rest;
      }
      return ok ? rest + end : word;
    }

    var steps = rules.slice(1).map(function (step) {
      return [step[0], map(step[1])];
    });
    return function (word) {
      steps.forEach(function (step) {
        for (var at = 0; at < word.length; at++) {
          var suffix = word.slice(at);
          if (step[1].has(suffix)) {
            word = apply(word, word.slice(0, at), suffix, step[1].get(suffix), step[0]);
            break;
          }
        }
      });
      return [word];
    };
  }

  root.safarAnalysis = function (tables, name) {
    var family = tables.f[name] || tables.f.plain;
    var latin = family[0];
    var letters = new Map();
    pairs(tables.l).forEach(function (group) {
      Array.from(group[1]).forEach(function (sign) {
        letters.set(sign, group[0]);
      });
    });
    var digraphs = latin ? [] : pairs(tables.x);
    var keyLetters = map(tables.k);
    var digits = tables.n.join("");
    var digit = "[0-9" + digits + "]";
    var letter = "[^" + tables.s + "]";
    var signs = new RegExp("[" + tables.a + "]+", "gu");
    var dropped = new RegExp("(?!')[" + tables.s + tables.j + tables.d + "]", "gu");
    var numbers = new RegExp(digit + "+", "gu");
    var token = new RegExp(
      "(" + digit + "+(?:[" + tables.g + "]{1,4}" + digit + "+)+)(?!" + letter + ")|" +
        letter + "+(?:[" + tables.a + tables.j + "]{1,3}" + letter + "+)*",
      "gu"
    );
    var chain =
      family[1] === "p"
        ? porterStemmer(tables.r)
        : family[1] === "s"
          ? suffixStemmer(
              family[2],
              map(family[3]),
              family[5].map(function (group) {
                return [group[0], expand(group[1], map(family[4]))];
              }),
              new RegExp("[" + tables.w + "]")
            )
          : function (word) {
              return [word];
            };

    function normalise(piece) {
      return piece
        .normalize("NFKC")
        .toLowerCase()
        .replace(signs, "'")
        .replace(dropped, "")
        .replace(numbers, function (run) {
          return run.replace(/[^0-9]/g, function (sign) {
            return digits.indexOf(sign) % 10;
          });
        })
        .replace(/ς/g, "σ")
        .replace(/^'+|'+$/g, "");
    }

    /* A phone number stands before its parts, in one piece and as its last digits; its place covers theirs. */
    function words(text) {
      var found = [];
      var match;
      token.lastIndex = 0;
      while ((match = token.exec(text))) {
        var parts = [];
        (match[1] ? match[0].match(numbers) : [match[0]]).reduce(function (from, part) {
          var start = text.indexOf(part, from);
          var form = normalise(part);
          if (form) {
            parts.push({ form: form, start: start, end: start + part.length });
          }
          return start + part.length;
        }, match.index);
        var forms = parts.map(function (part) {
          return part.form;
        });
        var number = forms.join("");
        if (/^[0-9]+$/.test(number) && number.length >= tables.p[0] && number.length <= tables.p[1]) {
          new Set([number, number.slice(-tables.p[2])]).forEach(function (spelling) {
            if (!forms.includes(spelling)) {
              found.push({ form: spelling, start: match.index, end: match.index + match[0].length });
            }
          });
        }
        found = found.concat(parts);
      }
      return found;
    }

    function fold(form) {
      form = form.replace(/'/g, "");
      digraphs.forEach(function (pair) {
        form = form.split(pair[0]).join(pair[1].toUpperCase());
      });
      return form.replace(/[^]/gu, function (sign) {
        var base = sign.normalize("NFD");
        base = String.fromCodePoint(base.codePointAt(0));
        var known = /[a-z]/.test(base);
        if (latin && known) {
          return base;
        }
        return letters.has(sign) ? letters.get(sign) : letters.has(base) ? letters.get(base) : known ? base : sign.toLowerCase();
      });
    }

    function key(stem) {
      return Array.from(stem)
        .slice(0, 2)
        .map(function (sign) {
          return keyLetters.has(sign) ? keyLetters.get(sign) : sign;
        })
        .join("");
    }

    /* A word with a digit or a letter of another script has no suffixes that we know. */
    function entry(raw) {
      var skeleton = collapse(raw);
      var steps = (/^[a-z]+$/.test(raw) ? chain(raw) : [raw]).map(collapse);
      var stem = steps.pop();
      return {
        raw: raw,
        skeleton: skeleton,
        stem: key(stem) === key(skeleton) ? stem : skeleton,
        chain: steps.slice(1)
      };
    }

    function entries(form, variants) {
      var raws = [fold(form)];
      variants.forEach(function (pair) {
        raws.push(fold(form.split(pair[0]).join(pair[1])));
      });
      return Array.from(new Set(raws)).filter(Boolean).map(entry);
    }

    return {
      words: words,
      keys: function (form) {
        return entries(form, pairs(tables.v)).map(function (each) {
          return [each.raw, each.stem];
        });
      },
      queryKeys: function (form) {
        return entries(form, pairs(tables.v).concat(pairs(tables.q)));
      },
      key: key,
      collapse: collapse
    };
  };
})(typeof window === "undefined" ? globalThis : window);
