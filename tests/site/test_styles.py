"""Nothing is left unstyled, and the style sheet carries nothing that no page can use."""

from __future__ import annotations

import re

from built_portal import ROOT, Portal
from built_tree import BuiltPage

PANEL = ROOT / "overrides/scripts/search-panel.js"  # it makes elements of its own
# Names of a part of a page, of the language of code, and of what looks as it looks without a rule.
NAMES_ONLY = {"part", "highlight", "language-python", "tabbed-alternate", "align-left"}


def classes_of(tree: dict[str, BuiltPage]) -> dict[str, str]:
    """Every class of the linked style sheet's pages, with a page that has it."""
    found: dict[str, str] = {}
    for page in tree.values():
        if page.path in {"index.html", "404.html"}:
            continue
        for node in page.html.walk():
            for name in node.attrs.get("class", "").split():
                found.setdefault(name, page.path)
    return found


def anchors_of(tree: dict[str, BuiltPage]) -> set[str]:
    """The anchors of headings, which are also classes of their sections."""
    return {
        node.attrs["id"]
        for page in tree.values()
        for node in page.html.walk()
        if "id" in node.attrs
    }


def test_everything_that_markdown_makes_has_a_rule(
    portal: Portal, tree: dict[str, BuiltPage]
) -> None:
    css = (portal.site / "assets/safar.css").read_text("utf-8")
    styled = set(re.findall(r"\.([a-z][\w-]*)", css))
    article = tree["en/gallery.html"].html.find("article")
    made = {name for node in article.walk() for name in node.attrs.get("class", "").split()}
    assert {"admonition", "tabbed-set", "table", "external", "align-right"} <= made
    assert made - styled - NAMES_ONLY - anchors_of(tree) == set()


def test_the_style_sheet_has_no_rule_that_a_reader_cannot_meet(
    portal: Portal, tree: dict[str, BuiltPage]
) -> None:
    css = (portal.site / "assets/safar.css").read_text("utf-8")
    styled = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"url\([^)]*\)", "", css)))
    made = {"js", *re.findall(r'className: "(\w+)"', PANEL.read_text("utf-8"))}
    assert styled - set(classes_of(tree)) - made == set()
