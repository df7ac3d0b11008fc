"""From what was read to the portal: texts of every locale, generated locales, what each shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from safar.language.format_tables import data_file, parse_formats
from safar.language.transliteration import Transliterator
from safar.model.content import LocaleTexts, SiteSources
from safar.model.navigation import make_navigation
from safar.model.portal import Lists, Pages, Portal, Settings, Texts, Urgent, resolve_pages
from safar.parsing.scan import Scan


def assemble_portal(sources: SiteSources, settings: Settings, converter: Transliterator) -> Portal:
    """The portal of sources without errors, its generated locales already among them."""
    return Portal(
        settings=settings,
        locales=sources.locales,
        navigation=make_navigation(sources.nav),
        lists=make_lists(sources.lists.value),
        texts={tag: make_texts(sources.texts[tag]) for tag in sources.locales.built},
        pages=resolve_pages(_without_scans(sources.pages), sources.locales),
        converter=converter,
    )


def _without_scans(pages: Pages) -> Pages:
    """What was found in the texts is of no use once they are checked."""
    nothing = Scan()
    return {
        tag: {norm: replace(page, scan=nothing) for norm, page in written.items()}
        for tag, written in pages.items()
    }


def make_lists(value: Mapping[str, Any]) -> Lists:
    """The closed lists of `docs/_data/lists.yml`."""
    return Lists(
        sections=value["sections"],
        icons=value.get("icons", {}),
        countries=tuple(value["countries"]),
        origins=tuple(value["origins"]),
        destinations=tuple(value["destinations"]),
        urgent=tuple(Urgent(**item) for item in value["urgent"]),
    )


def make_texts(texts: LocaleTexts) -> Texts:
    """What a locale says outside its pages, from its three text files."""
    lists = texts.lists.value
    formats, _ = parse_formats(texts.locale, data_file(texts.formats), data_file(texts.lists))
    assert formats is not None, "formats are checked before a portal is made"
    return Texts(
        strings=texts.strings,
        sections=lists["sections"],
        countries=lists["countries"],
        weekdays=tuple(lists["weekdays_short"]),
        formats=formats,
    )
