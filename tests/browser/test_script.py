"""The script runs on the oldest readers' browsers: a parser of that time reads it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page

from browser.visit import visit
from built_portal import ROOT, Portal

ACORN = (ROOT / "tests/vendor/acorn.js").read_text(encoding="utf-8")
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
PARSE = """code => {
  try { acorn.parse(code, {ecmaVersion: 2019, sourceType: "script"}); return ""; }
  catch (error) { return String(error); }
}"""


def parse_all(page: Page, codes: dict[str, str]) -> dict[str, str]:
    """What a parser of ES2019 says against each script; those it accepts are left out."""
    page.evaluate(ACORN)
    said = {name: page.evaluate(PARSE, code) for name, code in codes.items()}
    return {name: fault for name, fault in said.items() if fault}


def scripts_of(site: Path) -> dict[str, str]:
    """Every script of a tree: its files, and what stands inside pages."""
    codes = {path.name: path.read_text(encoding="utf-8") for path in site.rglob("*.js")}
    for name in ("index.html", "404.html"):
        codes[name] = "\n".join(INLINE.findall((site / name).read_text(encoding="utf-8")))
    return codes


def test_every_script_is_es2019(browser: Browser, portal: Portal) -> None:
    codes = scripts_of(portal.site)
    assert len(codes) >= 3
    assert all(code.strip() for code in codes.values())
    with visit(browser, "about:blank", "about:blank") as here:
        assert parse_all(here.page, codes) == {}
        newer = {"optional": "a?.b;", "coalescing": "a ?? b;", "broken": "let ("}
        assert parse_all(here.page, newer).keys() == newer.keys()
