"""The editor's wait: a page is saved under `safar serve`, an open browser shows the new text."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Any

from playwright.sync_api import ConsoleMessage, Page

from bench.browser import open_browser, playwright_running
from bench.builds import Tell
from bench.clock import TOLD
from bench.contenders import QUIET, SAFAR, Contenders
from bench.corpus import SIZES
from bench.editing import TOKEN, Edited, add_word, choose_pages
from bench.memory import end_session
from bench.timing import BenchError

START = 600.0  # seconds for the first build of the server
SHOWN = 300.0  # seconds for one edit
FIRST_PAGE = "en/index.html"
REST = 1.0  # seconds between what came before and the next edit
SAID = re.compile(r"bench-shown (\S+) ([\d.]+)")
WATCH = """(() => {
  let last = '';
  const look = () => {
    const found = document.body && document.body.textContent.match(/TOKEN[0-9]+/);
    if (!found || found[0] === last) return;
    last = found[0];
    const shown = () => console.log('bench-shown ' + found[0] + ' ' + Date.now() / 1000);
    requestAnimationFrame(() => setTimeout(shown, 0));
  };
  const start = () => {
    look();
    new MutationObserver(look).observe(document, {
      subtree: true, childList: true, characterData: true});
  };
  document.readyState === 'loading' ? addEventListener('DOMContentLoaded', start) : start();
})()""".replace("TOKEN", TOKEN)


class Shown:
    """When the browser painted each word, as seconds of the clock of this computer."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.times: dict[str, float] = {}
        page.on("console", self._on_message)
        page.add_init_script(WATCH)

    def _on_message(self, message: ConsoleMessage) -> None:
        if found := SAID.match(message.text):
            self.times.setdefault(found[1], float(found[2]))

    def wait(self, word: str) -> float | None:
        """The time of a word, None if it does not come."""
        end = time.monotonic() + SHOWN
        while word not in self.times and time.monotonic() < end:
            self.page.wait_for_timeout(20)
        return self.times.get(word)


def run_serve(contenders: Contenders, rounds: int, tell: Tell) -> list[float]:
    """Seconds from the save to the painted word, one page a round. All pages are restored."""
    before: dict[Edited, str] = {}
    docs = contenders.portal / "docs"
    try:
        with ExitStack() as stack:
            origin = stack.enter_context(serving(contenders))
            playwright = stack.enter_context(playwright_running())
            browser = stack.enter_context(open_browser(playwright))
            page = browser.new_page(viewport={"width": 360, "height": 740})
            shown = Shown(page)
            seconds = []
            for number, edited in enumerate(choose_pages(SIZES[contenders.size], rounds)):
                page.goto(f"{origin}/{edited.address}")
                page.wait_for_timeout(REST * 1000)
                word = f"{TOKEN}{9000 + number}"
                saved = time.time()
                before[edited] = add_word(docs / edited.source, word)
                seconds.append(_waited(shown, word, saved, edited))
                tell(f"  {contenders.size} serve, {edited.source}: {seconds[-1]:.2f} s")
            return seconds
    finally:
        for edited, text in before.items():
            (docs / edited.source).write_bytes(text.encode())


def _waited(shown: Shown, word: str, saved: float, edited: Edited) -> float:
    painted = shown.wait(word)
    if painted is None:
        message = f"{edited.source} was saved; after {SHOWN:.0f} s the browser shows it as it was"
        raise BenchError(f"safar serve: {message}")
    return painted - saved


@contextmanager
def serving(contenders: Contenders) -> Iterator[str]:
    """`safar serve` of the portal on a free port; gives its origin when pages can be read."""
    port = _free_port()
    words = (*SAFAR, "serve", "--address", f"127.0.0.1:{port}")
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            words,
            cwd=contenders.portal,
            env=os.environ | QUIET,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
        )
        try:
            _wait_until_ready(process, f"http://127.0.0.1:{port}/{FIRST_PAGE}")
            yield f"http://127.0.0.1:{port}"
        except BenchError as error:
            raise BenchError(f"{error}\n{' '.join(words)} said:\n{_read(said)}") from error
        finally:
            end_session(process)


def _wait_until_ready(process: subprocess.Popen[Any], address: str) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise BenchError(f"safar serve ended with {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise BenchError(f"safar serve: no answer after {START:.0f} s")


def _read(said: IO[str]) -> str:
    said.seek(0)
    return said.read()[-TOLD:]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
