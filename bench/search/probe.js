/* Asks the shipped engine from a blank page of a site, over http and from a folder. Not part of any site. */
(function () {
  "use strict";

  function load(url) {
    return new Promise(function (resolve) {
      const script = document.createElement("script");
      script.src = url;
      script.onload = function () {
        script.remove();
        resolve(true);
      };
      script.onerror = function () {
        script.remove();
        resolve(false);
      };
      document.head.appendChild(script);
    });
  }

  let index = null;

  /* The engine, if it is not there yet, and the index of a locale: fresh, with no shard in it. */
  async function open(tag) {
    if (!window.safarSearch) {
      await load("assets/search.js");
    }
    index = await window.safarSearch.open(tag, tag + "/search/", load);
    return index !== null;
  }

  /* Pages and sections by rank for each query; an exception is a text. */
  async function ask(queries, limit) {
    const answers = [];
    for (const query of queries) {
      try {
        const result = await index.search(query, limit);
        const hits = [];
        for (const hit of result.hits) {
          const page = await index.page(hit.page);
          const sections = page.sections.filter((_, at) => hit.sections.includes(at));
          hits.push([page.path, sections.map((section) => section[0]), hit.score]);
        }
        answers.push({ total: result.total, hits: hits, error: "" });
      } catch (error) {
        answers.push({ total: 0, hits: [], error: String(error && error.stack ? error.stack : error) });
      }
    }
    return answers;
  }

  /* The five results a reader sees; gives how many. */
  async function show(query) {
    const result = await index.search(query, 5);
    const pages = await Promise.all(result.hits.map((hit) => index.page(hit.page)));
    pages.forEach(function (page, at) {
      result.hits[at].sections.forEach(function (section) {
        index.snippet(page.sections[section][2], result.hits[at].forms, 160);
      });
    });
    return pages.length;
  }

  /* Milliseconds from the input to the computed results, for each query. */
  async function time(queries) {
    const times = [];
    for (const query of queries) {
      const start = performance.now();
      await index.search(query, 5);
      times.push(performance.now() - start);
    }
    return times;
  }

  /* Milliseconds from nothing loaded to results with snippets. */
  async function first(tag, query) {
    const start = performance.now();
    await open(tag);
    const shown = await show(query);
    return [performance.now() - start, shown];
  }

  window.probe = { open: open, ask: ask, show: show, time: time, first: first };
})();
