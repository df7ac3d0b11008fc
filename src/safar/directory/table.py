"""A table for spreadsheets: a line of names, a line of HXL tags, a line an entry.

It starts with a byte order mark, without which Excel takes letters for others; lists are joined
with ` | `.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable

from safar.directory.entries import Entry

BOM = "\ufeff"
JOINT = " | "

Column = tuple[str, str, Callable[[Entry], str]]

COLUMNS: tuple[Column, ...] = (
    ("id", "#org+id", lambda e: e.id),
    ("name", "#org+name+i_en", lambda e: e.name),
    ("name_local", "#org+name+local", lambda e: e.centre.name_local),
    ("kind", "#org+type", lambda e: e.centre.kind),
    ("country", "#country+code+v_iso2", lambda e: e.centre.country),
    ("region", "#adm1+code", lambda e: e.centre.region),
    ("city", "#loc+name", lambda e: e.city),
    ("citizens", "#population+nationality+code", lambda e: e.centre.citizens),
    ("address", "#loc+address", lambda e: e.centre.address),
    ("address_local", "#loc+address+local", lambda e: e.centre.address_local),
    ("lat", "#geo+lat", lambda e: str(e.point.lat) if e.point else ""),
    ("lon", "#geo+lon", lambda e: str(e.point.lon) if e.point else ""),
    ("point_is", "#geo+precision", lambda e: ("town" if e.near else "place") if e.point else ""),
    ("phones", "#contact+phone", lambda e: JOINT.join(e.phones)),
    ("email", "#contact+email", lambda e: e.centre.email),
    ("website", "#contact+url", lambda e: e.centre.website),
    ("opening_hours", "#date+hours", lambda e: e.centre.hours.text),
    ("services", "#service+code", lambda e: JOINT.join(e.centre.services)),
    ("languages", "#contact+lang+code", lambda e: JOINT.join(e.centre.languages)),
    ("last_seen", "#date+updated", lambda e: e.centre.checked),
    ("age", "#status+age", lambda e: e.age),
    ("confidence", "#status+confidence", lambda e: e.centre.confidence.value),
    ("source", "#meta+source", lambda e: e.origin.title),
    ("source_url", "#meta+source+url", lambda e: e.origin.url),
)


class Lines(list[str]):
    """What a writer of the library `csv` writes to: its lines."""

    write = list[str].append


def render_table(entries: Iterable[Entry]) -> str:
    """All entries as CSV."""
    lines = Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([name for name, _, _ in COLUMNS])
    writer.writerow([tag for _, tag, _ in COLUMNS])
    for entry in entries:
        writer.writerow([value(entry) for _, _, value in COLUMNS])
    return BOM + "".join(lines)
