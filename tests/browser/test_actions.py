"""What a page does beyond links: send, print, leave at once."""

from __future__ import annotations

from playwright.sync_api import Browser

from browser.visit import Visit, visit
from built_portal import Portal
from tree_server import TreeServer

CLIPBOARD = ["clipboard-read", "clipboard-write"]
NO_SHARE = "delete Navigator.prototype.share"
SHARE = "Navigator.prototype.share = async (what) => { window.shared = what; }"


def assert_left(here: Visit, server: TreeServer) -> None:
    """The calendar stands there, and "back" leads past the page that was left."""
    page = here.page
    page.wait_for_url("**/ky/calendar.html")
    assert "Safar" not in page.content()
    page.go_back()
    assert page.url == f"{server.origin}/ky/index.html"


def open_sensitive(here: Visit, server: TreeServer) -> None:
    """Come to the sensitive page from the first one, as a reader does."""
    here.page.goto(f"{server.origin}/ky/sensitive.html")
    assert here.page.locator("[data-exit]").is_visible()


def test_the_exit_button_replaces_the_page(browser: Browser, server: TreeServer) -> None:
    with visit(browser, f"{server.origin}/ky/index.html", server.origin) as here:
        open_sensitive(here, server)
        here.page.click("[data-exit]")
        assert_left(here, server)
    assert here.faults == []


def test_escape_three_times_replaces_the_page(browser: Browser, server: TreeServer) -> None:
    with visit(browser, f"{server.origin}/ky/index.html", server.origin) as here:
        open_sensitive(here, server)
        here.page.keyboard.press("Escape")
        here.page.keyboard.press("Escape")
        assert here.page.url.endswith("/ky/sensitive.html")
        here.page.keyboard.press("Escape")
        assert_left(here, server)
    assert here.faults == []


def test_the_exit_is_a_plain_link_without_script(browser: Browser, portal: Portal) -> None:
    address = (portal.site / "ky/sensitive.html").as_uri()
    with visit(browser, address, portal.site.as_uri(), java_script_enabled=False) as here:
        here.page.click("[data-exit]")
        assert here.page.url.endswith("/ky/calendar.html")


def test_a_page_that_is_not_sensitive_has_no_exit(browser: Browser, server: TreeServer) -> None:
    with visit(browser, f"{server.origin}/ky/before/documents.html", server.origin) as here:
        assert here.page.locator("[data-exit]").count() == 0
        for _ in range(4):
            here.page.keyboard.press("Escape")
        assert here.page.url.endswith("/ky/before/documents.html")


def test_the_send_button_copies_the_address(browser: Browser, server: TreeServer) -> None:
    address = f"{server.origin}/a/b/ky/emergency.html"
    with visit(browser, "about:blank", "about:blank", permissions=CLIPBOARD) as here:
        here.home = server.origin
        here.page.add_init_script(NO_SHARE)
        here.page.goto(address)
        assert here.page.locator(".sent").inner_text() == ""
        here.page.click("[data-send]")
        here.page.wait_for_function("document.querySelector('.sent').textContent")
        assert here.page.evaluate("navigator.clipboard.readText()") == address
    assert here.faults == []


def test_a_copy_from_a_folder_that_knows_no_address_offers_nothing_to_send(
    browser: Browser, portal: Portal, hosted: Portal
) -> None:
    for site, offered in ((portal.site, False), (hosted.site, True)):
        address = (site / "ky/emergency.html").as_uri()
        with visit(browser, address, site.as_uri()) as here:
            assert here.page.locator("[data-send]").is_visible() is offered
            assert here.page.locator("[data-print]").is_visible()


def test_the_send_button_shows_the_address_where_it_cannot_be_copied(
    browser: Browser, server: TreeServer
) -> None:
    address = f"{server.origin}/ky/emergency.html"
    with visit(browser, "about:blank", "about:blank") as here:
        here.home = server.origin
        here.page.add_init_script(NO_SHARE)
        here.page.add_init_script("delete Navigator.prototype.clipboard")
        here.page.goto(address)
        here.page.click("[data-send]")
        assert here.page.input_value(".copy input") == address
        assert here.page.evaluate("getSelection().toString()") == address
    assert here.faults == []


def test_the_send_button_opens_the_sheet_of_the_system(
    browser: Browser, server: TreeServer
) -> None:
    address = f"{server.origin}/ky/emergency.html"
    with visit(browser, "about:blank", "about:blank") as here:
        here.home = server.origin
        here.page.add_init_script(SHARE)
        here.page.goto(address)
        here.page.click("[data-send]")
        here.page.wait_for_function("window.shared")
        assert here.page.evaluate("window.shared.url") == address
    assert here.faults == []


def test_the_error_report_is_a_mail_that_names_the_page(
    browser: Browser, server: TreeServer
) -> None:
    with visit(browser, f"{server.origin}/ky/emergency.html", server.origin) as here:
        target = here.page.get_attribute(".actions a[href^='mailto:']", "href")
    assert target
    assert "ky/emergency.html" in target
    assert "subject=" in target
