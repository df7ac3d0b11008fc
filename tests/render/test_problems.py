"""Problems as `safar check` prints them, for people and for tools."""

from __future__ import annotations

import json
import re

from safar.problems import Code, Problem, Severity
from safar.render.problems import render_grouped, render_json

PROBLEMS = [
    Problem(Code.LINK_PAGE, "docs/ky/b.md", 104, 'no page for "Ж"', "did you mean x.md?"),
    Problem(Code.META_DATE, "docs/ky/b.md", 4, "expected YYYY-MM-DD", "write 2026-11-23"),
    Problem(Code.FILE_READ, "docs/ky/a.md", 0, "the file is missing"),
    Problem(Code.PAGE_TITLE, "docs/ky/b.md", 0, "a title", "a hint", Severity.WARNING),
]
GROUPED = """\
docs/ky/a.md
  error: the file is missing [file.read]

docs/ky/b.md
    4: error: expected YYYY-MM-DD [meta.date]
    4: hint: write 2026-11-23
  104: error: no page for "Ж" [link.page]
  104: hint: did you mean x.md?
       warning: a title [page.title]
       hint: a hint

3 errors, 1 warning"""


def test_a_file_is_named_once_above_its_problems_by_line() -> None:
    assert render_grouped(PROBLEMS) == GROUPED
    assert render_grouped([]) == ""


def test_a_click_on_a_number_finds_its_file() -> None:
    """As terminals do it: upwards to the first line that does not begin with a number."""
    lines = render_grouped(PROBLEMS).splitlines()
    numbered = [place for place, line in enumerate(lines) if re.match(r" *\d+:", line)]
    above = [
        next(line for line in reversed(lines[:place]) if not re.match(r"\s*\d", line))
        for place in numbered
    ]
    assert above == ["docs/ky/b.md"] * 4


def test_tools_get_the_same_problems_in_the_same_order() -> None:
    text = render_json(PROBLEMS)
    assert text.isascii()
    value = json.loads(text)
    assert {key: value[key] for key in ("version", "errors", "warnings")} == {
        "version": 1,
        "errors": 3,
        "warnings": 1,
    }
    assert [(found["path"], found["line"]) for found in value["problems"]] == [
        ("docs/ky/a.md", 0),
        ("docs/ky/b.md", 0),
        ("docs/ky/b.md", 4),
        ("docs/ky/b.md", 104),
    ]
    assert value["problems"][3] == {
        "code": "link.page",
        "severity": "error",
        "path": "docs/ky/b.md",
        "line": 104,
        "message": 'no page for "Ж"',
        "hint": "did you mean x.md?",
    }


def test_no_problems_are_a_complete_answer_for_tools() -> None:
    assert json.loads(render_json([])) == {
        "version": 1,
        "errors": 0,
        "warnings": 0,
        "literals_allowed": 0,
        "problems": [],
    }
