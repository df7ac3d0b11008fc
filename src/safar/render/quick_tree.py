"""The passes over a finished tree, and its HTML, without the work that comes to nothing.

What is relied on (Markdown 3.11): an attribute list ends with a brace, an escaped character is
kept between STX and ETX, and the table of contents is read by nobody where each step is one
of `QUIET`: then only the anchors of headings are made. Whatever is rarer is left to upstream.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import serializers
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import (
    TocTreeprocessor,
    escape_cdata,
    remove_fnrefs,
    render_inner_html,
    strip_tags,
    unique,
)
from markdown.postprocessors import AndSubstitutePostprocessor, RawHtmlPostprocessor
from markdown.serializers import to_xhtml_string
from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import STX, AtomicString
from pymdownx.highlight import HighlightTreeprocessor  # type: ignore[import-untyped]

from safar.render.quick_inline import QuickInline

ANCHOR = re.compile("#[A-Za-z0-9_-]+")
LABEL = "data-toc-label"
UNESCAPED_IN = frozenset({"script", "style"})


class QuickPrettify(PrettifyTreeprocessor):
    """The line breaks between blocks, made without recursion."""

    def _prettifyETree(self, root: Element) -> None:  # noqa: N802
        blocks = frozenset(self.md.block_level_elements)
        stack = [root]
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag not in {"code", "pre"} and (tag in blocks or self.md.is_block_level(tag)):
                children = [each for each in element if _is_block(each.tag, blocks)]
                if children:
                    text = element.text
                    if children[0] is element[0] and (not text or not text.strip()):
                        element.text = "\n"
                    stack.extend(children)
            tail = element.tail
            if not tail or not tail.strip():
                element.tail = "\n"


class QuickAttributes(AttrListTreeprocessor):
    """Attribute lists, looked for only where a brace is."""

    def run(self, doc: Element) -> None:
        """As upstream for each element that a brace may concern."""
        if "}" in "".join(doc.itertext()):
            super().run(_Elements([each for each in doc.iter() if _holds_brace(each)]))

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """As upstream; an anchor alone, which most lists are, needs no parser."""
        if ANCHOR.fullmatch(attrs_string):
            elem.set("id", attrs_string[1:])
            return ""
        return super().assign_attrs(elem, attrs_string, strict=strict)


class _Elements(Element):
    """What a pass over a tree is given to see a part of it."""

    def __init__(self, elements: list[Element]) -> None:
        super().__init__("div")
        self._elements = elements

    def iter(self, tag: str | None = None) -> Any:  # noqa: ARG002 - upstream's signature
        """The elements, in the order of the tree."""
        return iter(self._elements)


class QuickToc(TocTreeprocessor):
    """The anchors of headings; the table of contents only where somebody may read it."""

    def run(self, doc: Element) -> None:
        """As upstream, but for the table where it is not asked for."""
        headings = [
            each
            for each in doc.iter()
            if isinstance(each.tag, str) and self.header_rgx.match(each.tag)
        ]
        if self._is_read(doc, headings):
            super().run(doc)
            return
        used: set[str] = set()
        counters: dict[str, int] = {}
        if any("id" not in heading.attrib for heading in headings):
            used = {each.attrib["id"] for each in doc.iter() if "id" in each.attrib}
        for heading in headings:
            self.set_level(heading)
            if "id" not in heading.attrib:
                name = strip_tags(render_inner_html(remove_fnrefs(heading), self.md))
                anchor = self.slugify(unescape(name), self.sep)
                heading.attrib["id"] = unique(anchor, used, counters)  # type: ignore[call-arg]

    def _is_read(self, doc: Element, headings: list[Element]) -> bool:
        """True if upstream does more than anchors: to the tree, or for an unknown step."""
        if self.use_anchors or self.use_permalinks not in {False, None}:
            return True
        if any(LABEL in each.attrib for each in headings):
            return True
        if self.marker and self.marker in "".join(doc.itertext()):
            return True
        steps = [*self.md.treeprocessors, *self.md.postprocessors]
        return not all(
            type(step) in QUIET or getattr(step, "ignores_contents", False) for step in steps
        )


class QuickUnescape(UnescapeTreeprocessor):
    """Escaped characters, put back only where one is."""

    def run(self, root: Element) -> None:
        """As upstream for each text and attribute that holds an escaped character."""
        for element in root.iter():
            text, tail = element.text, element.tail
            if text and (STX in text or isinstance(text, AtomicString)) and element.tag != "code":
                element.text = self.unescape(text)
            if tail and (STX in tail or isinstance(tail, AtomicString)):
                element.tail = self.unescape(tail)
            if element.attrib:
                for key, value in element.items():
                    if value is not None and STX in value:
                        element.set(key, self.unescape(value))


QUIET: frozenset[type[Any]] = frozenset(
    {
        HighlightTreeprocessor,
        QuickInline,
        QuickPrettify,
        QuickAttributes,
        QuickToc,
        QuickUnescape,
        RawHtmlPostprocessor,
        AndSubstitutePostprocessor,
    }
)


def render_xhtml(root: Element) -> str:
    """The tree as upstream's XHTML; upstream writes it if it holds what is no plain element."""
    try:
        return _plain_xhtml(root)
    except (TypeError, AttributeError, _RareElementError):
        return to_xhtml_string(root)


class _RareElementError(Exception):
    """An element that upstream writes in another way."""


def _plain_xhtml(root: Element) -> str:
    parts: list[str] = []
    stack: list[Element | str] = [root]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        tag, text, tail = element.tag, element.text or "", element.tail or ""
        if type(tag) is not str or tag in UNESCAPED_IN or not tag.islower():
            raise _RareElementError
        if "&" in tail or "<" in tail or ">" in tail:
            tail = escape_cdata(tail)
        start = tag + _attributes(element) if element.attrib else tag
        if tag in HTML_EMPTY:
            parts.append(f"<{start} />{tail}")
            continue
        if "&" in text or "<" in text or ">" in text:
            text = escape_cdata(text)
        if len(element):
            parts.append(f"<{start}>{text}")
            stack.append(f"</{tag}>{tail}")
            stack += element[::-1]
        else:
            parts.append(f"<{start}>{text}</{tag}>{tail}")
    return "".join(parts)


def _attributes(element: Element) -> str:
    items = element.attrib.items()
    text = ""
    for key, value in sorted(items) if len(items) > 1 else items:
        if value is None:
            text += f" {key}"
        elif "&" in value or "<" in value or ">" in value or '"' in value:
            escaped = serializers._escape_attrib_html(value)  # type: ignore[attr-defined]
            text += f' {key}="{escaped}"'
        else:
            text += f' {key}="{value}"'
    return text


def _is_block(tag: Any, blocks: frozenset[str]) -> bool:
    return tag in blocks or (isinstance(tag, str) and tag.lower().rstrip("/") in blocks)


def _holds_brace(element: Element) -> bool:
    """True if an attribute list may stand in the text, after it or after its last child."""
    if (element.text and "}" in element.text) or (element.tail and "}" in element.tail):
        return True
    for child in element:  # noqa: SIM110 - called for each element of a page
        if child.tail and "}" in child.tail:
            return True
    return False
