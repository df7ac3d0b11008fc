"""Waiting for changes of files: what the system tells at once, and a slow look at all of them.

The look finds what nobody tells: network drives and shares of other systems often say nothing.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from safar.cache.keys import Roots
from safar.cache.stamps import Stamp, stamp_all, stamp_file
from safar.preview.changes import time_to_wait

SLOWEST = 2.0  # seconds between two looks, more where a look takes long
SHARE = 50  # a look may take one part of this of the time
UNTOLD = frozenset({"opened", "closed_no_write", "attrib"})


class Watcher(FileSystemEventHandler):
    """Collects the paths of files below some roots that change after it is made, until taken."""

    def __init__(self, roots: Roots) -> None:
        super().__init__()
        self._roots = roots
        self._told = threading.Condition()
        self._paths: set[str] = set()
        self._first = self._last = 0.0
        self._look = threading.Event()
        self._known = self._stamps()
        self._taken: set[str] = set()  # since the look began
        self._observer = Observer()

    def start(self) -> str:
        """Start to watch, once no process is copied any more: copies of threads do not work.

        Returns a line to tell if the system cannot say what changes.
        """
        notice = self.follow(self._roots)
        self._look.set()
        threading.Thread(target=self._look_again_and_again, daemon=True).start()
        return notice

    def follow(self, roots: Roots) -> str:
        """Watch these roots from now on."""
        self._roots = roots
        try:
            self._observer.unschedule_all()
            for folder, deep in _folders(roots).items():
                self._observer.schedule(self, str(folder), recursive=deep)
            if not self._observer.is_alive():
                self._observer.start()
        except OSError as error:
            reason = error.strerror or error
            return f"The system cannot tell of changes ({reason}): expect 2 seconds for each."
        return ""

    def stop(self) -> None:
        """Watch no longer."""
        if self._observer.is_alive():
            self._observer.stop()

    def dispatch(self, event: FileSystemEvent) -> None:
        """Called for everything that happens below a root, by a thread of the observer."""
        if event.event_type in UNTOLD:
            return
        if event.is_directory:
            if event.event_type != "modified":
                self._look.set()
            return
        self.tell(str(path) for path in (event.src_path, event.dest_path) if path)

    def tell(self, paths: Iterable[str]) -> None:
        """These files may have changed."""
        now = time.monotonic()
        with self._told:
            self._first = self._first if self._paths else now
            self._last = now
            self._paths |= set(paths)
            self._told.notify_all()

    def take(self) -> tuple[list[str], float]:
        """Wait for changes and until they are complete: the paths, and when they began."""
        with self._told:
            while not self._paths:
                self._told.wait()
            while (wait := self._time_to_wait()) > 0:
                self._told.wait(wait)
            paths, self._paths = sorted(filter(self._is_real, self._paths)), set()
            for path in paths:
                self._see(path)
            return paths, self._first

    def _time_to_wait(self) -> float:
        times = (self._first, self._last, time.monotonic())
        doubtful = any(_is_doubtful(path) for path in self._paths if self._is_real(path))
        return time_to_wait(times, len(self._paths), doubtful=doubtful)

    def _is_real(self, path: str) -> bool:
        """False for what came and went within a save, such as the editor's own spare file."""
        return path in self._known or os.path.lexists(path)

    def _see(self, path: str) -> None:
        self._taken.add(path)
        try:
            self._known[path] = stamp_file(path)
        except OSError:
            self._known.pop(path, None)

    def _look_again_and_again(self) -> None:
        pause = SLOWEST
        while True:
            self._look.wait(pause)
            self._look.clear()
            begun = time.monotonic()
            self._look_once()
            pause = max(SLOWEST, (time.monotonic() - begun) * SHARE)

    def _look_once(self) -> None:
        """Tell what differs from what was taken last; only taking it makes it known."""
        with self._told:
            self._taken.clear()
        now = self._stamps()
        with self._told:
            changed = {path for path, stamp in now.items() if self._known.get(path) != stamp}
            changed |= self._known.keys() - now.keys()
            changed -= self._taken
        if changed:
            self.tell(changed)

    def _stamps(self) -> dict[str, Stamp]:
        roots = self._roots
        return stamp_all((*roots.config, roots.docs, *roots.themes, *roots.code))


def _folders(roots: Roots) -> dict[Path, bool]:
    """The folders to watch, and whether with all that is below."""
    shallow = {path.parent: False for path in roots.config}
    deep = [root if root.is_dir() else root.parent for root in (*roots.themes, *roots.code)]
    folders = {**shallow, roots.docs: True} | dict.fromkeys(deep, True)
    return {folder: deep for folder, deep in folders.items() if folder.is_dir()}


def _is_doubtful(path: str) -> bool:
    try:
        return stamp_file(path).size == 0
    except OSError:
        return True
