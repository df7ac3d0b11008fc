"""The frame of a page: what every page shares, written or made, ready to print.

Templates know nothing else of the site, and nothing of the engine that calls them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from safar.language.locales import Locale
from safar.model.portal import Portal, ShownPage
from safar.model.urls import page_path, relative, root_prefix

HOME = "index.md"
EMERGENCY = "emergency.md"
CENTRES = "centres/index.md"
ABOUT = "about/index.md"
NEUTRAL = "calendar.md"
SEARCH = "search.md"
EDITION = "edition.md"


MADE = frozenset({SEARCH, EDITION, NEUTRAL})
START = "start/"


class Link(Struct, frozen=True):
    """A title and where it leads; `lang` and `dir` differ from the page's on a fallback title."""

    title: str
    href: str
    lang: str = ""
    dir: str = ""
    description: str = ""
    icon: str = ""
    id: str = ""


class Choice(Struct, frozen=True):
    """One language of the switcher; `text` is the language of the text where it is a fallback."""

    locale: Locale
    href: str
    current: bool
    text: Locale | None

    @property
    def tag(self) -> str:
        """The language of the page that it leads to (BCP 47)."""
        return (self.text or self.locale).tag


class Frame(Struct, frozen=True):
    """What every page has, made or written: its language, its place, the way to everywhere else.

    After the day `edition_old` the edition is more than a year old.
    """

    kind: str
    locale: Locale
    path: str
    title: str
    description: str
    strings: Mapping[str, str]
    root: str
    home: str
    search: str
    neutral: str
    edition_href: str
    edition_date: str
    edition_iso: str
    edition_old: str
    emergency: str
    centres: str
    about: str
    switcher: tuple[Choice, ...]
    canonical: str = ""
    hreflang: tuple[tuple[str, str], ...] = ()
    og_locale: str = ""

    @property
    def lang(self) -> str:
        """The reader's language (BCP 47)."""
        return self.locale.tag

    @property
    def dir(self) -> str:
        """The reader's writing direction."""
        return self.locale.direction.value

    @property
    def index(self) -> str:
        """The folder of the search index, beside the page of search."""
        return self.search.removesuffix(".html") + "/"

    def t(self, key: str, **values: object) -> str:
        """The interface text under a key, its {placeholders} filled in."""
        return self.strings[key].format(**values) if values else self.strings[key]


def make_frame(portal: Portal, locale: Locale, norm: str, *, kind: str, title: str = "") -> Frame:
    """The frame of one address; `kind` is the page type, `norm` the page (`work/wages.md`)."""
    path = page_path(locale.tag, norm)
    texts = portal.texts[locale.tag]
    return Frame(
        kind=kind,
        locale=locale,
        path=path,
        title=title,
        description="",
        strings=texts.strings,
        root=root_prefix(path),
        home=_to(path, locale, HOME),
        search=_to(path, locale, SEARCH),
        neutral=_to(path, locale, NEUTRAL),
        edition_href=_to(path, locale, EDITION),
        edition_date=texts.formats.date(portal.settings.edition),
        edition_iso=portal.settings.edition.isoformat(),
        edition_old=_a_year_after(portal.settings.edition),
        emergency=_if_shown(portal, path, locale, EMERGENCY),
        centres=_if_shown(portal, path, locale, CENTRES),
        about=_if_shown(portal, path, locale, ABOUT),
        switcher=_switcher(portal, locale, norm, path),
        og_locale=locale.tag.replace("-", "_"),
    )


def _a_year_after(day: date) -> str:
    """The same day of the next year; for 29 February the day that is not there, `2029-02-29`.

    Days are compared as texts, so this one stands between 28 February and 1 March.
    """
    return f"{day.year + 1:04}-{day.month:02}-{day.day:02}"


def _to(origin: str, locale: Locale, norm: str) -> str:
    return relative(origin, page_path(locale.tag, norm))


def _if_shown(portal: Portal, origin: str, locale: Locale, norm: str) -> str:
    return _to(origin, locale, norm) if norm in portal.pages[locale.tag] else ""


def _switcher(portal: Portal, locale: Locale, norm: str, path: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            other,
            _to(path, other, norm if _is_known(portal, other, norm) else HOME),
            other.tag == locale.tag,
            _foreign_text(portal, other, norm),
        )
        for other in portal.built
    )


def _is_known(portal: Portal, locale: Locale, norm: str) -> bool:
    """False for a page out of the locale's reach: its switcher leads to the first page instead."""
    pages = portal.pages[locale.tag]
    whole = f"{norm.rpartition('/')[0]}.md"  # of a part of the directory
    return norm in pages or norm in MADE or norm.startswith(START) or _is_divided(pages, whole)


def _is_divided(pages: Mapping[str, ShownPage], norm: str) -> bool:
    """True for a page of the directory, whose parts are the same in every language."""
    return norm in pages and bool(pages[norm].meta.directory)


def _foreign_text(portal: Portal, locale: Locale, norm: str) -> Locale | None:
    shown = portal.pages[locale.tag].get(norm)
    return shown.text if shown is not None and shown.is_fallback else None
