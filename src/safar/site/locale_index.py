"""What search reads of the pages of one locale, and the files that it becomes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from safar.cache.codec import value_key
from safar.language.locales import Locale
from safar.model.portal import Portal, ShownPage
from safar.render.directory import directory_passages
from safar.render.markdown import RenderedPage
from safar.render.search import search_strings
from safar.search.analysis import make_analyser
from safar.search.collect import find_crumbs, make_indexed_page, number_pages
from safar.search.model import IndexedPage, KeyGroup, PageTerms
from safar.search.scripts import Frame, render_files, render_page_shard
from safar.search.shards import merge_terms
from safar.search.terms import TermReader, read_terms
from safar.sources.search_tables import load_search_tables

FOLDER = "search"


class LocaleIndex:
    """What the pages of one reader's locale are read with; costly to make, so made once."""

    def __init__(self, portal: Portal, locale: Locale) -> None:
        self._portal = portal
        self._tables = load_search_tables()
        self.locale = locale
        self.numbers = number_pages(portal, locale.tag)
        self._readers: dict[str, TermReader] = {}  # by the language of a text
        self._keys: dict[str, str] = {}  # of its synonyms

    def path(self, name: str) -> str:
        """Where a file of the index stands in the tree."""
        return f"{self.locale.tag}/{FOLDER}/{name}"

    def page_path(self, norm: str) -> str:
        """Where the text of a page stands in the tree."""
        return self.path(f"p-{self.numbers[norm]}.js")

    def key(self, shown: ShownPage, body: str) -> str:
        """The key of what is read of a page; `body` is the key of its rendered text."""
        meta, crumbs = shown.meta, find_crumbs(self._portal, shown)
        synonyms = self._synonyms_key(shown.text.tag)
        entries = list(directory_passages(self._portal, shown))
        return value_key(synonyms, body, meta.title, meta.description, crumbs, shown.text, entries)

    def _synonyms(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The groups for a text in a language: the reader's, and those of the text's own."""
        tags = dict.fromkeys((self.locale.tag, text))
        return tuple(group for tag in tags for group in self._portal.texts[tag].synonyms)

    def _synonyms_key(self, text: str) -> str:
        if text not in self._keys:
            self._keys[text] = value_key(self._synonyms(text))
        return self._keys[text]

    def page(self, shown: ShownPage, rendered: RenderedPage) -> IndexedPage:
        """A page as search sees it."""
        return make_indexed_page(self._portal, shown, rendered, self._tables)

    def read(self, page: IndexedPage) -> PageTerms:
        """The words of a page."""
        text = page.lang or self.locale.tag
        if text not in self._readers:
            analyser = make_analyser(self._tables, page.family)
            self._readers[text] = TermReader(analyser, self._synonyms(text))
        return read_terms(page, self._readers[text])

    def render_page(self, norm: str, page: IndexedPage) -> str:
        """The file of a page's text."""
        return render_page_shard(self.locale.tag, self.numbers[norm], page)

    def render(
        self, groups: Mapping[str, KeyGroup], terms: Iterable[PageTerms], digests: Iterable[str]
    ) -> dict[str, str]:
        """The files of the index but for the texts of pages; `digests` are theirs, by number."""
        frame = Frame(self._tables, search_strings(self._portal, self.locale))
        return render_files(self.locale.tag, groups, list(terms), digests, frame=frame)


def render_index(
    portal: Portal, locale: Locale, pages: Iterable[tuple[ShownPage, RenderedPage]]
) -> Iterator[tuple[str, str]]:
    """The path and text of every file of a locale's index, made from all of its pages at once."""
    index = LocaleIndex(portal, locale)
    terms: dict[int, PageTerms] = {}
    digests: dict[int, str] = {}
    for shown, rendered in pages:
        page, number = index.page(shown, rendered), index.numbers[shown.norm]
        terms[number] = index.read(page)
        text = index.render_page(shown.norm, page)
        digests[number] = hashlib.sha256(text.encode()).hexdigest()
        yield index.page_path(shown.norm), text
    ordered = [digest for _, digest in sorted(digests.items())]
    files = index.render(merge_terms(terms), terms.values(), ordered)
    for name, text in files.items():
        yield index.path(name), text
