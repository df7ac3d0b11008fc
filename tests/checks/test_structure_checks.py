"""Heading order, ids and raw HTML are seen wherever they stand, each with its own line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from safar.checks.page import TAKEN, check_page
from safar.model.content import PageSource
from safar.parsing.scan import scan_body
from safar.problems import Code

THEME = Path(__file__).parents[2] / "overrides"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# What may stand around a line; «» is where the line stands, with the signs before it.
PLACES = {
    "paragraph": "Text.\n\n«»\n",
    "callout": '!!! note "Title"\n    Text.\n\n    «»\n',
    "folded callout": '??? note "Title"\n    «»\n',
    "callout in a list": '- item\n\n    !!! ask "Title"\n        «»\n',
    "list": "- one\n- «»\n",
    "numbered list": "1. one\n2. «»\n",
    "deep list": "- one\n    - two\n        - «»\n",
    "tab": '=== "One"\n\n    Text.\n\n=== "Two"\n\n    «»\n',
    "tab in a callout": '!!! note "Title"\n    === "One"\n\n        «»\n',
    "quotation": "> «»\n",
    "definition": "Term\n:   «»\n",
    "after a fence": "```\n## x {#a}\n<b>\n```\n\n«»\n",
    "after a fence of tildes": "~~~ text\n<b>\n# x\n~~~\n«»\n",
    "after a fence in a callout": '!!! note "Title"\n    ```\n    <b>\n    ```\n\n    «»\n',
    "after a comment": "<!-- <b>\n# x\n{#a} -->\n\n«»\n",
    "after a comment in a callout": '!!! note "Title"\n    <!-- note -->\n\n    «»\n',
    "after a table": "| A | `<b>` |\n| --- | --- |\n| 1 | 2 |\n\n«»\n",
    "after code in the line": "`<b>` and ``# x``\n\n«»\n",
    "after a broken fence": "```\n<!-- -->\n\n«»\n",
}
MISTAKES = {
    "#### Skipped {#skipped}": Code.PAGE_LEVEL,
    "# Title {#title}": Code.PAGE_TITLE,
    "## No anchor": Code.ANCHOR_MISSING,
    "## Again {#first}": Code.ANCHOR_DUPLICATE,
    "Text {#first}": Code.ANCHOR_DUPLICATE,
    "## Taken {#text}": Code.ANCHOR_TAKEN,
    "a <b>word</b>": Code.PAGE_HTML,
    "<script>x()</script>": Code.PAGE_HTML,
    "text <br>": Code.PAGE_HTML,
    "text {onclick=x}": Code.PAGE_ATTRIBUTE,
}


def found_in(body: str) -> set[tuple[Code, int]]:
    page = PageSource("en", "docs/en/x.md", "x.md", "", None, 1, scan_body(body))
    return {(problem.code, problem.line) for problem in check_page(page, ("en",))}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_line_wherever_it_stands(place: str, mistake: str) -> None:
    before = "## First {#first}\n\n" + PLACES[place]
    line = before[: before.index("«")].count("\n") + 1
    assert (MISTAKES[mistake], line) in found_in(before.replace("«»", mistake))


@pytest.mark.parametrize("place", [place for place in PLACES if place != "after a broken fence"])
def test_what_is_right_is_no_mistake_there(place: str) -> None:
    assert found_in("## First {#first}\n\n" + PLACES[place].replace("«»", "A word < 5.")) == set()


@pytest.mark.parametrize("mistake", ["a <b>word</b>", "a {#first}", "a {style=x}"])
def test_a_cell_of_a_table_is_looked_at(mistake: str) -> None:
    body = f"## First {{#first}}\n\n| A | B |\n| --- | --- |\n| 1 | {mistake} |\n"
    assert (MISTAKES.get(mistake), 5) in found_in(body) or len(found_in(body)) == 1
    assert {line for _, line in found_in(body)} == {5}


def test_an_order_that_goes_back_and_on_is_right() -> None:
    body = "## A {#a}\n\n### B {#b}\n\n#### C {#c}\n\n## D {#d}\n\n### E {#e}\n"
    assert found_in(body) == set()
    assert found_in(body + "\n##### F {#f}\n") == {(Code.PAGE_LEVEL, 11)}
    assert found_in("### A {#a}\n") == {(Code.PAGE_LEVEL, 1)}


def test_ids_of_templates_are_no_anchors_of_editors() -> None:
    """Each is refused as an anchor, or has a sign that no anchor may have, as in `icon_0`."""
    ids = {
        found
        for path in sorted(THEME.rglob("*.html"))
        for found in re.findall(r'\bid="([^"]*)"', path.read_text("utf-8"))
    }
    ids -= {"{{ card.id }}", "{{ group.anchor }}"}  # see tests/checks/test_centre_checks.py
    written = {re.sub(r"\{\{.*?\}\}", "7", found) for found in ids}
    assert {"text", "sources-label"} <= written
    assert [name for name in written if SLUG.fullmatch(name) and not TAKEN.fullmatch(name)] == []
