"""A part of a site: some of its locales, built by themselves, to be put together with the others.

What must be the same in all parts (templates, navigation, front matter, versions) is in the
identity `portal`; a part with another one belongs to another site.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Part:
    """The manifest of a part: all `locales` of the site, those in this `part`, and the SHA-256 of
    every file of it by path. Pages that state the content code still hold its placeholder."""

    portal: str
    edition: date
    locales: tuple[str, ...]
    part: tuple[str, ...]
    sha256: dict[str, str]
    format: int = FORMAT


def render_part(part: Part) -> bytes:
    """`part.json`."""
    return msgspec.json.format(msgspec.json.encode(part), indent=1) + b"\n"


def parse_part(raw: bytes) -> Part | None:
    """The manifest in `part.json`, None if this is none that we understand."""
    try:
        part = msgspec.json.decode(raw, type=Part)
    except (msgspec.DecodeError, ValueError):
        return None
    return part if part.format == FORMAT else None
