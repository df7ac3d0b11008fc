"""Open Referral HSDS 3.0: one organization an entry, with its services and its location.

Ids are UUIDv5 of our own ids, so that they stay the same. HSDS wants a postal code and a province
in every address; where we know neither, the address stands in the description of the location.
It has no fields for sources and confidence: they are attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from safar.directory.entries import Entry
from safar.model.portal import CentreTexts
from safar.parsing.hours import Span, clock, find_week

SPACE = uuid5(NAMESPACE_URL, "https://safar.invalid/centres")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def make_id(*parts: str) -> str:
    """The UUID of something that belongs to an entry."""
    return str(uuid5(SPACE, "/".join(parts)))


@lru_cache(1024)
def _term_id(taxonomy: str, value: str) -> str:
    return make_id("term", taxonomy, value)


def render_hsds(entries: Iterable[Entry], words: CentreTexts) -> str:
    """All entries as a JSON list of organizations; `words` are those of the source locale."""
    found = (msgspec.json.encode(_organization(entry, words)).decode() for entry in entries)
    return "[\n" + ",\n".join(found) + "\n]\n"


def _organization(entry: Entry, words: CentreTexts) -> dict[str, Any]:
    centre = entry.centre
    return _known(
        {
            "id": make_id(entry.id),
            "name": entry.name,
            "alternate_name": centre.name_local,
            "description": f"{words.kinds[centre.kind]}. Last seen: {centre.checked or 'undated'}.",
            "email": centre.email,
            "website": centre.website,
            "phones": list(_phones(entry)),
            "locations": list(_locations(entry, words)),
            "services": list(_services(entry, words)),
            "attributes": list(_attributes(entry)),
        }
    )


def _known(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in ("", None, [])}


def _phones(entry: Entry) -> Iterator[dict[str, Any]]:
    for number in entry.phones:
        short = "" if number.startswith("+") else f"Only inside {entry.centre.country}"
        phone = {"id": make_id(entry.id, number), "number": number, "type": "voice"}
        yield _known({**phone, "description": short})


def _locations(entry: Entry, words: CentreTexts) -> Iterator[dict[str, Any]]:
    centre, point = entry.centre, entry.point
    if not point and not centre.address:
        return
    place = "The point shows the town. " if entry.near else ""
    yield _known(
        {
            "id": make_id(entry.id, "location"),
            "location_type": "physical",
            "name": entry.city,
            "description": f"{place}{centre.address}".strip(),
            "alternate_name": centre.address_local,
            "latitude": point.lat if point else None,
            "longitude": point.lon if point else None,
            "languages": list(_languages(entry, words)),
            "schedules": list(_schedules(entry)),
        }
    )


def _languages(entry: Entry, words: CentreTexts) -> Iterator[dict[str, Any]]:
    for code in entry.centre.languages:
        yield {"id": make_id(entry.id, "language", code), "name": words.tongues[code], "code": code}


def _schedules(entry: Entry) -> Iterator[dict[str, Any]]:
    """Every run of equal hours as one weekly schedule, with the hours as they were written."""
    hours = entry.centre.hours
    if not hours:
        return
    if hours.is_always:
        spans: dict[Span, list[str]] = {(0, 24 * 60): list(DAYS)}
    else:
        spans = {}
        for day, found in zip(DAYS, find_week(hours, entry.day).days, strict=True):
            for span in found:
                spans.setdefault(span, []).append(day)
    for (opens, closes), days in spans.items():
        yield {
            "id": make_id(entry.id, "schedule", str(opens), str(closes)),
            "freq": "WEEKLY",
            "byday": ",".join(days),
            "opens_at": clock(opens),
            "closes_at": clock(closes),
            "description": hours.text,
            "notes": entry.zone,
        }


def _services(entry: Entry, words: CentreTexts) -> Iterator[dict[str, Any]]:
    centre = entry.centre
    for service in centre.services:
        record = {
            "id": make_id(entry.id, "service", service),
            "name": words.services[service],
            "status": "active",
            "assured_date": centre.checked if len(centre.checked) == len("2026-01-01") else "",
            "alert": "" if entry.age == "recent" else "Call before you travel.",
        }
        kept = _attribute(entry, "service/service", service, words.services[service])
        yield {**_known(record), "attributes": [kept]}


def _attribute(entry: Entry, place: str, value: str, name: str = "") -> dict[str, Any]:
    """`place` is what it belongs to and which taxonomy it is of: `organization/kind`."""
    belongs, _, taxonomy = place.partition("/")
    taxonomy, name = f"portal-{taxonomy}", name or value
    term = {"id": _term_id(taxonomy, value), "name": name, "description": name}
    return {
        "id": make_id(entry.id, "attribute", place),
        "link_entity": belongs,
        "value": value,
        "taxonomy_term": {**term, "code": value, "taxonomy": taxonomy},
    }


def _attributes(entry: Entry) -> Iterator[dict[str, Any]]:
    centre = entry.centre
    values = {
        "kind": centre.kind,
        "slug": centre.id,
        "country": centre.country,
        "citizens": centre.citizens,
        "confidence": centre.confidence.value,
        "last-seen": centre.checked,
        "source": " ".join((entry.origin.title, entry.origin.url)).strip(),
    }
    for name, value in values.items():
        if value:
            yield _attribute(entry, f"organization/{name}", value)
