"""Search as a reader has it: the box in the header of a built page, typed into in Chromium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Request

from bench.search.probing import file_of
from bench.search.weights import SLOWER, Load, packed_size
from bench.server import served

BOX = ".find input"
RESULT = "#found [role=option] small"  # the way to a page: what was meant and "all" have none
PAUSE = 150  # ms between two letters
QUIET = 1200  # ms without a request after which the results stand
OPEN = """([box, result, query]) => new Promise((done) => {
  const input = document.querySelector(box);
  const start = performance.now();
  const look = new MutationObserver(() => {
    if (document.querySelector(result)) {
      look.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    }
  });
  look.observe(document.body, {subtree: true, childList: true});
  input.focus();
  input.value = query;
  input.dispatchEvent(new Event("input", {bubbles: true}));
})"""


@contextmanager
def pages(browser: Browser, site: Path, address: str, scheme: str) -> Iterator[Page]:
    """A page of a built site with an empty cache, over `http` or `file`."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    try:
        page = context.new_page()
        if scheme == "file":
            page.goto((site / address).resolve().as_uri())
            yield page
        else:
            with served(site) as origin:
                page.goto(f"{origin}/{address}")
                yield page
    finally:
        context.close()


def type_queries(
    browser: Browser, site: Path, address: str, queries: Sequence[str]
) -> Iterator[Load]:
    """KiB (brotli 11) of all files from the first letter to the results, typed letter by letter."""
    for query in queries:
        with pages(browser, site, address, "http") as page:
            files: set[Path] = set()

            def requested(request: Request, files: set[Path] = files) -> None:
                files.add(file_of(site, request.url))

            page.on("request", requested)
            page.type(BOX, query, delay=PAUSE)
            page.wait_for_timeout(QUIET)
            results = page.locator(RESULT).count()
            yield Load(query, sum(map(packed_size, files)) / 1024, len(files), results)


def open_boxes(
    browser: Browser, site: Path, address: str, queries: Sequence[str]
) -> Iterator[float]:
    """Milliseconds from the focus of the box to the first painted result, from a folder, CPU/6."""
    for query in queries:
        with pages(browser, site, address, "file") as page:
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            yield float(page.evaluate(OPEN, [BOX, RESULT, query]))
