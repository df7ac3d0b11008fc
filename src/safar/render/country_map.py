"""The map of a page of the directory: where its ground is, and points that lead to entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from safar.language.locales import Locale
from safar.maps.drawing import REGION, Pin, Spot, has_map, place_pins, sheet_of
from safar.model.directory import Age
from safar.model.portal import Portal
from safar.model.urls import relative, root_prefix
from safar.parsing.centres import Centre
from safar.parsing.directory import COUNTRIES
from safar.render.directory_paths import map_file


class MapView(Struct, frozen=True):
    """A map: the file of its ground, its size, and points that lead to groups."""

    file: str
    width: int
    height: int
    pins: tuple[Pin, ...]


CITY = "city_"


def city_anchor(city: str) -> str:
    """Where the entries of a town begin; no anchor of a text has a low line."""
    return CITY + city


def map_view(
    portal: Portal, shown_to: tuple[Locale, str], shows: str, centres: tuple[Centre, ...]
) -> MapView | None:
    """The map of a page that shows a country, or all; `shown_to` is its reader and its path."""
    locale, path = shown_to
    name = REGION if shows == COUNTRIES else shows
    if not has_map(portal.borders, name):
        return None
    sheet = sheet_of(portal.borders, name)
    spots = (
        _country_spots(portal, locale, path)
        if name == REGION
        else _city_spots(portal, locale, centres)
    )
    pins = place_pins(sheet, spots)
    return MapView(root_prefix(path) + map_file(name), sheet.width, sheet.height, pins)


def _city_spots(portal: Portal, locale: Locale, centres: Iterable[Centre]) -> Iterator[Spot]:
    directory, names = portal.directory, portal.texts[locale.tag].centres.cities
    by_city: dict[str, list[Centre]] = {}
    for centre in centres:
        if centre.city:
            by_city.setdefault(centre.city, []).append(centre)
    for city, found in sorted(by_city.items(), key=lambda pair: -len(pair[1])):
        hollow = all(directory.age(centre) is Age.OLD for centre in found)
        anchor = f"{city_anchor(city)}{'_old' if hollow else ''}"
        point = directory.cities[city].point
        title = f"{names[city]}: {len(found)}"
        yield Spot(f"#{anchor}", names[city], point.lat, point.lon, hollow, title)


def _country_spots(portal: Portal, locale: Locale, path: str) -> Iterator[Spot]:
    """On the map of the region: every town, with a link to the page of its country."""
    pages = {page.meta.directory: page.path for page in portal.pages[locale.tag].values()}
    for country, page in pages.items():
        centres = [each for each in portal.directory.published if each.country == country]
        for spot in _city_spots(portal, locale, centres):
            href = relative(path, page) + spot.id
            yield Spot(href, spot.name, spot.lat, spot.lon, spot.hollow, spot.title)
