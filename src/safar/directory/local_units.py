"""The sheet of local units that a National Society can hand to IFRC GO: Society offices only.

Headings are those of GO's sheet for administrative units; fields for persons stay empty, always.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from safar.directory.entries import Entry
from safar.directory.table import BOM, Lines
from safar.model.directory import SOCIETY

HEADINGS = (
    "Date of Update",
    "Local Unit Name (En)",
    "Local Unit Name (Local)",
    "Visibility",
    "Coverage",
    "Sub-type",
    "Focal Person (En)",
    "Focal Person (Local)",
    "Source (En)",
    "Source (Local)",
    "Address (Local)",
    "Address (En)",
    "Locality (Local)",
    "Locality (En)",
    "Local Unit Post Code",
    "Local Unit Email",
    "Local Unit Phone Number",
    "Local Unit Website",
    "Latitude",
    "Longitude",
)
NOTES = (
    "Administrative local units",
    "Taken from a public directory: to be confirmed by the Society",
)


def render_local_units(entries: Iterable[Entry]) -> str:
    """The Society offices whose place is known; GO wants data from the fourth line on."""
    lines = Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerows([[note] for note in NOTES])
    writer.writerow(HEADINGS)
    writer.writerows(_rows(entries))
    return BOM + "".join(lines)


def _rows(entries: Iterable[Entry]) -> Iterator[list[str]]:
    for entry in entries:
        centre, point = entry.centre, entry.point
        if centre.kind != SOCIETY or not point or entry.near:
            continue
        known = {
            "Date of Update": centre.checked,
            "Local Unit Name (En)": entry.name,
            "Local Unit Name (Local)": centre.name_local,
            "Visibility": "Public",
            "Source (En)": entry.origin.title,
            "Address (Local)": centre.address_local,
            "Address (En)": centre.address,
            "Locality (En)": entry.city,
            "Local Unit Email": centre.email,
            "Local Unit Phone Number": "; ".join(entry.phones),
            "Local Unit Website": centre.website,
            "Latitude": str(point.lat),
            "Longitude": str(point.lon),
        }
        yield [known.get(heading, "") for heading in HEADINGS]
