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
        words.extend(_texts(child))
    yield anchor, "".join(words)


def _texts(element: Element) -> Iterator[str]:
    """The texts of an element; between two cells of a table stands a dot, as in a snippet."""
    apart = "" if element.tag in WITHIN_WORDS else CELL if element.tag in {"td", "th"} else " "
    yield apart
    if isinstance(element.text, str):
        yield element.text
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child.tail
    yield apart and " "
