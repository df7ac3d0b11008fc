"""Maps: what is inside a country, how large a map is, what is drawn and what is not."""

from __future__ import annotations

from xml.etree import ElementTree

import brotli
import pytest

from built_portal import Portal
from safar.maps.borders import Finder
from safar.maps.drawing import PIN, REGION, Spot, place_pins, render_ground, sheet_of
from safar.sources.borders import CODES, area, load_borders, thin

BORDERS = load_borders()
PLACES = {  # north, east; from the GeoNames gazetteer
    "UZ": (41.2647, 69.2163),
    "KZ": (43.2525, 76.9115),
    "KG": (40.5283, 72.7985),
    "TJ": (38.5358, 68.7791),
    "RU": (43.1056, 131.8735),
    "KR": (37.566, 126.9784),
    "TR": (41.0138, 28.9497),
    "TM": (37.95, 58.38),
}


@pytest.mark.parametrize("country", PLACES)
def test_a_town_is_inside_its_country_and_no_other_far_away(country: str) -> None:
    finder = Finder(BORDERS)
    assert finder.is_inside(country, *PLACES[country])
    others = [code for code in CODES if finder.is_inside(code, *PLACES[country])]
    assert country in others and len(others) <= 2


def test_a_place_with_north_and_east_swapped_is_outside() -> None:
    finder = Finder(BORDERS)
    lat, lon = PLACES["UZ"]
    assert not finder.is_inside("UZ", lon, lat)
    assert finder.is_inside("XX", lon, lat), "nothing is known of other countries"
    assert finder.is_inside("RU", 66.0, -170.0), "beyond the line of the date"


def test_crimea_is_drawn_on_no_map() -> None:
    finder = Finder(BORDERS)
    assert not finder.is_inside("RU", 44.95, 34.1)
    sheet = sheet_of(BORDERS, REGION)
    x, y = sheet.place(45.2, 34.4)
    assert 0 < x < sheet.width and 0 < y < sheet.height, "it would be on the sheet"


@pytest.mark.parametrize("name", [REGION, *CODES])
def test_a_ground_is_small_and_loads_nothing(name: str) -> None:
    svg = render_ground(BORDERS, name)
    root = ElementTree.fromstring(svg)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags == {"svg", "style", "path"}
    assert "url(" not in svg and "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    limit = 60 if name == REGION else 25
    assert len(brotli.compress(svg.encode())) < limit * 1024


def test_page_and_ground_of_a_map_together_are_small(portal: Portal) -> None:
    """The points and names stand in the page: what is in the figure counts too."""
    for path, ground, limit in (
        ("centres/index.html", "region.svg", 60),
        ("centres/russia.html", "ru.svg", 25),
        ("centres/uzbekistan.html", "uz.svg", 25),
    ):
        for tag in portal.locales:
            html = portal.read(f"{tag}/{path}")
            start = html.index('<figure class="map">')
            figure = html[start : html.index("</figure>", start)]
            whole = figure + portal.read(f"assets/maps/{ground}")
            assert len(brotli.compress(whole.encode())) < limit * 1024


def test_names_on_a_map_cover_no_point_and_no_other_name() -> None:
    spots = [Spot(f"#{n}", "Toshkent", 41 + n / 50, 69 + n / 50, False, "") for n in range(20)]
    sheet = sheet_of(BORDERS, "UZ")
    pins = place_pins(sheet, spots)
    assert len(pins) == 20 and 1 < sum(bool(pin.label) for pin in pins) < 20
    for pin in pins:
        if pin.label and pin.anchor == "start":
            assert not any(
                pin.label_x < other.x - PIN < pin.label_x + 100 and abs(pin.y - other.y) < 10
                for other in pins
                if other is not pin
            )


def test_a_thinned_line_keeps_its_ends_and_its_shape() -> None:
    line = [(float(n), (n % 2) * 0.01) for n in range(50)] + [(50.0, 9.0), (51.0, 0.0)]
    kept = thin(line, 0.1)
    assert kept[0] == line[0] and kept[-1] == line[-1] and (50.0, 9.0) in kept
    assert len(kept) < 8
    square = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)]
    assert abs(area(square)) == 1.0
