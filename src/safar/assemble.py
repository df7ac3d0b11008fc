"""From what was read to the portal: texts of every locale, generated locales, what each shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from safar.content import LocaleTexts, SiteSources
from safar.format_tables import DataFile, parse_formats
from safar.formats import Formats
from safar.navigation import make_navigation
from safar.portal import Lists, Portal, Settings, Texts, Urgent, resolve_pages
from safar.problems import Problem
from safar.yaml_text import Document


def assemble_portal(sources: SiteSources, settings: Settings) -> Portal:
    """The portal of sources without errors, its generated locales already among them."""
    return Portal(
        settings=settings,
        locales=sources.locales,
        navigation=make_navigation(sources.nav),
        lists=make_lists(sources.lists.value),
        texts={tag: make_texts(sources.texts[tag]) for tag in sources.locales.built},
        pages=resolve_pages(sources.pages, sources.locales),
    )


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
    formats, _ = check_formats(texts)
    assert formats is not None, "formats are checked before a portal is made"
    return Texts(
        strings=texts.strings,
        sections=lists["sections"],
        countries=lists["countries"],
        weekdays=tuple(lists["weekdays_short"]),
        formats=formats,
    )


def check_formats(texts: LocaleTexts) -> tuple[Formats | None, list[Problem]]:
    """The formats of a locale from its two files, or what is wrong with them."""
    return parse_formats(texts.locale, _data_file(texts.formats), _data_file(texts.lists))


def _data_file(document: Document) -> DataFile:
    lines = {".".join(str(key) for key in keys): line for keys, line in document.lines.items()}
    return DataFile(document.path, document.value, lines)
