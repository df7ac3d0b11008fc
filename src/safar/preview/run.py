"""`safar serve`: read the portal, open the server, then follow every change until Ctrl+C."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from safar.cache.keys import Roots, make_keys
from safar.cache.order import count_jobs
from safar.cache.question import load_versions
from safar.cache.reading import CachedReading
from safar.cache.record import FOLDER
from safar.cache.stamps import see_files, stamp_all
from safar.cache.store import NAME, Store
from safar.preview.changes import Batch, sort_changes
from safar.preview.memo import Memo
from safar.preview.server import open_server
from safar.preview.session import Session
from safar.preview.watching import Watcher
from safar.site.pool import work_through
from safar.site.setup import Config, find_roots
from safar.sources.pages import PageEntry, PageFile, Reading, read_pages

REST = 0.25  # seconds without a save before the whole portal is checked


def run_preview(config_file: Path, config: Config, address: str) -> None:
    """Serve a portal until Ctrl+C. Raises BuildError if the address cannot be had."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a window of old Windows
    roots = find_roots(config)
    memo = Memo(config_file.parent, first_reading(config_file, roots))
    session = Session(config_file, memo, lambda line: print(line, flush=True))
    with open_server(session, address) as server:
        sys.setswitchinterval(0.0005)  # the whole is checked beside: a page does not wait for it
        watcher = Watcher(roots)  # before the reading: nothing that is saved meanwhile is lost
        session.reload((), time.monotonic(), anew=True)
        notice = watcher.start()
        follow_changes(session, watcher, roots)
        if notice:
            print(notice)
        print(f"Open http://{address}/ (stop with Ctrl+C)", flush=True)
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            print()
        finally:
            watcher.stop()


def first_reading(config_file: Path, roots: Roots) -> CachedReading:
    """The first reading takes what the last build kept, and reads the rest side by side."""

    def read(reading: Reading, files: Sequence[PageFile]) -> Iterator[list[PageEntry]]:
        return work_through(reading, read_pages, files, count_jobs(0))

    inputs = see_files(stamp_all(roots.all), {}, 0)
    key = make_keys(roots, inputs, load_versions()).reading
    return CachedReading(Store(config_file.parent / FOLDER / NAME), inputs, key, read)


def follow_changes(session: Session, watcher: Watcher, roots: Roots) -> Checker:
    """Start the two threads: one shows pages at once, one looks at the whole after it."""
    checker = Checker(session, watcher, roots)
    threading.Thread(target=checker.show_changes, daemon=True).start()
    threading.Thread(target=checker.check_again, daemon=True).start()
    return checker


@contextmanager
def survive() -> Iterator[None]:
    """Whatever goes wrong with one change, the next one is answered."""
    try:
        yield
    except Exception:
        traceback.print_exc()


class Checker:
    """Answers changes: pages first and by themselves, then everything that hangs together."""

    def __init__(self, session: Session, watcher: Watcher, roots: Roots) -> None:
        self._session = session
        self._watcher = watcher
        self._roots = roots
        self._wanted = threading.Condition()
        self._names: tuple[str, ...] = ()
        self._anew = False
        self._due = 0.0  # 0 if nothing is wanted
        self._begun = 0.0

    def show_changes(self) -> None:
        """Take changes as they come, for ever."""
        while True:
            paths, begun = self._watcher.take()
            with survive():
                self._answer(sort_changes(self._roots, paths), begun)

    def _answer(self, batch: Batch, begun: float) -> None:
        if batch.whole:
            self._session.memo.forget(batch.pages)
            self._want(batch.paths, begun, anew=True)
        elif batch.pages:
            self._session.refresh(batch.pages, begun)
            self._want((), begun, anew=False)

    def _want(self, paths: tuple[str, ...], begun: float, *, anew: bool) -> None:
        with self._wanted:
            self._names += tuple(map(self._shorten, paths))
            self._begun = begun if anew or not self._anew else self._begun
            self._anew = self._anew or anew
            self._due = time.monotonic() + (0 if anew else REST)
            self._wanted.notify_all()

    def check_again(self) -> None:
        """Read and check the whole portal whenever that is wanted, for ever."""
        while True:
            with self._wanted:
                while not self._due:
                    self._wanted.wait()
                while (wait := self._due - time.monotonic()) > 0:
                    self._wanted.wait(wait)
                names, anew, begun = self._names, self._anew, self._begun
                self._names, self._anew, self._due = (), False, 0.0
            with survive():
                self._check(names, begun, anew=anew)

    def _check(self, names: tuple[str, ...], begun: float, *, anew: bool) -> None:
        if self._session.reload(names, begun, anew=anew):
            self._follow_roots()
            return
        with self._wanted:
            self._names = (*names, *self._names)
            self._anew = self._anew or anew
            self._due = self._due or time.monotonic()

    def _follow_roots(self) -> None:
        state = self._session.state
        if state and state.roots != self._roots:
            self._roots = state.roots
            self._watcher.follow(state.roots)

    def _shorten(self, path: str) -> str:
        root = self._roots.docs.parent
        return Path(path).relative_to(root).as_posix() if Path(path).is_relative_to(root) else path
