/* Stands in for the engine where only the interface is tested: finds letters, understands nothing.
   `slow` of an index holds back the answer to a query, `meant` are its suggestions. */
var safarSearch = (function () {
  "use strict";

  const indexes = {};
  const asked = [];

  function open(data) {
    function hitOf(page, words) {
      const found = [];
      page.sections.forEach(function (section, number) {
        const text = [page.title, section[1], section[2]].join(" ").toLowerCase();
        if (words.length && words.every((word) => text.includes(word))) {
          found.push(number);
        }
      });
      return found.length ? { page: data.pages.indexOf(page), score: 1, sections: found.slice(0, 3), forms: words } : null;
    }

    return {
      strings: data.strings,
      search: async function (query, limit) {
        const words = query.toLowerCase().split(/\s+/).filter(Boolean);
        const hits = data.pages.map((page) => hitOf(page, words)).filter(Boolean);
        asked.push(query);
        await new Promise((done) => setTimeout(done, (data.slow || {})[query] || 0));
        return { words: words.length, total: hits.length, suggestion: (data.meant || {})[query] || "", hits: hits.slice(0, limit) };
      },
      page: async (number) => data.pages[number],
      snippet: function (text, forms, length) {
        const start = Math.max(0, text.toLowerCase().indexOf(forms[0]) - length / 3);
        const part = text.slice(start, start + length);
        const at = part.toLowerCase().indexOf(forms[0]);
        if (at < 0) {
          return [{ text: part, mark: false }];
        }
        const end = at + forms[0].length;
        return [
          { text: part.slice(0, at), mark: false },
          { text: part.slice(at, end), mark: true },
          { text: part.slice(end) + "…", mark: false },
        ];
      },
    };
  }

  return {
    asked: asked,
    index: function (tag, data) {
      indexes[tag] = data;
    },
    open: async function (tag, base, load) {
      const there = indexes[tag] || (await load(base + "index.js"));
      return there && indexes[tag] ? open(indexes[tag]) : null;
    },
  };
})();
