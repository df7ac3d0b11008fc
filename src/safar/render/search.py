"""The page of search: every page of a locale in the order of its alphabet, and what search says.

The page is complete without script. With it, the list makes way for results.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from msgspec import Struct

from safar.language.alphabet import Alphabet, make_alphabet
from safar.language.format_tables import CATEGORIES
from safar.language.formats import Formats
from safar.language.locales import Locale
from safar.model.portal import Portal, ShownPage
from safar.model.urls import relative
from safar.render.frame import Frame


class Entry(Struct, frozen=True):
    """A page in the list; `section` is its theme or `""`, `text` the language of a fallback.

    The page that opens a theme has no `section`: its title says the same.
    """

    title: str
    href: str
    section: str
    text: Locale | None


class Letter(Struct, frozen=True):
    """The pages under one letter."""

    name: str
    entries: tuple[Entry, ...]


def list_letters(portal: Portal, locale: Locale, frame: Frame) -> tuple[Letter, ...]:
    """Every page of a locale under its letter, for a page with `frame`."""
    order = _alphabet_of(portal, locale)
    pages = portal.pages[locale.tag].values()
    ordered = sorted(pages, key=lambda page: (order.sort_key(page.meta.title), page.norm))
    groups = groupby(ordered, lambda page: order.heading(page.meta.title))
    return tuple(
        Letter(name, tuple(_entry(portal, frame, page) for page in found)) for name, found in groups
    )


def _alphabet_of(portal: Portal, locale: Locale) -> Alphabet:
    return make_alphabet(
        *(portal.locales[tag].alphabet for tag in portal.locales.chain(locale.tag))
    )


def _entry(portal: Portal, frame: Frame, page: ShownPage) -> Entry:
    section = portal.navigation.section_of(page.norm)
    if section and section.index == page.norm:
        section = None
    return Entry(
        page.meta.title,
        relative(frame.path, page.path),
        portal.texts[page.locale.tag].sections[section.id] if section else "",
        page.text if page.is_fallback else None,
    )


def search_strings(portal: Portal, locale: Locale) -> dict[str, Any]:
    """What the script of search says in a locale, as JSON: it stands in the loader of the index.

    Texts by name; `found` is a list of plural forms with `{n}` and `forms` says which of them a
    number takes: its figure at the number itself below 100, at 100 + its last two figures from
    there on.
    """
    strings = portal.texts[locale.tag].strings
    forms = [form for form in CATEGORIES if f"search.found.{form}" in strings]
    return {
        "results": strings["search.results"],
        "all": strings["search.all"],
        "meant": strings["search.meant"],
        "none": strings["search.none"],
        "others": strings["search.others"],
        "found": [strings[f"search.found.{form}"] for form in forms],
        "forms": "".join(_plural_figures(portal.texts[locale.tag].formats, forms)),
    }


def _plural_figures(formats: Formats, forms: list[str]) -> Iterator[str]:
    """Which of the forms the numbers 0 to 199 take; no language of the world looks further."""
    for number in range(200):
        category = formats.plural_category(number)
        yield str(forms.index(category if category in forms else "other"))
