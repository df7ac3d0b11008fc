"""The keys of what is kept: two builds share it exactly when everything it was made from is equal.

Paths in keys are relative, so that two machines with the same files have the same keys.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from safar.cache.codec import value_key
from safar.cache.stamps import Seen

_NAV = re.compile(r"^nav:.*?(?=^[^\s#-]|\Z)", re.MULTILINE | re.DOTALL)


class Roots(Struct, frozen=True):
    """The files and folders that a build reads, by what depends on them.

    `package` is the generator, `themes` hold templates, styles and scripts, `code` the site's own
    hooks, what they read, and Markdown extensions that are not installed packages.
    """

    config: tuple[Path, ...]
    docs: Path
    package: Path
    themes: tuple[Path, ...]
    code: tuple[Path, ...]

    @property
    def all(self) -> tuple[Path, ...]:
        """Every root."""
        return (*self.config, self.docs, self.package, *self.themes, *self.code)


class Keys(Struct, frozen=True):
    """What page records, rendered texts, templates and pictures depend on besides their file."""

    reading: str
    markup: str
    frame: str
    pictures: str


def make_keys(roots: Roots, inputs: Mapping[str, Seen], versions: str) -> Keys:
    """The keys of a build."""
    reading = value_key(versions, group_key((roots.package,), inputs))
    config = [without_nav(path.read_text(encoding="utf-8")) for path in roots.config]
    markup = value_key(reading, config, group_key(roots.code, inputs))
    frame = value_key(markup, group_key(roots.themes, inputs))
    encoders = [name for name in versions.split() if name.startswith("pillow-")]
    sources = [
        roots.package / "sources" / name for name in ("images.py", "encoders.py", "drawings.py")
    ]
    sources.append(roots.package / "model" / "images.py")
    pictures = value_key(encoders, group_key(sources, inputs))
    return Keys(reading, markup, frame, pictures)


def without_nav(config: str) -> str:
    """A configuration without its navigation, which counts page by page."""
    return _NAV.sub("", config)


def group_key(roots: Iterable[Path], inputs: Mapping[str, Seen]) -> str:
    """A key of all files below some roots: their relative paths and contents."""
    return value_key([_below(root, inputs) for root in roots])


def _below(root: Path, inputs: Mapping[str, Seen]) -> list[tuple[str, str]]:
    if str(root) in inputs:
        return [("", inputs[str(root)].digest)]
    start = str(root) + os.sep
    found = ((path, seen) for path, seen in inputs.items() if path.startswith(start))
    return sorted(
        (path.removeprefix(start).replace(os.sep, "/"), seen.digest) for path, seen in found
    )
