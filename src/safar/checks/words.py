"""Words of the glossary that a page of a language should not use, as whole words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import accumulate

from safar.parsing.glossary import Avoided, find_avoided
from safar.parsing.masks import mask_body
from safar.parsing.scan import Comment, Scan
from safar.parsing.schema import show_value
from safar.problems import Code, Problem, Severity

ALLOWED = "avoid:"  # a comment that begins so says why a word is right in its place
_NO_TEXT = re.compile(r"\]\([^()\n]*\)|https?://[^\s<>]+|\{[^{}\n]*\}")
_META = re.compile(r"(?:title|description):")
_VISIBLE = re.compile(r"[^\n]")


def check_words(
    path: str, text: str, scan: Scan, words: tuple[Avoided, ...], *, body_line: int
) -> list[Problem]:
    """A warning for each word to avoid in the text of a file, its title and its description.

    `body_line` is the first line after the front matter. A comment `<!-- avoid: reason -->` in
    the line, or alone in the line above, allows its words.
    """
    if ALLOWED not in text and not any(find_avoided(text, words)):
        return []  # nearly every page: its text is not read twice
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    silenced = _silenced(scan.comments, lines)
    read = _readable(lines, body_line)
    ends = list(accumulate(len(line) + 1 for line in read.split("\n")))
    found = (
        (bisect_right(ends, start) + 1, shown, word)
        for start, shown, word in find_avoided(read, words)
    )
    return [
        *(_problem(path, line, shown, word) for line, shown, word in found if line not in silenced),
        *_without_reason(path, scan.comments),
    ]


def _readable(lines: list[str], body_line: int) -> str:
    """The file with everything blanked that is no text; same length, same lines."""
    head = [line if _META.match(line) else "" for line in lines[: body_line - 1]]
    masked = mask_body("\n".join(lines[body_line - 1 :]))
    body = masked.text
    for start, end in masked.comments:
        body = body[:start] + _blank(body[start:end]) + body[end:]
    return "\n".join([*head, _NO_TEXT.sub(lambda found: _blank(found[0]), body)])


def _blank(text: str) -> str:
    return _VISIBLE.sub(" ", text)


def _silenced(comments: Collection[Comment], lines: list[str]) -> frozenset[int]:
    """The lines whose words are allowed."""
    allowed = {each.line for each in comments if _reason(each)}
    alone = {line for line in allowed if lines[line - 1].strip().startswith("<!--")}
    below = {line + 1 for line in alone if lines[line - 1].strip().endswith("-->")}
    return frozenset(allowed | below)


def _reason(comment: Comment) -> str:
    return comment.text.removeprefix(ALLOWED).strip() if comment.text.startswith(ALLOWED) else ""


def _without_reason(path: str, comments: Collection[Comment]) -> Iterator[Problem]:
    for comment in comments:
        if comment.text.startswith(ALLOWED) and not _reason(comment):
            hint = "say why the word is right here: <!-- avoid: the name of a law -->"
            message = "a comment that allows a word gives no reason"
            yield Problem(Code.TERM_AVOIDED, path, comment.line, message, hint, Severity.WARNING)


def _problem(path: str, line: int, shown: str, word: Avoided) -> Problem:
    message = f"{show_value(shown)} is to be avoided here: {word.reason}"
    hint = f'write "{word.term}", or say why it is right: <!-- avoid: reason -->'
    return Problem(Code.TERM_AVOIDED, path, line, message, hint, Severity.WARNING)
