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


def test_the_script_of_tools_weighs_little(portal: Portal) -> None:
    assert len(gzip.compress((portal.site / "assets/tools.js").read_bytes(), 9)) <= 4 * KIB


def scripts_of(page: BuiltPage) -> list[str]:
    """The names of the scripts that a page asks for."""
    sources = (node.attrs.get("src", "") for node in page.html.find_all("script"))
    return [source.rsplit("/", 1)[-1] for source in sources if source]


def test_a_page_loads_one_style_sheet_and_what_scripts_it_needs(
    tree: dict[str, BuiltPage],
) -> None:
    with_tools = 0
    for page in tree.values():
        assert len(page.html.find_all("link", rel="stylesheet")) <= 1, page.path
        needs = [*page.html.find_all("form", "tool"), *page.html.find_all("pre", "letter")]
        needs += page.html.find_all("li", "task-list-item")
        with_tools += bool(needs)
        wanted = ["safar.js"]
        if page.html.find_all("section", "directory"):
            wanted.append("directory.js")
        elif needs:
            wanted.append("tools.js")
        if names := scripts_of(page):
            assert names == wanted, page.path
    assert with_tools >= 9


def test_the_first_visit_of_every_page_weighs_little(
    portal: Portal, tree: dict[str, BuiltPage]
) -> None:
    """Images aside; the gallery shows everything at once and is no page for readers."""
    style = packed(portal, "assets/safar.css")
    weights = {
        page.path: packed(portal, page.path)
        + style
        + sum(packed(portal, f"assets/{name}") for name in scripts_of(page))
        for page in tree.values()
        if "gallery" not in page.path and scripts_of(page)
    }
    assert len(weights) > 500
    lists = {page.path for page in tree.values() if page.html.find_all("section", "directory")}
    limits = {path: (30 if path in lists else 20) * KIB for path in weights}
    heavy = {path: round(each / KIB, 1) for path, each in weights.items() if each > limits[path]}
    assert heavy == {}


def test_the_pages_outside_the_languages_weigh_little(portal: Portal) -> None:
    assert packed(portal, "index.html") <= 5 * KIB
    assert packed(portal, "404.html") <= 5 * KIB
