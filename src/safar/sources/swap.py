"""Put a finished folder in the place of an old one: at any moment a whole one stands there."""

from __future__ import annotations

import ctypes
import filecmp
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from safar.problems import Code, Problem

AT_FDCWD = -100
RENAME_EXCHANGE = 2
MARKS = ("edition.json", "part.json")  # one of them stands in every finished tree


def check_target(target: Path) -> Problem | None:
    """A problem if the folder to be replaced holds anything but an earlier build."""
    built = any((target / mark).exists() for mark in MARKS)
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not built):
        hint = "name a new folder with --site-dir, or empty this one yourself"
        message = (
            f"expected a new folder or an earlier build, received {target.name} with other files"
        )
        return Problem(Code.CONFIG_VALUE, str(target), 0, message, hint)
    if target.is_mount():
        hint = "name a folder inside it, such as --site-dir E:/safar"
        message = "expected a folder that can be replaced, received the root of a disk"
        return Problem(Code.CONFIG_VALUE, str(target), 0, message, hint)
    return None


@contextmanager
def fresh_folder(target: Path) -> Iterator[Path]:
    """An empty folder beside `target`; whatever of it is left at the end is removed."""
    recover(target)
    folder = _beside(target, "new")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def recover(target: Path) -> None:
    """Put the old folder back if a swap of two renames was cut off between them."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def swap_folder(folder: Path, target: Path, *, compare: bool = False) -> None:
    """Make `folder` the new `target`.

    With `compare`, files that are equal to those of the target keep their inode and time.
    """
    if not target.exists():
        folder.rename(target)
        return
    if compare:
        keep_unchanged(folder, target)
    if exchange(folder, target):
        return
    old = _beside(target, "old")
    target.rename(old)
    folder.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def keep_unchanged(folder: Path, target: Path) -> int:
    """Replace files of `folder` by hard links to equal files of `target`; returns how many.

    A file system without hard links (a USB stick) keeps the new copy.
    """
    kept = 0
    for path in folder.rglob("*"):
        before = target / path.relative_to(folder)
        if path.is_file() and before.is_file() and filecmp.cmp(path, before, shallow=False):
            with suppress(OSError):
                link = path.with_name(path.name + ".link")
                os.link(before, link)
                link.replace(path)
                kept += 1
    return kept


def exchange(first: Path, second: Path) -> bool:
    """Swap two folders in one step (Linux renameat2); False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = (os.fsencode(first), os.fsencode(second))
    return bool(rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)


def _beside(target: Path, word: str) -> Path:
    return target.with_name(f"{target.name}.{word}")
