"""Changing the language, and the first page that offers them."""

from __future__ import annotations

from playwright.sync_api import Browser

from browser.visit import visit
from built_portal import Portal
from tree_server import TreeServer


def test_the_switch_keeps_the_page_and_the_place_on_it(
    browser: Browser, server: TreeServer
) -> None:
    start = f"{server.origin}/a/b/ru/before/documents.html"
    with visit(browser, start, server.origin, java_script_enabled=False) as here:
        anchors = here.page.evaluate(
            "Array.from(document.querySelectorAll('article h2[id]'), title => title.id)"
        )
        for locale in ("ky", "uz-Cyrl", "kaa"):
            here.page.click(f'.langs a[hreflang="{locale}"]')
            assert here.page.url == f"{server.origin}/a/b/{locale}/before/documents.html"
            assert here.page.get_attribute("html", "lang") == locale
            here.page.goto(f"{here.page.url}#{anchors[-1]}")
            assert here.page.locator(f"h2[id='{anchors[-1]}']").is_visible()
            assert here.page.evaluate("scrollY") > 0
    assert here.faults == []


def test_the_address_with_a_place_in_it_works_in_every_language(
    browser: Browser, portal: Portal
) -> None:
    for locale in portal.locales:
        address = (portal.site / locale / "emergency.html").as_uri() + "#not-paid"
        with visit(browser, address, portal.site.as_uri(), locale="ru-RU") as here:
            assert here.page.evaluate("document.querySelector(':target') !== null"), locale
        assert here.faults == []


def test_the_chooser_offers_the_languages_of_the_browser_first(
    browser: Browser, portal: Portal
) -> None:
    address = (portal.site / "index.html").as_uri()
    first = {"ky-KG": "ky", "uz-Cyrl-UZ": "uz-Cyrl", "uz": "uz", "tg-TJ": "tg", "kk": "kk"}
    for browser_locale, expected in first.items():
        with visit(browser, address, portal.site.as_uri(), locale=browser_locale) as here:
            order = here.page.evaluate(
                "Array.from(document.querySelectorAll('.choose a.go'), link => link.hreflang)"
            )
        assert order[0] == expected, browser_locale
        assert sorted(order) == sorted(portal.locales)
        assert here.faults == []


def test_the_chooser_is_complete_without_script(browser: Browser, portal: Portal) -> None:
    address = (portal.site / "index.html").as_uri()
    with visit(
        browser, address, portal.site.as_uri(), locale="ky-KG", java_script_enabled=False
    ) as here:
        links = here.page.locator(".choose a.go")
        assert links.count() == len(portal.locales)
        assert all(link.is_visible() for link in links.all())
        here.page.click('.choose a.go[hreflang="ky"]')
        assert here.page.url.endswith("/ky/index.html")
    assert here.faults == []


def test_the_dark_scheme_is_the_choice_of_the_system(browser: Browser, portal: Portal) -> None:
    shade = "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)[0]"
    root = "getComputedStyle(document.documentElement).backgroundColor.match(/[0-9]+/g)"
    for path in ("ky/index.html", "ky/emergency.html", "index.html", "404.html"):
        seen = {}
        for scheme in ("light", "dark"):
            address = (portal.site / path).as_uri()
            with visit(
                browser,
                address,
                portal.site.as_uri(),
                color_scheme=scheme,
                java_script_enabled=False,
            ) as here:
                own = here.page.evaluate("getComputedStyle(document.body).backgroundColor")
                seen[scheme] = here.page.evaluate(shade if "0, 0, 0, 0" not in own else root)
        assert seen["light"] != seen["dark"], path
