"""A page opened in the real browser, and everything it said, asked for and broke."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
DAY = "2026-11-29"
CLOCK = """{
  const Real = Date, shift = new Real("%s") - Real.now();
  window.Date = class extends Real {
    constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + shift); }
    static now() { return Real.now() + shift; }
  };
}"""
SCROLLERS = 8  # a browser also stops at what can be scrolled
IN_PAGE = (Path(__file__).parent / "in_page.js").read_text(encoding="utf-8").strip()


@dataclass  # no slots: Playwright keeps notes of its own on whatever listens
class Visit:
    """An open page; `home` is the only address that it may ask for anything."""

    page: Page
    home: str
    missing: bool = False
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def ask(self, call: str) -> Any:
        """The result of a function of `in_page.js`, such as `sideways()`."""
        return self.page.evaluate(f"{IN_PAGE}.{call}")

    def check(self, call: str, where: str = "") -> None:
        """Keep what a function of `in_page.js` finds as faults of the page."""
        self.faults += [f"{call}{where}: {found}" for found in self.ask(call)]

    def listen(self) -> None:
        """From now on every message and every request counts."""
        self.page.on("console", self._on_message)
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("request", self._on_request)
        self.page.on("requestfailed", self._on_failure)
        self.page.on("response", self._on_response)

    def _on_message(self, message: ConsoleMessage) -> None:
        expected = self.missing and "status of 404" in message.text
        if not expected:
            self.faults.append(f"console: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith("data:"):
            self.requests.append(request.url)
            if not request.url.startswith(self.home):
                self.faults.append(f"foreign request: {request.url}")

    def _on_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a page that was left no longer needs
            self.faults.append(f"{request.failure}: {request.url}")

    def _on_response(self, response: Response) -> None:
        document = response.request.is_navigation_request()
        wanted = 404 if self.missing and document else 200
        if response.url.startswith("http") and response.status != wanted:
            self.faults.append(f"status {response.status}: {response.url}")


@contextmanager
def visit(browser: Browser, address: str, home: str, **context: Any) -> Iterator[Visit]:
    """Open an address in a context of its own; `missing` in it expects the answer 404.

    The clock of the page starts at noon of `day`, that of the reader's calendar; on any real day
    a test sees the same.
    """
    missing, day = context.pop("missing", False), context.pop("day", DAY)
    opened = browser.new_context(**context)
    opened.add_init_script(CLOCK % f"{day}T12:00:00")
    try:
        result = Visit(opened.new_page(), home, missing)
        result.listen()
        result.page.goto(address)
        yield result
    finally:
        opened.close()


def check_axe(result: Visit) -> None:
    """Every rule of WCAG 2.2 AA and of good practice that axe-core can judge."""
    page = result.page
    page.evaluate(AXE)
    options = {"runOnly": AXE_TAGS, "preload": False, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    for violation in found["violations"]:
        for node in violation["nodes"]:
            result.faults.append(f"axe {violation['id']}: {node['html'][:160]}")


def check_keyboard(result: Visit) -> None:
    """Tab reaches everything that can be pressed, in order, always in sight."""
    page = result.page
    result.ask("watchFocus()")
    for _ in range(result.ask("focusables().length") + SCROLLERS):
        page.keyboard.press("Tab")
    result.check("focusFaults()")


def check_width(result: Visit, width: int) -> None:
    """No sideways scroll on the narrowest screen, nor with text of twice the size."""
    page = result.page
    page.set_viewport_size({"width": 320, "height": 640})
    result.check("sideways()", " at 320 px")
    page.set_viewport_size({"width": width, "height": 740})
    double = "parseFloat(getComputedStyle(document.documentElement).fontSize) * 2 + 'px'"
    page.evaluate(f"document.documentElement.style.fontSize = {double}")
    result.check("sideways()", " with text of twice the size")
