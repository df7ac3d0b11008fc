"""A language from right to left on the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.visit import check_axe, check_keyboard, check_width, visit
from built_portal import Portal

PAGES = ("prs/index.html", "prs/emergency.html", "prs/before/index.html", "prs/search.html")


@pytest.mark.parametrize("path", [*PAGES, "index.html"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_from_right_to_left_is_open_to_everybody(
    browser: Browser, rtl_portal: Portal, path: str, width: int
) -> None:
    home = rtl_portal.site.as_uri()
    size = {"width": width, "height": 740}
    with visit(browser, f"{home}/{path}", home, viewport=size, locale="fa-AF") as here:
        check_axe(here)
        here.check("smallTargets()")
        check_keyboard(here)
        check_width(here, width)
    assert here.faults == [], "\n".join(here.faults)


def test_the_page_is_a_mirror_of_the_others(browser: Browser, rtl_portal: Portal) -> None:
    home = rtl_portal.site.as_uri()
    middle = {}
    for locale in ("ky", "prs"):
        size = {"width": 1280, "height": 740}
        with visit(browser, f"{home}/{locale}/index.html", home, viewport=size) as here:
            box = here.page.locator("header .name").bounding_box()
            assert box
            middle[locale] = box["x"] + box["width"] / 2
    assert middle["ky"] < 640 < middle["prs"]


def test_the_frame_mirrors_and_the_russian_text_inside_does_not(
    browser: Browser, rtl_portal: Portal
) -> None:
    home = rtl_portal.site.as_uri()
    with visit(browser, f"{home}/prs/emergency.html", home) as here:
        align = "element => getComputedStyle(element).direction"
        assert here.page.eval_on_selector("main", align) == "rtl"
        assert here.page.eval_on_selector("article.text", align) == "ltr"
