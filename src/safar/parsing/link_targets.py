"""The targets of links and images in the masked text of a body."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIMPLE_LINK = re.compile(r"\[[^\[\]\\\n]*+\]\(([^()\[\]\\\s<]++)\)")
_BRACKET = re.compile(r"\\.|!?\[|\]\(?|\n[ \t]*\n", re.DOTALL)
_TARGET = re.compile(r"\s*+([^()]*+(?:\([^()]*+\)[^()]*+)*+)")
_TITLE = re.compile(r"\s[\"'(]")


def find_targets(masked: str) -> list[tuple[int, str, bool]]:
    """Where the target of each link or image opens, the target, and whether it is an image.

    Of a text with all its brackets in simple links they are read at once.
    """
    simple = list(_SIMPLE_LINK.finditer(masked))
    if masked.count("[") == masked.count("]") == len(simple) and "\\" not in masked:
        return [
            (link.start(1) - 2, link[1], masked[max(link.start() - 1, 0)] == "!") for link in simple
        ]
    return list(_nested_links(masked))


def _nested_links(masked: str) -> Iterator[tuple[int, str, bool]]:
    opened: list[str] = []
    for token in _BRACKET.finditer(masked):
        sign = token[0]
        if sign.endswith("["):
            opened.append(sign)
        elif sign[0] == "]":
            image = bool(opened) and opened.pop() == "!["
            target = _target(masked, token.end()) if sign == "](" else None
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
