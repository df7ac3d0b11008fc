"""Every kind of page in every language: light and dark, small and large, from server and folder.

`make test` runs a sample in which every two values meet; `--whole-matrix` runs every case.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.matrix import address_of, whole_matrix
from browser.pairwise import Case, sample_pairwise
from browser.visit import Visit, check_axe, check_keyboard, check_width, visit
from built_portal import Portal
from tree_server import TreeServer


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    cases = whole_matrix()
    if not metafunc.config.getoption("--whole-matrix"):
        cases = list(sample_pairwise(cases))
    metafunc.parametrize("case", cases, ids=["-".join(case) for case in cases])


def test_a_page_is_open_to_everybody_and_asks_nobody(
    case: Case, browser: Browser, portal: Portal, server: TreeServer
) -> None:
    page, locale, scheme, width, opened = case
    over_http = opened == "http"
    address = address_of(page, locale, portal, server if over_http else None)
    home = server.origin + "/" if over_http else portal.site.as_uri() + "/"
    settings = {
        "color_scheme": scheme,
        "viewport": {"width": int(width), "height": 740},
        "locale": locale,
        "missing": page == "404" and over_http,
    }
    with visit(browser, address, home, **settings) as result:
        check_axe(result)
        result.check("smallTargets()")
        result.check("smallText()")
        check_keyboard(result)
        check_width(result, int(width))
        text, links = result.ask("mainText()"), result.ask("links()")
    with visit(browser, address, home, java_script_enabled=False, **settings) as plain:
        compare_without_script(plain, page, text, links)
    assert not result.faults + plain.faults, "\n".join(result.faults + plain.faults)


def compare_without_script(plain: Visit, page: str, text: str, links: list[str]) -> None:
    """Without JavaScript the same text stands there, and the same links lead on."""
    shown, there = plain.ask("mainText()"), plain.ask("links()")
    lost = sorted(set(text.splitlines()) - set(shown.splitlines()))
    if page != "404":
        lost += sorted(set(shown.splitlines()) - set(text.splitlines()))
        lost += sorted(set(links) - set(there))
    plain.faults += [f"lost without script: {line}" for line in lost]
    if not any("emergency" in link or link == "tel:112" for link in there):
        plain.faults.append("no way to help without script")
