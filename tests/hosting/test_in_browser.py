"""The portal behind nginx and Apache, read in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.visit import visit
from hosting.web_servers import Place, ask_address
from tree_server import TreeServer

PAGES = ("", "ky/", "ky/before/documents.html", "uz-Cyrl/emergency.html", "ru/work/patent.html")
RULES = """
Array.from(document.styleSheets)
  .filter(sheet => sheet.href && sheet.href.endsWith("/assets/safar.css"))
  .map(sheet => sheet.cssRules.length)
"""
LINKS = "Array.from(document.querySelectorAll('a[href^=\"/\"]'), link => link.href)"
BLOCKED = "chrome-error://chromewebdata/"


def language_of(path: str) -> str:
    """The language folder that an address begins with."""
    return path.partition("/")[0] if "/" in path else ""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_looks_and_works_as_it_should(browser: Browser, place: Place, path: str) -> None:
    with visit(browser, place.home + path, place.home) as here:
        here.page.wait_for_load_state("networkidle")
        if path:
            (rules,) = here.page.evaluate(RULES)
            assert rules > 100
            assert here.page.get_attribute("html", "lang") == language_of(path)
        assert here.page.title()
    assert here.faults == []


def test_a_browser_reads_what_lies_packed_on_the_server(browser: Browser, place: Place) -> None:
    with visit(browser, place.home, place.home) as here:
        answer = here.page.goto(place.home + "ky/index.html")
        assert answer is not None
        assert answer.all_headers()["content-encoding"] == place.encodings[0]
        assert answer.body() == (place.site / "ky/index.html").read_bytes()
    assert here.faults == []


def test_a_reader_goes_from_the_first_page_to_an_article(browser: Browser, place: Place) -> None:
    with visit(browser, place.home, place.home) as here:
        here.page.click("a[href='ky/index.html']")
        here.page.click("main a[href='before/documents.html'], main a[href='before/index.html']")
        here.page.wait_for_load_state("networkidle")
        assert here.page.url.startswith(place.home + "ky/before/")
    assert here.faults == []


@pytest.mark.parametrize("path", ["ky/no/such/deep/page.html", "nothing"])
def test_a_wrong_address_leads_back(browser: Browser, place: Place, path: str) -> None:
    with visit(browser, place.home + path, place.home, locale="tg-TJ", missing=True) as here:
        assert here.page.get_attribute("html", "lang") == (language_of(path) or "tg")
        assert here.page.locator(".say:visible").count() == 1
        links = set(here.page.evaluate(LINKS))
    assert here.faults == []
    assert len(links) > 8
    assert [link for link in links if not link.startswith(place.home)] == []
    assert {link: ask_address(link).status for link in links} == dict.fromkeys(links, 200)


def framed(browser: Browser, address: str) -> str:
    """What a frame in somebody else's page holds in the end."""
    page = browser.new_page()
    try:
        page.set_content(f'<iframe src="{address}"></iframe>', wait_until="load")
        (_own, frame) = page.frames
        frame.wait_for_load_state("load")
        return frame.url
    finally:
        page.close()


def test_nobody_else_can_put_the_portal_into_a_frame(browser: Browser, place: Place) -> None:
    for path in ("", "ky/emergency.html", "nothing"):
        assert framed(browser, place.home + path) == BLOCKED


def test_a_server_without_the_settings_is_framed(browser: Browser, server: TreeServer) -> None:
    address = server.origin + "/ky/emergency.html"
    assert framed(browser, address) == address
