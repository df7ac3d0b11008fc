"""A part of a site: some of its locales, built by themselves, to be put together with the others.

What must be the same in all parts (templates, navigation, front matter, versions) is in the
identity `portal`; a part with another one belongs to another site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

import msgspec
from msgspec import Struct

from safar.problems import Code, Problem

FORMAT = 1
MANIFEST = "part.json"


class Part(Struct, frozen=True):
    """The manifest of a part: all `locales` of the site, those in this `part`, and its files.

    `sha256` holds the digest of every file by path. Pages that state the content code still hold
    its placeholder.
    """

    portal: str
    edition: date
    locales: tuple[str, ...]
    part: tuple[str, ...]
    sha256: dict[str, str]
    format: int = FORMAT


class LoadedPart(Struct, frozen=True):
    """A part and the folder that it stands in."""

    folder: PurePath
    part: Part


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


def check_parts(parts: Sequence[LoadedPart]) -> list[Problem]:
    """What keeps parts from being one site: another origin, missing locales, differing files."""
    return [*_check_origin(parts), *_check_complete(parts), *_check_shared(parts)]


def _check_origin(parts: Sequence[LoadedPart]) -> Iterator[Problem]:
    first = parts[0]
    for other in parts[1:]:
        if other.part.portal != first.part.portal:
            message = f"not from the same sources and versions as {first.folder}"
            hint = "build all parts from one commit, with the packages of requirements.lock"
            yield Problem(Code.PART_OTHER, str(other.folder), 0, message, hint)


def _check_complete(parts: Sequence[LoadedPart]) -> Iterator[Problem]:
    there = {tag for loaded in parts for tag in loaded.part.part}
    for tag in parts[0].part.locales:
        if tag not in there:
            hint = f"build it with: safar build --part {tag} --site-dir part-{tag}"
            message = f"the part of the locale {tag} is missing"
            yield Problem(Code.PART_MISSING, str(parts[0].folder.parent), 0, message, hint)


def _check_shared(parts: Sequence[LoadedPart]) -> Iterator[Problem]:
    """A file that stands in several parts is the same in all of them."""
    known: dict[str, tuple[str, PurePath]] = {}
    for loaded in parts:
        for path, digest in loaded.part.sha256.items():
            before, where = known.setdefault(path, (digest, loaded.folder))
            if before != digest:
                message = f"{path} differs from the one in {where}"
                hint = "build all parts anew from one commit"
                yield Problem(Code.PART_OTHER, str(loaded.folder), 0, message, hint)


def is_inside(path: str) -> bool:
    """False for a path that a damaged manifest could lead out of the folder with."""
    return not path.startswith("/") and ".." not in path.split("/") and ":" not in path
