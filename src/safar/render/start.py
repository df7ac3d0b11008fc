"""The pages behind "I am a citizen of … / I am going to …": static lists, nothing stored.

An address is a citizenship, a destination or both: `start/kg`, `start/to-ru`, `start/kg-ru`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from safar.language.locales import Locale
from safar.model.portal import Portal, ShownPage
from safar.model.urls import page_path, relative
from safar.render.frame import HOME, Frame, Link, make_frame

OTHER = "other"
MANY = 40  # pages; of more, those for everybody are found through their sections


class Start(Struct, frozen=True):
    """One combination; `citizen` and `going` are country codes, `OTHER`, or `""` for not chosen."""

    citizen: str
    going: str

    @property
    def norm(self) -> str:
        """The page of this combination, named like a written page."""
        going = f"to-{self.going}" if self.going and not self.citizen else self.going
        name = "-".join(part for part in (self.citizen, going) if part)
        return f"start/{name.lower()}.md"


NOTHING = Start("", "")


class StartView(Struct, frozen=True):
    """What the template of a start page prints: the choice so far, the rest of it, the pages."""

    frame: Frame
    citizenships: tuple[Link, ...]
    destinations: tuple[Link, ...]
    pages: tuple[Link, ...]


def list_starts(portal: Portal) -> Iterator[Start]:
    """Every combination that has a page."""
    destinations = with_other(portal.lists.destinations)
    for citizen in ("", *portal.lists.origins):
        for going in ("", *destinations):
            if (citizen or going) and citizen != going:
                yield Start(citizen, going)


def start_view(portal: Portal, locale: Locale, start: Start) -> StartView:
    """The page of one combination in one locale.

    Where very many pages are for everybody, their sections are listed in their place.
    """
    frame = make_frame(portal, locale, start.norm, kind="start")
    title = _title(portal, locale, start)
    frame = replace(frame, title=title, description=frame.t("start.description"))
    ordered = _in_order(portal, locale)
    matter = [page for page in ordered if _matters(page, start)]
    if len(matter) > MANY:
        matter = [page for page in ordered if _opens(page) or _is_meant(page, start)]
    return StartView(
        frame,
        start_links(portal, frame, portal.lists.origins, chosen=start),
        start_links(portal, frame, portal.lists.destinations, chosen=start, going=True),
        tuple(_page_link(frame, page) for page in matter),
    )


def start_links(
    portal: Portal,
    frame: Frame,
    codes: Sequence[str],
    *,
    going: bool = False,
    chosen: Start = NOTHING,
) -> tuple[Link, ...]:
    """A row of choices: countries of citizenship, or destinations and "another country"."""
    rows = with_other(codes) if going else tuple(codes)
    return tuple(_choices(portal, frame, rows, chosen, going=going))


def with_other(codes: Sequence[str]) -> tuple[str, ...]:
    """Destinations and, where a portal names any, "another country"."""
    return (*codes, OTHER) if codes else ()


def _choices(
    portal: Portal, frame: Frame, codes: Iterable[str], chosen: Start, *, going: bool
) -> Iterator[Link]:
    for code in codes:
        start = Start(chosen.citizen, code) if going else Start(code, chosen.going)
        if start.citizen == start.going:
            continue
        current = code == (chosen.going if going else chosen.citizen)
        href = relative(frame.path, page_path(frame.lang, start.norm))
        yield Link(_name(portal, frame.locale, code), href, id="current" if current else "")


def _name(portal: Portal, locale: Locale, code: str) -> str:
    texts = portal.texts[locale.tag]
    return texts.strings["home.other"] if code == OTHER else texts.countries[code]


def _title(portal: Portal, locale: Locale, start: Start) -> str:
    """The names of what was chosen; one alone says whether it is the origin or the destination."""
    names = [_name(portal, locale, code) for code in (start.citizen, start.going) if code]
    if len(names) == 2:
        return " – ".join(names)
    strings = portal.texts[locale.tag].strings
    title = strings["start.title_citizen"] if start.citizen else strings["start.title_going"]
    return title.format(country=names[0])


def _matters(page: ShownPage, start: Start) -> bool:
    """True if a page speaks to this citizenship and of this destination (absent = of all)."""
    meta = page.meta
    if page.norm == HOME or _is_index(page):
        return False
    for_me = not start.citizen or not meta.audience or start.citizen in meta.audience
    of_there = not start.going or not meta.countries or start.going in meta.countries
    return for_me and of_there


def _is_meant(page: ShownPage, start: Start) -> bool:
    """True if a page names this citizenship or this destination, and excludes neither."""
    named = start.citizen in page.meta.audience or start.going in page.meta.countries
    return named and _matters(page, start)


def _opens(page: ShownPage) -> bool:
    """True for the pages that open sections, and for those that stand in none: emergency."""
    return _is_index(page) or ("/" not in page.norm and page.norm != HOME)


def _is_index(page: ShownPage) -> bool:
    """True for the page that opens a section."""
    return page.norm.endswith("/index.md")


def _in_order(portal: Portal, locale: Locale) -> list[ShownPage]:
    """The pages of a locale in reading order; those outside the navigation come last."""
    pages = portal.pages[locale.tag]
    listed = dict.fromkeys(portal.navigation.pages)
    return [
        pages[norm] for norm in (*listed, *sorted(pages.keys() - listed.keys())) if norm in pages
    ]


def _page_link(frame: Frame, page: ShownPage) -> Link:
    meta = page.meta
    href = relative(frame.path, page.path)
    if not page.is_fallback:
        return Link(meta.title, href, description=meta.description)
    return Link(meta.title, href, page.text.tag, page.text.direction.value, meta.description)
