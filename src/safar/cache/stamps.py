"""Files as they are: what the system says of them, and the digest of what they hold.

A file whose stamp is the recorded one is taken as unchanged, as git does. Where clocks are too
coarse to tell (the file was changed at the very time of the record), its content is compared.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

SECOND = 1_000_000_000
TICK = SECOND // 50  # coarser than the clock of any kernel that stamps below the second
NO_FILE = -1
SKIPPED = frozenset({"__pycache__", ".git", ".DS_Store"})


class Stamp(Struct, frozen=True):
    """What the system says of a file: size in bytes, times in nanoseconds, inode."""

    size: int
    changed: int
    status: int
    inode: int


class Seen(Struct, frozen=True):
    """A file as it was seen: its stamp and the SHA-256 of its bytes."""

    stamp: Stamp
    digest: str


def stamp_file(path: str | Path) -> Stamp:
    """The stamp of one file; raises OSError if it is not there."""
    return _stamp(os.stat(path))  # noqa: PTH116 - thousands of them


def _stamp(found: os.stat_result) -> Stamp:
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _odd_stamp(entry: os.DirEntry[str]) -> Stamp:
    found = entry.stat(follow_symlinks=False)
    return Stamp(NO_FILE, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def list_files(root: Path) -> Iterator[tuple[str, Stamp]]:
    """Every file below a folder with its stamp, by path; a file named as root is itself listed.

    So is what only has the name of a file: a folder that ends with .md or .yml, a link that leads
    nowhere, a pipe. Its size is `NO_FILE`: it is never read.
    """
    if root.is_file():
        yield str(root), stamp_file(root)
        return
    folders = [str(root)]
    while folders:
        try:
            entries = os.scandir(folders.pop())
        except OSError:
            continue
        with entries:
            for entry in entries:
                if entry.name in SKIPPED:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                    if entry.name.endswith((".md", ".yml")):
                        yield entry.path, _odd_stamp(entry)
                elif entry.is_file():
                    yield entry.path, _stamp(entry.stat())
                elif not entry.is_dir():
                    yield entry.path, _odd_stamp(entry)


def stamp_all(roots: Iterable[Path]) -> dict[str, Stamp]:
    """The stamps of all files below several folders."""
    return {path: stamp for root in roots for path, stamp in list_files(root)}


def digest_file(path: str | Path) -> str:
    """The SHA-256 of a file."""
    with open(path, "rb") as file:  # noqa: PTH123 - thousands of them
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_unchanged(before: Mapping[str, Seen], now: Mapping[str, Stamp], recorded: int) -> bool:
    """True if the files are those that were seen (at `recorded`, ns) and hold what they held."""
    return now.keys() == before.keys() and all(
        is_same(path, stamp, before[path], recorded) for path, stamp in now.items()
    )


def is_same(path: str, now: Stamp, before: Seen, recorded: int) -> bool:
    """True if a file holds what it held; `recorded` is when it was seen, in nanoseconds."""
    if now.size == NO_FILE:
        return now == before.stamp
    if now == before.stamp and not _is_doubtful(now, recorded):
        return True
    return now.size == before.stamp.size and digest_file(path) == before.digest


def _is_doubtful(stamp: Stamp, recorded: int) -> bool:
    """True if the file may have been changed once more within the same tick of its clock."""
    tick = TICK if stamp.changed % SECOND else 2 * SECOND
    return max(stamp.changed, stamp.status) > recorded - tick


def see_files(
    stamps: Mapping[str, Stamp], before: Mapping[str, Seen], recorded: int
) -> dict[str, Seen]:
    """Stamps with digests: those of the record where a file is unchanged, new ones elsewhere."""
    return {path: _see(path, stamp, before.get(path), recorded) for path, stamp in stamps.items()}


def _see(path: str, stamp: Stamp, known: Seen | None, recorded: int) -> Seen:
    if stamp.size == NO_FILE:
        return Seen(stamp, "")
    trusted = known is not None and stamp == known.stamp and not _is_doubtful(stamp, recorded)
    return Seen(stamp, known.digest if known and trusted else digest_file(path))
