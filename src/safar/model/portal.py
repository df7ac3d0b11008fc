"""The portal as data: which text each locale shows under which address.

Made once per build from the sources. A page that a locale lacks is taken from the next locale of
its fallback chain; a generated locale is made from its source locale first, so it never looks
like a fallback.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct, field

from safar.language.formats import Formats
from safar.language.locales import Locale, LocaleTable
from safar.language.transliteration import Transliterator
from safar.maps.borders import Borders
from safar.model.content import PageSource
from safar.model.directory import NO_DIRECTORY, Directory
from safar.model.facts import used_facts
from safar.model.images import Image
from safar.model.navigation import Navigation
from safar.model.urls import page_path
from safar.parsing.facts import Fact, Facts
from safar.parsing.frontmatter import Meta
from safar.parsing.glossary import NO_GLOSSARY, Glossary, Term, link_targets
from safar.parsing.hosts import Hosts
from safar.parsing.synonyms import Synonyms
from safar.parsing.tools import NO_TOOLS, Tools

Pages = Mapping[str, Mapping[str, PageSource]]


class Settings(Struct, frozen=True):
    """What `mkdocs.yml` and the environment say; `site_url` is `""` for a tree on a stick.

    `images` are the formats in which pictures are made, in the order in which browsers are asked.
    """

    site_url: str = ""
    report_mail: str = ""
    edition: date = date(1970, 1, 1)
    colours: Mapping[str, str] = field(default_factory=dict)
    colours_dark: Mapping[str, str] = field(default_factory=dict)
    images: tuple[str, ...] = ()


class ShownPage(Struct, frozen=True):
    """One address of the portal: `locale` is the reader's, `source.locale` that of the text."""

    locale: Locale
    text: Locale
    source: PageSource

    @property
    def norm(self) -> str:
        """The page without its locale: `work/wages.md`."""
        return self.source.norm

    @property
    def meta(self) -> Meta:
        """Its front matter; a page without a valid one is never shown."""
        assert self.source.meta is not None
        return self.source.meta

    @property
    def path(self) -> str:
        """Where the page stands in the tree: `ky/work/wages.html`."""
        return page_path(self.locale.tag, self.norm)

    def linked_terms(self) -> tuple[str, ...]:
        """The concepts of the glossary that its text links to, in the order of the text."""
        return link_targets((link.target, link.image) for link in self.source.scan.links)

    @property
    def is_fallback(self) -> bool:
        """True if the reader is shown a text in another language than the chosen one."""
        return self.locale.tag != self.text.tag


class CentreTexts(Struct, frozen=True):
    """What a locale says of the directory, by id: names and ways are those it has of its own."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)
    tongues: Mapping[str, str] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)


NO_CENTRE_TEXTS = CentreTexts()


class Texts(Struct, frozen=True):
    """Everything a locale says outside its pages: interface strings, closed lists, formats.

    `weekdays` are the short names, Monday first. `synonyms` are groups of words and short phrases
    that readers type for the same thing, as the locale's own file says: none are taken from its
    fallback chain. Who searches a fallback page may ask the texts of that page's locale too.
    `centres` are the words of the directory.
    """

    strings: Mapping[str, str]
    sections: Mapping[str, str]
    countries: Mapping[str, str]
    weekdays: tuple[str, ...]
    formats: Formats
    synonyms: Synonyms = ()
    centres: CentreTexts = NO_CENTRE_TEXTS


class Urgent(Struct, frozen=True):
    """An entry of "I need help now": the text `urgent.<id>` leads to an anchor of a page."""

    id: str
    page: str
    anchor: str


class Lists(Struct, frozen=True):
    """The closed lists: icons of sections and pages, who the portal is for, what cannot wait."""

    sections: Mapping[str, str]
    icons: Mapping[str, str]
    countries: tuple[str, ...]
    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    urgent: tuple[Urgent, ...]


class Portal(Struct, frozen=True):
    """The whole site as data; `pages` maps locale and page (`work/wages.md`) to what is shown.

    `texts` are those of the built locales and of every locale that their fallback pages come from.
    Pages are records: their texts are read when they are rendered, those of generated locales
    through `converter`. `images` are the pictures of docs/assets by name (`assets/img/stamp.png`),
    `facts` what pages use by its id, `glossary` the words of all locales, `tools` the rules
    of calculators, `directory` the centres and `borders` the lines of
    their maps, `hosts` those that may not be named, `allowed` how many numbers may stand in
    pages without a fact.
    """

    settings: Settings
    locales: LocaleTable
    navigation: Navigation
    lists: Lists
    texts: Mapping[str, Texts]
    pages: Mapping[str, Mapping[str, ShownPage]]
    converter: Transliterator
    images: Mapping[str, Image] = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    hosts: Hosts = Hosts()
    allowed: int = 0
    glossary: Glossary = NO_GLOSSARY
    tools: Tools = NO_TOOLS
    directory: Directory = NO_DIRECTORY
    borders: Borders = Borders()

    def facts_of(self, shown: ShownPage) -> tuple[Fact, ...]:
        """The facts that the text of a page uses."""
        return used_facts(shown.source.scan, self.facts)

    def terms_of(self, locale: Locale) -> Mapping[str, Term]:
        """The words of a language by their concept."""
        return self.glossary.terms.get(locale.tag, {})

    @property
    def built(self) -> tuple[Locale, ...]:
        """The locales that are shown to readers, in the order of the table."""
        return tuple(self.locales[tag] for tag in self.locales.built)

    def own_locales(self, norm: str) -> tuple[Locale, ...]:
        """The locales that have a text of their own for a page, in the order of the table."""
        return tuple(locale for locale in self.built if self._is_own(locale.tag, norm))

    def _is_own(self, tag: str, norm: str) -> bool:
        page = self.pages[tag].get(norm)
        return page is not None and not page.is_fallback

    def shown(self) -> Iterator[ShownPage]:
        """Every page of every built locale."""
        for pages in self.pages.values():
            yield from pages.values()


def resolve_pages(pages: Pages, locales: LocaleTable) -> dict[str, dict[str, ShownPage]]:
    """What every built locale shows for every page of its chain (own text, else the next one's)."""
    return {tag: _resolve(pages, locales, locales[tag]) for tag in locales.built}


def _resolve(pages: Pages, locales: LocaleTable, locale: Locale) -> dict[str, ShownPage]:
    shown: dict[str, ShownPage] = {}
    for tag in locales.chain(locale.tag):
        for norm, source in pages.get(tag, {}).items():
            if source.meta is not None:
                shown.setdefault(norm, ShownPage(locale, locales[tag], source))
    return dict(sorted(shown.items()))
