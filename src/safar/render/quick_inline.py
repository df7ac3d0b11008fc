"""Which inline patterns a text cannot match, told by the characters they need.

Python-Markdown runs each inline pattern over each text of a page. What is relied on (Markdown
3.11): a pattern named in `NEEDS` has no match in a text without its characters, and a reference has
no effect in a page that defines none. A pattern that is not named there, a subclass included, is
run over every text.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from markdown import inlinepatterns as upstream
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

Found: TypeAlias = list[tuple[Element, list[str]]]
PUZZLING = re.compile(r"""[(<'"]""")
Needs: TypeAlias = tuple[str, str]  # one of both
Step: TypeAlias = tuple[int, Any, Needs | None]


class QuickLink(upstream.LinkInlineProcessor):
    """Links without nested brackets, quotes and titles are cut by the string methods."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        """The text of the link that starts at `index`, where it ends, and whether it does."""
        end = data.find("]", index)
        if end == -1:
            return "", index, False
        if data.find("[", index, end) != -1:
            return super().getText(data, index)
        return data[index:end], end + 1, True

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """The address, title and end of the link whose text ended at `index`."""
        end = data.find(")", index)
        target = data[index + 1 : end] if end >= 0 else data[index:]
        if end == -1 and "'" not in target and '"' not in target:
            return "", None, index, False
        if not target.isprintable() or PUZZLING.search(target) or data[index] != "(":
            return super().getLink(data, index)
        return target.strip(), None, end + 1, True


NEEDS: dict[tuple[type[Any], str], str] = {
    (upstream.BacktickInlineProcessor, upstream.BACKTICK_RE): "`",
    (upstream.EscapeInlineProcessor, upstream.ESCAPE_RE): "\\",
    (upstream.ReferenceInlineProcessor, upstream.REFERENCE_RE): "[",
    (upstream.LinkInlineProcessor, upstream.LINK_RE): "[",
    (QuickLink, upstream.LINK_RE): "[",
    (upstream.ImageInlineProcessor, upstream.IMAGE_LINK_RE): "![",
    (upstream.ImageReferenceInlineProcessor, upstream.IMAGE_REFERENCE_RE): "![",
    (upstream.ShortReferenceInlineProcessor, upstream.REFERENCE_RE): "[",
    (upstream.ShortImageReferenceInlineProcessor, upstream.IMAGE_REFERENCE_RE): "![",
    (upstream.AutolinkInlineProcessor, upstream.AUTOLINK_RE): "<",
    (upstream.AutomailInlineProcessor, upstream.AUTOMAIL_RE): "<",
    (upstream.SubstituteTagInlineProcessor, upstream.LINE_BREAK_RE): "  \n",
    (upstream.HtmlInlineProcessor, upstream.HTML_RE): "<",
    (upstream.HtmlInlineProcessor, upstream.ENTITY_RE): "&",
}
OF_REFERENCES: frozenset[type[Any]] = frozenset(
    (
        upstream.ReferenceInlineProcessor,
        upstream.ShortReferenceInlineProcessor,
        upstream.ImageReferenceInlineProcessor,
        upstream.ShortImageReferenceInlineProcessor,
    )
)


class QuickInline(InlineProcessor):
    """The inline processor, asking only the patterns that may match."""

    stashed_nodes: dict[str, Element | str]
    _patterns: Sequence[tuple[Any, str]] = ()  # what `_known` was made of
    _known: Sequence[Step] = ()
    _steps: Sequence[Step] = ()
    _needed: Sequence[str] | None = None  # what a text of this page must hold one of

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """As upstream: each text of the tree, level by level, becomes text and elements."""
        self.stashed_nodes = {}
        self.parent_map = {}
        self._choose(tree)
        stack = deque([(tree, [*(ancestors or ()), tree.tag.lower()])])
        while stack:
            current, self.ancestors = stack.popleft()
            if current is not tree:
                self.ancestors.append(current.tag.lower())
            if len(current):
                self._mark_up_children(current, stack)
        return tree

    def _choose(self, tree: Element) -> None:
        """Keep the patterns that this page may match: a pattern makes no text of its own."""
        registered: Iterable[Any] = self.inlinePatterns
        patterns = [(pattern, pattern.pattern) for pattern in registered]
        if patterns != self._patterns:
            self._patterns = patterns
            self._known = [(place, each, _needs(each)) for place, (each, _) in enumerate(patterns)]
        self._steps, self._needed = self._known, None
        if any(needs is None for _, _, needs in self._known):
            return
        text = "".join(tree.itertext())
        self._steps = [
            (place, pattern, needs)
            for place, pattern, needs in self._known
            if needs and (needs[0] in text or needs[1] in text)
            if self.md.references or type(pattern) not in OF_REFERENCES
        ]
        needed = [need for _, _, needs in self._steps for need in needs or ()]
        self._needed = tuple(dict.fromkeys([*needed, INLINE_PLACEHOLDER_PREFIX]))

    def _concerns(self, text: str) -> bool:
        """False for a text that upstream would put back as it was."""
        if self._needed is None:
            return True
        for need in self._needed:  # noqa: SIM110 - twice as fast as any()
            if need in text:
                return True
        return False

    def _mark_up_children(self, current: Element, stack: deque[tuple[Element, list[str]]]) -> None:
        waiting: list[tuple[Element, Found]] = []
        for child in current:
            text, tail = child.text, child.tail
            if text and not isinstance(text, AtomicString) and self._concerns(text):
                self.ancestors.append(child.tag.lower())
                child.text = None
                found = self._elements(self._mark_up(text), child)
                stack.extend(found)
                waiting.append((child, found))
                self.ancestors.pop()
            if tail and self._concerns(tail):
                self._mark_up_tail(current, child, tail)
            if len(child):
                stack.append((child, self.ancestors[:]))
        for element, found in waiting:
            for place, (new, _) in enumerate(found):
                element.insert(place, new)

    def _mark_up_tail(self, parent: Element, child: Element, tail: str) -> None:
        holder = Element("d")
        child.tail = None
        found = self._elements(self._mark_up(tail), holder, is_text=False)
        if holder.tail:
            child.tail = holder.tail
        place = list(parent).index(child) + 1
        for new, _ in reversed(found):
            parent.insert(place, new)

    def _mark_up(self, data: str, first: int = 0) -> str:
        """The text with marks for the elements that the patterns from `first` on found in it."""
        if isinstance(data, AtomicString):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for place, pattern, needs in self._steps:
            if place < first:
                continue
            start, may = 0, needs is None or needs[0] in data or needs[1] in data
            while may:
                data, may, start = apply(pattern, data, place, start)
                if may and needs is not None:  # what is before `start` has been looked at
                    may = data.find(needs[0], start) >= 0 or data.find(needs[1], start) >= 0
        return data

    _InlineProcessor__handleInline = _mark_up  # the name under which upstream's steps call it

    def _elements(self, data: str, parent: Element, *, is_text: bool = True) -> Found:
        found: Found = self._InlineProcessor__processPlaceholders(  # type: ignore[attr-defined]
            data, parent, is_text
        )
        return found


def _needs(pattern: Any) -> Needs | None:
    """Two strings of which a text must hold one to match, or `None` for an unknown pattern."""
    if type(pattern) is upstream.DelimiterProcessor:
        return (pattern.tokens[0], pattern.tokens[-1]) if len(pattern.tokens) in {1, 2} else None
    need = NEEDS.get((type(pattern), pattern.pattern))
    return (need, need) if need else None
