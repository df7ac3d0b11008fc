"""GeoJSON (RFC 7946): one feature an entry; without a place its geometry is null."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from safar.directory.entries import Entry


def render_geojson(entries: Iterable[Entry]) -> str:
    """All entries as a FeatureCollection."""
    features = [_feature(entry) for entry in entries]
    return (
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"
    )


def _feature(entry: Entry) -> dict[str, Any]:
    point = entry.point
    geometry = {"type": "Point", "coordinates": [point.lon, point.lat]} if point else None
    return {
        "type": "Feature",
        "id": entry.id,
        "geometry": geometry,
        "properties": describe(entry),
    }


def describe(entry: Entry) -> dict[str, Any]:
    """What is known of an entry, flat; what is not known is left out."""
    centre = entry.centre
    known = {
        "name": entry.name,
        "name_local": centre.name_local,
        "kind": centre.kind,
        "country": centre.country,
        "city": entry.city,
        "region": centre.region,
        "citizens": centre.citizens,
        "address": centre.address,
        "address_local": centre.address_local,
        "point_is": ("town" if entry.near else "place") if entry.point else "",
        "phones": list(entry.phones),
        "email": centre.email,
        "website": centre.website,
        "opening_hours": centre.hours.text,
        "women_hours": centre.women_hours.text,
        "wheelchair": centre.wheelchair.value if centre.wheelchair else "",
        "services": list(centre.services),
        "languages": list(centre.languages),
        "last_seen": centre.checked,
        "age": entry.age,
        "confidence": centre.confidence.value,
        "source": entry.origin.title,
        "source_url": entry.origin.url,
    }
    return {key: value for key, value in known.items() if value}
