"""Numbers in the text of a body, each with what stands beside it: what may be a literal.

Which of them are literals depends on the language of the page: `checks/literals.py` decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from safar.parsing.masks import Span, blank

BEFORE = 24
AFTER = 64

_JOIN = r"[ \u00a0-]"
_REST = r"(?:\d{0,2}(?:[ \u00a0\u202f]\d{3}(?!\d))++|\d*+)(?:[.,/:]\d++)*+"
_PHONE = (
    rf"\d{{0,3}}(?:{_JOIN}?\(\d{{2,5}}\){_JOIN}?|{_JOIN}\d{{2,4}}{_JOIN})\d{{2,4}}"
    rf"(?:{_JOIN}\d{{2,4}}){{0,4}}(?!\d)"
)
# It begins with known signs, which are looked for quickly.
_DIGITS = re.compile(
    r"[+0-9](?:(?<=\+)\d[\d ()\u00a0-]{4,18}\d"
    rf"|(?<!\+)(?:{_PHONE}|{_REST}(?:[ \u00a0]?[–—-][ \u00a0]?\d{_REST})?+))"
)
_UNSEEN = re.compile(r"\[\^|\]:[ \t]*+\S*+|[^\s<>()\[\]]*?://[^\s<>()\[\]]*+")
_TAG = re.compile(r"<[A-Za-z/!?]")
REACH = 400
_OTHER_BLOCK = re.compile(r"\n[ \t]*(?:[-*+>|#!?:\n]|\d+[.)][ \t])")
_MARKS = " \t>#*+-:"


class Figure(Struct, frozen=True):
    """A number as written, with the text beside it: `before` ends, `after` begins at it.

    `before` is of its line, `after` of its paragraph; both are a few words long.
    """

    before: str
    digits: str
    after: str
    line: int


def find_figures(
    masked: str, comments: Sequence[Span], line: Callable[[int], int]
) -> Iterator[Figure]:
    """The numbers of a masked body in their order; `line` tells the line of an offset."""
    starts = [start for start, _ in comments]
    for found in _DIGITS.finditer(masked):
        start, end = found.span()
        place = bisect_right(starts, start) - 1
        if place >= 0 and start < comments[place][1]:
            continue
        first = masked.rfind("\n", max(0, start - REACH), start) + 1 or max(0, start - REACH)
        row = masked[first:start]
        if not _is_text(row) or _is_ordinal(row, masked[end : end + 2]):
            continue
        yield Figure(row[-BEFORE:], found[0], _after(masked, end), line(start))


def find_head_figures(head: str) -> Iterator[Figure]:
    """The numbers of the title and the description in the lines of front matter."""
    shown = ("title:", "description:")
    rows = [row if row.startswith(shown) else "" for row in head.split("\n")]
    text = "\n".join(rows)
    yield from find_figures(text, (), lambda offset: text.count("\n", 0, offset) + 1)


def _is_text(row: str) -> bool:
    """False behind what a row ends with in a word, a target, a marker, an address or a tag."""
    if row[-1:].isalnum() or row[-1:] == "_":
        return False
    if row.rfind("{") > row.rfind("}"):
        return False
    target = row.rfind("](")
    if target >= 0 and row.count("(", target) > row.count(")", target):
        return False
    tag = row.rfind("<")
    if tag > row.rfind(">") and _TAG.match(row, tag):
        return False
    signs = ("]:", "://", "[^")
    return not any(sign in row for sign in signs) or not _ends_unseen(row)


def _ends_unseen(row: str) -> bool:
    return any(found.end() == len(row) for found in _UNSEEN.finditer(row))


def _is_ordinal(row: str, follows: str) -> bool:
    """True for the number of a list item or a heading: `1. Text`, `## 2) Text`."""
    is_ended = follows[:1] in (".", ")") and follows[1:] in ("", " ", "\t", "\n")
    return is_ended and bool(follows) and not row.strip(_MARKS)


def _after(masked: str, end: int) -> str:
    text = masked[end : end + AFTER]
    if "\n" not in text:
        return text
    other = _OTHER_BLOCK.search(text)
    return (text[: other.start()] if other else text).replace("\n", " ")


def find_spoken_of(masked: str, comments: Sequence[Span], line: Callable[[int], int]) -> list[int]:
    """The line that each comment speaks of: its own if that has text, else the next that has.

    0 for a comment with nothing after it.
    """
    if not comments:
        return []
    rows = blank(masked, list(comments)).split("\n")
    following = [0] * (len(rows) + 1)
    for number in range(len(rows) - 1, -1, -1):
        has_text = bool(rows[number].strip(" \t>"))
        following[number] = number + 1 if has_text else following[number + 1]
    first = line(0)
    found = (following[line(end - 1) - first] for _, end in comments)
    return [number and number - 1 + first for number in found]
