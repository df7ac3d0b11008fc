"""What a page weighs on its way to a cheap phone, compressed as a good server sends it."""

from __future__ import annotations

import gzip

import brotli

from built_portal import Portal
from built_tree import BuiltPage

KIB = 1024


def packed(portal: Portal, path: str) -> int:
    """The bytes of a file as sent with brotli."""
    return len(brotli.compress((portal.site / path).read_bytes()))


def test_the_style_sheet_weighs_little(portal: Portal) -> None:
    assert packed(portal, "assets/safar.css") <= 8 * KIB


def test_the_script_of_a_page_weighs_little(portal: Portal) -> None:
    assert len(gzip.compress((portal.site / "assets/safar.js").read_bytes(), 9)) <= 3 * KIB


def test_the_scripts_of_search_weigh_little(portal: Portal) -> None:
    engine = gzip.compress((portal.site / "assets/search.js").read_bytes(), 9)
    for loader in portal.site.glob("*/search/index.js"):
        assert len(engine) + len(gzip.compress(loader.read_bytes(), 9)) <= 9 * KIB, loader


def test_a_page_loads_one_style_sheet_and_one_script(tree: dict[str, BuiltPage]) -> None:
    for page in tree.values():
        assert len(page.html.find_all("link", rel="stylesheet")) <= 1, page.path
        assert len([node for node in page.html.find_all("script") if "src" in node.attrs]) <= 1


def test_the_first_visit_of_a_page_of_600_words_weighs_little(
    portal: Portal, tree: dict[str, BuiltPage]
) -> None:
    shared = sum(packed(portal, f"assets/{name}") for name in ("safar.css", "safar.js"))
    weighed = 0
    for page in tree.values():
        words = sum(len(node.text.split()) for node in page.html.find_all("article", "text"))
        if 500 <= words <= 700:
            weighed += 1
            assert packed(portal, page.path) + shared <= 20 * KIB, f"{page.path}: {words} words"
    assert weighed >= 4


def test_the_pages_outside_the_languages_weigh_little(portal: Portal) -> None:
    assert packed(portal, "index.html") <= 5 * KIB
    assert packed(portal, "404.html") <= 5 * KIB
