"""The ground of a map as a picture, and where points and their names stand on it.

The ground holds no words, so that all languages share it: borders, and lines between regions.
Every country looks the same, and Crimea is not drawn: a map takes no side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from safar.maps.borders import UNITS, Borders, Line
from safar.maps.projection import Sheet, make_sheet

REGION = "region"
NEIGHBOURS = ("UZ", "KZ", "KG", "TJ", "TM", "RU")
# What the map of the region shows: the countries of origin and the west of Russia. Corners as
# north and east; places outside are in the list beside it.
REGION_PLACES = ((37.0, 30.0), (37.0, 88.0), (60.0, 30.0), (60.0, 88.0), (35.5, 59.0), (60.0, 59.0))
WIDTHS = {"RU": 1000, REGION: 1000}
WIDTH = 800
LETTER = 30  # height of names
WIDE = 0.56  # of the height: how wide a letter is
PIN = 11  # radius of a point
STYLE = (
    "path{fill:#efe8d9;stroke:#857b68;stroke-width:2;stroke-linejoin:round}"
    ".r{fill:none;stroke-width:1;stroke-dasharray:5 4}"
    "@media(prefers-color-scheme:dark){path{fill:#22343a;stroke:#7f9297}}"
    "@media print{path{fill:#fff;stroke:#000}}"
)


class Spot(Struct, frozen=True):
    """A point to be drawn: `hollow` if all that is there is old."""

    id: str
    name: str
    lat: float
    lon: float
    hollow: bool
    title: str


class Pin(Struct, frozen=True):
    """A point with its name on a sheet; a name for which there is no room is left out."""

    spot: Spot
    x: int
    y: int
    label: str = ""
    label_x: int = 0
    label_y: int = 0
    anchor: str = "start"


Box = tuple[float, float, float, float]


def has_map(borders: Borders, name: str) -> bool:
    """False for a country whose borders are not kept."""
    return name == REGION or name in borders.outlines


@lru_cache(32)
def map_sheet(name: str, rings: tuple[Line, ...]) -> Sheet:
    """The sheet of a country with these outlines, or of the region."""
    if name == REGION:
        return make_sheet(REGION_PLACES, WIDTHS[REGION])
    places = ((y / UNITS, x / UNITS) for ring in rings for x, y in ring)
    return make_sheet(places, WIDTHS.get(name, WIDTH))


def sheet_of(borders: Borders, name: str) -> Sheet:
    """The sheet of a map."""
    return map_sheet(name, borders.outlines.get(name, ()))


def render_ground(borders: Borders, name: str) -> str:
    """The ground of a map as an SVG file."""
    sheet = sheet_of(borders, name)
    shown = dict.fromkeys((*NEIGHBOURS, name) if name != REGION else NEIGHBOURS)
    outlines = [ring for code in shown for ring in borders.outlines.get(code, ())]
    lines = [
        line for code in shown if name in (code, REGION) for line in borders.regions.get(code, ())
    ]
    paths = [f'<path d="{d}"/>' for d in _paths(sheet, outlines, "z")]
    inner = "".join(_paths(sheet, lines, "")) if name != REGION else ""
    paths += [f'<path class="r" d="{inner}"/>'] if inner else []
    size = f'viewBox="0 0 {sheet.width} {sheet.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} width="{sheet.width}" '
        f'height="{sheet.height}"><style>{STYLE}</style>{"".join(paths)}</svg>\n'
    )


def _paths(sheet: Sheet, lines: Iterable[Line], end: str) -> Iterator[str]:
    for line in lines:
        points = [sheet.place(y / UNITS, x / UNITS) for x, y in line]
        if _is_seen(sheet, points):
            yield _path(points) + end


def _is_seen(sheet: Sheet, points: list[tuple[int, int]]) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    across = max(xs) > 0 and min(xs) < sheet.width
    return across and max(ys) > 0 and min(ys) < sheet.height


def _path(points: list[tuple[int, int]]) -> str:
    """A line in steps from point to point, the shortest way to write it."""
    x, y = points[0]
    steps = [f"M{x} {y}l"]
    for place in points[1:]:
        if place != (x, y):
            steps.append(f"{place[0] - x} {place[1] - y} ")
            x, y = place
    return "".join(steps).rstrip()


def place_pins(sheet: Sheet, spots: Iterable[Spot]) -> tuple[Pin, ...]:
    """The points of a map, each with its name where there is room for it."""
    found = [(spot, *sheet.place(spot.lat, spot.lon)) for spot in spots]
    inside = [
        (spot, x, y) for spot, x, y in found if 0 <= x <= sheet.width and 0 <= y <= sheet.height
    ]
    taken: list[Box] = [(x - PIN, y - PIN, x + PIN, y + PIN) for _, x, y in inside]
    pins = []
    for spot, x, y in inside:
        pins.append(_label(sheet, Pin(spot, x, y), taken))
    return tuple(pins)


def _label(sheet: Sheet, pin: Pin, taken: list[Box]) -> Pin:
    width = len(pin.spot.name) * LETTER * WIDE
    for anchor, dx, dy in (
        ("start", PIN + 6, LETTER * 0.35),
        ("end", -PIN - 6, LETTER * 0.35),
        ("middle", 0, -PIN - 8),
        ("middle", 0, PIN + LETTER),
    ):
        x, y = round(pin.x + dx), round(pin.y + dy)
        left = x - {"start": 0.0, "end": width, "middle": width / 2}[anchor]
        box = (left, y - LETTER * 0.8, left + width, y + LETTER * 0.2)
        if _fits(sheet, box) and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return Pin(pin.spot, pin.x, pin.y, pin.spot.name, x, y, anchor)
    return pin


def _fits(sheet: Sheet, box: Box) -> bool:
    return box[0] >= 0 and box[2] <= sheet.width and box[1] >= 0 and box[3] <= sheet.height


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def render_grounds(borders: Borders, countries: Iterable[str]) -> Mapping[str, str]:
    """The grounds of the region and of all countries whose borders are kept, by map."""
    names = [REGION, *sorted(set(countries))]
    return {name: render_ground(borders, name) for name in names if has_map(borders, name)}
