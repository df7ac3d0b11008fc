"""Which parts of a Markdown body are no text: fenced code, comments, code spans.

They are replaced by spaces of the same length, so every offset and line stays what it was.
In doubt a part counts as text: an unclosed fence, a code span over two lines or a comment that
a browser would close earlier hides nothing from the checks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

MAX_INDENT = 40

_FENCE = re.compile(r"^( *)(`{3,}|~{3,})[ \t]*([\w#.+-]*)[ \t]*$", re.MULTILINE)
_TOKEN = re.compile(r"<!--|`+")
_RUN = re.compile(r"`+")
# A browser ends a comment at `--!>` and at once in `<!-->`, so no `--` may stand inside one.
_COMMENT = re.compile(r"<!--(?!-?>)(?:[^-]++|-(?!-))*+-->")
_VISIBLE = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Masked:
    """The body with everything blanked that is no text, and where its comments stand."""

    text: str
    comments: tuple[Span, ...]


def mask_body(body: str) -> Masked:
    """The body without fences, comments and code spans; same length, same lines."""
    text = _blank(body, list(_fences(body))) if "```" in body or "~~~" in body else body
    if "`" not in text and "<!--" not in text:
        return Masked(text, ())
    comments: list[Span] = []
    hidden = list(_comments_and_code(text, comments))
    return Masked(_blank(text, hidden), tuple(comments))


def _blank(text: str, spans: list[Span]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += (text[done:start], _VISIBLE.sub(" ", text[start:end]))
        done = end
    return "".join((*pieces, text[done:]))


def _fences(body: str) -> Iterator[Span]:
    """Fences that are closed by the same sign run in the same column, with no text left of it."""
    lines = list(_FENCE.finditer(body))
    closers: dict[tuple[int, str], list[int]] = defaultdict(list)
    for line in lines:
        if not line[3]:
            closers[len(line[1]), line[2]].append(line.start())
    dedents: dict[int, int] = {}
    done = 0
    for line in lines:
        places = closers[len(line[1]), line[2]]
        following = bisect_right(places, line.start())
        if line.start() < done or len(line[1]) > MAX_INDENT or following == len(places):
            continue
        close = places[following]
        if _dedent(body, line, dedents) > close:
            done = body.find("\n", close) if "\n" in body[close : close + 200] else len(body)
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


def _comments_and_code(text: str, comments: list[Span]) -> Iterator[Span]:
    done = 0
    runs = _Runs(text)
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < done:
            continue
        if token[0] == "<!--":
            comment = _COMMENT.match(text, start)
            span = comment.span() if comment else None
            if span:
                comments.append(span)
        else:
            span = runs.code_span(start, token.end())
            # What follows a comment in its line may be read as raw HTML, backticks or not.
            if span and comments and "\n" not in text[comments[-1][1] : start]:
                span = None
        if span:
            done = span[1]
            yield span


class _Runs:
    """The backtick runs of one line at a time, to close a code span without looking twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = -1
        self.starts: dict[int, list[int]] = {}

    def code_span(self, start: int, end: int) -> Span | None:
        if start and self.text[start - 1] == "\\":
            return None
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
