"""Python-Markdown with the same result in a fraction of the time.

The engine and its extensions stay upstream's. Each quick part leaves out only what cannot change
the result of the class it stands for, and stands for that very class: a subclass, an unknown
extension and other versions than `KNOWN` run as upstream runs them.
"""

from __future__ import annotations

from typing import Any

import markdown
import pymdownx  # type: ignore[import-untyped]
from markdown.blockparser import BlockParser
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.serializers import to_xhtml_string
from markdown.treeprocessors import InlineProcessor, PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import ETX, STX
from pymdownx.superfences import SuperFencesBlockPreprocessor  # type: ignore[import-untyped]

from safar.render.quick_blocks import QuickBlockParser, QuickTable
from safar.render.quick_inline import QuickInline, QuickLink
from safar.render.quick_tree import (
    QuickAttributes,
    QuickPrettify,
    QuickToc,
    QuickUnescape,
    render_xhtml,
)

KNOWN = ("3.11.3", "12.3")  # Markdown, pymdown-extensions: those whose behaviour is relied on


class QuickWhitespace(NormalizeWhitespace):
    """Tabs and blank lines, looked at only where there are some."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines without control characters, tabs and spaces in blank lines."""
        text = "\n".join([*lines, ""])
        if any(each in text for each in ("\t", " \n", "\r", STX, ETX)):
            return super().run(lines)
        return [*lines, "", ""]


class QuickFences(SuperFencesBlockPreprocessor):  # type: ignore[misc]
    """Fenced code, looked for line by line only in a page that has a fence."""

    def search_nested(self, lines: list[str]) -> list[str]:
        """The lines, with the placeholders of fenced code."""
        text = "\n".join(lines)
        if "```" in text or "~~~" in text:
            found: list[str] = super().search_nested(lines)
            return found
        return lines


QUICK: dict[type[Any], type[Any]] = {
    BlockParser: QuickBlockParser,
    TableProcessor: QuickTable,
    NormalizeWhitespace: QuickWhitespace,
    SuperFencesBlockPreprocessor: QuickFences,
    InlineProcessor: QuickInline,
    LinkInlineProcessor: QuickLink,
    PrettifyTreeprocessor: QuickPrettify,
    AttrListTreeprocessor: QuickAttributes,
    TocTreeprocessor: QuickToc,
    UnescapeTreeprocessor: QuickUnescape,
}


def make_quick(converter: markdown.Markdown) -> None:
    """Give each part of a converter that stands in `QUICK` its quick class, in place.

    In place, because extensions keep references to their parts. To be called when all is
    registered; what is registered later runs as it is.
    """
    if (markdown.__version__, pymdownx.__version__) != KNOWN:
        return
    parts: list[Any] = [converter.parser, *converter.preprocessors, *converter.inlinePatterns]
    for part in (*parts, *converter.parser.blockprocessors, *converter.treeprocessors):
        if type(part) in QUICK:
            part.__class__ = QUICK[type(part)]
    if converter.serializer is to_xhtml_string:
        converter.serializer = render_xhtml
