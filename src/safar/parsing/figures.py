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

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}(?!\d))++|\d++)(?:[.,/:]\d++)*+"
_JOIN = r"[ \u00a0-]"
_PHONE = (
    r"\+\d[\d ()\u00a0-]{4,18}\d"
    rf"|\d{{1,4}}(?:{_JOIN}?\(\d{{2,5}}\){_JOIN}?|{_JOIN}\d{{2,4}}{_JOIN})\d{{2,4}}"
    rf"(?:{_JOIN}\d{{2,4}}){{0,4}}(?!\d)"
)
# What comes before the number is no text: targets of links, attributes, markers, addresses, tags.
_FIGURE = re.compile(
    r"\{[^{}\n]*+\}|\]\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)|\]:[ \t]*+\S++"
    r"|\bhttps?://[^\s<>()\[\]]++|<(?=[A-Za-z/!?])[^<>\n]*+>"
    rf"|(?<!\w)(?P<digits>{_PHONE}|{_NUMBER}(?:[ \u00a0]?[–—-][ \u00a0]?{_NUMBER})?+)"
)
_OTHER_BLOCK = re.compile(r"\n[ \t]*(?:[-*+>|#!?:\n]|\d+[.)][ \t])")
_MARKS = " \t>#*+-:"


class Figure(Struct, frozen=True, array_like=True):
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
    for found in _FIGURE.finditer(masked):
        if found.lastgroup is None:
            continue
        start, end = found.span()
        place = bisect_right(starts, start) - 1
        if place >= 0 and start < comments[place][1]:
            continue
        first = masked.rfind("\n", 0, start) + 1
        if _is_ordinal(masked, first, start, end):
            continue
        before = masked[max(first, start - BEFORE) : start]
        yield Figure(before, found[0], _after(masked, end), line(start))


def _is_ordinal(masked: str, first: int, start: int, end: int) -> bool:
    """True for the number of a list item or a heading: `1. Text`, `## 2) Text`."""
    follows = masked[end : end + 2]
    is_ended = follows[:1] in (".", ")") and follows[1:] in ("", " ", "\t", "\n")
    return is_ended and bool(follows) and not masked[first:start].strip(_MARKS)


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
