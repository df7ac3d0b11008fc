"""From degrees to points of a drawing: Albers' equal-area conic projection on a sphere."""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct

MARGIN = 0.04  # of the wider side, around what must be seen


class Cone(Struct, frozen=True):
    """The projection of one map; it is truest between its two parallels."""

    west: float
    east: float
    south: float
    north: float

    @property
    def _factors(self) -> tuple[float, float, float, float]:
        sixth = (self.north - self.south) / 6
        first, second = math.radians(self.south + sixth), math.radians(self.north - sixth)
        n = (math.sin(first) + math.sin(second)) / 2
        c = math.cos(first) ** 2 + 2 * n * math.sin(first)
        middle = math.radians((self.south + self.north) / 2)
        return n, c, math.sqrt(c - 2 * n * math.sin(middle)) / n, (self.west + self.east) / 2

    def project(self, lat: float, lon: float) -> tuple[float, float]:
        """A place on the flat cone: to the right and down, in radii of the earth."""
        n, c, middle, central = self._factors
        radius = math.sqrt(max(0.0, c - 2 * n * math.sin(math.radians(lat)))) / n
        angle = n * math.radians(lon - central)
        return radius * math.sin(angle), radius * math.cos(angle) - middle


class Sheet(Struct, frozen=True):
    """A drawing of `width` by `height` points in which the places of a map have theirs."""

    cone: Cone
    left: float
    top: float
    scale: float
    width: int
    height: int

    def place(self, lat: float, lon: float) -> tuple[int, int]:
        """Where a place is drawn."""
        x, y = self.cone.project(lat, lon)
        return round((x - self.left) * self.scale), round((y - self.top) * self.scale)


def make_sheet(places: Iterable[tuple[float, float]], width: int) -> Sheet:
    """A sheet on which all places (north, east) are seen, with a margin."""
    found = list(places)
    lats, lons = [lat for lat, _ in found], [lon for _, lon in found]
    cone = Cone(min(lons), max(lons), min(lats), max(lats))
    flat = [cone.project(lat, lon) for lat, lon in found]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    top, bottom = min(y for _, y in flat), max(y for _, y in flat)
    edge = max(right - left, bottom - top) * MARGIN
    scale = width / (right - left + 2 * edge)
    height = round((bottom - top + 2 * edge) * scale)
    return Sheet(cone, left - edge, top - edge, scale, width, height)
