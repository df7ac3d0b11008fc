"""A ninth language that runs from right to left needs no code."""

from __future__ import annotations

import pytest

from built_portal import Portal
from built_tree import BuiltPage, broken_links, list_tree, read_tree
from html_checker import check_pages


@pytest.fixture(scope="session")
def rtl_tree(rtl_portal: Portal) -> dict[str, BuiltPage]:
    return read_tree(rtl_portal.site)


def test_the_ninth_language_stands_everywhere_beside_the_others(
    rtl_portal: Portal, rtl_tree: dict[str, BuiltPage]
) -> None:
    assert len(rtl_portal.locales) == 9
    for path in ("ky/index.html", "en/work/patent.html", "prs/emergency.html"):
        languages = rtl_tree[path].html.find("nav", "langs")
        name = languages.find("span", lang="prs")
        assert (name.text, name.attrs["dir"]) == ("دری", "rtl")
    assert rtl_tree["index.html"].html.find("a", "go", href="prs/index.html")
    assert rtl_tree["404.html"].html.find("section", "say", lang="prs").attrs["dir"] == "rtl"


def test_a_page_from_right_to_left_says_so(rtl_tree: dict[str, BuiltPage]) -> None:
    pages = [page for path, page in rtl_tree.items() if path.startswith("prs/")]
    assert len(pages) > 15
    for page in pages:
        root = page.html.find("html")
        assert (root.attrs["lang"], root.attrs["dir"]) == ("prs", "rtl"), page.path


def test_a_text_from_left_to_right_inside_it_says_so_too(
    rtl_tree: dict[str, BuiltPage],
) -> None:
    page = rtl_tree["prs/emergency.html"].html
    for node in (page.find("h1"), page.find("article", "text")):
        assert (node.attrs["lang"], node.attrs["dir"]) == ("ru", "ltr")
    assert "Русский" in page.find("p", "fallback").text


def test_the_tree_is_whole_and_valid(rtl_portal: Portal, rtl_tree: dict[str, BuiltPage]) -> None:
    pages = {path: page for path, page in rtl_tree.items() if path != "404.html"}
    assert broken_links(pages, list_tree(rtl_portal.site)) == []
    some = ["prs/index.html", "prs/emergency.html", "prs/search.html", "index.html", "404.html"]
    assert check_pages(rtl_portal.site, some) == []
