"""What a changed file means for a preview, and how long to wait for more of them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from msgspec import Struct

from safar.cache.keys import Roots
from safar.cache.stamps import SKIPPED
from safar.sources.files import check_leftover
from safar.sources.pages import PageFile

QUIET = 0.03  # seconds without a change: editors save in two or three steps
LATEST = 0.15  # the first reaction, however fast the saves come
DOUBTFUL = 0.12  # a file that is gone or empty may be back in a moment
MANY = 25  # more files at once are no save but another state of the whole folder
MANY_QUIET = 0.3
MANY_LATEST = 3.0


class Kind(Enum):
    """What has to be read again: one page, the whole site, nothing."""

    PAGE = "page"
    SITE = "site"
    NOTHING = "nothing"


class Batch(Struct, frozen=True):
    """Changes that are answered together: pages by themselves, and whether anything else."""

    paths: tuple[str, ...]
    pages: tuple[PageFile, ...]
    whole: bool


def sort_changes(roots: Roots, paths: Iterable[str]) -> Batch:
    """The changes that count, of files by their absolute path."""
    kinds = {path: kind_of(roots, Path(path)) for path in sorted(set(paths))}
    told = tuple(path for path, kind in kinds.items() if kind is not Kind.NOTHING)
    pages = tuple(page_file(roots, Path(path)) for path in told if kinds[path] is Kind.PAGE)
    return Batch(told, pages, len(pages) < len(told) or len(pages) > MANY)


def kind_of(roots: Roots, path: Path) -> Kind:
    """What a changed file or folder means."""
    if check_leftover(path.name) or any(part in SKIPPED for part in path.parts):
        return Kind.NOTHING
    if path.is_relative_to(roots.docs):
        return _kind_below(path.relative_to(roots.docs).parts)
    watched = (*roots.config, *roots.themes, *roots.code)
    return Kind.SITE if any(path.is_relative_to(root) for root in watched) else Kind.NOTHING


def _kind_below(parts: tuple[str, ...]) -> Kind:
    if any(part.startswith(".") for part in parts):
        return Kind.NOTHING
    is_page = len(parts) > 1 and parts[-1].lower().endswith(".md")
    special = {"_data", "assets"} & {*parts[:1]} or parts[1:2] == ("_data",)
    return Kind.PAGE if is_page and not special else Kind.SITE


def page_file(roots: Roots, path: Path) -> PageFile:
    """The page of a path below docs/."""
    below = path.relative_to(roots.docs.parent)
    return PageFile(below.parts[1], below.as_posix())


def time_to_wait(times: tuple[float, float, float], number: int, *, doubtful: bool) -> float:
    """Seconds until a batch is answered, 0 or less if at once.

    `times` are those of the first change, of the last one, and now; `doubtful` says that a file of
    the batch is gone or empty.
    """
    first, last, now = times
    if number > MANY:
        return min(last + MANY_QUIET, first + MANY_LATEST) - now
    quiet = DOUBTFUL if doubtful else QUIET
    return min(last + quiet, first + max(LATEST, quiet)) - now
