"""Calculators, tick-lists and letters as a person uses them, from a server and from a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.visit import visit
from built_portal import Portal
from report.calendar_reader import read_events
from tree_server import TreeServer

STAY, DEADLINES, TICKS = "arrive/90-days", "arrive/my-deadlines", "before/documents"
LETTER = "letters/unpaid-wages"


@pytest.fixture(params=["http", "file"])
def start(request: pytest.FixtureRequest, portal: Portal, server: TreeServer) -> str:
    """Where the tree begins."""
    return f"{server.origin}/a/b/" if request.param == "http" else f"{portal.site.as_uri()}/"


@pytest.fixture
def opened(browser: Browser, start: str) -> Iterator[Page]:
    with visit(browser, f"{start}en/{STAY}.html", start, day="2026-06-01") as here:
        yield here.page


def open_page(page: Page, start: str, name: str, locale: str = "en") -> None:
    page.goto(f"{start}{locale}/{name}.html")


def test_days_left_are_counted_from_journeys(opened: Page) -> None:
    opened.select_option("[name=citizen]", "UZ")
    opened.select_option("[name=going]", "RU")
    fields = opened.locator(".trips input")
    fields.nth(0).fill("2026-01-10")
    fields.nth(1).fill("2026-03-10")
    opened.click(".go")
    said = opened.locator(".result").inner_text()
    assert "60" in said and "30 June 2026" in said
    opened.click("[data-more]")
    fields.nth(2).fill("2026-05-25")
    opened.click(".go")
    assert "Last day: 23 June 2026" in opened.locator(".result").inner_text()


def test_journeys_that_cannot_be_are_told(opened: Page) -> None:
    opened.click(".go")
    assert "Look at the days again" in opened.locator(".result .warn").inner_text()


def fill_deadlines(page: Page, citizen: str, region: str = "elsewhere") -> list[str]:
    page.select_option("[name=citizen]", citizen)
    page.select_option("[name=going]", "RU")
    page.select_option("[name=region]", region)
    page.fill("[name=entry]", "2026-12-01")
    page.click(".go")
    return page.locator(".result li").all_inner_texts()


def test_deadlines_follow_from_the_day_of_entry_and_the_passport(opened: Page, start: str) -> None:
    open_page(opened, start, DEADLINES)
    uzbek = fill_deadlines(opened, "UZ")
    assert any("15 December 2026" in line and "Registration" in line for line in uzbek)
    assert any("patent" in line for line in uzbek)
    kyrgyz = fill_deadlines(opened, "KG")
    assert any("30 December 2026" in line and "Registration" in line for line in kyrgyz)
    assert not any("patent" in line for line in kyrgyz)
    moscow = fill_deadlines(opened, "KG", "capital")
    assert any("Amina" in line for line in moscow)


def test_the_calendar_file_holds_the_same_dates(opened: Page, start: str, tmp_path: Path) -> None:
    open_page(opened, start, DEADLINES)
    shown = fill_deadlines(opened, "UZ")
    with opened.expect_download() as waited:
        opened.click(".result .button")
    waited.value.save_as(tmp_path / "days.ics")
    events = read_events((tmp_path / "days.ics").read_bytes())
    assert len(events) == len(shown)
    days = [event["DTSTART;VALUE=DATE"] for event in events]
    times = opened.locator(".result time").all()
    assert days == [time.get_attribute("datetime").replace("-", "") for time in times]


def test_the_links_of_deadlines_lead_to_pages(opened: Page, start: str) -> None:
    open_page(opened, start, DEADLINES)
    fill_deadlines(opened, "UZ")
    opened.locator(".result li a").first.click()
    assert opened.locator("h1").inner_text()
    assert "404" not in opened.title()


def test_ticks_stand_in_the_address_and_come_back_with_it(opened: Page, start: str) -> None:
    open_page(opened, start, TICKS)
    boxes = opened.locator(".task-list-item input")
    number = boxes.count()
    assert number > 5
    for place in (0, 3, number - 1):
        boxes.nth(place).check()
    address = opened.url
    assert "#ticks=" in address
    opened.goto("about:blank")
    opened.goto(address)
    checked = [place for place in range(number) if boxes.nth(place).is_checked()]
    assert checked == [0, 3, number - 1]
    for place in checked:
        boxes.nth(place).uncheck()
    assert "ticks" not in opened.url


def test_ticks_of_a_list_that_has_changed_are_left_out(opened: Page) -> None:
    assert opened.evaluate("SafarTicks.read('#ticks=9.B', 9)")[0] is True
    assert not any(opened.evaluate("SafarTicks.read('#ticks=9.B', 8)"))
    assert not any(opened.evaluate("SafarTicks.read('#elsewhere', 8)"))


def test_every_pattern_of_ticks_is_written_and_read_the_same(opened: Page) -> None:
    same = """() => [1, 5, 6, 7, 12, 40].every((size) => {
      for (let seed = 1; seed < 60; seed += 1) {
        const ticks = Array.from({length: size}, (_, n) => (seed * (n + 3)) % 7 < 3);
        const read = SafarTicks.read('#ticks=' + SafarTicks.write(ticks), size);
        if (read.join() !== ticks.join()) { return false; }
      }
      return true;
    })"""
    assert opened.evaluate(same)


def test_a_letter_is_printed_alone(opened: Page, start: str) -> None:
    open_page(opened, start, LETTER, "uz")
    letter = opened.locator("pre.letter").first
    assert letter.get_attribute("lang") == "ru"
    opened.evaluate("window.print = () => { window.seen = document.documentElement.className; }")
    opened.locator(".letter-actions button").nth(1).click()
    assert "one-letter" in opened.evaluate("window.seen")
    opened.emulate_media(media="print")
    opened.evaluate(
        "document.documentElement.classList.add('one-letter');"
        "document.querySelector('pre.letter').classList.add('printed')"
    )
    assert letter.is_visible()
    assert not opened.locator("h1").is_visible()
    assert not opened.locator("article h2").first.is_visible()
    assert not opened.locator(".in-one-minute").is_visible(), "nor the frame of what was hidden"


def test_a_letter_is_copied_whole(browser: Browser, portal: Portal, server: TreeServer) -> None:
    start = f"{server.origin}/"
    with visit(browser, f"{start}en/{LETTER}.html", start) as here:
        here.page.evaluate(
            "Object.defineProperty(navigator, 'clipboard', {configurable: true, value: "
            "{writeText: (text) => { window.copied = text; return Promise.resolve(); }}})"
        )
        button = here.page.locator(".letter-actions button").first
        button.click()
        here.page.wait_for_function("window.copied")
        text = here.page.locator("pre.letter").first.inner_text()
        assert here.page.evaluate("window.copied").strip() == text.strip()
        assert button.inner_text() == "Copied"


@pytest.mark.parametrize("name", [STAY, DEADLINES, LETTER])
def test_without_a_script_the_text_is_whole_and_no_form_is_shown(
    browser: Browser, portal: Portal, name: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((portal.site / f"ky/{name}.html").as_uri())
    assert page.locator("article").is_visible()
    assert page.locator(".tool:visible").count() == 0
    page.close()


@pytest.mark.parametrize("name", ["unpaid-wages", "complaint", "interpreter", "lost-documents"])
def test_on_a_wide_screen_the_explanation_stands_beside_the_letter(
    browser: Browser, start: str, name: str
) -> None:
    size = {"width": 1280, "height": 900}
    with visit(browser, f"{start}ru/letters/{name}.html", start, viewport=size) as here:
        letter = here.page.locator("pre.letter").first.bounding_box()
        said = here.page.locator("#what-it-says").bounding_box()
        assert letter and said
        assert said["x"] > letter["x"] + letter["width"]
        assert letter["y"] - 100 < said["y"] < letter["y"] + letter["height"]
        here.page.set_viewport_size({"width": 360, "height": 740})
        said = here.page.locator("#what-it-says").bounding_box()
        assert said and said["x"] < 40
        here.check("sideways()")
    assert here.faults == []
