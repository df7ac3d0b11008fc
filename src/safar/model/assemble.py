"""From what was read to the portal: texts of every locale, generated locales, what each shows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from safar.language.format_tables import data_file, parse_formats
from safar.language.locales import LocaleTable
from safar.language.transliteration import Transliterator
from safar.model.content import LocaleTexts, SiteSources
from safar.model.images import Image
from safar.model.navigation import make_navigation
from safar.model.portal import (
    CentreTexts,
    Lists,
    Pages,
    Portal,
    Settings,
    Texts,
    Urgent,
    resolve_pages,
)
from safar.parsing.glossary import PREFIX
from safar.parsing.scan import Scan
from safar.parsing.synonyms import make_synonyms

NOTHING = Scan()
NO_IMAGES: Mapping[str, Image] = MappingProxyType({})


def assemble_portal(
    sources: SiteSources,
    settings: Settings,
    converter: Transliterator,
    images: Mapping[str, Image] = NO_IMAGES,
) -> Portal:
    """The portal of sources without errors, its generated locales already among them."""
    return Portal(
        settings=settings,
        locales=sources.locales,
        navigation=make_navigation(sources.nav),
        lists=make_lists(sources.lists.value),
        texts={tag: make_texts(sources.texts[tag]) for tag in _needed(sources.locales)},
        pages=resolve_pages(_without_scans(sources.pages), sources.locales),
        converter=converter,
        images=images,
    )


def _needed(locales: LocaleTable) -> list[str]:
    """The built locales and those of their chains, in the order of the table."""
    needed = {step for tag in locales.built for step in locales.chain(tag)}
    return [tag for tag in locales if tag in needed]


def _without_scans(pages: Pages) -> Pages:
    """Of what was found in texts, pictures, facts and terms are of use once they are checked."""
    return {
        tag: {norm: replace(page, scan=_needed_of(page.scan)) for norm, page in written.items()}
        for tag, written in pages.items()
    }


def _needed_of(scan: Scan) -> Scan:
    found = tuple(link for link in scan.links if link.image or link.target.startswith(PREFIX))
    return Scan(links=found, markers=scan.markers) if found or scan.markers else NOTHING


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
    """What a locale says outside its pages, from its text files."""
    lists = texts.lists.value
    formats, _ = parse_formats(texts.locale, data_file(texts.formats), data_file(texts.lists))
    assert formats is not None, "formats are checked before a portal is made"
    return Texts(
        strings=texts.strings,
        sections=lists["sections"],
        countries=lists["countries"],
        weekdays=tuple(lists["weekdays_short"]),
        formats=formats,
        synonyms=make_synonyms(texts.synonyms),
        centres=make_centre_texts(texts),
    )


def make_centre_texts(texts: LocaleTexts) -> CentreTexts:
    """The words of the directory in a locale."""
    lists, own = texts.lists.value, texts.centres.value
    closed = {key: lists.get(key) or {} for key in ("kinds", "services", "tongues", "cities")}
    return CentreTexts(
        **closed,
        names=own.get("names") or {},
        directions=own.get("directions") or {},
        regions=own.get("regions") or {},
        remarks=own.get("remarks") or {},
    )
