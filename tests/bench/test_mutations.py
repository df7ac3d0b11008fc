"""Faults put into a portal on purpose: what they change, and when one counts as named."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from bench.mutations.__main__ import draw_faults, names, render_table, run
from bench.mutations.faults import Fault, Files, Kind, Place, list_kinds

from safar.problems import Code, Problem
from scenario import write_scenario

LINES = {
    "literal deadline": "A worker can ask for help at any centre.",
    "lookalike letter": "A worker can ask for help at any centre.",
    "unknown fact": "Pay {{ fact.ru_fee }} once.",
    "unknown term": "The [paper](term:patent) is needed.",
    "dead link": "See [the page](../work/patent.md).",
    "dead anchor": "See [the page](../work/patent.md#cost).",
    "heading skips": "## What it costs {#cost}",
    "no anchor": "## What it costs {#cost}",
    "anchor twice": "## What it costs {#cost}",
    "callout": '!!! danger "Never"',
    "no such day": "checked: 2026-11-23",
    "unknown key": "description: A page.",
    "no address": "    url: https://example.org/a",
    "changed fact": "  value: 4200",
    "fact about": "  value: 4200",
    "fact twice": "ru_fee:",
    "fact over": "  valid_until: 2026-12-31",
}
KINDS = {kind.name: kind for kind in list_kinds("denied.example")}


@pytest.mark.parametrize("name", LINES)
def test_a_fault_changes_the_line_it_fits(name: str) -> None:
    above = ("ru_days:", "## Before {#before}")
    place = Place("docs/en/work/wages.md", 3, LINES[name], above)
    after = KINDS[name].edit(place, Random(1))
    assert after is not None
    assert after != place.text


def test_a_fault_leaves_lines_alone_that_it_does_not_fit() -> None:
    for text in ("", "| a | b |", "---", "    indented code of some length, no prose at all"):
        place = Place("docs/en/work/wages.md", 3, text, ())
        assert KINDS["heading skips"].edit(place, Random(1)) is None
        assert KINDS["changed fact"].edit(place, Random(1)) is None


def test_a_twin_is_a_letter_of_the_other_alphabet() -> None:
    place = Place("docs/en/a.md", 3, "A worker can ask for help at any centre.", ())
    after = KINDS["lookalike letter"].edit(place, Random(2)) or ""
    assert len(after) == len(place.text)
    assert sum(one != other for one, other in zip(after, place.text, strict=True)) == 1
    assert any("\u0400" <= sign <= "\u04ff" for sign in after)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    write_scenario(tmp_path)
    return tmp_path


def test_faults_are_put_in_and_taken_out_again(portal: Path) -> None:
    before = {path: path.read_bytes() for path in portal.rglob("*") if path.is_file()}
    kinds = ("unknown fact", "heading skips", "fact unit", "danger")
    faults = [
        fault for fault in draw_faults(Files(portal), 90, Random(3)) if fault.kind.name in kinds
    ]
    results = list(run(portal, faults))
    assert {fault.kind.name for fault, _, _ in results} == set(kinds)
    assert all(found for _, found, _ in results)
    assert {path: path.read_bytes() for path in portal.rglob("*") if path.is_file()} == before


def test_a_fault_that_nobody_names_survives(portal: Path) -> None:
    path = "docs/ru/work/wages.md"
    text = (portal / path).read_text(encoding="utf-8").split("\n")
    number = len(text) - 1
    place = Place(path, number, text[number - 1], ())
    silent = Kind("silent", "body", lambda *_: None, ("page.html",))
    elsewhere = Fault(silent, place, place.text + " [x](nowhere.md)")
    ((_, found, said),) = run(portal, [elsewhere])
    assert not found
    assert [problem.code for problem in said] == [Code.LINK_PAGE]
    table = render_table([(elsewhere, found, said)], 1)
    assert "0.0%, seed 1" in table
    assert f"not named: silent, {path}:{number}" in table


def test_a_problem_in_another_line_names_nothing(portal: Path) -> None:
    place = Place("docs/ru/a.md", 7, "", ())
    fault = Fault(KINDS["raw html"], place, "")
    for path, line, code in (
        ("docs/ru/a.md", 8, Code.PAGE_HTML),
        ("docs/ru/b.md", 7, Code.PAGE_HTML),
        ("docs/ru/a.md", 7, Code.LINK_PAGE),
    ):
        assert not names(Problem(code, path, line, ""), fault)
    assert names(Problem(Code.PAGE_HTML, "docs/ru/a.md", 7, ""), fault)
