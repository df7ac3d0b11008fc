"""A wrong address at any depth is answered in the right language, with links that work."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.visit import visit
from built_portal import Portal
from tree_server import TreeServer

DEPTHS = ("nothing", "ky/nothing", "ky/a/b/c/nothing.html", "a/b/c/d/nothing/")
LINKS = "Array.from(document.querySelectorAll('a[href]'), link => link.href)"


def lead_to_pages(links: list[str], server: TreeServer, prefix: str) -> list[str]:
    """The links of the page that lead to nothing, or out of the place of the portal."""
    own = [link for link in links if link.startswith("http")]
    assert len(own) > 5
    home = server.origin + prefix
    return [
        link
        for link in own
        if not link.startswith(home) or server.find(link[len(server.origin) :])[0] != 200
    ]


@pytest.mark.parametrize("path", DEPTHS)
@pytest.mark.parametrize("prefix", ["/", "/a/b/"])
def test_links_lead_home_from_any_depth(
    browser: Browser, server: TreeServer, hosted_server: TreeServer, path: str, prefix: str
) -> None:
    """A tree that knows its address needs no locale in the path; another guesses from it."""
    running = server if prefix == "/" else hosted_server
    address = running.origin + prefix + path
    with visit(browser, address, running.origin, locale="tg-TJ", missing=True) as here:
        assert lead_to_pages(here.page.evaluate(LINKS), running, prefix) == []
        expected = "ky" if path.startswith("ky/") else "tg"
        assert here.page.get_attribute("html", "lang") == expected
        assert here.page.locator(".say:visible").count() == 1
    assert here.faults == []


def test_a_tree_that_does_not_know_its_place_finds_it_from_the_path(
    browser: Browser, server: TreeServer
) -> None:
    address = f"{server.origin}/a/b/uz-Cyrl/no/such/page.html"
    with visit(browser, address, server.origin, locale="ru-RU", missing=True) as here:
        assert lead_to_pages(here.page.evaluate(LINKS), server, "/a/b/") == []
        assert here.page.get_attribute("html", "lang") == "uz-Cyrl"
    assert here.faults == []


@pytest.mark.parametrize("prefix", ["/", "/a/b/"])
def test_without_script_every_language_says_it_and_links_work(
    browser: Browser, server: TreeServer, hosted_server: TreeServer, prefix: str, portal: Portal
) -> None:
    running = server if prefix == "/" else hosted_server
    address = f"{running.origin}{prefix}ky/a/b/c/nothing"
    with visit(browser, address, running.origin, missing=True, java_script_enabled=False) as here:
        assert here.page.locator(".say:visible").count() == len(portal.locales)
        assert lead_to_pages(here.page.evaluate(LINKS), running, prefix) == []
    assert here.faults == []


def test_all_other_languages_are_offered(
    browser: Browser, server: TreeServer, portal: Portal
) -> None:
    address = f"{server.origin}/kk/nothing"
    with visit(browser, address, server.origin, missing=True) as here:
        others = here.page.evaluate(
            "Array.from(document.querySelectorAll('.others a'), link => link.hreflang)"
        )
    assert sorted([*others, "kk"]) == sorted(portal.locales)
