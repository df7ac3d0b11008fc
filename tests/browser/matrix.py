"""The matrix of the browser tests: which pages, for whom, on what screen, opened how."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import yaml

from browser.pairwise import Case
from built_portal import ROOT, Portal
from tree_server import TreeServer

LOCALES = tuple(yaml.safe_load((ROOT / "docs/_data/languages.yml").read_text(encoding="utf-8")))
SOURCE = "en"
ADDRESSES = {
    "chooser": "index.html",
    "home": "{locale}/index.html",
    "section": "{locale}/before/index.html",
    "article": "{locale}/before/documents.html",
    "tool": "{locale}/arrive/my-deadlines.html",
    "gallery": "{locale}/gallery.html",
    "fallback": "{locale}/english-only.html",
    "emergency": "{locale}/emergency.html",
    "sensitive": "{locale}/sensitive.html",
    "search": "{locale}/search.html",
    "404": "{locale}/no/such/page.html",
}
AXES = {
    "page": tuple(ADDRESSES),
    "locale": LOCALES,
    "scheme": ("light", "dark"),
    "width": ("360", "1280"),
    "opened": ("http", "file"),
}


def whole_matrix() -> list[Case]:
    """Every case that exists: the source locale never falls back."""
    return [case for case in product(*AXES.values()) if case[:2] != ("fallback", SOURCE)]


def address_of(page: str, locale: str, portal: Portal, server: TreeServer | None) -> str:
    """Where a page of the matrix is opened; without a server from its folder."""
    path = ADDRESSES[page].format(locale=locale)
    if server is not None:
        return f"{server.origin}/{path}"
    return Path(portal.site, "404.html" if page == "404" else path).as_uri()
