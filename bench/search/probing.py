"""A blank page of a site in Chromium, from where the shipped engine is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
from playwright.sync_api import Browser, CDPSession, Page, Request

from bench.files import write_text
from bench.server import served
from bench.timing import BenchError

PROBE = Path(__file__).with_name("probe.js")
BLANK = '<!doctype html><html lang="en"><meta charset="utf-8"><title>probe</title></html>\n'
NAME = "probe.html"


class Answer(msgspec.Struct, frozen=True):
    """What a query found: hits are (path of the page, anchors of its best sections, score)."""

    total: int
    hits: list[tuple[str, list[str], float]]
    error: str


class Probe:
    """One blank page; `files` are those of the site that were requested since `forget`."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.files: list[str] = []
        page.on("request", self._requested)
        page.add_init_script(path=PROBE)

    @property
    def session(self) -> CDPSession:
        """The protocol of the page's developer tools."""
        return self.page.context.new_cdp_session(self.page)

    def slow_down(self, times: int) -> None:
        """Let the page have a slower processor."""
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def restart(self) -> None:
        """Load the page again: no engine, no index."""
        self.page.goto(self.address)
        self.files = []

    def open(self, locale: str) -> None:
        """Open the index of a locale. Raises BenchError if it cannot be read."""
        if not self.page.evaluate("tag => probe.open(tag)", locale):
            raise BenchError(f"{self.address}: no index of {locale}")

    def ask(self, queries: Sequence[str], limit: int) -> list[Answer]:
        """The answers to queries, in order."""
        found = self.page.evaluate("([texts, limit]) => probe.ask(texts, limit)", [queries, limit])
        return msgspec.convert(found, list[Answer])

    def show(self, query: str) -> int:
        """Load what a reader sees of a query; gives the number of results."""
        return int(self.page.evaluate("text => probe.show(text)", query))

    def time(self, queries: Sequence[str]) -> list[float]:
        """Milliseconds from input to computed results."""
        found: list[float] = self.page.evaluate("texts => probe.time(texts)", queries)
        return found

    def first(self, locale: str, query: str) -> tuple[float, int]:
        """Milliseconds from nothing loaded to results with snippets, and how many there are."""
        found = self.page.evaluate("([tag, text]) => probe.first(tag, text)", [locale, query])
        return float(found[0]), int(found[1])

    def _requested(self, request: Request) -> None:
        if request.resource_type == "script":
            self.files.append(request.url)


def file_of(site: Path, address: str) -> Path:
    """The file of a site behind an address, over http or in the folder itself."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    return Path(path) if parts.scheme == "file" else site / path.lstrip("/")


@contextmanager
def probing(browser: Browser, site: Path, scheme: str) -> Iterator[Probe]:
    """A blank page beside the pages of a site, over `http` or `file`; it is removed afterwards."""
    write_text(site / NAME, BLANK)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    try:
        if scheme == "file":
            yield _started(context.new_page(), (site / NAME).resolve().as_uri())
        else:
            with served(site) as origin:
                yield _started(context.new_page(), f"{origin}/{NAME}")
    finally:
        context.close()
        (site / NAME).unlink()


def _started(page: Page, address: str) -> Probe:
    probe = Probe(page, address)
    probe.restart()
    return probe
