"""The style rules that are taken from the theme dependency."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from safar.site.cut_styles import PACKAGE, RESULT, SHEETS, render_sheet

ROOT = Path(__file__).parents[2]


def test_the_committed_sheet_is_what_the_installed_theme_gives() -> None:
    (sheet,) = SHEETS.glob("main.*.min.css")
    cut = render_sheet(sheet.read_text(encoding="utf-8"), version(PACKAGE))
    assert (ROOT / RESULT).read_text(encoding="utf-8") == cut


def test_the_committed_sheet_shows_the_chosen_tab_only() -> None:
    sheet = (ROOT / RESULT).read_text(encoding="utf-8")
    assert re.search(r"\.tabbed-block \{ display: none; \}", sheet)
    assert re.search(
        r"input:nth-child\(8\):checked ~ .*:nth-child\(8\) \{ display: block; \}", sheet
    )


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (
            ".md-typeset .tabbed-block{display:none;margin:0 1rem}",
            ".text .tabbed-block { display: none; }",
        ),
        (
            ".md-typeset .tabbed-labels>label{color:var(--md-default-fg-color)}",
            ".text .tabbed-labels > label { --chosen: var(--brand); }",
        ),
        (
            "@media print{.md-typeset .tabbed-content{display:contents}}",
            "@media print {\n  .text .tabbed-content { display: contents; }\n}",
        ),
        (".md-typeset .tabbed-set{width:var(--md-width)}", ""),
        (".md-typeset .tabbed-set>input:nth-child(9):checked{display:block}", ""),
        (".md-header{display:flex}", ""),
        (".js .md-typeset .tabbed-labels{position:relative}", ""),
    ],
)
def test_only_the_mechanics_of_a_rule_are_taken(theirs: str, ours: str) -> None:
    _head, _newline, rules = render_sheet(theirs, "1.2.3").partition("\n")
    assert rules.strip() == ours
