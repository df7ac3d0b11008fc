"""A running `safar serve` on a copy of the portal, edited by a test as an editor would."""

from __future__ import annotations

import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from playwright.sync_api import Browser, Locator, Page

from built_portal import clean_environment, safar

ENDS = 10  # seconds for Ctrl+C on a busy computer
PATIENCE = 5000  # milliseconds; how fast it is is measured elsewhere


def heed_interrupts() -> None:
    """Tests may run in the background, where the shell has Ctrl+C ignored for all children."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Preview:
    """The portal in `root`, previewed while this is open; `lines` are those of the terminal."""

    root: Path
    port: int = field(default_factory=free_port)
    lines: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Preview:
        words = [safar(), "serve", "--address", f"127.0.0.1:{self.port}"]
        self.running = subprocess.Popen(
            words,
            cwd=self.root,
            env=clean_environment(PYTHONUNBUFFERED="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            preexec_fn=heed_interrupts,  # noqa: PLW1509 - no thread runs yet
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self.wait_for_line("pen http")
        except BaseException:
            self.running.kill()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> int:
        """Ctrl+C; returns the exit code, fails after ten seconds."""
        if self.running.poll() is None:
            self.running.send_signal(signal.SIGINT)
        try:
            return self.running.wait(ENDS)
        finally:
            self.running.kill()
            self.running.wait()
            self._reader.join()

    def _read(self) -> None:
        assert self.running.stdout
        with self.running.stdout as output:
            self.lines.extend(iter(output.readline, ""))

    @property
    def said(self) -> str:
        """Everything on the terminal."""
        return "".join(self.lines)

    def wait_for_line(self, part: str) -> None:
        """Until the terminal says this."""
        end = time.monotonic() + 60
        while part not in self.said:
            assert self.running.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.02)

    @contextmanager
    def changed(self, path: str, old: str, new: str) -> Iterator[Path]:
        """A text file with one place changed; afterwards it is as it was."""
        file = self.root / path
        before = file.read_bytes()
        text = before.decode()
        assert old in text, f"{old!r} is not in {path}"
        file.write_bytes(text.replace(old, new, 1).encode())
        try:
            yield file
        finally:
            file.write_bytes(before)

    @contextmanager
    def page(self, browser: Browser, path: str, width: int = 1000) -> Iterator[Page]:
        """An address opened in a browser; afterwards nothing may have been said against it."""
        context = browser.new_context(viewport={"width": width, "height": 700})
        faults: list[str] = []
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        try:
            page.goto(f"{self.origin}/{path}")
            yield page
        finally:
            context.close()
        expected = "Failed to load resource"  # pages that are missing on purpose
        assert [fault for fault in faults if expected not in fault] == []


def text_of(page: Page, text: str) -> Locator:
    """A text that stands somewhere in the page."""
    return page.locator("#text, .not-found, body").get_by_text(text).first


def badge(page: Page) -> Locator:
    """The button of the preview."""
    return page.locator("#safar-preview button")


def wait_until_clean(page: Page) -> None:
    """Until the page says that nothing is wrong."""
    page.locator("#safar-preview").wait_for(state="hidden")


def save_by_rename(file: Path, data: bytes) -> None:
    """As vim and office programs save: a new file beside the old one takes its name."""
    beside = file.with_name(f"{file.name}.new~")
    beside.write_bytes(data)
    beside.replace(file)


def save_by_backup(file: Path, data: bytes) -> None:
    """The old file goes away first; for a moment there is none."""
    spare = file.with_name(f"{file.name}~")
    file.rename(spare)
    time.sleep(0.05)
    file.write_bytes(data)
    spare.unlink()


def save_in_two_steps(file: Path, data: bytes) -> None:
    """Emptied first, then written, then written on."""
    with file.open("wb") as opened:
        opened.flush()
        time.sleep(0.06)
        opened.write(data[:500])
        opened.flush()
        time.sleep(0.02)
        opened.write(data[500:])
