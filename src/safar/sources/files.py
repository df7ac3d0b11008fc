"""Reading one file: UTF-8, of a sane size, under a name that every system can hold."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from safar.problems import Code, Problem, Severity

MAX_PAGE = 1_000_000
MAX_DATA = 2_000_000

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LEFT = re.compile(
    r"\..*|~\$.*|.*~|.*\.(?:bak|tmp|swp|old|orig|part|crdownload|lnk)|(?:ehthumbs|thumbs)\.db"
    r"|desktop\.ini",
    re.IGNORECASE,
)
_SAVE = "save it as UTF-8; in Notepad: Save as, Encoding: UTF-8"
_NO_TEXT = (b"\x89PNG", b"\xff\xd8", b"GIF8", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")


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
    if bad is not None and bad != stem:
        message = f'expected a folder name in a-z, 0-9 and -, received "{bad}"'
        return [Problem(Code.FILE_NAME, path, 0, message, f"rename it to {_slug(bad, 'at-work')}")]
    message = f'expected a name in a-z, 0-9 and - that ends with .md, received "{name}"'
    better = _slug(re.sub(r"(?i)\.md$", "", name), "")
    hint = f"rename it to {better}.md" if better else "rename it in Latin letters: how-to-pay.md"
    hint += "; delete it if it is a copy of another page"
    return [Problem(Code.FILE_NAME, path, 0, message, hint)]


def check_leftover(path: str) -> Problem | None:
    """A warning for what Windows, phones and editors leave beside files; nobody reads it."""
    name = path.rsplit("/", 1)[-1]
    if not _LEFT.fullmatch(name):
        return None
    kind = "a hidden file" if name.startswith(".") else "a spare or system file"
    message = f"{kind} that nobody reads"
    return Problem(Code.FILE_PLACE, path, 0, message, "delete it", Severity.WARNING)


def check_place(path: str, assets: str, data: str) -> Problem:
    """A file among pages that is no page: what it should be called, or where it should stand."""
    message = f"expected pages (*.md) and {data}, received another file"
    hint = f"move it to {assets}"
    if re.search(r"\.(?:md\.txt|txt|markdown)$", path, re.IGNORECASE):
        name = path.rsplit("/", 1)[-1].split(".", 1)[0]
        hint = f"a page is called {_slug(name, 'how-to-pay')}.md; other files stand in {assets}"
    elif re.search(r"\.(?:docx?|odt|rtf|pages)$", path, re.IGNORECASE):
        hint = f"copy its text into a page (*.md); a form to print stands in {assets}"
    return Problem(Code.FILE_PLACE, path, 0, message, hint)


def leads_outside(root: Path, file: Path) -> bool:
    """True if a file, links followed, lies outside a folder."""
    if not _has_link(str(root), str(file)):
        return False
    real = os.path.realpath(file)
    return os.path.commonpath([os.path.realpath(root), real]) != os.path.realpath(root)


def _has_link(root: str, file: str) -> bool:
    """False if no step from a folder to a file is a link, which is so for nearly all."""
    below = file.removeprefix(root)
    if below == file or ".." in below:
        return True
    steps = [place for place, letter in enumerate(file) if letter == os.sep and place > len(root)]
    return any(os.path.islink(file[:end]) for end in (*steps, len(file)))  # noqa: PTH114


def _slug(name: str, other: str) -> str:
    """A name in a-z, 0-9 and -; `other` for a name in other letters."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return slug if name.isascii() and _is_slug(slug) else other


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
        if file.is_symlink():
            message = "a link to a file that is not there"
            return Problem(Code.FILE_SYMLINK, path, 0, message, "copy the file itself")
        return _unreadable(path, error)
    if not stat.S_ISREG(status.st_mode):
        return Problem(Code.FILE_READ, path, 0, "expected a file, received something else")
    limit = MAX_PAGE if path.endswith(".md") else MAX_DATA
    if status.st_size <= limit:
        return None
    received = f"{status.st_size / 1_000_000:.1f} MB"
    message = f"expected at most {limit // 1_000_000} MB, received {received}"
    hint = "divide the page; images and other files stand in docs/assets"
    return Problem(Code.FILE_SIZE, path, 0, message, hint)


def _unreadable(path: str, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(Code.FILE_READ, path, 0, "the file is missing")
    reason = error.strerror or type(error).__name__
    return Problem(Code.FILE_READ, path, 0, f"the file cannot be read: {reason}")


def _not_utf8(path: str, raw: bytes, offset: int) -> Problem:
    line = raw.count(b"\n", 0, offset) + 1
    if raw.startswith(_NO_TEXT):
        message = "expected a text, received an image, an archive or a document"
        return Problem(
            Code.FILE_ENCODING,
            path,
            0,
            message,
            "a page is a text file; images stand in docs/assets",
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = 'expected a text in UTF-8, received UTF-16 ("Unicode" in Notepad)'
        return Problem(Code.FILE_ENCODING, path, 0, message, _SAVE)
    received = f"another encoding, probably Windows-1251 (byte 0x{raw[offset]:02X})"
    message = f"expected a text in UTF-8, received {received}"
    return Problem(Code.FILE_ENCODING, path, line, message, _SAVE)


def list_entries(folder: Path) -> list[os.DirEntry[str]]:
    """What stands in a folder, by name; nothing if there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted(os.scandir(folder), key=lambda entry: entry.name)


def is_linked_folder(entry: os.DirEntry[str]) -> bool:
    """True for a link that leads to a folder."""
    return entry.is_symlink() and entry.is_dir()


def outside_problem(path: str) -> Problem:
    """A link where a file or folder should be."""
    message = "expected a file or folder of its own, received a link"
    return Problem(Code.FILE_SYMLINK, path, 0, message, "copy what it leads to")
