"""vCard 4.0 (RFC 6350): an entry as a contact of the reader's phone."""

from __future__ import annotations

from collections.abc import Iterator

from safar.directory.entries import Entry
from safar.directory.hsds import make_id

WIDTH = 75  # octets of a line; what is longer goes on in the next


def render_card(entry: Entry) -> str:
    """One entry; its name is that of the place, which is what its people answer with."""
    lines = ["BEGIN:VCARD", "VERSION:4.0", *_properties(entry), "END:VCARD"]
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _properties(entry: Entry) -> Iterator[str]:
    centre = entry.centre
    name = centre.name_local or entry.name
    yield f"UID:urn:uuid:{make_id(entry.id)}"
    yield "KIND:org"
    yield f"FN:{_escape(name)}"
    yield f"ORG:{_escape(name)}"
    if name != entry.name:
        yield f"NICKNAME:{_escape(entry.name)}"
    yield from (f"TEL;VALUE=uri;TYPE=voice:tel:{number}" for number in entry.phones)
    if centre.email:
        yield f"EMAIL:{_escape(centre.email)}"
    if centre.address:
        address = _escape(centre.address_local or centre.address)
        yield f"ADR:;;{address};{_escape(entry.city)};;;{centre.country}"
    if entry.point and not entry.near:
        yield f"GEO:geo:{entry.point.lat},{entry.point.lon}"
    if centre.website:
        yield f"URL:{centre.website}"
    yield from (f"LANG:{code}" for code in centre.languages)
    yield f"CATEGORIES:{','.join((centre.kind, *centre.services))}"
    seen = centre.checked or "undated"
    hours = f" Hours: {centre.hours.text}." if centre.hours else ""
    yield f"NOTE:{_escape(f'Last seen: {seen}. Source: {entry.origin.title}.{hours}')}"


def _escape(text: str) -> str:
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _fold(line: str) -> str:
    """A line of at most 75 octets, continued after a space; no letter is cut in two."""
    if len(line.encode()) <= WIDTH:
        return line
    parts, room, part = [], WIDTH, ""
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(part)
            part, room = "", WIDTH - 1
        part += letter
        room -= size
    return "\r\n ".join([*parts, part])
