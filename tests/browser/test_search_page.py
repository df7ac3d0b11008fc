"""The page of search: results that can be shared, and without them every page by the alphabet."""

from __future__ import annotations

from time import sleep

import pytest
from playwright.sync_api import Browser, Route, expect

from browser.visit import Visit, check_axe, check_keyboard, check_width, visit
from built_portal import Portal
from tree_server import TreeServer

BOX = ".find input"
HITS = ".found > .hits > li"
SHIFTS = """(() => {
  window.shifted = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shifted += entry.value;
  }).observe({type: 'layout-shift', buffered: true});
})()"""


def open_results(here: Visit, address: str) -> None:
    """Open a page of results and wait until there are some."""
    here.page.goto(address)
    here.page.wait_for_selector(HITS)


@pytest.mark.parametrize("opened", ["http", "file"])
def test_an_address_with_a_query_is_a_page_of_results(
    browser: Browser, found: Portal, found_server: TreeServer, opened: str
) -> None:
    home = f"{found_server.origin}/a/b" if opened == "http" else found.site.as_uri()
    with visit(browser, "about:blank", home) as here:
        open_results(here, f"{home}/ru/search.html?q=%D0%BF%D0%B0%D1%82%D0%B5%D0%BD%D1%82")
        assert here.page.input_value(BOX) == "патент"
        assert here.page.locator("h1").inner_text() == "Результаты поиска"
        assert here.page.title() == "Результаты поиска · Сафар"
        expect(here.page.locator(".letters")).to_be_hidden()
        count = here.page.locator(HITS).count()
        status = here.page.locator(".found > [role=status]").inner_text()
        assert int(status.split()[1]) >= count > 3
        first = here.page.locator(HITS).first
        assert first.locator("a > b").first.inner_text()
        assert first.locator("a > small bdi").first.inner_text()
        assert first.locator("mark").first.inner_text().lower() == "патент"
        targets = here.page.eval_on_selector_all(f"{HITS} a", "links => links.map(a => a.href)")
        assert all(target.startswith(f"{home}/ru/") for target in targets)
        assert sum("#" in target for target in targets) > 3
        check_axe(here)
        first.locator("a").first.click()
        here.page.wait_for_function("() => !location.href.includes('search.html')")
        here.page.go_back()
        here.page.wait_for_selector(HITS)
    assert here.faults == []


def test_ten_results_at_a_time(browser: Browser, found_server: TreeServer) -> None:
    with visit(browser, "about:blank", found_server.origin) as here:
        open_results(here, f"{found_server.origin}/en/search.html?q=xqzmany")
        hits = here.page.locator(HITS)
        more = here.page.locator(".found > button")
        assert here.page.locator(".found > [role=status]").inner_text() == "25 pages found"
        for shown, name in ((20, "Counted 11"), (25, "Counted 21")):
            more.click()
            expect(hits).to_have_count(shown)
            focused = here.page.evaluate("document.activeElement.querySelector('b').textContent")
            assert focused == name, "the first new result has the focus"
        expect(more).to_be_hidden()
        names = here.page.locator(f"{HITS} > a > b").all_inner_texts()
        assert names == [f"Counted {number}" for number in range(1, 26)]
    assert here.faults == []


def test_a_result_shows_its_other_sections(browser: Browser, found_server: TreeServer) -> None:
    with visit(browser, "about:blank", found_server.origin) as here:
        open_results(here, f"{found_server.origin}/en/search.html?q=xqzquick")
        links = here.page.eval_on_selector_all(
            f"{HITS} a", "links => links.map(a => [a.getAttribute('href'), a.innerText])"
        )
    assert links[0][0] == "index.html"
    assert links[1] == ["index.html#one", "Heading"]
    assert here.faults == []


def test_a_text_in_another_language_says_so(browser: Browser, found_server: TreeServer) -> None:
    with visit(browser, "about:blank", found_server.origin) as here:
        open_results(here, f"{found_server.origin}/ky/search.html?q=xqzforeign")
        hit = here.page.locator(HITS).first
        for selector in ("a > b", "a > i", "a > span"):
            assert hit.locator(selector).first.get_attribute("lang") == "ru"
            assert hit.locator(selector).first.get_attribute("dir") == "ltr"
        assert hit.locator("i").inner_text() == "Русский"
        assert hit.locator("a > small").get_attribute("lang") is None
        here.page.goto(f"{found_server.origin}/ky/search.html")
        entry = here.page.locator(".letters li", has_text="english-only").first
        assert entry.locator("b").get_attribute("lang") == "en"
        assert entry.locator("small").inner_text() == "English"
    assert here.faults == []


def test_typing_changes_the_results_and_only_sending_the_address(
    browser: Browser, found_server: TreeServer
) -> None:
    start = f"{found_server.origin}/en/search.html?q=xqzmany"
    with visit(browser, "about:blank", found_server.origin) as here:
        open_results(here, start)
        here.page.fill(BOX, "xqzquick")
        expect(here.page.locator(HITS)).to_have_count(1)
        assert here.page.url == start
        here.page.keyboard.press("Enter")
        here.page.wait_for_url("**/en/search.html?q=xqzquick")
        expect(here.page.locator(HITS)).to_have_count(1)
        here.page.fill(BOX, "")
        expect(here.page.locator(".letters")).to_be_visible()
        expect(here.page.locator(".found")).to_be_hidden()
        assert here.page.locator("h1").inner_text() == "All pages"
        here.page.go_back()
        assert here.page.url == start
    assert here.faults == []


def test_a_word_that_was_meant_is_a_link(browser: Browser, found_server: TreeServer) -> None:
    with visit(browser, "about:blank", found_server.origin) as here:
        here.page.goto(f"{found_server.origin}/en/search.html?q=xqzpatnet")
        here.page.get_by_role("link", name="Did you mean: patent?").click()
        here.page.wait_for_url("**/en/search.html?q=patent")
        here.page.wait_for_selector(HITS)
    assert here.faults == []


def test_where_nothing_is_found_other_languages_and_people_help(
    browser: Browser, found_server: TreeServer
) -> None:
    with visit(browser, "about:blank", found_server.origin) as here:
        open_results(here, f"{found_server.origin}/ky/search.html?q=xqzquick")
        indexes = [address for address in here.requests if address.endswith("/index.js")]
        assert len(indexes) == 1, "no other language is asked while there is something"
        here.page.goto(f"{found_server.origin}/ky/search.html?q=citizenship")
        section = here.page.locator(".found section")
        expect(section.first).to_be_visible()
        assert section.first.get_attribute("lang") == "en"
        assert section.first.locator("h3").inner_text() == "English"
        href = section.first.locator("a").first.get_attribute("href") or ""
        assert href.startswith("../en/")
        assert here.page.locator(".found h2").inner_text() == "Башка тилдерде"
        helping = here.page.locator(".found .chips a")
        assert [link.get_attribute("href") for link in helping.all()] == [
            "emergency.html",
            "centres/index.html",
        ]
        here.page.wait_for_timeout(800)
        check_axe(here)
        here.check("sideways()")
        section.first.locator("a").first.click()
        here.page.wait_for_url("**/en/**")
    assert here.faults == []


def test_without_script_the_form_leads_to_all_pages(browser: Browser, found: Portal) -> None:
    home = found.site.as_uri()
    with visit(browser, f"{home}/kk/work/patent.html", home, java_script_enabled=False) as here:
        here.page.fill(BOX, "патент")
        here.page.click(".find button")
        assert here.page.url.endswith("/kk/search.html?q=%D0%BF%D0%B0%D1%82%D0%B5%D0%BD%D1%82")
        assert here.page.locator(".letters").is_visible()
        assert not here.page.locator(".found").is_visible()
        links = here.page.locator(".letters li > a:not([href^='#'])")
        assert links.count() == len(list((found.site / "kk").rglob("*.html"))) - made_pages(found)
        here.page.locator(".letters nav a").last.click()
        assert "#letter-" in here.page.url
    assert here.faults == []


def made_pages(portal: Portal) -> int:
    """How many pages of a locale nobody wrote."""
    return 3 + len(list((portal.site / "kk/start").glob("*.html")))


@pytest.mark.parametrize("locale", ["en", "kaa", "ky"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_open_to_everybody(
    browser: Browser, found: Portal, locale: str, width: int
) -> None:
    home = found.site.as_uri()
    size = {"width": width, "height": 740}
    for query in ("", "?q=a", "?q=xqznothing"):
        address = f"{home}/{locale}/search.html{query}"
        with visit(browser, address, home, viewport=size, color_scheme="dark") as here:
            here.page.wait_for_timeout(1500 if "nothing" in query else 400)
            check_axe(here)
            here.check("smallTargets()")
            check_keyboard(here)
            check_width(here, width)
        assert here.faults == [], query


def test_the_page_runs_from_right_to_left(browser: Browser, found_rtl: Portal) -> None:
    home = found_rtl.site.as_uri()
    size = {"width": 360, "height": 740}
    with visit(browser, "about:blank", home, viewport=size) as here:
        open_results(here, f"{home}/prs/search.html?q=xqzforeign")
        assert here.page.locator(HITS).first.evaluate("n => getComputedStyle(n).direction") == "rtl"
        text = here.page.locator(f"{HITS} span").first
        assert text.evaluate("n => getComputedStyle(n).direction") == "ltr"
        here.check("sideways()")
        here.page.goto(f"{home}/prs/index.html")
        here.page.fill(BOX, "xqzmany")
        here.page.wait_for_selector(".panel a")
        here.check("sideways()")
        check_axe(here)
        here.page.goto(f"{home}/prs/search.html")
        letters = here.page.locator(".letters nav a").all_inner_texts()
        own = [letter for letter in letters if letter > "\u0600"]
        assert len(own) >= 1
    assert here.faults == []


@pytest.mark.parametrize("path", ["index.html", "work/patent.html", "search.html?q=xqzmany"])
def test_nothing_jumps_while_a_page_comes(
    browser: Browser, found_server: TreeServer, path: str
) -> None:
    size = {"width": 360, "height": 740}
    with visit(browser, "about:blank", found_server.origin, viewport=size) as here:
        here.page.add_init_script(SHIFTS)
        here.page.route("**/assets/*", slow_down)
        here.page.goto(f"{found_server.origin}/ky/{path}")
        here.page.wait_for_timeout(2000)
        assert here.page.evaluate("window.shifted") < 0.1
    assert here.faults == []


def slow_down(route: Route) -> None:
    """Whatever a page asks for comes late, as on a slow network."""
    sleep(0.4)
    route.continue_()
