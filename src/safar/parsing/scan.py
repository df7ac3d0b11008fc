"""What a Markdown body holds that can be checked without rendering it, each with its line.

Fast and suspicious: one pass of linear expressions over the masked text, no block parser. What
stands indented is text (it belongs to a callout, a tab or a list), code stands in fences.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from safar.parsing.masks import mask_body

_MARKS = r"(?:(?:[-*+>:]|\d+[.)])[ \t]+)*+"
_HEADING = re.compile(rf"^[ \t]*{_MARKS}(#{{1,6}})([^\n]*)", re.MULTILINE)
_UNDERLINE = re.compile(r"^[ \t]*(=+|-+)[ \t]*$", re.MULTILINE)
_CALLOUT = re.compile(rf"^[ \t]*{_MARKS}(?:!!!|\?\?\?\+?)([^\n]*)", re.MULTILINE)
_MAIL = r"(?:mailto:)?[\w.+-]++@\w[\w.-]*+"
_HTML = re.compile(rf"<(?P<auto>https?://[^<>\s]*+|{_MAIL})>|<(?=[A-Za-z/!?])[^<>\n]{{0,60}}>?")
_ATTRIBUTES = re.compile(r"(?<!\{)\{:?([^{}\n]*+)\}(?!\})")
_MARKER = re.compile(r"\{\{([^{}<>\n]*+)\}\}")
_ANCHOR = re.compile(r"(?:^|[ ])#([^ =}]+)")
_BRACKET = re.compile(r"\\.|!?\[|\]\(?|\n[ \t]*\n", re.DOTALL)
_TARGET = re.compile(r"\s*+([^()]*+(?:\([^()]*+\)[^()]*+)*+)")
_TITLE = re.compile(r"\s[\"'(]")
_DEFINITION = re.compile(r"^[ \t>]*+\[(?!\^)[^\[\]]*+\]:[ \t]*+\n?[ \t]*+(\S++)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `anchor` is None if it has no explicit one."""

    level: int
    text: str
    anchor: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link, image, autolink or link definition with its target as written."""

    target: str
    line: int
    image: bool = False


@dataclass(frozen=True, slots=True)
class RawHtml:
    """The start of a tag, at most 60 characters of it."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Attributes:
    """An attribute list without its braces: `#anchor .class lang=ru`."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Callout:
    """`!!! kind "title"` or `??? kind "title"`; `title` is None without one in straight quotes.

    `empty` is True if what follows a callout in column 1 is not indented by four spaces.
    """

    kind: str
    title: str | None
    line: int
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment, which is never shown."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Marker:
    """`{{ text }}`, replaced when the page is rendered."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Scan:
    """Everything found in one body, each kind in the order of the text."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    html: tuple[RawHtml, ...] = ()
    attributes: tuple[Attributes, ...] = ()
    callouts: tuple[Callout, ...] = ()
    comments: tuple[Comment, ...] = ()
    markers: tuple[Marker, ...] = ()

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


def scan_body(body: str, first_line: int = 1) -> Scan:
    """The findings of a body whose first line is line `first_line` of its file."""
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    masked = mask_body(body)
    text = _Text(body, masked.text, first_line)
    html = list(_HTML.finditer(text.masked)) if "<" in text.masked else []
    return Scan(
        headings=tuple(sorted(_headings(text), key=lambda heading: heading.line)),
        links=tuple(_links(text, html)),
        html=tuple(RawHtml(tag[0], text.line(tag.start())) for tag in html if not tag["auto"]),
        attributes=tuple(
            Attributes(found[1].strip(), text.line(found.start()))
            for found in _ATTRIBUTES.finditer(text.masked)
        ),
        callouts=tuple(_callouts(text)),
        comments=tuple(
            Comment(body[start + 4 : end - 3].strip(), text.line(start))
            for start, end in masked.comments
        ),
        markers=tuple(
            Marker(found[1].strip(), text.line(found.start()))
            for found in _MARKER.finditer(text.masked)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Text:
    """A body beside its masked form, and the lines of its offsets."""

    body: str
    masked: str
    first_line: int
    newlines: list[int] = field(init=False)

    def __post_init__(self) -> None:
        newlines = [found.start() for found in re.finditer("\n", self.masked)]
        object.__setattr__(self, "newlines", newlines)

    def line(self, offset: int) -> int:
        return self.first_line + bisect_right(self.newlines, offset - 1)


def _headings(text: _Text) -> Iterator[Heading]:
    for found in _HEADING.finditer(text.masked):
        start, end = found.span(2)
        yield _heading(text, len(found[1]), start, end)
    for found in _UNDERLINE.finditer(text.masked):
        end = found.start() - 1
        start = text.masked.rfind("\n", 0, max(end, 0)) + 1
        before = text.masked.rfind("\n", 0, max(start - 1, 0)) + 1
        above = text.masked[before : max(start - 1, 0)].strip()
        title = text.masked[start : max(end, 0)].strip()
        level = 1 if found[1][0] == "=" else 2
        # Dashes below a paragraph of several lines are a rule, below a single line a heading.
        if title and not title.startswith("#") and (level == 1 or not above):
            yield _heading(text, level, start, end)


def _heading(text: _Text, level: int, start: int, end: int) -> Heading:
    shown = text.body[start:end].rstrip().rstrip("#").rstrip()
    anchor = None
    brace = shown.rfind("{")
    if shown.endswith("}") and brace >= 0:
        found = _ANCHOR.search(shown[brace + 1 : -1].removeprefix(":"))
        anchor = found[1] if found else None
        shown = shown[:brace]
    return Heading(level, shown.strip(), anchor, text.line(start))


def _callouts(text: _Text) -> Iterator[Callout]:
    for found in _CALLOUT.finditer(text.masked):
        start, end = found.span(1)
        kind, quote, rest = text.body[start:end].strip().partition('"')
        title = rest[:-1] if quote and rest.endswith('"') and rest[:-1].strip() else None
        empty = _has_no_text(text.body, found.start())
        yield Callout(kind.strip(), title, text.line(start), empty)


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
    found = [*_inline_links(text)]
    found += [(tag.start(), _autolink(tag["auto"]), False) for tag in html if tag["auto"]]
    found += [
        (definition.start(1), definition[1].strip("<>"), False)
        for definition in _DEFINITION.finditer(text.masked)
    ]
    return [Link(target, text.line(start), image) for start, target, image in sorted(found)]


def _autolink(target: str) -> str:
    return target if target.startswith(("http", "mailto:")) else f"mailto:{target}"


def _inline_links(text: _Text) -> Iterator[tuple[int, str, bool]]:
    opened: list[str] = []
    for token in _BRACKET.finditer(text.masked):
        sign = token[0]
        if sign.endswith("["):
            opened.append(sign)
        elif sign[0] == "]":
            image = bool(opened) and opened.pop() == "!["
            target = _target(text.masked, token.end()) if sign == "](" else None
            if target is not None:
                yield token.start(), target, image
        elif sign[0] == "\n":
            opened.clear()


def _target(masked: str, start: int) -> str | None:
    """The target of a link whose brackets open before `start`; None if it is no link."""
    found = _TARGET.match(masked, start)
    if not found or found.end() == len(masked) or "\n\n" in found[1]:
        return None
    target = found[1].strip()
    if target.startswith("<") and ">" in target:
        return target[1 : target.index(">")]
    title = _TITLE.search(target)
    return target[: title.start()] if title else target
