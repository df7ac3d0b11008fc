"""Every written page of the two complete languages: open to everybody, and no wider than a phone.

`make test` looks at one page in twelve; `--whole-matrix` at all of them.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.visit import check_axe, visit
from built_portal import ROOT, Portal

STEP = 12


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    docs = ROOT / "docs"
    found = sorted(path for locale in ("en", "ru") for path in (docs / locale).rglob("*.md"))
    pages = [path.relative_to(docs).with_suffix(".html").as_posix() for path in found]
    assert len(pages) > 140
    whole = metafunc.config.getoption("--whole-matrix")
    metafunc.parametrize("path", pages if whole else pages[::STEP])


def test_a_page_is_open_to_everybody_on_a_phone(
    browser: Browser, portal: Portal, path: str
) -> None:
    home = f"{portal.site.as_uri()}/"
    size = {"width": 360, "height": 740}
    with visit(browser, f"{home}{path}", home, viewport=size) as here:
        check_axe(here)
        here.check("smallTargets()")
        here.check("sideways()")
    assert here.faults == []
