"""Parts of a site that were built by themselves, put together: the bytes of one build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from safar.model.edition import PLACEHOLDER, is_carrier, make_edition, render_edition
from safar.packaging.part import Part, parse_part
from safar.problems import Code, Problem
from safar.sources.swap import check_target, fresh_folder, swap_folder

PART_MANIFEST = "part.json"
MANIFEST = "edition.json"


@dataclass(frozen=True, slots=True)
class LoadedPart:
    """A part and the folder that it stands in."""

    folder: Path
    part: Part


def assemble_site(folders: Sequence[Path], site: Path) -> list[Problem]:
    """Put parts together into `site`; with any problem, what stood there stays."""
    parts, problems = load_parts(folders)
    problems += filter(None, [check_target(site)])
    problems += check_parts(parts) if not problems else []
    if problems:
        return problems
    with fresh_folder(site) as new:
        hashes = dict[str, str]()
        for loaded in parts:
            problems += _copy_part(loaded, new, hashes)
        if not problems:
            _write_edition(parts[0].part, new, hashes)
            swap_folder(new, site, compare=True)
    return problems


def load_parts(folders: Sequence[Path]) -> tuple[list[LoadedPart], list[Problem]]:
    """The parts in these folders."""
    parts: list[LoadedPart] = []
    problems: list[Problem] = []
    for folder in folders:
        file = folder / PART_MANIFEST
        part = parse_part(file.read_bytes()) if file.is_file() else None
        if part:
            parts.append(LoadedPart(folder, part))
        else:
            hint = "build it with: safar build --part ky --site-dir part-ky"
            message = f"expected a part of a site, received no {PART_MANIFEST} of this version"
            problems.append(Problem(Code.PART_BROKEN, str(folder), 0, message, hint))
    return parts, problems


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
    known: dict[str, tuple[str, Path]] = {}
    for loaded in parts:
        for path, digest in loaded.part.sha256.items():
            before, where = known.setdefault(path, (digest, loaded.folder))
            if before != digest:
                message = f"{path} differs from the one in {where}"
                hint = "build all parts anew from one commit"
                yield Problem(Code.PART_OTHER, str(loaded.folder), 0, message, hint)


def _copy_part(loaded: LoadedPart, new: Path, hashes: dict[str, str]) -> list[Problem]:
    """Copy the files of a part that are not there yet, each compared with its digest."""
    problems: list[Problem] = []
    for path, digest in loaded.part.sha256.items():
        if path in hashes:
            continue
        source = loaded.folder / path
        data = source.read_bytes() if _is_inside(path) and source.is_file() else b""
        if hashlib.sha256(data).hexdigest() != digest:
            hint = "build this part again, or copy it once more"
            problems.append(Problem(Code.PART_BROKEN, str(source), 0, "missing or damaged", hint))
            continue
        _write(new / path, data)
        hashes[path] = digest
    return problems


def _is_inside(path: str) -> bool:
    """False for a path that a damaged manifest could lead out of the folder with."""
    return not path.startswith("/") and ".." not in path.split("/") and ":" not in path


def _write_edition(part: Part, new: Path, hashes: dict[str, str]) -> None:
    edition = make_edition(part.edition, hashes)
    for path in filter(is_carrier, hashes):
        html = (new / path).read_bytes().decode()
        _write(new / path, html.replace(PLACEHOLDER, edition.code).encode())
    _write(new / MANIFEST, render_edition(edition, part.locales).encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
