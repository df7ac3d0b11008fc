"""Files of a new tree beside the one that stands: what is unchanged is the same file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def put_file(folder: Path, path: str, data: bytes, old: Path) -> None:
    """Write a file into the new tree; where the old one holds an equal file, keep that."""
    if _holds(f"{old}/{path}", data):
        keep_file(folder, path, old)
        return
    target = folder / path
    try:
        target.write_bytes(data)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _holds(file: str, data: bytes) -> bool:
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 - thousands of them
            return os.fstat(opened.fileno()).st_size == len(data) and opened.read() == data
    except OSError:
        return False


def keep_files(folder: Path, paths: Iterable[str], old: Path) -> None:
    """Take files of the old tree over into the new one."""
    for path in paths:
        keep_file(folder, path, old)


def keep_file(folder: Path, path: str, old: Path) -> None:
    """Take a file over: by a second name where the file system can, as a copy elsewhere."""
    target, source = f"{folder}/{path}", f"{old}/{path}"
    try:
        _link(source, target)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        _link(source, target)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, target)
