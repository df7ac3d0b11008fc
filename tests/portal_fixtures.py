"""What many tests look at: portals, servers, the browser; each made once, when first asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from built_portal import SITE_URL, Portal, add_test_pages, build, copy_portal
from built_tree import BuiltPage, read_tree
from rtl_portal import make_rtl_portal
from tree_server import TreeServer

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the portal with the test pages; tests that edit make their own copy."""
    root = copy_portal(tmp_path_factory.mktemp("desk") / "Моя папка" / "портал")
    add_test_pages(root)
    return root


@pytest.fixture(scope="session")
def portal(source: Path) -> Portal:
    """The portal as it goes on a stick: it does not know its address."""
    return build(source, source.parent / "site для флешки")


@pytest.fixture(scope="session")
def hosted(source: Path) -> Portal:
    """The same portal, built for an address in a sub-path."""
    return build(source, source.parent / "site hosted", SAFAR_SITE_URL=SITE_URL)


@pytest.fixture(scope="session")
def tree(portal: Portal) -> dict[str, BuiltPage]:
    """Every page of `portal`, parsed."""
    return read_tree(portal.site)


@pytest.fixture(scope="session")
def hosted_tree(hosted: Portal) -> dict[str, BuiltPage]:
    """Every page of `hosted`, parsed."""
    return read_tree(hosted.site)


@pytest.fixture(scope="session")
def server(portal: Portal) -> Iterator[TreeServer]:
    """`portal` served at `/` and at `/a/b/`."""
    with TreeServer(portal.site, ("/", "/a/b/")) as running:
        yield running


@pytest.fixture(scope="session")
def hosted_server(hosted: Portal) -> Iterator[TreeServer]:
    """`hosted` served at `/a/b/` only."""
    with TreeServer(hosted.site, ("/a/b/",)) as running:
        yield running


@pytest.fixture(scope="session")
def rtl_portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """The portal with a ninth language, from right to left."""
    root = make_rtl_portal(tmp_path_factory.mktemp("rtl") / "portal")
    return build(root, root / "site")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the system."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "Chromium is missing: sudo apt install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield running
        running.close()
