"""The search box of every page: results while typing, for fingers, keys and screen readers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.fake_search import MARKUP
from browser.visit import Visit, check_axe, visit
from built_portal import Portal
from tree_server import TreeServer

BOX = ".find input"
OPTIONS = ".panel [role=option]"
NAME_WIDTH = """box => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = getComputedStyle(box).font;
  return pen.measureText(box.placeholder).width;
}"""
PHONE = {"width": 360, "height": 740}


def search(here: Visit, query: str) -> None:
    """Write into the box as a keyboard does, until results are there."""
    here.page.fill(BOX, "")
    here.page.click(BOX)
    here.page.keyboard.type(query)
    here.page.wait_for_selector(OPTIONS)


def chosen(page: Page) -> str:
    """The text of the option that a screen reader is told of; it is the selected one, alone."""
    name = page.get_attribute(BOX, "aria-activedescendant")
    selected = page.locator(f"{OPTIONS}[aria-selected=true]")
    if not name:
        assert selected.count() == 0
        return ""
    assert selected.count() == 1
    assert selected.get_attribute("id") == name
    return selected.inner_text().split("\n")[0]


@pytest.mark.parametrize("opened", ["http", "file"])
def test_nothing_is_asked_for_before_the_box_is_used(
    browser: Browser, found: Portal, found_server: TreeServer, opened: str
) -> None:
    home = found_server.origin if opened == "http" else found.site.as_uri()
    with visit(browser, f"{home}/ky/work/patent.html", home) as here:
        here.page.wait_for_load_state("networkidle")
        here.page.hover(BOX)
        here.page.wait_for_timeout(200)
        assert [address for address in here.requests if "search" in address] == []
        here.page.focus(BOX)
        here.page.wait_for_function("() => window.safarSearch")
        here.page.locator(BOX).press_sequentially("жумуш")
        here.page.wait_for_selector(OPTIONS)
        names = {address.split("/site")[-1].split("/", 1)[-1] for address in here.requests}
        asked = sorted(address.split("/")[-2:] for address in here.requests if "search" in address)
    assert asked == [["assets", "search.js"], ["search", "index.js"]], names
    assert here.faults == []


def test_the_box_is_a_combobox_of_a_list_of_links(
    browser: Browser, found_server: TreeServer
) -> None:
    with visit(browser, f"{found_server.origin}/ru/work/patent.html", found_server.origin) as here:
        box = here.page.locator(BOX)
        assert box.get_attribute("role") == "combobox"
        expect(box).to_have_attribute("aria-expanded", "false")
        search(here, "патент")
        expect(box).to_have_attribute("aria-expanded", "true")
        expect(box).to_have_attribute("aria-autocomplete", "list")
        controlled = here.page.locator(f"#{box.get_attribute('aria-controls')}")
        assert controlled.get_attribute("role") == "listbox"
        assert controlled.get_attribute("aria-label") == "Результаты поиска"
        expect(box).to_be_focused()
        status = here.page.locator(".find [role=status]").inner_text()
        assert status.startswith("Найден")
        assert status.split()[2].startswith("страниц")
        first = here.page.locator(OPTIONS).first
        assert first.evaluate("node => node.tagName") == "A"
        assert "#" in (first.get_attribute("href") or "")
        whole = re.compile("^патент$", re.IGNORECASE)
        expect(first.locator("mark").first).to_have_text(whole)  # not the results of its "п"
        assert first.locator("small bdi").inner_text(), "the heading of the section"
        check_axe(here)
    assert here.faults == []


def test_the_keys_choose_among_the_results(browser: Browser, found_server: TreeServer) -> None:
    with visit(browser, f"{found_server.origin}/en/index.html", found_server.origin) as here:
        press = here.page.keyboard.press
        search(here, "xqzmany")
        here.page.locator(
            OPTIONS, has_text="Counted 1"
        ).first.wait_for()  # not those of the "x" alone
        assert chosen(here.page) == ""
        press("ArrowDown")
        assert chosen(here.page) == "Counted 1"
        press("ArrowDown")
        assert chosen(here.page) == "Counted 2"
        press("End")
        assert chosen(here.page) == "All results"
        press("ArrowDown")
        assert chosen(here.page) == "", "after the last one the box itself, then the first again"
        press("ArrowUp")
        assert chosen(here.page) == "All results"
        press("Home")
        assert chosen(here.page) == "Counted 1"
        press("ArrowUp")
        assert chosen(here.page) == ""
        press("Home")
        here.page.keyboard.type("a ")
        assert here.page.input_value(BOX) == "a xqzmany", "Home belongs to the text again"
    assert here.faults == []


def test_enter_opens_the_chosen_result_and_back_leads_back(
    browser: Browser, found_server: TreeServer
) -> None:
    start = f"{found_server.origin}/a/b/en/work/patent.html"
    with visit(browser, start, found_server.origin) as here:
        search(here, "xqzquick")
        assert here.page.evaluate("history.length") == 2, "results open without a trace"
        here.page.keyboard.press("ArrowDown")
        here.page.keyboard.press("Enter")
        here.page.wait_for_url("**/a/b/en/index.html")
        here.page.go_back()
        assert here.page.url == start
        here.page.go_forward()
        assert here.page.url.endswith("/en/index.html")
    assert here.faults == []


def test_enter_alone_opens_the_page_of_results(browser: Browser, found: Portal) -> None:
    home = found.site.as_uri()
    with visit(browser, f"{home}/en/work/patent.html", home) as here:
        here.page.fill(BOX, "xqzquick & more?")
        here.page.keyboard.press("Enter")
        here.page.wait_for_url("**/en/search.html?q=xqzquick+%26+more%3F")
        expect(here.page.locator(BOX)).to_have_value("xqzquick & more?")
    assert here.faults == []


def test_escape_closes_the_results_and_keeps_the_words(
    browser: Browser, found_server: TreeServer
) -> None:
    with visit(browser, f"{found_server.origin}/ky/index.html", found_server.origin) as here:
        search(here, "xqzmany")
        here.page.keyboard.press("ArrowDown")
        here.page.keyboard.press("Escape")
        expect(here.page.locator(".panel")).to_be_hidden()
        expect(here.page.locator(BOX)).to_have_attribute("aria-expanded", "false")
        assert here.page.input_value(BOX) == "xqzmany"
        assert chosen(here.page) == ""
        here.page.keyboard.press("ArrowDown")
        expect(here.page.locator(".panel")).to_be_visible()
    assert here.faults == []


def test_escape_three_times_still_leaves_a_sensitive_page(
    browser: Browser, found_server: TreeServer
) -> None:
    with visit(browser, f"{found_server.origin}/ky/sensitive.html", found_server.origin) as here:
        search(here, "xqzmany")
        for _ in range(3):
            here.page.keyboard.press("Escape")
        here.page.wait_for_url("**/ky/calendar.html")
    assert here.faults == []


@pytest.mark.parametrize("width", [360, 1280])
def test_results_never_cover_the_way_out_nor_112(
    browser: Browser, found_server: TreeServer, width: int
) -> None:
    address = f"{found_server.origin}/ky/sensitive.html"
    size = {"width": width, "height": 740}
    with visit(browser, address, found_server.origin, viewport=size) as here:
        search(here, "xqzmany")
        for selector in ("[data-exit]", ".dock .sos"):
            box = here.page.locator(selector).bounding_box()
            assert box
            middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            hit = "([x, y, s]) => Boolean(document.elementFromPoint(x, y).closest(s))"
            assert here.page.evaluate(hit, [*middle, selector]), selector
    assert here.faults == []


@pytest.mark.parametrize("way", ["paste", "voice", "composition"])
def test_words_may_come_without_keys(browser: Browser, found_server: TreeServer, way: str) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    address = f"{found_server.origin}/ky/index.html"
    with visit(browser, address, found_server.origin, permissions=allowed) as here:
        here.page.focus(BOX)
        if way == "paste":
            here.page.evaluate("navigator.clipboard.writeText('xqzquick')")
            here.page.keyboard.press("Control+V")
        elif way == "voice":
            here.page.keyboard.insert_text("xqzquick")
        else:  # a phone keyboard composes each word until a space ends it
            session = here.page.context.new_cdp_session(here.page)
            typed = {"text": "xqzquick", "selectionStart": 8, "selectionEnd": 8}
            session.send("Input.imeSetComposition", typed)
        expect(here.page.locator(OPTIONS).first).to_contain_text("Quick page")
    assert here.faults == []


def test_the_answer_to_the_last_question_wins(browser: Browser, found_server: TreeServer) -> None:
    with visit(browser, f"{found_server.origin}/en/index.html", found_server.origin) as here:
        here.page.fill(BOX, "slow")
        here.page.wait_for_function("() => window.safarSearch && safarSearch.asked[0]")
        here.page.fill(BOX, "xqzquick")
        expect(here.page.locator(OPTIONS).first).to_contain_text("Quick page")
        here.page.wait_for_timeout(900)
        assert "Slow page" not in here.page.locator(".panel").inner_text()
        here.page.fill(BOX, "slow")
        here.page.wait_for_timeout(200)
        here.page.keyboard.press("Escape")
        here.page.wait_for_timeout(900)
        expect(here.page.locator(".panel")).to_be_hidden()
    assert here.faults == []


def test_a_tap_opens_a_result_and_a_tap_outside_closes(
    browser: Browser, found_server: TreeServer
) -> None:
    settings = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    address = f"{found_server.origin}/en/work/patent.html"
    with visit(browser, address, found_server.origin, **settings) as here:
        here.page.tap(BOX)
        here.page.keyboard.insert_text("xqzmany")
        here.page.wait_for_selector(OPTIONS)
        here.page.locator("h1").dispatch_event("pointerdown")
        expect(here.page.locator(".panel")).to_be_hidden()
        here.page.locator(BOX).blur()
        here.page.tap(BOX)
        expect(here.page.locator(".panel")).to_be_visible()
        here.page.locator(OPTIONS).nth(4).scroll_into_view_if_needed()
        here.page.locator(OPTIONS).nth(4).tap()
        here.page.wait_for_url("**/en/index.html")
    assert here.faults == []


def test_tab_leaves_the_box_and_closes_the_results(
    browser: Browser, found_server: TreeServer
) -> None:
    with visit(browser, f"{found_server.origin}/en/index.html", found_server.origin) as here:
        search(here, "xqzmany")
        here.page.keyboard.press("Tab")
        expect(here.page.locator(".find button")).to_be_focused()
        here.page.keyboard.press("Tab")
        expect(here.page.locator(".panel")).to_be_hidden()
        expect(here.page.locator(".dock a").first).to_be_focused()
    assert here.faults == []


def test_markup_is_text(browser: Browser, found_server: TreeServer) -> None:
    with visit(browser, f"{found_server.origin}/en/index.html", found_server.origin) as here:
        search(here, "xqzmarkup")
        assert here.page.locator(f"{OPTIONS} b").first.inner_text() == MARKUP
        assert "<script>" in here.page.locator(f"{OPTIONS} span").first.inner_text()
        here.page.fill(BOX, f"{MARKUP} xqznothing")
        expect(here.page.locator(".panel p")).to_contain_text("Nothing found: <img src=x")
        assert here.page.locator(".panel img, .panel script").count() == 0
        assert here.page.evaluate("window.broken === undefined")
    assert here.faults == []


@pytest.mark.parametrize("query", ["я" * 10_000, "🙂🙃", "\u202ea\u202c", "   ", "{query} $& {n}"])
def test_no_query_breaks_the_box(browser: Browser, found: Portal, query: str) -> None:
    home = found.site.as_uri()
    with visit(browser, f"{home}/ky/index.html", home, viewport=PHONE) as here:
        here.page.fill(BOX, query)
        here.page.wait_for_timeout(400)
        assert here.ask("sideways()") == []
        if query.strip():
            note = here.page.locator(".panel p").inner_text()
            assert query[:12] in note
            assert len(note) < 120
        else:
            expect(here.page.locator(".panel")).to_be_hidden()
    assert here.faults == []


def test_every_language_has_room_for_the_box_and_its_results(
    browser: Browser, found: Portal
) -> None:
    home = found.site.as_uri()
    for locale in found.locales:
        for scheme, width in (("light", 360), ("dark", 320)):
            size = {"width": width, "height": 740}
            address = f"{home}/{locale}/index.html"
            with visit(browser, address, home, viewport=size, color_scheme=scheme) as here:
                shown = here.page.locator(BOX).evaluate(NAME_WIDTH)
                box = here.page.locator(BOX).bounding_box()
                assert box
                assert width < 360 or shown < box["width"] - 75, f"{locale}: its name is cut"
                search(here, "a")
                here.check("sideways()", " with results")
                here.check("smallTargets()")
                check_axe(here)
            assert here.faults == [], locale


@pytest.mark.parametrize("broken", ["search.js", "index.js"])
@pytest.mark.parametrize("body", ["", "not a script at all ("])
def test_without_a_script_or_an_index_the_box_leads_to_all_pages(
    browser: Browser, found: Portal, broken: str, body: str
) -> None:
    home = found.site.as_uri()
    with visit(browser, "about:blank", home) as here:

        def spoil(route: Route) -> None:
            route.fulfill(body=body, content_type="text/javascript")

        here.page.route(f"**/{broken}", spoil)
        here.page.goto(f"{home}/ky/index.html")
        here.page.fill(BOX, "патент")
        here.page.wait_for_timeout(300)
        assert here.page.locator(OPTIONS).count() == 0
        here.page.keyboard.press("Enter")
        here.page.wait_for_url("**/ky/search.html?*")
        expect(here.page.locator(".letters")).to_be_visible()
