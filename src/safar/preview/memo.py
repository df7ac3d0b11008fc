"""What was read of every page, kept in memory for as long as its file is the same."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from safar.cache.stamps import Seen, Stamp, is_same, stamp_file
from safar.problems import has_errors
from safar.sources.pages import PageEntry, PageFile, Reading, ReadPages, read_page, read_pages


class _Kept(Struct, frozen=True):
    entry: PageEntry
    seen: Seen
    time: int  # nanoseconds


class Memo:
    """Reads pages as `read_pages` does, unchanged ones from memory; `first` reads the first time.

    Several threads may ask.
    """

    def __init__(self, root: Path, first: ReadPages = read_pages) -> None:
        self.root = root
        self._read = first
        self._reading: Reading | None = None
        self._kept: dict[str, _Kept] = {}
        self._lock = threading.Lock()

    def __call__(self, reading: Reading, files: Sequence[PageFile]) -> list[PageEntry]:
        """The entries of all files, in their order; files that are not asked for are forgotten."""
        with self._lock:
            kept = self._kept if reading == self._reading else {}
        now = time.time_ns()
        found = {file: kept[file.path] for file in files if self._holds(kept, file)}
        missing = [file for file in files if file not in found]
        stamps = {file: self._stamp(file) for file in missing}
        entries = self._read(reading, missing)
        for file, entry in zip(missing, entries, strict=True):
            found[file] = _keep(entry, stamps[file], now)
        with self._lock:
            self._reading, self._read = reading, read_pages
            self._kept = {file.path: found[file] for file in files}
        return [found[file].entry for file in files]

    def read_again(self, files: Sequence[PageFile]) -> dict[PageFile, PageEntry | None]:
        """What single files hold now; None stands for a file that is gone."""
        return {file: self._read_again(file) for file in files}

    def _read_again(self, file: PageFile) -> PageEntry | None:
        now = time.time_ns()
        stamp = self._stamp(file)
        if stamp is None or self._reading is None:
            self.forget([file])
            return None
        entry = read_page(self._reading, file)
        with self._lock:
            self._kept[file.path] = _keep(entry, stamp, now)
        return entry

    def entry(self, file: PageFile) -> PageEntry | None:
        """What is kept of a file."""
        with self._lock:
            known = self._kept.get(file.path)
        return known.entry if known else None

    def forget(self, files: Sequence[PageFile]) -> None:
        """Read these again the next time, whatever their stamps say."""
        with self._lock:
            for file in files:
                self._kept.pop(file.path, None)

    def broken(self) -> Iterator[PageFile]:
        """The files with errors of their own."""
        with self._lock:
            kept = list(self._kept.items())
        for path, known in kept:
            if is_broken(known.entry):
                yield PageFile(path.split("/")[1], path)

    def _holds(self, kept: dict[str, _Kept], file: PageFile) -> bool:
        known = kept.get(file.path)
        stamp = self._stamp(file)
        if known is None or stamp is None:
            return False
        return is_same(str(self.root / file.path), stamp, known.seen, known.time)

    def _stamp(self, file: PageFile) -> Stamp | None:
        try:
            return stamp_file(self.root / file.path)
        except OSError:
            return None


def _keep(entry: PageEntry, stamp: Stamp | None, now: int) -> _Kept:
    digest = entry.record.digest if entry.record else ""
    return _Kept(entry, Seen(stamp or Stamp(-1, 0, 0, 0), digest), now)


def is_broken(entry: PageEntry) -> bool:
    """True if a file has errors that can be seen without other files."""
    return has_errors(entry.problems) or has_errors(entry.found)
