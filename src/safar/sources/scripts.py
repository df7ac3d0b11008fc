"""Make the scripts that a browser gets from those that people read.

`python -m safar.sources.scripts` is run in the root of the repository when anything in
`overrides/scripts/` changes; its results in `overrides/assets/` are committed, so that a build
needs no minifier.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

SCRIPTS = Path("overrides/scripts")
ASSETS = Path("overrides/assets")
# Files that follow a pattern are joined in the order of their names.
MADE = {
    "safar.js": "safar.js",
    "search.js": "search-*.js",
    "tools.js": "tools-*.js",
    "directory.js": "directory-*.js",
}
LANGUAGE = 2019


def render_scripts(folder: Path = SCRIPTS) -> dict[str, str]:
    """The scripts by file name, with short local names; needs the packages for tests."""
    import minify  # noqa: PLC0415 - not installed where sites are built

    minify.config({"js-version": LANGUAGE})
    return {
        name: minify.string("application/javascript", _join(sorted(folder.glob(pattern)))) + "\n"
        for name, pattern in MADE.items()
    }


def _join(paths: Iterable[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def write_scripts(scripts: Path = SCRIPTS, assets: Path = ASSETS) -> None:
    """Write every script, with `\\n` on every system."""
    for name, text in render_scripts(scripts).items():
        (assets / name).write_bytes(text.encode())


if __name__ == "__main__":
    write_scripts()
