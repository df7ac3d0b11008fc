"""Styles: those that stand in the page itself, so that it is shown at once, and all others.

A phone on a slow network waits twice for a page with a style sheet: for the page, then for the
sheet. With the first styles in the page it shows the page while it still waits for the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import rcssmin
from markupsafe import Markup

from safar.model.portal import Settings

LAST_FIRST = 29  # `styles/10-base.css` to `styles/29-….css`


def first_styles(folders: Sequence[str], settings: Settings) -> Markup:
    """What a page holds: the first parts of `styles/`, then the portal's own colours."""
    light, dark = "not all and (prefers-color-scheme: dark)", "(prefers-color-scheme: dark)"
    colours = render_colours(settings.colours, light) + render_colours(settings.colours_dark, dark)
    return Markup(_first_parts(tuple(folders)) + str(rcssmin.cssmin(colours)))


@lru_cache(maxsize=4)
def _first_parts(folders: tuple[str, ...]) -> str:
    return minify_styles(path for path in theme_files(folders, "styles", "*.css") if is_first(path))


def is_first(path: Path) -> bool:
    """True for a part that stands in the page."""
    number = path.name.partition("-")[0]
    return number.isdecimal() and int(number) <= LAST_FIRST


def minify_styles(paths: Iterable[Path]) -> str:
    """The parts of a style sheet in one."""
    return str(rcssmin.cssmin("\n".join(path.read_text(encoding="utf-8") for path in paths)))


def render_colours(colours: Mapping[str, str], scheme: str) -> str:
    """The own colours of a portal for one scheme: a dark brand is unreadable on a dark page."""
    body = "".join(f"--{name}: {value};" for name, value in colours.items())
    return f"@media {scheme} {{ :root {{ {body} }} }}" if body else ""


def theme_files(folders: Sequence[str], folder: str, pattern: str) -> list[Path]:
    """Files of our theme by name; a portal's own `overrides/` wins over the theme it came with."""
    found: dict[str, Path] = {}
    for directory in folders:
        for path in sorted(Path(directory, folder).glob(pattern)):
            found.setdefault(path.name, path)
    return [found[name] for name in sorted(found)]
