"""How often a phone has to ask before it can read a page."""

from __future__ import annotations

from playwright.sync_api import Browser

from browser.visit import visit
from tree_server import TreeServer


def test_a_first_visit_asks_four_times_at_most(browser: Browser, server: TreeServer) -> None:
    pages = {"ky/arrive/registration.html": 4, "ru/work/eaeu.html": 4, "tg/index.html": 4}
    with_tools = {"ky/before/documents.html": 5, "ru/letters/complaint.html": 5}
    for path, most in {**pages, **with_tools}.items():
        with visit(browser, f"{server.origin}/{path}", server.origin) as here:
            here.page.wait_for_load_state("networkidle")
            images = here.page.locator("article img").count()
        assert len(here.requests) - images <= most, here.requests
        assert here.faults == []


def test_a_second_page_brings_only_itself(browser: Browser, server: TreeServer) -> None:
    with visit(browser, f"{server.origin}/ky/index.html", server.origin) as here:
        here.page.wait_for_load_state("networkidle")
        names = {request.rsplit("/", 1)[-1] for request in here.requests}
    assert names <= {"index.html", "safar.css", "safar.js", "icon.svg"}
