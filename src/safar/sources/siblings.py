"""Write the compressed siblings of a built tree, and take away those whose original has gone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from safar.packaging.compress import Encoding, compressed, is_compressible, original_of, unpacked

PART = ".part"  # the end of a sibling that is being written


def write_siblings(tree: Path, names: Iterable[str] | None = None, *, jobs: int = 1) -> int:
    """Bring the siblings of a tree up to date; returns how many were written.

    `names` are paths with `/` of files that were changed, added or removed; without it the whole
    tree is looked at. A sibling that still unpacks to its original is left alone, so a second run
    writes nothing. Siblings have the time of their original. Other files are never touched, but
    `page.html.br` without a `page.html` counts as left over and is removed.
    Threads are enough for `jobs`: both libraries work outside of Python's lock.
    """
    wanted = sorted(set(_originals(tree) if names is None else filter(is_compressible, names)))
    if jobs <= 1:
        return sum(_write_both(tree / name) for name in wanted)
    with ThreadPoolExecutor(jobs) as pool:
        return sum(pool.map(lambda name: _write_both(tree / name), wanted))


def _originals(tree: Path) -> Iterator[str]:
    """The paths of a tree that have siblings, may get them, or had them."""
    for folder, _folders, files in os.walk(tree):
        base = Path(folder).relative_to(tree).as_posix()
        for name in files:
            path = name if base == "." else f"{base}/{name}"
            if original := path if is_compressible(path) else original_of(path.removesuffix(PART)):
                yield original


def _write_both(original: Path) -> int:
    usable = original.is_file() and not original.is_symlink()
    data = original.read_bytes() if usable else b""
    return sum(_write_sibling(original, data, encoding) for encoding in Encoding)


def _write_sibling(original: Path, data: bytes, encoding: Encoding) -> bool:
    """Write, keep or remove one sibling; at any moment it is whole or not there."""
    sibling = original.with_name(original.name + encoding.value)
    part = sibling.with_name(sibling.name + PART)
    if _is_fresh(sibling, data, encoding):
        part.unlink(missing_ok=True)
        return False
    packed = compressed(data, encoding)
    if not packed:
        part.unlink(missing_ok=True)
        sibling.unlink(missing_ok=True)
        return False
    part.write_bytes(packed)
    time = original.stat().st_mtime_ns
    os.utime(part, ns=(time, time))
    part.replace(sibling)
    return True


def _is_fresh(sibling: Path, data: bytes, encoding: Encoding) -> bool:
    """True if a sibling holds exactly its original; unpacking costs a hundredth of packing."""
    if not sibling.is_file():
        return False
    packed = sibling.read_bytes()
    return len(packed) < len(data) and unpacked(packed, encoding) == data
