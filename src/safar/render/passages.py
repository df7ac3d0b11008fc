"""The plain text of a page between one anchor and the next, as search reads it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

CELL = " · "
WITHIN_WORDS = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s"}
    | {"small", "span", "strong", "sub", "sup", "u"}
)  # elements that do not part what stands beside them


def split_passages(root: Element) -> Iterator[tuple[str, str]]:
    """(anchor, text) of each part; the first has the anchor "" and may be empty."""
    anchor, words = "", list[str]()
    for child in root:
        if child.tag in {"h2", "h3"} and child.get("id"):
            yield anchor, "".join(words)
            anchor, words = child.get("id", ""), []
        _add_texts(child, words)
    yield anchor, "".join(words)


def _add_texts(element: Element, words: list[str]) -> None:
    """The texts of an element; between two cells of a table stands a dot, as in a snippet."""
    tag, text = element.tag, element.text
    apart = "" if tag in WITHIN_WORDS else CELL if tag in {"td", "th"} else " "
    if apart:
        words.append(apart)
    if isinstance(text, str):
        words.append(text)
    for child in element:
        _add_texts(child, words)
        if child.tail:
            words.append(child.tail)
    if apart:
        words.append(" ")
