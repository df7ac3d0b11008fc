"""Trees for the browser; where a build makes no index, one that stands in for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from browser.fake_search import MEANT, MORE_PAGES, SLOW, write_fake_search
from built_portal import Portal
from tree_server import TreeServer


def with_fake_search(portal: Portal, folder: Path) -> Portal:
    """A copy of a built tree whose search is the fake one behind the real interface."""
    site = folder / "site для поиска"
    shutil.copytree(portal.site, site)
    write_fake_search(portal.root, site, slow=SLOW, meant=MEANT, pages=MORE_PAGES)
    return replace(portal, site=site)


def with_some_search(portal: Portal, folder: Path) -> Portal:
    """The tree itself if it has an index."""
    there = (portal.site / "en/search/index.js").exists()
    return portal if there else with_fake_search(portal, folder)


@pytest.fixture(scope="session")
def portal(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Portal:
    return with_some_search(portal, tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="session")
def rtl_portal(rtl_portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Portal:
    return with_some_search(rtl_portal, tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="session")
def server(portal: Portal) -> Iterator[TreeServer]:
    with TreeServer(portal.site, ("/", "/a/b/")) as running:
        yield running


@pytest.fixture(scope="session")
def found(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """A tree with the fake search, for tests of the interface alone."""
    return with_fake_search(portal, tmp_path_factory.mktemp("found"))


@pytest.fixture(scope="session")
def found_server(found: Portal) -> Iterator[TreeServer]:
    """`found` served at `/` and at `/a/b/`."""
    with TreeServer(found.site, ("/", "/a/b/")) as running:
        yield running


@pytest.fixture(scope="session")
def found_rtl(rtl_portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """The tree with a ninth language, with the fake search."""
    return with_fake_search(rtl_portal, tmp_path_factory.mktemp("found"))
