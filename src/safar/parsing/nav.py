"""The navigation as `mkdocs.yml` writes it: pages under section ids, without titles.

nav:
  - index.md
  - work:
      - work/index.md
      - work/patent.md
not_in_nav: |
  gallery.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from safar.parsing.schema import name_of, show_value
from safar.parsing.yaml_text import Document, Keys
from safar.problems import Code, Problem

NAV_KEYS = ("nav", "not_in_nav")

_PAGE = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*(?:\.md|\.html)?")
_HINT = "write - work: and below it - work/patent.md; titles come from the pages"


class NavEntry(Struct, frozen=True):
    """A page (`work/patent.md`), the ids of the sections it stands in, outermost first."""

    norm: str
    sections: tuple[str, ...]
    line: int


class Nav(Struct, frozen=True):
    """The reading order; `sections` are (id, line), `hidden` are pages left out on purpose.

    `meant` are pages that a line with a mistake stands for; `readable` is False if there is no
    list at all, and then nothing can be said about pages that are not in it.
    """

    path: str = "mkdocs.yml"
    entries: tuple[NavEntry, ...] = ()
    sections: tuple[tuple[str, int], ...] = ()
    hidden: tuple[str, ...] = ()
    meant: frozenset[str] = frozenset()
    readable: bool = True


def parse_nav(document: Document) -> tuple[Nav, list[Problem]]:
    """The navigation of a configuration read with `only=NAV_KEYS`."""
    problems = list(document.problems)
    if document.readable and not isinstance(document.get("nav"), list):
        message = f"nav: expected a list of pages, received {show_value(document.get('nav'))}"
        problems.append(Problem(Code.NAV_PAGE, document.path, document.line("nav"), message, _HINT))
    reader = _NavReader(document)
    entries = tuple(reader.read(document.get("nav"), ("nav",), ()))
    problems += [*reader.problems, *_check_twice(document, entries)]
    hidden = tuple(str(document.get("not_in_nav") or "").split())
    nav = Nav(
        document.path,
        entries,
        tuple(reader.sections),
        hidden,
        frozenset(reader.meant),
        readable=document.readable and isinstance(document.get("nav"), list),
    )
    return nav, problems


class _NavReader:
    """Walks the nested lists; collects sections and problems on the way."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sections: list[tuple[str, int]] = []
        self.problems: list[Problem] = []
        self.meant: set[str] = set()

    def read(self, items: Any, keys: Keys, sections: tuple[str, ...]) -> Iterator[NavEntry]:
        for place, item in enumerate(items if isinstance(items, list) else []):
            here = (*keys, place)
            line = self.document.line(*here)
            if isinstance(item, str) and item.endswith(".md"):
                yield NavEntry(item, sections, line)
            elif isinstance(item, dict) and all(isinstance(below, list) for below in item.values()):
                for name, below in item.items():
                    self.sections.append((name, line))
                    yield from self.read(below, (*here, name), (*sections, name))
            else:
                self.problems.append(self._no_page(item, here, line))

    def _no_page(self, item: Any, keys: Keys, line: int) -> Problem:
        """A page with a title, without .md or with .html; a section without pages."""
        name, below = next(iter(item.items())) if isinstance(item, dict) else ("", item)
        hint = _HINT
        received = show_value(name or below)
        if isinstance(below, str) and _PAGE.fullmatch(below):
            norm = below.removesuffix(".html").removesuffix(".md") + ".md"
            self.meant.add(norm)
            received = f'"{name}: {below}"' if name else f'"{below}"'
            hint = f"write - {norm}" + ("; the title comes from the page" if name else "")
        elif name and below is None:
            self.meant.add(f"{name}/index.md")
            received = f'"{name}:" without pages'
            hint = f"write its pages below it: - {name}/index.md, or delete the line"
        message = f"{name_of(keys)}: expected a page or a section, received {received}"
        return Problem(Code.NAV_PAGE, self.document.path, line, message, hint)


def _check_twice(document: Document, entries: tuple[NavEntry, ...]) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for entry in entries:
        line = first.setdefault(entry.norm, entry.line)
        if line != entry.line:
            message = f"nav: {entry.norm} stands here again, first in line {line}"
            problems.append(
                Problem(Code.NAV_PAGE, document.path, entry.line, message, "keep it once")
            )
    return problems
