"""Which block processors a block of Markdown cannot concern, told by how its lines begin.

Python-Markdown asks each block processor in turn, most of them with a regular expression over the
whole block. What is relied on (Markdown 3.11, pymdown-extensions 12): each processor named in
`MARKS` does nothing to a block without one of its marks, and has no effect but its result when
`test` is false. A processor that is not named there, a subclass included, is asked every time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree.ElementTree import Element, ElementTree

from markdown import blockprocessors as upstream
from markdown.blockparser import BlockParser
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.tables import TableProcessor
from pymdownx.details import DetailsProcessor  # type: ignore[import-untyped]
from pymdownx.superfences import SuperFencesCodeBlockProcessor  # type: ignore[import-untyped]
from pymdownx.tabbed import TabbedProcessor  # type: ignore[import-untyped]

LINE_MARK = re.compile(r"\n *([^\n ])")
INDENTED, EMPTY, NUMBER = "\t", "\n", "0"  # marks that are no character of the block


class QuickTable(TableProcessor):
    """Tables whose rows hold neither code nor escapes are split by the string method."""

    def _split(self, row: str) -> list[str]:
        if "`" in row or "\\" in row:
            cells: list[str] = super()._split(row)  # type: ignore[misc]
            return cells
        return row.split("|")


MARKS: dict[type[Any], str] = {
    upstream.EmptyBlockProcessor: EMPTY,
    upstream.ListIndentProcessor: INDENTED,
    DefListIndentProcessor: INDENTED,
    upstream.CodeBlockProcessor: INDENTED,
    SuperFencesCodeBlockProcessor: INDENTED,
    upstream.HashHeaderProcessor: "#",
    upstream.SetextHeaderProcessor: "=-",
    upstream.HRProcessor: "-_*",
    upstream.OListProcessor: NUMBER,
    upstream.UListProcessor: "*+-",
    upstream.BlockQuoteProcessor: ">",
    upstream.ReferenceProcessor: "[",
    DefListProcessor: ":",
    TableProcessor: "|",
    QuickTable: "|",
    AdmonitionProcessor: "!" + INDENTED,
    DetailsProcessor: "?" + INDENTED,
    TabbedProcessor: "=" + INDENTED,
}
WITH_SIBLING = (AdmonitionProcessor, DetailsProcessor, TabbedProcessor)
ANY_MARK = frozenset("".join(MARKS.values()))


class QuickBlockParser(BlockParser):
    """A block parser that asks only the processors that may want the block."""

    _processors: Sequence[Any] = ()
    _steps: Sequence[tuple[Any, frozenset[str] | None]] = ()
    _with_sibling: Sequence[Any] = ()
    _paragraph: Any = None

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        """As upstream, frame by frame: upstream counts them against endless nesting."""
        self._prepare()
        self.root = Element(self.md.doc_tag)
        self.parseChunk(self.root, "\n".join(lines))
        return ElementTree(self.root)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """As upstream: the first processor that takes the block has it."""
        while blocks:
            block = blocks[0]
            marks = self._marks(block)
            if self._paragraph is not None and ANY_MARK.isdisjoint(marks):
                self._paragraph.run(parent, blocks)
                continue
            for processor, wanted in self._steps or self._prepare():
                if blocks[0] is not block:
                    block = blocks[0]
                    marks = self._marks(block)
                if wanted is not None and wanted.isdisjoint(marks):
                    continue
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break

    def _prepare(self) -> Sequence[tuple[Any, frozenset[str] | None]]:
        """Notice processors that were registered since; the paragraph is known if all are."""
        processors = list(self.blockprocessors)
        if processors != self._processors:
            self._processors = processors
            wanted = [MARKS.get(type(each)) for each in processors]
            self._steps = [
                (each, None if marks is None else frozenset(marks))
                for each, marks in zip(processors, wanted, strict=True)
            ]
            self._with_sibling = [each for each in processors if type(each) in WITH_SIBLING]
            others = [each for each, marks in self._steps if marks is None]
            plain = len(others) == 1 and type(others[0]) is upstream.ParagraphProcessor
            self._paragraph = others[0] if plain else None
        return self._steps

    def _marks(self, block: str) -> Iterable[str]:
        """The marks of a block: what its lines begin with, and what else processors look for."""
        for processor in self._with_sibling:
            if processor.current_sibling is not None:
                return ANY_MARK
        first = block.lstrip(" ")[:1]
        marks = {first}
        if "\n" in block:
            marks.update(LINE_MARK.findall(block))
            if "|" in block[: block.find("\n")]:
                marks.add("|")
        if not block or block[0] == "\n":
            marks.add(EMPTY)
        elif block[0] == " " and block.startswith(" " * self.md.tab_length):
            marks.add(INDENTED)
        if first.isdecimal():
            marks.add(NUMBER)
        return marks
