"""What a link target means: outside, a page of ours, an asset, or something that is refused.

A browser ignores tabs and line ends in an address and decodes entities, so a scheme is looked
for in the target as the browser ends up reading it, never in what the editor sees.
"""

from __future__ import annotations

import html
import re
from enum import Enum
from functools import lru_cache
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote

from msgspec import Struct

SCHEMES = frozenset({"http", "https", "mailto", "tel", "geo", "term"})  # term: is the glossary
ASSETS = "assets/"

_HIDDEN = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_SCHEME = re.compile(r"([^/?#:{]*):")
_MAX_DECODED = 4
_CACHED = 8192  # the pages of all locales link to the same places


class Kind(Enum):
    """Where a target leads."""

    EMPTY = "empty"
    MARKER = "marker"
    OUTSIDE = "outside"
    REFUSED = "refused"
    ABSOLUTE = "absolute"
    INSIDE = "inside"


class Target(Struct, frozen=True):
    """A link target; `scheme` for outside and refused ones, `path` and `anchor` for inside ones."""

    kind: Kind
    scheme: str = ""
    path: str = ""
    anchor: str = ""


@lru_cache(_CACHED)
def parse_target(written: str) -> Target:
    """What a target leads to: `../arrive/x.md#deadline` is inside, with a path and an anchor."""
    if written.startswith("{{"):
        return Target(Kind.MARKER)
    read = plain_target(written)
    if not read:
        return Target(Kind.EMPTY)
    if scheme := _SCHEME.match(read.replace("\\", "")):
        name = scheme[1].lower()
        return Target(Kind.OUTSIDE if name in SCHEMES else Kind.REFUSED, scheme=name)
    if read[0] in "/\\":
        return Target(Kind.ABSOLUTE)
    path, _, anchor = written.partition("#")
    return Target(Kind.INSIDE, path=unquote(path.partition("?")[0]), anchor=unquote(anchor))


def plain_target(written: str) -> str:
    """A target without entities, percent escapes and characters that nobody sees."""
    read = written[:2000]
    for _ in range(_MAX_DECODED):
        decoded = _HIDDEN.sub("", unquote(html.unescape(read)))
        if decoded == read:
            break
        read = decoded
    return read


@lru_cache(_CACHED)
def resolve_path(norm: str, path: str) -> str:
    """A path seen from a page, from its locale folder: `("work/a.md", "../b.md")` gives `b.md`.

    What leaves the locale folder starts with `../`: `../assets/x.png`, `../ru/b.md`.
    """
    return normpath(join(dirname(norm), path)) if path else norm


def write_path(norm: str, target: str) -> str:
    """How a page writes a link to another page: the reverse of `resolve_path`."""
    return relpath(target, dirname(norm) or ".")
