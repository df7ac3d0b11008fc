"""The navigation of a section on a phone and on a desk, and icons that point at one another."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator

from browser.visit import visit
from built_portal import Portal
from tree_server import TreeServer

ARTICLE = "ky/work/patent.html"
TILE = "svg:has(use)"
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


def test_on_a_phone_the_section_is_folded_below_the_text(browser: Browser, portal: Portal) -> None:
    for script in (True, False):
        settings = {"viewport": PHONE, "java_script_enabled": script}
        with visit(
            browser, (portal.site / ARTICLE).as_uri(), portal.site.as_uri(), **settings
        ) as it:
            siblings = it.page.locator(".siblings")
            assert not siblings.locator("li a").first.is_visible()
            assert top(siblings) > top(it.page.locator("article.text"))
            siblings.locator("summary").click()
            assert siblings.locator("li a").first.is_visible()
            it.check("sideways()")
            it.check("smallTargets()")
        assert it.faults == []


def test_on_a_desk_the_section_stands_open_beside(browser: Browser, portal: Portal) -> None:
    address = (portal.site / ARTICLE).as_uri()
    with visit(browser, address, portal.site.as_uri(), viewport=DESK) as it:
        siblings, text = it.page.locator(".siblings"), it.page.locator("article.text")
        assert siblings.locator("li a").first.is_visible()
        assert left(siblings) > left(text) + 600
    assert it.faults == []


@pytest.mark.parametrize("opened", ["http", "file"])
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_an_icon_that_points_at_another_is_drawn(
    browser: Browser, portal: Portal, server: TreeServer, opened: str, medium: str
) -> None:
    home = server.origin if opened == "http" else portal.site.as_uri()
    with visit(browser, f"{home}/ky/index.html", home, viewport=PHONE) as it:
        it.page.emulate_media(media=medium)  # type: ignore[arg-type] - both are media
        assert it.page.locator(".dock").is_visible() == (medium == "screen")
        icon = it.page.locator(TILE).first
        assert len(colours(icon)) > 1
        it.page.eval_on_selector_all("[id^=icon_]", "all => all.forEach(e => { e.id = ''; })")
        assert len(colours(icon)) == 1, "what is pointed at is gone, so nothing is drawn"
    assert it.faults == []


def colours(icon: Locator) -> set[object]:
    """The colours of an element on the screen."""
    image = Image.open(io.BytesIO(icon.screenshot())).convert("RGB")
    return {colour for _, colour in image.getcolors(100_000) or []}


def top(locator: Locator) -> float:
    """Where an element begins, from above."""
    box = locator.bounding_box()
    assert box
    return box["y"]


def left(locator: Locator) -> float:
    """Where an element begins, from the left."""
    box = locator.bounding_box()
    assert box
    return box["x"]
