"""Long lists of the directory: a page shows links to parts, each part is a page of its own.

A country is divided by its regions, or by its towns where no region is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from safar.language.locales import Locale
from safar.model.portal import Portal, ShownPage
from safar.model.urls import page_path, relative
from safar.parsing.centres import Centre
from safar.render.directory import (
    MOST,
    Asked,
    DirectoryView,
    Part,
    find_grouping,
    make_view,
    shown_centres,
)
from safar.render.frame import Frame, Link, make_frame


class PartPage(Struct, frozen=True):
    """A page with a part of the entries of another page, `origin`."""

    norm: str
    title: str
    origin: str
    shows: str
    centres: tuple[Centre, ...]


class PartView(Struct, frozen=True):
    """What the template of a part prints."""

    frame: Frame
    directory: DirectoryView
    crumbs: tuple[Link, ...]


def list_parts(portal: Portal, locale: Locale) -> Iterator[PartPage]:
    """The parts of all long lists of a locale."""
    if len(portal.directory.centres) > MOST:
        for shown in portal.pages[locale.tag].values():
            yield from divide(portal, shown)


def divide(portal: Portal, shown: ShownPage) -> Iterator[PartPage]:
    """The parts of one page; none if all of its entries fit into it."""
    shows = shown.meta.directory
    centres = shown_centres(portal, shows) if shows else ()
    if len(centres) <= MOST:
        return
    texts = portal.texts[shown.locale.tag]
    group = find_grouping(portal, shown.locale, shows)
    found: dict[str, list[Centre]] = {}
    titles: dict[str, str] = {}
    for centre in centres:
        key, title = group(centre)
        if centre.region:
            key = centre.region.lower()
            title = texts.centres.regions.get(centre.region, centre.region)
        found.setdefault(key, []).append(centre)
        titles.setdefault(key, title)
    for key in sorted(found, key=lambda each: titles[each]):
        yield from _pages(portal, shown, (key, titles[key]), found[key])


def _pages(
    portal: Portal, shown: ShownPage, named: tuple[str, str], centres: list[Centre]
) -> Iterator[PartPage]:
    key, region = named
    total = -(-len(centres) // MOST)
    for number in range(total):
        title = portal.texts[shown.locale.tag].strings["directory.part"]
        yield PartPage(
            norm=f"{shown.norm.removesuffix('.md')}/{key}-{number + 1}.md",
            title=title.format(region=region, n=number + 1, total=total) if total > 1 else region,
            origin=shown.norm,
            shows=shown.meta.directory,
            centres=tuple(centres[number * MOST : (number + 1) * MOST]),
        )


def directory_view(portal: Portal, shown: ShownPage) -> DirectoryView | None:
    """What of the directory a written page shows: its entries, or links to parts of them."""
    shows = shown.meta.directory
    if not shows:
        return None
    parts = tuple(
        Part(part.title, relative(shown.path, _path(shown.locale, part)), len(part.centres))
        for part in divide(portal, shown)
    )
    centres = () if parts else shown_centres(portal, shows)
    asked = Asked(portal, shown.locale, shown.path, shows, centres)
    return replace(make_view(asked), parts=parts)


def _path(locale: Locale, part: PartPage) -> str:
    return page_path(locale.tag, part.norm)


def part_view(portal: Portal, locale: Locale, part: PartPage) -> PartView:
    """A part for its template."""
    origin = portal.pages[locale.tag][part.origin]
    frame = make_frame(portal, locale, part.norm, kind="article", title=part.title)
    frame = replace(frame, description=origin.meta.description)
    asked = Asked(portal, locale, frame.path, part.shows, part.centres)
    foreign = origin.text if origin.is_fallback else None
    crumbs = (
        Link(portal.texts[locale.tag].strings["nav.home"], frame.home),
        Link(
            origin.meta.title,
            relative(frame.path, origin.path),
            lang=foreign.tag if foreign else "",
            dir=foreign.direction.value if foreign else "",
        ),
    )
    return PartView(frame, replace(make_view(asked), map=None), crumbs)
