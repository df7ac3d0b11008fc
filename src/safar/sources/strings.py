"""The interface texts that templates and code ask for, as they stand in their files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from safar.render.strings import USED
from safar.sources.starter import theme_folder

USE = re.compile(r"""(?:\bt\(|strings\[)\s*["']([a-z_.]+)["']""")


def expand_families(strings: Collection[str]) -> Iterator[str]:
    """The texts whose use depends on the portal's own lists: all of a family counts as used."""
    prefixes = tuple(key.removesuffix("*") for key in USED if key.endswith(".*"))
    return (key for key in strings if key.startswith(prefixes))


def used_strings(overrides: Path) -> Iterator[str]:
    """The keys that templates ask for: those of the theme, and of the portal's own overrides."""
    for folder in {theme_folder().resolve(), overrides.resolve()}:
        for path in sorted(folder.rglob("*.html")):
            yield from USE.findall(path.read_text(encoding="utf-8"))
