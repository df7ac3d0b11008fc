"""What a Markdown body holds that can be checked without rendering it, each with its line.

Fast and suspicious: one pass of linear expressions over the masked text, no block parser. What
stands indented is text (it belongs to a callout, a tab or a list), code stands in fences.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from sys import intern

from msgspec import Struct

from safar.parsing.figures import Figure, find_figures, find_spoken_of
from safar.parsing.link_targets import find_targets
from safar.parsing.masks import Masked, mask_body

MAX_ALT = 2000
_MARKS = r"(?:(?:[-*+>:]|\d+[.)])[ \t]+)*+"
# Looked for from the end of the line above: a search for one known letter is quick.
_LINE = re.compile(
    rf"\n[ \t]*+(?:{_MARKS}(?:(?P<level>#{{1,6}})(?P<heading>[^\n]*)"
    r"|(?:!!!|\?\?\?\+?)(?P<callout>[^\n]*))"
    r"|(?P<rule>=++|-++)[ \t]*+(?![^\n]))"
)
_MAIL = r"(?:mailto:)?[\w.+-]++@\w[\w.-]*+"
_HTML = re.compile(rf"<(?P<auto>https?://[^<>\s]*+|{_MAIL})>|<(?=[A-Za-z/!?])[^<>\n]{{0,60}}>?")
_ATTRIBUTES = re.compile(r"\{(?<!\{\{):?([^{}\n]*+)\}(?!\})")
_MARKER = re.compile(r"\{\{([^{}<>\n]*+)\}\}")
_WITH_ANCHOR = re.compile(r"([^{}\n]*+)\{#([^ ={}\n]++)\}")  # what nearly every heading is
_ANCHOR = re.compile(r"(?:^|[ ])#([^ =}]+)")
_DECORATIVE = re.compile(r"\]\([^()]*\)\{:?[^{}]*\.decorative(?![\w-])")
_DEFINITION = re.compile(r"^[ \t>]*+\[(?!\^)[^\[\]]*+\]:[ \t]*+\n?[ \t]*+(\S++)", re.MULTILINE)


class Heading(Struct, frozen=True):
    """A heading; `anchor` is None if it has no explicit one."""

    level: int
    text: str
    anchor: str | None
    line: int


class Link(Struct, frozen=True):
    """A link, image, autolink or link definition with its target as written.

    `alt` is what an image says to those who do not see it, `decorative` that it says nothing:
    `![](line.svg){.decorative}`.
    """

    target: str
    line: int
    image: bool = False
    alt: str = ""
    decorative: bool = False


class RawHtml(Struct, frozen=True):
    """The start of a tag, at most 60 characters of it."""

    text: str
    line: int


class Attributes(Struct, frozen=True):
    """An attribute list without its braces: `#anchor .class lang=ru`."""

    text: str
    line: int


class Callout(Struct, frozen=True):
    """`!!! kind "title"` or `??? kind "title"`; `title` is None without one in straight quotes.

    `empty` is True if what follows a callout in column 1 is not indented by four spaces.
    """

    kind: str
    title: str | None
    line: int
    empty: bool = False


class Comment(Struct, frozen=True):
    """An HTML comment, which is never shown; `about` is the line of text that it speaks of."""

    text: str
    line: int
    about: int = 0


class Marker(Struct, frozen=True):
    """`{{ text }}`, replaced when the page is rendered."""

    text: str
    line: int


class Scan(Struct, frozen=True):
    """Everything found in one body, each kind in the order of the text."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    html: tuple[RawHtml, ...] = ()
    attributes: tuple[Attributes, ...] = ()
    callouts: tuple[Callout, ...] = ()
    comments: tuple[Comment, ...] = ()
    markers: tuple[Marker, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        """The explicit anchors of the headings, in order."""
        return tuple(heading.anchor for heading in self.headings if heading.anchor)

    @property
    def ids(self) -> tuple[tuple[str, int], ...]:
        """Every explicit id with its line, those that are no headings too."""
        return tuple(
            (item[1:], found.line)
            for found in self.attributes
            for item in found.text.split()
            if item.startswith("#") and len(item) > 1
        )


def scan_body(body: str, first_line: int = 1, known: Masked | None = None) -> Scan:
    """The findings of a body that begins in line `first_line`; `known` is its masked form."""
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
        known = None
    masked = known or mask_body(body)
    text = _Text(body, masked.text, first_line)
    html = list(_HTML.finditer(text.masked)) if "<" in text.masked else []
    headings, callouts = _lines(text)
    has_braces = "{" in text.masked
    return Scan(
        headings=tuple(headings),
        links=tuple(_links(text, html)),
        html=tuple(RawHtml(tag[0], text.line(tag.start())) for tag in html if not tag["auto"]),
        attributes=tuple(
            Attributes(intern(found[1].strip()), text.line(found.start()))
            for found in (_ATTRIBUTES.finditer(text.masked) if has_braces else ())
        ),
        callouts=tuple(callouts),
        comments=tuple(_comments(text, masked)),
        markers=tuple(_markers(text)) if "{{" in text.masked else (),
        figures=tuple(find_figures(text.masked, masked.comments, text.line)),
    )


def _markers(text: _Text) -> Iterator[Marker]:
    """Every marker, and what only begins like one: braces over two lines, or within others."""
    found = {marker.start(): marker[1].strip() for marker in _MARKER.finditer(text.masked)}
    start = text.masked.find("{{")
    while start >= 0:
        name = found.get(start, "{{")
        yield Marker(name, text.line(start))
        start = text.masked.find("{{", start + 2)


class _Text:
    """A body beside its masked form, and the lines of its offsets."""

    __slots__ = ("body", "ends", "first_line", "masked")

    def __init__(self, body: str, masked: str, first_line: int) -> None:
        self.body = body
        self.masked = masked
        self.first_line = first_line
        # Where the lines end, their line feeds counted in.
        self.ends = list(accumulate([len(line) + 1 for line in masked.split("\n")]))

    def line(self, offset: int) -> int:
        return self.first_line + bisect_right(self.ends, offset)


def _comments(text: _Text, masked: Masked) -> Iterator[Comment]:
    about = find_spoken_of(masked.text, masked.comments, text.line)
    for (start, end), line in zip(masked.comments, about, strict=True):
        yield Comment(text.body[start + 4 : end - 3].strip(), text.line(start), line)


def _lines(text: _Text) -> tuple[list[Heading], list[Callout]]:
    headings: list[Heading] = []
    callouts: list[Callout] = []
    for found in _LINE.finditer("\n" + text.masked):
        kind = found.lastgroup or "rule"
        start, end = found.start(kind) - 1, found.end() - 1
        if kind == "callout":
            callouts.append(_callout(text, start, end))
        elif kind == "heading":
            headings.append(_heading(text, len(found["level"]), start, end))
        elif heading := _underlined(text, found.start(), found["rule"][0]):
            headings.append(heading)
    return headings, callouts


def _underlined(text: _Text, end: int, sign: str) -> Heading | None:
    """The line that ends at `end`, if the signs below it make it a heading."""
    end -= 1
    masked = text.masked
    start = masked.rfind("\n", 0, max(end, 0)) + 1
    title = masked[start : max(end, 0)].strip()
    if not title or title.startswith("#"):
        return None
    before = masked.rfind("\n", 0, max(start - 1, 0)) + 1
    above = masked[before : max(start - 1, 0)].strip()
    # Dashes below a paragraph of several lines are a rule, below a single line a heading.
    return _heading(text, 1 if sign == "=" else 2, start, end) if sign == "=" or not above else None


def _heading(text: _Text, level: int, start: int, end: int) -> Heading:
    if found := _WITH_ANCHOR.fullmatch(text.body, start, end):
        return Heading(level, found[1].strip(), intern(found[2]), text.line(start))
    shown = text.body[start:end].rstrip().rstrip("#").rstrip()
    anchor = None
    brace = shown.rfind("{")
    if shown.endswith("}") and brace >= 0:
        found = _ANCHOR.search(shown[brace + 1 : -1].removeprefix(":"))
        anchor = intern(found[1]) if found else None
        shown = shown[:brace]
    return Heading(level, shown.strip(), anchor, text.line(start))


def _callout(text: _Text, start: int, end: int) -> Callout:
    kind, quote, rest = text.body[start:end].strip().partition('"')
    title = rest[:-1] if quote and rest.endswith('"') and rest[:-1].strip() else None
    empty = _has_no_text(text.body, text.body.rfind("\n", 0, start) + 1)
    return Callout(intern(kind.strip()), title, text.line(start), empty)


def _has_no_text(body: str, start: int) -> bool:
    if body[start : start + 3] not in ("!!!", "???"):
        return False
    while (start := body.find("\n", start) + 1) and start < len(body):
        end = body.find("\n", start)
        line = body[start : end if end >= 0 else None]
        if line.strip():
            return not line.startswith(("    ", "\t"))
    return True


def _links(text: _Text, html: list[re.Match[str]]) -> list[Link]:
    found = find_targets(text.masked)
    found += [(tag.start(), _autolink(tag["auto"]), False) for tag in html if tag["auto"]]
    if "]:" in text.masked:
        found += [
            (definition.start(1), definition[1].strip("<>"), False)
            for definition in _DEFINITION.finditer(text.masked)
        ]
    found.sort()
    return [
        _image(text, start, target) if image else Link(intern(target), text.line(start))
        for start, target, image in found
    ]


def _image(text: _Text, start: int, target: str) -> Link:
    """An image whose `](` is at `start`; its text is looked for at most `MAX_ALT` signs away."""
    opening = text.masked.rfind("![", max(start - MAX_ALT, 0), start)
    alt = text.body[opening + 2 : start] if opening >= 0 else target
    decorative = bool(_DECORATIVE.match(text.masked, start, start + MAX_ALT))
    return Link(intern(target), text.line(start), True, " ".join(alt.split()), decorative)


def _autolink(target: str) -> str:
    return target if target.startswith(("http", "mailto:")) else f"mailto:{target}"
