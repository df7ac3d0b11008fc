"""Parts of a site that were built by themselves, put together: the bytes of one build."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from safar.model.edition import MANIFEST, PLACEHOLDER, is_carrier, make_edition, render_edition
from safar.packaging.part import MANIFEST as PART_MANIFEST
from safar.packaging.part import LoadedPart, Part, check_parts, is_inside, parse_part
from safar.problems import Code, Problem
from safar.sources.siblings import write_siblings
from safar.sources.swap import check_target, fresh_folder, swap_folder


def assemble_site(folders: Sequence[Path], site: Path, *, compress: int = 0) -> list[Problem]:
    """Put parts together into `site`; with any problem, what stood there stays.

    `compress` is the number of processors for compressed siblings; 0 makes none.
    """
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
            if compress:
                write_siblings(new, jobs=compress)
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


def _copy_part(loaded: LoadedPart, new: Path, hashes: dict[str, str]) -> list[Problem]:
    """Copy the files of a part that are not there yet, each compared with its digest."""
    problems: list[Problem] = []
    for path, digest in loaded.part.sha256.items():
        if path in hashes:
            continue
        source = Path(loaded.folder, path)
        data = source.read_bytes() if is_inside(path) and source.is_file() else b""
        if hashlib.sha256(data).hexdigest() != digest:
            hint = "build this part again, or copy it once more"
            problems.append(Problem(Code.PART_BROKEN, str(source), 0, "missing or damaged", hint))
            continue
        _write(new / path, data)
        hashes[path] = digest
    return problems


def _write_edition(part: Part, new: Path, hashes: dict[str, str]) -> None:
    edition = make_edition(part.edition, hashes)
    for path in filter(is_carrier, hashes):
        html = (new / path).read_bytes().decode()
        _write(new / path, html.replace(PLACEHOLDER, edition.code).encode())
    _write(new / MANIFEST, render_edition(edition, part.locales).encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
