"""The template environment: strict about missing names, escaped by default, icons inline."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

from safar.site.styles import first_styles

ICONS = ".icons/material"
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg" '  # HTML knows it


def prepare_environment(env: Environment, config: MkDocsConfig) -> Environment:
    """Make MkDocs' environment ours, before any template is compiled."""
    env.autoescape = True
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    folders = tuple(config.theme.dirs)
    settings = vars(config.plugins["safar"])["portal"].settings
    env.globals["first_styles"] = first_styles(folders, settings)
    env.globals["icon"] = lambda name: load_icon(folders, name)
    # a chain of dicts, which Jinja makes, is looked through key by key at every import
    vars(env)["make_globals"] = lambda more: {**env.globals, **(more or {})}
    return env


@lru_cache(maxsize=64)
def load_icon(folders: tuple[str, ...], name: str) -> Markup:
    """The SVG of a Material icon, hidden from screen readers: a word always stands beside it."""
    for folder in folders:
        path = Path(folder, ICONS, f"{name}.svg")
        if path.is_file():
            svg = path.read_text(encoding="utf-8").strip().replace(NAMESPACE, "", 1)
            return Markup(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))
    raise FileNotFoundError(f"no icon named {name} in the theme")
