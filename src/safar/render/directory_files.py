"""The files of the directory that all languages share: outputs, contacts, grounds of maps."""

from __future__ import annotations

from collections.abc import Iterator

from safar.directory.entries import Entry, make_entries
from safar.directory.geojson import render_geojson
from safar.directory.hsds import render_hsds
from safar.directory.local_units import render_local_units
from safar.directory.table import render_table
from safar.directory.vcards import render_card
from safar.maps.drawing import render_grounds
from safar.model.portal import Portal
from safar.parsing.directory import WORDS
from safar.render.directory_paths import CARDS, GEOJSON, HSDS, TABLE, UNITS, card_file, map_file


def source_entries(portal: Portal) -> tuple[Entry, ...]:
    """The published entries in the source language, or in the first that is built."""
    words = portal.texts[source_tag(portal)].centres
    return make_entries(portal.directory, portal.directory.published, words.names, words.cities)


def source_tag(portal: Portal) -> str:
    """The source locale, or the first whose texts are there."""
    tag = portal.locales.source_tag
    return tag if tag in portal.texts else next(iter(portal.texts))


def directory_files(portal: Portal) -> Iterator[tuple[str, str]]:
    """Path and text of every file; none for a portal without centres."""
    if not portal.directory.published:
        return
    entries = source_entries(portal)
    words = portal.texts[source_tag(portal)].centres
    yield GEOJSON, render_geojson(entries)
    yield TABLE, render_table(entries)
    yield HSDS, render_hsds(entries, words)
    yield UNITS, render_local_units(entries)
    cards = {card_file(entry.centre): render_card(entry) for entry in entries}
    yield CARDS, "".join(cards.values())
    yield from cards.items()
    shown = {page.meta.directory for page in portal.shown()}
    for name, text in render_grounds(portal.borders, shown - {"", *WORDS}).items():
        yield map_file(name), text
