"""The Chromium of this computer, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright, sync_playwright

from bench.timing import BenchError

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def playwright_running() -> Iterator[Playwright]:
    """Playwright, for a part of the benchmark that opens browsers."""
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def open_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser with an empty cache."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise BenchError("Chromium is missing: sudo apt install chromium")
    browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
    try:
        yield browser
    finally:
        browser.close()
