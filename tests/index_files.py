"""The files of search indexes, told apart from all others, as tests of changes see them."""

from __future__ import annotations

import re
from collections.abc import Iterable

INDEX_FILE = re.compile(r"(?P<tag>[A-Za-z-]+)/search/(?P<name>(?:w|p)-[a-z0-9_]+|stems|index)\.js")


def without_index(paths: Iterable[str]) -> set[str]:
    """The paths that are no files of an index."""
    return {path for path in paths if not INDEX_FILE.fullmatch(path)}


def index_files(paths: Iterable[str]) -> dict[str, set[str]]:
    """The names of the files of each index, by locale: `{"ky": {"index", "p-3", "w-ka"}}`."""
    found: dict[str, set[str]] = {}
    for match in filter(None, map(INDEX_FILE.fullmatch, paths)):
        found.setdefault(match["tag"], set()).add(match["name"])
    return found


def is_small(names: set[str], words: int) -> bool:
    """True if these are what a change of one page, by so many words, may touch of its index."""
    texts = {name for name in names if name.startswith("p-")}
    shards = {name for name in names if name.startswith("w-")}
    others = names - texts - shards
    return len(texts) == 1 and len(shards) <= words and others <= {"index", "stems"}
