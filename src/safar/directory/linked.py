"""schema.org data of a page of the directory, for search engines and assistants."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from safar.directory.entries import Entry
from safar.parsing.hours import DAY, clock, find_week

TYPES = {
    "consulate": "GovernmentOffice",
    "government": "GovernmentOffice",
    "emergency": "EmergencyService",
    "society": "NGO",
    "movement": "NGO",
    "ngo": "NGO",
}
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def render_linked(entries: Iterable[Entry]) -> str:
    """The entries of a page as JSON-LD; `<` cannot end the script that it stands in."""
    graph = [_organization(entry) for entry in entries]
    data = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _organization(entry: Entry) -> dict[str, Any]:
    centre, point = entry.centre, entry.point
    known: dict[str, Any] = {
        "@type": TYPES.get(centre.kind, "Organization"),
        "@id": f"#{entry.id}",
        "name": entry.name,
        "url": centre.website,
        "email": centre.email,
        "address": _address(entry),
        "contactPoint": [_contact(entry, number) for number in entry.phones],
    }
    if point and not entry.near and known["@type"] != "NGO":
        known["geo"] = {"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon}
    if centre.hours:
        known["openingHoursSpecification"] = list(_hours(entry))
    return {key: value for key, value in known.items() if value}


def _address(entry: Entry) -> dict[str, str] | None:
    centre = entry.centre
    if not entry.city and not centre.address:
        return None
    known = {
        "@type": "PostalAddress",
        "streetAddress": centre.address_local or centre.address,
        "addressLocality": entry.city,
        "addressCountry": centre.country,
    }
    return {key: value for key, value in known.items() if value}


def _contact(entry: Entry, number: str) -> dict[str, Any]:
    known = {"@type": "ContactPoint", "telephone": number}
    return known if number.startswith("+") else {**known, "areaServed": entry.centre.country}


def _hours(entry: Entry) -> Iterable[dict[str, Any]]:
    hours = entry.centre.hours
    days = (((0, DAY),),) * 7 if hours.is_always else find_week(hours, entry.day).days
    for name, spans in zip(WEEK, days, strict=True):
        for opens, closes in spans:
            yield {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": name,
                "opens": clock(opens),
                "closes": clock(min(closes, DAY - 1)),
            }
