"""The pages that nobody writes: search, calendar, edition, chooser, 404, sitemap."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from safar.language.locales import Locale
from safar.model.edition import Edition
from safar.model.portal import Portal, ShownPage
from safar.model.urls import absolute, page_path
from safar.render.frame import EDITION, EMERGENCY, HOME, NEUTRAL, SEARCH, Frame, make_frame
from safar.render.parts import PartPage, list_parts, part_view
from safar.render.search import list_letters
from safar.render.start import Start, list_starts, start_view
from safar.render.view import alternates


class MadePage(Struct, frozen=True):
    """A page to render: where it goes, its template and the names that the template sees."""

    path: str
    template: str
    context: Mapping[str, Any]


class Entrance(Struct, frozen=True):
    """A locale as a page outside all of them offers it; paths start at the root of the tree."""

    locale: Locale
    strings: Mapping[str, str]
    home: str
    emergency: str

    def t(self, key: str) -> str:
        """The interface text under a key."""
        return self.strings[key]


def made_pages(portal: Portal) -> Iterator[MadePage]:
    """The made pages that do not depend on the content code: of every locale, and of none."""
    for _, make in list_made(portal):
        yield make()


def list_made(portal: Portal) -> Iterator[tuple[str, Callable[[], MadePage]]]:
    """The path of each of `made_pages`, and what makes it: one page costs no other."""
    yield "404.html", partial(not_found_page, portal)
    if portal.settings.site_url:
        yield "sitemap.xml", partial(_sitemap, portal)
    for locale in portal.built:
        yield page_path(locale.tag, SEARCH), partial(_search_page, portal, locale)
        yield page_path(locale.tag, NEUTRAL), partial(_calendar_page, portal, locale)
        for start in list_starts(portal):
            path = page_path(locale.tag, start.norm)
            yield path, partial(_start_page, portal, locale, start)
        for part in list_parts(portal, locale):
            yield page_path(locale.tag, part.norm), partial(_part_page, portal, locale, part)


def edition_pages(portal: Portal, edition: Edition) -> Iterator[MadePage]:
    """The pages that state the content code: about this edition, and the language chooser."""
    for _, make in list_carriers(portal, edition):
        yield make()


def list_carriers(portal: Portal, edition: Edition) -> Iterator[tuple[str, Callable[[], MadePage]]]:
    """The path of each of `edition_pages`, and what makes it."""
    for locale in portal.built:
        yield page_path(locale.tag, EDITION), partial(_edition_page, portal, locale, edition)
    yield "index.html", partial(_chooser_page, portal, edition)


def _chooser_page(portal: Portal, edition: Edition) -> MadePage:
    context = {"locales": entrances(portal), "edition": edition, "title": _site_name(portal)}
    return MadePage("index.html", "chooser.html", context)


def _sitemap(portal: Portal) -> MadePage:
    return MadePage("sitemap.xml", "sitemap.xml", {"entries": sitemap_entries(portal)})


def _start_page(portal: Portal, locale: Locale, start: Start) -> MadePage:
    view = start_view(portal, locale, start)
    return MadePage(view.frame.path, "start.html", {"page": view, "frame": view.frame})


def _part_page(portal: Portal, locale: Locale, part: PartPage) -> MadePage:
    view = part_view(portal, locale, part)
    return MadePage(view.frame.path, "places.html", {"page": view, "frame": view.frame})


def not_found_page(portal: Portal) -> MadePage:
    """`404.html`: it knows every locale and finds the root of the tree from the address."""
    base = absolute(portal.settings.site_url, "") or "/"
    context = {
        "locales": entrances(portal),
        "site_path": _url_path(base),
        "title": _site_name(portal),
    }
    return MadePage("404.html", "404.html", context)


def entrances(portal: Portal) -> tuple[Entrance, ...]:
    """The way into every built locale."""
    return tuple(
        Entrance(
            locale,
            portal.texts[locale.tag].strings,
            home=page_path(locale.tag, HOME),
            emergency=page_path(locale.tag, EMERGENCY)
            if EMERGENCY in portal.pages[locale.tag]
            else "",
        )
        for locale in portal.built
    )


def sitemap_entries(portal: Portal) -> list[dict[str, Any]]:
    """Every page with a text of its own: address, honest date, alternates."""
    entries = []
    for shown in portal.shown():
        if not shown.is_fallback:
            url = absolute(portal.settings.site_url, shown.path)
            others = alternates(portal, shown.norm)
            entries.append({"url": url, "date": _changed(shown), "alternates": others})
    return entries


def _changed(shown: ShownPage) -> date:
    """When the text was last checked or translated: what the page itself says."""
    translation = shown.meta.translation
    return max(shown.meta.checked, translation.date) if translation else shown.meta.checked


def _url_path(url: str) -> str:
    path = url.split("://", 1)[-1]
    return "/" + path.partition("/")[2] if "://" in url else url


def _site_name(portal: Portal) -> str:
    return portal.texts[portal.built[0].tag].strings["site.name"]


def _frame(portal: Portal, locale: Locale, norm: str, kind: str) -> Frame:
    """A made page's frame: title and description are the interface texts of its kind."""
    year = str(portal.settings.edition.year)
    frame = make_frame(portal, locale, norm, kind=kind)
    title = frame.t(f"{kind}.title").replace("{year}", year)
    return replace(frame, title=title, description=frame.t(f"{kind}.description"))


def _search_page(portal: Portal, locale: Locale) -> MadePage:
    frame = _frame(portal, locale, SEARCH, "search")
    context = {"frame": frame, "letters": list_letters(portal, locale, frame)}
    return MadePage(frame.path, "search.html", context)


def _calendar_page(portal: Portal, locale: Locale) -> MadePage:
    """The neutral page of quick exit: a calendar, no word of the portal on it."""
    frame = _frame(portal, locale, NEUTRAL, "calendar")
    texts = portal.texts[locale.tag]
    year = portal.settings.edition.year
    weeks = calendar.Calendar(firstweekday=0)
    months = [
        {"name": texts.formats.months[number - 1], "weeks": weeks.monthdayscalendar(year, number)}
        for number in range(1, 13)
    ]
    context = {"frame": frame, "months": months, "weekdays": texts.weekdays}
    return MadePage(frame.path, "calendar.html", context)


def _edition_page(portal: Portal, locale: Locale, edition: Edition) -> MadePage:
    frame = _frame(portal, locale, EDITION, "edition")
    total = len(portal.pages[locale.tag])
    rows = [
        {
            "locale": other,
            "count": sum(not page.is_fallback for page in portal.pages[other.tag].values()),
            "total": total,
        }
        for other in portal.built
    ]
    return MadePage(frame.path, "edition.html", {"frame": frame, "edition": edition, "rows": rows})
