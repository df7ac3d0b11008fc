"""Outlines of countries: what a map is drawn from, and if a point is inside.

The lines are those of Natural Earth (public domain), thinned out; `safar.sources.borders` makes
them. They are good to a few kilometres, so a point near a border belongs to both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

UNITS = 100  # of the kept whole numbers in a degree
NEAR = 0.3  # degrees: how far a point may be outside of a thinned-out outline

Line = tuple[tuple[int, int], ...]
"""Points east and north, in hundredths of a degree."""

Edge = tuple[int, int, int, int]


class Borders(Struct, frozen=True):
    """Outlines by country (`UZ`) as closed rings, and lines between its regions."""

    outlines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    regions: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)


class Finder:
    """Tells if points are in countries; the edges of an outline are sorted into rows once."""

    def __init__(self, borders: Borders) -> None:
        self._borders = borders
        self._rows: dict[str, dict[int, list[Edge]]] = {}

    def is_inside(self, country: str, lat: float, lon: float) -> bool:
        """False for a point certainly not in a country; a country without outline has all."""
        if country not in self._borders.outlines:
            return True
        x, y = lon * UNITS, lat * UNITS
        if lon < -168 and country == "RU":
            x += 360 * UNITS  # its outline goes on beyond the line of the date
        row = int(lat // 1)
        rows = self._rows_of(country)
        if _encloses(rows.get(row, []), x, y):
            return True
        near = [edge for each in (row - 1, row, row + 1) for edge in rows.get(each, [])]
        return any(_distance(edge, x, y) <= NEAR * UNITS for edge in near)

    def _rows_of(self, country: str) -> dict[int, list[Edge]]:
        """The edges by each degree of latitude that they touch."""
        if country not in self._rows:
            rows: dict[int, list[Edge]] = {}
            for edge in _edges(self._borders.outlines[country]):
                south, north = sorted((edge[1], edge[3]))
                for row in range(south // UNITS, north // UNITS + 1):
                    rows.setdefault(row, []).append(edge)
            self._rows[country] = rows
        return self._rows[country]


def _edges(rings: tuple[Line, ...]) -> Iterator[Edge]:
    for ring in rings:
        last = ring[-1]
        for here in ring:
            yield (*last, *here)
            last = here


def _encloses(edges: list[Edge], x: float, y: float) -> bool:
    """If a line from a point to the east crosses an odd number of edges."""
    inside = False
    for x1, y1, x2, y2 in edges:
        if (y1 > y) != (y2 > y):
            inside ^= x < (x1 - x2) * (y - y2) / (y1 - y2) + x2
    return inside


def _distance(edge: Edge, x: float, y: float) -> float:
    """From a point to an edge, in units."""
    x1, y1, x2, y2 = edge
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    part = ((x - x1) * dx + (y - y1) * dy) / length if length else 0.0
    part = min(1.0, max(0.0, part))
    across, along = x1 + part * dx - x, y1 + part * dy - y
    return float((across * across + along * along) ** 0.5)
