"""The sources of a portal as records: what was read from docs/, page by page and text by text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from safar.language.letters import OddWord
from safar.language.locales import LocaleTable
from safar.language.reading import ReadingLevel
from safar.parsing.frontmatter import Meta
from safar.parsing.glossary import FILE as GLOSSARY
from safar.parsing.hosts import Hosts
from safar.parsing.nav import Nav
from safar.parsing.scan import Scan
from safar.parsing.yaml_text import Document
from safar.problems import Problem

NO_FILE = Document("")


class PageSource(Struct, frozen=True):
    """The record of one page file, without its text: there are too many to keep their texts.

    `norm` is the same in every locale, `path` and lines are for problems, `digest` is the SHA-256
    of the file, `meta` is None if the front matter has errors, `body_line` is the first line of
    the body. A `generated` page is made from the text of another locale, which `path` names.
    `level` and `odd_words` are those of the file, so of that other locale; `level` is measured
    here only where it is judged (`safar.language.reading.JUDGED`).
    """

    locale: str
    path: str
    norm: str
    digest: str
    meta: Meta | None
    body_line: int
    scan: Scan
    generated: bool = False
    level: ReadingLevel = ReadingLevel()
    odd_words: tuple[OddWord, ...] = ()


class LocaleTexts(Struct, frozen=True):
    """What a locale says outside its pages: texts, lists, formats, synonyms, terms, centres.

    `synonyms`, `glossary` and `centres` are empty in a locale that has no such file.
    """

    locale: str
    ui: Document
    lists: Document
    formats: Document
    synonyms: Document = NO_FILE
    glossary: Document = NO_FILE
    centres: Document = NO_FILE

    @property
    def strings(self) -> dict[str, str]:
        """The interface texts under dotted keys: `{"nav.skip": "Skip to the text"}`."""
        return dict(_flatten(self.ui.value))


class SiteSources(Struct, frozen=True):
    """Everything under docs/: pages by locale and norm, texts by locale, the shared data files.

    `root` is the name of the folder in problems (`docs`), `lists` its `_data/lists.yml`, `data`
    every YAML file by path, `assets` the files that pages may show (`assets/img/stamp.png`),
    `unread` the pages that are there and could not be read in some locale, `misnamed` those that
    must be renamed before anything can be said about their place, `found` what is wrong with each
    page by itself, by path, `hosts` those that may not be named.
    """

    root: str
    locales: LocaleTable
    nav: Nav
    lists: Document
    pages: Mapping[str, Mapping[str, PageSource]] = field(default_factory=dict)
    texts: Mapping[str, LocaleTexts] = field(default_factory=dict)
    data: Mapping[str, Document] = field(default_factory=dict)
    assets: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    misnamed: frozenset[str] = frozenset()
    found: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    hosts: Hosts = Hosts()

    @property
    def fact_files(self) -> tuple[Document, ...]:
        """The files of facts, in the order of their names."""
        start = f"{self.root}/_data/facts/"
        return tuple(self.data[path] for path in sorted(self.data) if path.startswith(start))

    def closed_list(self, name: str) -> frozenset[str]:
        """The ids of a closed list of `_data/lists.yml`; none if it is no list."""
        found = self.lists.get(name)
        return frozenset(map(str, found)) if isinstance(found, list) else frozenset()

    @property
    def centre_files(self) -> tuple[Document, ...]:
        """The files of the directory, in the order of their names."""
        start = f"{self.root}/_data/centres/"
        return tuple(self.data[path] for path in sorted(self.data) if path.startswith(start))

    @property
    def concepts(self) -> Document:
        """The file of the glossary that all languages share, empty where there is none."""
        path = f"{self.root}/_data/{GLOSSARY}"
        return self.data.get(path, Document(path))

    def find_page(self, tag: str, norm: str) -> PageSource | None:
        """What a reader of a locale is shown under a name: the first page of the fallback chain."""
        for step in self.locales.chain(tag):
            if page := self.pages.get(step, {}).get(norm):
                return page
        return None

    def with_locale(
        self, tag: str, pages: Mapping[str, PageSource], texts: LocaleTexts
    ) -> SiteSources:
        """The sources with a generated locale; its pages on disk win over generated ones."""
        complete = {**pages, **self.pages.get(tag, {})}
        return replace(
            self,
            pages={**self.pages, tag: complete},
            texts={**self.texts, tag: texts},
        )


def _flatten(value: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, item in value.items():
        if isinstance(item, dict):
            yield from _flatten(item, f"{prefix}{key}.")
        elif isinstance(item, (str, int)):
            yield f"{prefix}{key}", str(item)
