"""What a report is made of, and the pages that people wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct, field

from safar.language.locales import Locale
from safar.language.reading import ReadingLevel
from safar.model.content import PageSource, SiteSources
from safar.model.directory import NO_DIRECTORY, Directory
from safar.model.facts import used_facts
from safar.parsing.facts import Fact, Facts
from safar.parsing.frontmatter import Meta
from safar.problems import Problem

NO_NAME = "Portal"


class WrittenPage(Struct, frozen=True):
    """A page that somebody wrote, its front matter without errors, and the facts it uses."""

    locale: Locale
    source: PageSource
    meta: Meta
    facts: tuple[Fact, ...]

    @property
    def path(self) -> str:
        """Its file: `docs/ky/work/wages.md`."""
        return self.source.path


class Material(Struct, frozen=True):
    """Everything that a report says something of, on one day.

    `sources` hold generated locales too; `pages` are those of the built locales that people wrote,
    by locale and name; `reading` has figures by the path of a page, as far as they are known;
    `directory` holds the centres.
    """

    name: str
    day: date
    sources: SiteSources
    facts: Facts
    pages: tuple[WrittenPage, ...]
    problems: tuple[Problem, ...] = ()
    reading: Mapping[str, ReadingLevel] = field(default_factory=dict)
    directory: Directory = NO_DIRECTORY

    @property
    def tags(self) -> tuple[str, ...]:
        """The built locales, in the order of the table."""
        return self.sources.locales.built


def name_portal(sources: SiteSources) -> str:
    """The portal's name in the language it is written in."""
    texts = sources.texts.get(sources.locales.source_tag)
    return (texts.strings.get("site.name") if texts else None) or NO_NAME


def written_pages(sources: SiteSources, facts: Facts) -> Iterator[WrittenPage]:
    """The pages of the built locales but the generated ones, whose texts are those of another."""
    for tag in sources.locales.built:
        for _, page in sorted(sources.pages.get(tag, {}).items()):
            if page.meta and not page.generated:
                used = used_facts(page.scan, facts)
                yield WrittenPage(sources.locales[tag], page, page.meta, used)
