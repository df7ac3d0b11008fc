"""Reading one file: UTF-8, of a sane size, under a name that every system can hold."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from safar.problems import Code, Problem

MAX_PAGE = 1_000_000
MAX_DATA = 2_000_000

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def load_text(root: Path, path: str) -> tuple[str | None, list[Problem]]:
    """The text of `path` below `root` (the checkout), or None and why it cannot be had."""
    file = root / path
    problem = _check_file(root, file, path)
    if problem:
        return None, [problem]
    try:
        raw = file.read_bytes()
    except OSError as error:
        return None, [_unreadable(path, error)]
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, raw, error.start)]


def check_name(path: str) -> list[Problem]:
    """A problem for a page name that is not a lower-case ASCII slug ending in `.md`.

    The locale folder at the start of `path` (`docs/ky/...`) is left to the locale table.
    """
    *folders, name = path.split("/")[2:]
    stem = name.removesuffix(".md")
    bad = next((part for part in (*folders, stem) if not _is_slug(part)), None)
    if bad is None and name.endswith(".md"):
        return []
    if bad is not None and bad.lower() in _RESERVED:
        message = f'the name "{bad}" cannot be used on Windows'
        return [Problem(Code.FILE_NAME, path, 0, message, "choose another name")]
    message = f'expected a name in a-z, 0-9 and - that ends with .md, received "{name}"'
    if bad is not None and bad != stem:
        message = f'expected a folder name in a-z, 0-9 and -, received "{bad}"'
    return [Problem(Code.FILE_NAME, path, 0, message, "write it like this: how-to-pay.md")]


def leads_outside(root: Path, file: Path) -> bool:
    """True if a file, links followed, lies outside a folder."""
    real = os.path.realpath(file)
    return os.path.commonpath([os.path.realpath(root), real]) != os.path.realpath(root)


def _is_slug(part: str) -> bool:
    return bool(_NAME.fullmatch(part)) and part not in _RESERVED


def _check_file(root: Path, file: Path, path: str) -> Problem | None:
    top = path.split("/", 1)[0]
    if (root / top).is_dir() and leads_outside(root / top, file):
        message = f"a link that leads out of {top}/"
        return Problem(Code.FILE_SYMLINK, path, 0, message, "copy the file itself")
    try:
        status = file.stat()
    except OSError as error:
        return _unreadable(path, error)
    if not stat.S_ISREG(status.st_mode):
        return Problem(Code.FILE_READ, path, 0, "expected a file, received something else")
    limit = MAX_PAGE if path.endswith(".md") else MAX_DATA
    if status.st_size <= limit:
        return None
    received = f"{status.st_size / 1_000_000:.1f} MB"
    message = f"expected at most {limit // 1_000_000} MB, received {received}"
    return Problem(Code.FILE_SIZE, path, 0, message, "is it a page? Images stand in docs/assets")


def _unreadable(path: str, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(Code.FILE_READ, path, 0, "the file is missing")
    reason = error.strerror or type(error).__name__
    return Problem(Code.FILE_READ, path, 0, f"the file cannot be read: {reason}")


def _not_utf8(path: str, raw: bytes, offset: int) -> Problem:
    line = raw.count(b"\n", 0, offset) + 1
    message = (
        f"expected UTF-8, received the byte 0x{raw[offset]:02X} (byte {offset + 1} of the file)"
    )
    hint = "save the file again with the encoding UTF-8"
    return Problem(Code.FILE_ENCODING, path, line, message, hint)
