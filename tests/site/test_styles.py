"""Nothing is left unstyled, and the style sheet carries nothing that no page can use."""

from __future__ import annotations

import re

from built_portal import ROOT, Portal
from built_tree import BuiltPage

SCRIPTS = ROOT / "overrides/scripts"  # they make elements of their own
MADE = re.compile(r'(?:className\W+|classList\.add\(|line\(.*, )"([\w -]+)"')
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


def test_everything_that_markdown_makes_has_a_rule(
    portal: Portal, tree: dict[str, BuiltPage]
) -> None:
    css = (portal.site / "assets/safar.css").read_text("utf-8")
    styled = set(re.findall(r"\.([a-z][\w-]*)", css))
    article = tree["en/gallery.html"].html.find("article")
    made = {name for node in article.walk() for name in node.attrs.get("class", "").split()}
    assert {"admonition", "tabbed-set", "table", "external", "align-right"} <= made
    assert made - styled - NAMES_ONLY == set()


def test_the_style_sheet_has_no_rule_that_a_reader_cannot_meet(
    portal: Portal, tree: dict[str, BuiltPage]
) -> None:
    css = (portal.site / "assets/safar.css").read_text("utf-8")
    styled = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"url\([^)]*\)", "", css)))
    scripts = (path.read_text("utf-8") for path in SCRIPTS.glob("*.js"))
    made = {name for script in scripts for names in MADE.findall(script) for name in names.split()}
    assert styled - set(classes_of(tree)) - made == set()
