"""Writing files of a project."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write a file and the folders it needs; line ends stay as they are."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file and the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def write_texts(folder: Path, files: Mapping[str, str]) -> None:
    """Write files by their paths below a folder."""
    for name, text in files.items():
        write_text(folder / name, text)


def relative(here: str, there: str) -> str:
    """The path from the file `here` to the file `there`, both below one folder."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")
