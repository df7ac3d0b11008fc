"""A page on paper: no navigation, the notices kept, every address spelled out."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from browser.visit import visit
from built_portal import Portal

NOTICES = ".notices:not([hidden]) p"
NAVIGATION = ".find, .dock, .langs, .actions, .pager, .skip, .toc, .exit, .all-langs, .crumbs"
OUTSIDE = "article.text a[href^='http'], .sources a[href^='http']"
SPELLED = "link => [link.href, getComputedStyle(link, '::after').content]"
KEPT = ("h1", "article.text", ".meta")


def print_page(page: Page) -> None:
    """What the system's print command does to a page, without a printer."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


def test_paper_has_no_navigation_and_keeps_notices_and_sources(
    browser: Browser, portal: Portal
) -> None:
    home = portal.site.as_uri()
    for path in ("ky/english-only.html", "ky/gallery.html", "ru/work/patent.html"):
        with visit(browser, f"{home}/{path}", home, color_scheme="dark") as here:
            notices = here.page.locator(NOTICES).count()
            print_page(here.page)
            shown = [part for part in here.page.locator(NAVIGATION).all() if part.is_visible()]
            assert [part.get_attribute("class") for part in shown] == [], path
            for selector in KEPT:
                assert here.page.locator(selector).first.is_visible(), f"{path}: {selector}"
            visible = [part for part in here.page.locator(NOTICES).all() if part.is_visible()]
            assert len(visible) == notices, path
        assert here.faults == []


def test_the_notice_of_another_language_is_printed(browser: Browser, portal: Portal) -> None:
    address = (portal.site / "ky/english-only.html").as_uri()
    with visit(browser, address, portal.site.as_uri()) as here:
        print_page(here.page)
        assert here.page.locator("p.fallback").is_visible()


def test_sources_are_unfolded_on_paper_and_addresses_spelled_out(
    browser: Browser, portal: Portal
) -> None:
    address = (portal.site / "ru/work/patent.html").as_uri()
    with visit(browser, address, portal.site.as_uri()) as here:
        print_page(here.page)
        links = here.page.locator(".sources a")
        assert links.count() > 3
        assert all(link.is_visible() for link in links.all())
        pairs = here.page.eval_on_selector_all(OUTSIDE, f"links => links.map({SPELLED})")
    unspelled = [href for href, content in pairs if href.rstrip("/") not in content]
    assert unspelled == []


def test_paper_is_light_with_dark_text(browser: Browser, portal: Portal) -> None:
    address = (portal.site / "ky/emergency.html").as_uri()
    with visit(browser, address, portal.site.as_uri(), color_scheme="dark") as here:
        print_page(here.page)
        ink = here.page.evaluate("getComputedStyle(document.querySelector('article.text p')).color")
    red, green, blue = (int(part) for part in ink.strip("rgb()").split(",")[:3])
    assert max(red, green, blue) < 100


def test_paper_is_not_wider_than_paper(browser: Browser, portal: Portal) -> None:
    address = (portal.site / "kk/gallery.html").as_uri()
    width = {"width": 680, "height": 900}  # A4 without its margins
    with visit(browser, address, portal.site.as_uri(), viewport=width) as here:
        print_page(here.page)
        here.check("sideways()", " on paper")
    assert here.faults == []
