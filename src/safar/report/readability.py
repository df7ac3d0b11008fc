"""Pages with long sentences, the worst of each locale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from safar.language.reading import ReadingLevel
from safar.report.material import Material, WrittenPage

WORST = 10


class PageReading(Struct, frozen=True):
    """A page with the figures of its text."""

    page: WrittenPage
    figures: ReadingLevel


class LocaleReading(Struct, frozen=True):
    """The pages of one locale that are hardest to read, the hardest first, of `known` pages."""

    tag: str
    known: int
    worst: tuple[PageReading, ...]


def find_reading(material: Material) -> tuple[LocaleReading, ...]:
    """The hardest pages by locale; a locale without figures is left out."""
    return tuple(_by_locale(material.tags, material.pages, material.reading))


def _by_locale(
    tags: Sequence[str], pages: Sequence[WrittenPage], reading: Mapping[str, ReadingLevel]
) -> Iterator[LocaleReading]:
    known = [PageReading(page, reading[page.path]) for page in pages if page.path in reading]
    for tag in tags:
        own = [found for found in known if found.page.locale.tag == tag]
        if own:
            yield LocaleReading(tag, len(own), tuple(sorted(own, key=_hardest_first)[:WORST]))


def _hardest_first(found: PageReading) -> tuple[float, int, str]:
    return -found.figures.mean, -found.figures.longest, found.page.path
