"""What is said about a locale's formats.yml and lists.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from safar.language.format_tables import DataFile, parse_formats

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "golden" / "format_tables" / "mistakes.yml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_all_mistakes_of_a_locale_are_reported_at_once(case: dict[str, Any]) -> None:
    files = [DataFile(f"{name}.yml", yaml.safe_load(case[name])) for name in ("formats", "lists")]
    formats, problems = parse_formats("xx", *files)
    assert [str(problem) for problem in problems] == case["problems"]
    assert (formats is None) == bool(problems)


def test_a_problem_stands_at_the_line_of_its_key_or_of_the_nearest_one_above() -> None:
    good = yaml.safe_load(CASES[0]["formats"])
    lists = {"months": ["m"] * 11, "units": {"day": {"one": "{n} day"}}}
    file = DataFile("lists.yml", lists, {"months": 1, "units": 2, "units.day": 3})
    _, problems = parse_formats("xx", DataFile("formats.yml", good), file)
    assert [(problem.message.split(":")[0], problem.line) for problem in problems] == [
        ("months", 1),
        ("units.day.other", 3),
    ]


def test_the_year_alone_needs_no_pattern_of_its_own() -> None:
    values = yaml.safe_load(CASES[0]["formats"])
    del values["year"]
    files = (
        DataFile("formats.yml", values),
        DataFile("lists.yml", yaml.safe_load(CASES[0]["lists"])),
    )
    formats, _ = parse_formats("xx", *files)
    assert formats is not None
    assert formats.partial_date("2025") == "2025"
