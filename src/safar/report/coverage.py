"""Which locale has which page: a text of its own, another locale's, or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import Enum

from msgspec import Struct

from safar.model.content import SiteSources
from safar.parsing.frontmatter import Status
from safar.report.material import Material, WrittenPage


class Kind(Enum):
    """What a reader of a locale is shown for a page; the values are the words of the report."""

    SOURCE = "source"
    REVIEWED = "reviewed"
    DRAFT = "draft"
    MADE = "made"
    FALLBACK = "fallback"
    BROKEN = "has errors"
    MISSING = "missing"


class Cell(Struct, frozen=True):
    """One page in one locale; `origin` is the locale of the text if it is another one's."""

    kind: Kind
    origin: str = ""


class Row(Struct, frozen=True):
    """One page in all built locales, in the order of the table."""

    norm: str
    cells: tuple[Cell, ...]


class Behind(Struct, frozen=True):
    """A translation that is older than the last check of the page it was made from."""

    page: WrittenPage
    translated: date
    origin: str
    checked: date


class Coverage(Struct, frozen=True):
    """The matrix of `tags` and pages, its cells counted by locale, and what waits for somebody."""

    tags: tuple[str, ...]
    rows: tuple[Row, ...]
    counts: tuple[tuple[tuple[Kind, int], ...], ...]
    behind: tuple[Behind, ...]
    drafts: tuple[WrittenPage, ...]


def find_coverage(material: Material, made: Collection[str] = ()) -> Coverage:
    """Pages by locale; `made` are pages of the navigation that have no file."""
    sources, tags = material.sources, material.tags
    norms = [norm for norm in _find_norms(sources) if norm not in made]
    rows = tuple(Row(norm, tuple(_find_cell(sources, tag, norm) for tag in tags)) for norm in norms)
    drafts = (page for page in material.pages if is_draft(page))
    return Coverage(
        tags,
        rows,
        tuple(_count_kinds(row.cells[place] for row in rows) for place in range(len(tags))),
        tuple(_find_behind(material)),
        tuple(drafts),
    )


def is_draft(page: WrittenPage) -> bool:
    """True for a translation that nobody but its translator has read."""
    translation = page.meta.translation
    return translation is not None and translation.status is Status.DRAFT


def _find_norms(sources: SiteSources) -> list[str]:
    """The pages in the order of the navigation, then those that stand in none."""
    named = dict.fromkeys(entry.norm for entry in sources.nav.entries)
    others = {norm for tag in sources.locales for norm in sources.pages.get(tag, {})}
    return [*named, *sorted(others - named.keys())]


def _find_cell(sources: SiteSources, tag: str, norm: str) -> Cell:
    page = sources.pages.get(tag, {}).get(norm)
    if page is None:
        return _find_fallback(sources, tag, norm)
    if page.meta is None:
        return Cell(Kind.BROKEN)
    if page.generated:
        return Cell(Kind.MADE, sources.locales[tag].generated_from or "")
    if page.meta.translation is None:
        return Cell(Kind.SOURCE)
    return Cell(Kind.DRAFT if page.meta.translation.status is Status.DRAFT else Kind.REVIEWED)


def _find_fallback(sources: SiteSources, tag: str, norm: str) -> Cell:
    for step in sources.locales[tag].fallback:
        page = sources.pages.get(step, {}).get(norm)
        if page and page.meta:
            return Cell(Kind.FALLBACK, step)
    return Cell(Kind.MISSING)


def _count_kinds(cells: Iterable[Cell]) -> tuple[tuple[Kind, int], ...]:
    kinds = [cell.kind for cell in cells]
    return tuple((kind, kinds.count(kind)) for kind in Kind)


def _find_behind(material: Material) -> Iterator[Behind]:
    for page in material.pages:
        translation = page.meta.translation
        if translation is None:
            continue
        origin = material.sources.pages.get(translation.source, {}).get(page.source.norm)
        if origin and origin.meta and translation.date < origin.meta.checked:
            yield Behind(page, translation.date, translation.source, origin.meta.checked)
