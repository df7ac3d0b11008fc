"""Markdown to HTML for one page: the one function that an engine has to call.

Raw HTML is off: whatever a translation pastes is shown as text, never run. Links to pages are
rewritten by their spelling alone, so a page never depends on the existence of another one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE
from msgspec import Struct, field

from safar.model.images import Image
from safar.model.urls import host_of
from safar.parsing.glossary import parse_link
from safar.parsing.hosts import Hosts
from safar.problems import Code, Problem
from safar.render.fences import clean_fences
from safar.render.images import dress_images
from safar.render.outside import denied_hosts, show_host
from safar.render.passages import split_passages
from safar.render.quick_markdown import make_quick
from safar.render.structure import add_class, group_sections, wrap_tables

# A comment on a literal goes with its line: it may stand between two items or rows of a table.
COMMENT = re.compile(
    r"^[ \t]*<!--[ ]*literal[^\n]*?-->[ \t]*\n|<!--.*?-->", re.DOTALL | re.MULTILINE | re.IGNORECASE
)
TAG = re.compile(r"<[^>]*>")
NAME = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")
ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1[`~]*\s*?$", re.DOTALL | re.MULTILINE)
LOCAL = re.compile(r"(?!//)([\w./-]*)(?:#[\w./-]*)?")  # the path of an address of this site
MENDED = frozenset({"h2", "h3", "h4", "h5", "h6", "img", "details"})  # even without attributes
# Boxes come from the style sheet, and from the script one that can be ticked.
TICKED = ' class="task-list-item"'
TICK_BOX = re.compile('<input type="checkbox" disabled[^>]*> ')
# Letters go to Russian offices, whatever the language of the page around them.
FENCED_LETTER = '<pre class="highlight"><code class="language-letter">'
LETTER = '<pre class="letter" lang="ru"><code>'
SAFE_SCHEMES = frozenset({"", "http", "https", "tel", "mailto", "geo"})
SAFE_ATTRIBUTES = frozenset(
    {"abbr", "alt", "aria-label", "checked", "class", "colspan", "data-tabs", "dir", "disabled"}
    | {"for", "height", "href", "id", "lang", "name", "open", "role", "rowspan", "scope"}
    | {"src", "start", "tabindex", "title", "type", "width"}
)


class Heading(Struct, frozen=True):
    """A heading of a page: `level` 2 to 6, its anchor and its plain text."""

    level: int
    anchor: str
    text: str


class Passage(Struct, frozen=True):
    """What search indexes: the plain text between one anchor (`""` = the top) and the next."""

    anchor: str
    text: str


# Told apart by identity: options cannot be hashed.
class RenderRules(Struct, frozen=True, eq=False):
    """What all pages of one reader's locale are rendered with.

    `extensions` and `options` are those of `mkdocs.yml`; `callouts` maps a callout type to the
    title it has where the author wrote none; `table_label` names the box of a wide table;
    `images` are those of docs/assets by their path from there: `assets/img/stamp.png`; `hosts`
    those that may not be named.
    """

    extensions: tuple[str, ...]
    options: Mapping[str, Mapping[str, Any]]
    callouts: Mapping[str, str]
    table_label: str
    images: Mapping[str, Image] = field(default_factory=dict)
    hosts: Hosts = Hosts()


class RenderedPage(Struct, frozen=True):
    """A page as HTML, with everything that whole-site work may want to know about it.

    `names` are those asked for by `{{ name }}`. `problems` are denied hosts and what had to be
    taken out for safety: `safar check` names them with their lines before, this is the second net.
    """

    html: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]
    passages: tuple[Passage, ...]
    names: tuple[str, ...]
    problems: tuple[Problem, ...]


def render_page(body: str, path: str, rules: RenderRules) -> RenderedPage:
    """A page from its Markdown without front matter; `path` is that of its source: where its
    problems are placed, and from where its images are named.

    Depends on its arguments alone: it may run in any process, in any order.
    """
    converter, tree = _converter(rules)
    converter.reset()
    tree.forget(path)
    html, past = clean_fences(converter.convert(remove_comments(body)))
    html = TICK_BOX.sub("", html).replace(FENCED_LETTER, LETTER)
    removed = [*tree.removed, *past, *denied_hosts(html, rules.hosts)]
    return RenderedPage(
        html,
        tuple(tree.headings),
        tuple(tree.links),
        tuple(tree.passages),
        tuple(dict.fromkeys(NAME.findall(body))),
        tuple(Problem(code, path, 0, message) for code, message in removed),
    )


class _Valued(Treeprocessor):
    """Attributes without a value go: `{id}` names nothing, and the steps after read a text."""

    ignores_contents = True

    def run(self, root: Element) -> None:
        for element in root.iter():
            if None in element.attrib.values():
                for name in [name for name, value in element.items() if value is None]:
                    del element.attrib[name]


class _PageTree(Treeprocessor):
    """Our changes to the tree of a page: links, tables, callouts, sections, and what was seen."""

    ignores_contents = True

    def __init__(self, md: markdown.Markdown, rules: RenderRules) -> None:
        super().__init__(md)
        self._rules = rules
        self.forget("")

    def forget(self, path: str) -> None:
        """Nothing is seen yet of a page; the converter never comes here with a blank one."""
        self.path = path
        self.headings: list[Heading] = []
        self.links: list[str] = []
        self.passages: list[Passage] = []
        self.removed: list[tuple[Code, str]] = []
        self.outside: list[tuple[Element, str]] = []
        self.terms: set[str] = set()

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.attrib:
                self._clean(element)
            if element.attrib or element.tag in MENDED:
                self._mend(element)
        self.passages = [
            Passage(anchor, self._plain(text)) for anchor, text in split_passages(root)
        ]
        for element, host in self.outside:
            show_host(element, host, self._plain("".join(element.itertext())))
        wrap_tables(root, self._rules.table_label)
        dress_images(root, self.path, self._rules.images)
        group_sections(root)

    def _plain(self, text: str) -> str:
        """A text without the marks under which Python-Markdown keeps finished HTML (code)."""
        stash = self.md.htmlStash.rawHtmlBlocks
        whole = HTML_PLACEHOLDER_RE.sub(
            lambda mark: unescape(TAG.sub(" ", str(stash[int(mark[1])]))), text
        )
        return " ".join(whole.replace(AMP_SUBSTITUTE, "&").split())

    def _clean(self, element: Element) -> None:
        """Keep known attributes only; an alignment becomes a class: the CSP forbids styles."""
        if "style" in element.attrib:
            align = ALIGNMENT.search(element.attrib.pop("style"))
            if align:
                add_class(element, f"align-{align[1]}")
        for name in [name for name in element.attrib if name not in SAFE_ATTRIBUTES]:
            self.removed.append((Code.PAGE_ATTRIBUTE, f"{name}= is not allowed"))
            del element.attrib[name]

    def _mend(self, element: Element) -> None:
        if element.tag in {"h2", "h3", "h4", "h5", "h6"}:
            text = "".join(element.itertext()).strip()
            self.headings.append(Heading(int(element.tag[1]), element.get("id", ""), text))
        elif element.tag == "a" and "href" in element.attrib:
            if (name := parse_link(element.get("href", ""))) and name.isidentifier():
                self._mend_term(element, name)
            else:
                self._mend_link(element)
        elif element.tag == "img":
            element.set("src", self._safe_target(element.get("src", "")))
        elif "admonition" in element.get("class", "").split() or element.tag == "details":
            self._mend_callout(element)

    def _mend_link(self, element: Element) -> None:
        target = self._safe_target(element.get("href", ""))
        self.links.append(target)
        local = LOCAL.fullmatch(target)
        scheme, path = ("", local[1]) if local else urlsplit(target)[:3:2]
        if scheme in {"http", "https"}:
            add_class(element, "external")
            element.set("rel", "noreferrer")
            self.outside.append((element, host_of(target)))
        elif not scheme and path.endswith(".md"):
            target = target.replace(path, path[:-3] + ".html", 1)
        element.set("href", target)

    def _mend_term(self, element: Element, name: str) -> None:
        """A word that is explained below the text; from there a link leads back to its first use.

        No anchor of a heading has a low line, so these ids are never used twice.
        """
        if name not in self.terms:
            self.terms.add(name)
            element.set("id", f"use_{name}")
        add_class(element, "term")
        element.set("href", f"#term_{name}")
        self.links.append(f"#term_{name}")

    def _mend_callout(self, element: Element) -> None:
        """A title nobody wrote is the English name of the type: give it the locale's word."""
        title = element[0] if len(element) else None
        if title is None or title.text is None:
            return
        for kind in element.get("class", "").split():
            if kind in self._rules.callouts and title.text == kind.capitalize():
                title.text = self._rules.callouts[kind]

    def _safe_target(self, target: str) -> str:
        """The address if its scheme is one we know, else `""`: nothing is run from a link."""
        if is_safe(target):
            return target
        self.removed.append((Code.LINK_SCHEME, f'"{target}" is not allowed as a link'))
        return ""


def is_safe(target: str) -> bool:
    """True for relative addresses and the schemes of `SAFE_SCHEMES`, however they are spelled."""
    if LOCAL.fullmatch(target):
        return True
    squeezed = re.sub(r"[\x00-\x20]+", "", target)
    try:
        return urlsplit(squeezed).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False


@lru_cache(maxsize=16)
def _converter(rules: RenderRules) -> tuple[markdown.Markdown, _PageTree]:
    """Python-Markdown with the site's extensions: costly to make, so kept for the next page."""
    converter = markdown.Markdown(
        extensions=list(rules.extensions),
        extension_configs={name: dict(value) for name, value in rules.options.items()},
    )
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    tree = _PageTree(converter, rules)
    # Attribute lists are read at 8, anchors made at 5.
    converter.treeprocessors.register(_Valued(converter), "safar_valued", 7)
    converter.treeprocessors.register(tree, "safar", -1)  # when every text is its own
    make_quick(converter)
    return converter, tree


def forget_extensions() -> None:
    """Have extensions loaded again, for a preview of a site that is writing its own."""
    _converter.cache_clear()


def remove_comments(text: str) -> str:
    """The text without `<!-- … -->`, but for those inside fenced code."""
    if "<!--" not in text or "-->" not in text:
        return text
    parts: list[str] = []
    end = 0
    for fence in FENCE.finditer(text):
        parts += [COMMENT.sub("", text[end : fence.start()]), fence.group()]
        end = fence.end()
    return "".join([*parts, COMMENT.sub("", text[end:])])
