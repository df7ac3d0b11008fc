"""Which parts of a Markdown body are no text: fenced code, comments, code spans.

They are replaced by spaces of the same length, so every offset and line stays what it was.
In doubt a part counts as text: after an unclosed fence, behind an unpaired backtick, in a
comment that Markdown or a browser may read otherwise nothing is hidden from the checks. Random
bodies are compared with what Markdown makes of them (`tests/test_scan.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

Span = tuple[int, int]

MAX_INDENT = 40
BLOCK_INDENT = 4

_FENCE = re.compile(r"^([ \t>]*+)(`{3,}+|~{3,}+)[ \t]*+([^\n]*)", re.MULTILINE)
_INFO = re.compile(r"[\w#.+-]*[ \t]*")
_TOKEN = re.compile(r"<!--|`+")
_RUN = re.compile(r"`+")
# A browser ends a comment at `--!>` and at once in `<!-->`, Markdown finds none around `<!--`:
# only what all of them read alike is a comment.
_COMMENT = re.compile(r"<!--(?!-?>)(?:[^-<]++|-(?!-)|<(?!!--))*+-->")
_VISIBLE = re.compile(r"[^\n]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


class Masked(Struct, frozen=True):
    """The body with everything blanked that is no text, and where its comments stand."""

    text: str
    comments: tuple[Span, ...]

    @property
    def prose(self) -> str:
        """The text without what stands in comments: what a reader may get to see."""
        return blank(self.text, list(self.comments))


def mask_body(body: str) -> Masked:
    """The body without fences, comments and code spans; same length, same lines."""
    if "`" not in body and "~" not in body and "<" not in body:
        return Masked(body, ())
    fences = list(_fences(body)) if "```" in body or "~~~" in body else []
    text = blank(body, fences)
    if "`" not in text and "<!--" not in text:
        return Masked(text, ())
    spans = _SpanReader(text, blank(body, fences, solid=True))
    hidden = list(spans.read())
    return Masked(blank(text, hidden), tuple(spans.comments))


def blank(text: str, spans: list[Span], *, solid: bool = False) -> str:
    """A text with some spans of it replaced by spaces, or with `solid` by x, its lines too."""
    if not spans:
        return text
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        hidden = "x" * (end - start) if solid else _VISIBLE.sub(" ", text[start:end])
        pieces += (text[done:start], hidden)
        done = end
    return "".join((*pieces, text[done:]))


def _fences(body: str) -> Iterator[Span]:
    """Fences that are closed by the same sign run in the same column, with no text left of it.

    Up to the first one that is not: it may swallow or free whatever comes after it.
    """
    lines = list(_FENCE.finditer(body))
    closers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for line in lines:
        if not line[3].strip():
            closers[line[1], line[2]].append(line.start())
    dedents: dict[int, int] = {}
    done = 0
    for line in lines:
        if line.start() < done:
            continue
        places = closers[line[1], line[2]]
        following = bisect_right(places, line.start())
        if following == len(places) or line[1].strip(" ") or len(line[1]) > MAX_INDENT:
            return
        close = places[following]
        if not _INFO.fullmatch(line[3]) or _dedent(body, line, dedents) < close:
            return
        newline = body.find("\n", close)
        done = newline if newline >= 0 else len(body)
        yield line.start(), done


def _dedent(body: str, fence: re.Match[str], known: dict[int, int]) -> int:
    """Where text first stands left of a fence: found once per column, so the whole stays linear."""
    column = len(fence[1])
    if not column:
        return len(body) + 1
    if known.get(column, -1) < fence.end():
        found = re.compile(rf"^ {{0,{column - 1}}}[^ \n]", re.MULTILINE).search(body, fence.end())
        known[column] = found.start() if found else len(body) + 1
    return known[column]


class _SpanReader:
    """Finds comments and code spans from left to right; `solid` has no blank lines in fences."""

    def __init__(self, text: str, solid: str) -> None:
        self.text = text
        self.solid = solid
        self.comments: list[Span] = []
        self.runs = _Runs(text)
        self.unpaired = 0  # up to here an unpaired backtick may turn code and text around
        self.tail = 0  # up to here the line of a comment goes on

    def read(self) -> Iterator[Span]:
        done = 0
        for token in _TOKEN.finditer(self.text):
            if token.start() < done:
                continue
            span = self._comment(token) if token[0] == "<!--" else self._code(token)
            if span:
                done = span[1]
                yield span

    def _comment(self, token: re.Match[str]) -> Span | None:
        comment = _COMMENT.match(self.text, token.start())
        if comment is None or token.start() < self.unpaired:
            return None
        start, end = comment.span()
        line = self.text.rfind("\n", 0, start) + 1
        alone = start - line < BLOCK_INDENT and not self.text[line:start].strip()
        if not alone and "\n" in comment[0]:
            return None
        self.comments.append((start, end))
        # What follows a comment in its line may be read as raw HTML, backticks or not.
        newline = self.text.find("\n", end)
        self.tail = len(self.text) if newline < 0 else newline
        # Inside a paragraph other markup comes first: what stands in the comment is looked at too.
        return (start, end) if alone else (start, start + len("<!--"))

    def _code(self, token: re.Match[str]) -> Span | None:
        start, end = token.span()
        if start < max(self.unpaired, self.tail) or self._is_escaped(start, end):
            return None
        span = self.runs.code_span(start, end)
        if span is None:
            # An unpaired run pairs with any later one of its paragraph, and turns code inside out.
            found = _PARAGRAPH_END.search(self.solid, start)
            self.unpaired = found.end() if found else len(self.text)
        return span

    def _is_escaped(self, start: int, end: int) -> bool:
        before = self.text[max(start - 2, 0) : start]
        return end - start == 1 and before.endswith("\\") and before != "\\\\"


class _Runs:
    """The backtick runs of one line at a time, to close a code span without looking twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = -1
        self.starts: dict[int, list[int]] = {}

    def code_span(self, start: int, end: int) -> Span | None:
        if start and self.text[start - 1] == "\\":
            return None  # how many signs are escaped is not worth knowing
        if start > self.end:
            self._read_line(start)
        length = end - start
        places = self.starts.get(length, [])
        following = bisect_right(places, start)
        return (start, places[following] + length) if following < len(places) else None

    def _read_line(self, start: int) -> None:
        newline = self.text.find("\n", start)
        self.end = len(self.text) if newline < 0 else newline
        self.starts = defaultdict(list)
        for run in _RUN.finditer(self.text, start, self.end):
            self.starts[run.end() - run.start()].append(run.start())
