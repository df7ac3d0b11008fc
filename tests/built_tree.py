"""A built tree read back by the standard library's parser: nothing of the generator is used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
URL_ATTRIBUTES = ("href", "src", "action", "poster", "data", "srcset", "xlink:href")


@dataclass(slots=True)
class Node:
    """An element; `text_parts` are its own strings and its children, in order."""

    tag: str
    attrs: dict[str, str]
    line: int = 0
    parent: Node | None = None
    parts: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """The element and everything inside it, in document order."""
        yield self
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.walk()

    def find_all(self, tag: str = "", name: str = "", **attrs: str) -> list[Node]:
        """Elements by tag, class name and attribute values."""
        return [
            node
            for node in self.walk()
            if (not tag or node.tag == tag)
            and (not name or name in node.attrs.get("class", "").split())
            and all(node.attrs.get(key.replace("_", "-")) == text for key, text in attrs.items())
        ]

    def find(self, tag: str = "", name: str = "", **attrs: str) -> Node:
        """The first such element; none is a failure."""
        found = self.find_all(tag, name, **attrs)
        assert found, f"no <{tag or '*'} class={name!r} {attrs}>"
        return found[0]

    @property
    def text(self) -> str:
        """All text inside, white space folded."""
        strings = (part for node in self.walk() for part in node.parts if isinstance(part, str))
        return " ".join(" ".join(strings).split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.at = self.root
        self.doctype = ""

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = self._add(tag, attrs)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Node:
        values = {name: text or "" for name, text in attrs}
        node = Node(tag, values, self.getpos()[0], self.at)
        self.at.parts.append(node)
        return node

    def handle_endtag(self, tag: str) -> None:
        node: Node | None = self.at
        while node is not None and node.tag != tag:
            node = node.parent
        if node is not None and node.parent is not None:
            self.at = node.parent

    def handle_data(self, data: str) -> None:
        self.at.parts.append(data)


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """One HTML file of a tree by its path with `/`."""

    path: str
    html: Node
    doctype: str

    @property
    def ids(self) -> list[str]:
        """Every id, in document order, with repetitions."""
        return [node.attrs["id"] for node in self.html.walk() if "id" in node.attrs]

    def addresses(self) -> Iterator[tuple[Node, str, str]]:
        """Every address that the page names: element, attribute, address."""
        for node in self.html.walk():
            for name in URL_ATTRIBUTES:
                if name in node.attrs:
                    for address in split_addresses(name, node.attrs[name]):
                        yield node, name, address

    def resolve(self, address: str) -> tuple[str, str]:
        """The file of the tree and the anchor that a relative address leads to."""
        parts = urlsplit(address)
        target = (
            normpath(join(dirname(self.path), unquote(parts.path))) if parts.path else self.path
        )
        return target, unquote(parts.fragment)


def split_addresses(name: str, value: str) -> list[str]:
    """The addresses of an attribute: `srcset` has several, each with the width of its file."""
    if name != "srcset":
        return [value]
    return [choice.split()[0] for choice in value.split(",")]


def read_page(site: Path, path: str) -> BuiltPage:
    """Parse one HTML file."""
    builder = _Builder()
    builder.feed((site / path).read_text(encoding="utf-8"))
    builder.close()
    return BuiltPage(path, builder.root, builder.doctype)


def read_tree(site: Path) -> dict[str, BuiltPage]:
    """Every HTML file of a tree by its path."""
    paths = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    return {path: read_page(site, path) for path in paths}


def list_tree(site: Path) -> set[str]:
    """Every file of a tree by its path with `/`."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def hash_files(site: Path) -> dict[str, str]:
    """The SHA-256 of every file of a tree."""
    return {
        path: hashlib.sha256((site / path).read_bytes()).hexdigest()
        for path in sorted(list_tree(site))
    }


def changed_files(before: Path, after: Path) -> set[str]:
    """The paths whose bytes differ between two trees, or that only one of them has."""
    old, new = hash_files(before), hash_files(after)
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def own_addresses(page: BuiltPage) -> Iterator[str]:
    """The addresses of a page that lead into the tree."""
    for _, _, address in page.addresses():
        if not urlsplit(address).scheme:
            yield address


def broken_links(tree: dict[str, BuiltPage], files: set[str]) -> list[str]:
    """Relative addresses without a file or an anchor behind them."""
    broken = []
    for page in tree.values():
        for address in own_addresses(page):
            path, anchor = page.resolve(address)
            if path not in files or (anchor and anchor not in tree[path].ids):
                broken.append(f"{page.path}: {address}")
    return broken
