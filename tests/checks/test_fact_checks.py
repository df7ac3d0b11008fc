"""Facts and the pages that use them."""

from __future__ import annotations

from pathlib import Path

import pytest

from safar.problems import Code, Problem, Severity
from safar.sources.portal import load_portal
from scenario import write_scenario

FACT = """{name}:
  value: 30
  claim: It is 30 days.
  unit: day
  country: RU
  confidence: high
  checked: 2026-11-20
  valid_until: 2026-12-31
  sources:
    - {{title: A paper, url: https://example.org/{name}, date: 2026}}
"""


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    write_scenario(tmp_path)
    return tmp_path


def write_fact(root: Path, name: str) -> None:
    folder = root / "docs/_data/facts"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yml").write_text(FACT.format(name=name), encoding="utf-8")


def use(root: Path, marker: str) -> int:
    path = root / "docs/ru/work/wages.md"
    text = path.read_text(encoding="utf-8") + f"\n{marker}\n"
    path.write_text(text, encoding="utf-8")
    return text.count("\n")


def problems_of(root: Path) -> list[Problem]:
    return load_portal(root / "mkdocs.yml", "")[1]


def test_a_fact_that_a_page_uses_is_no_problem(portal: Path) -> None:
    write_fact(portal, "kz_days")
    use(portal, "{{ fact.kz_days }}")
    assert problems_of(portal) == []


def test_an_unknown_fact_is_told_with_its_line_and_the_nearest_id(portal: Path) -> None:
    write_fact(portal, "kz_days")
    use(portal, "{{ fact.kz_days }}")
    line = use(portal, "{{ fact.kz_day }}")
    (found,) = problems_of(portal)
    assert (found.code, found.path, found.line) == (
        Code.FACT_UNKNOWN,
        "docs/ru/work/wages.md",
        line,
    )
    assert found.hint == "did you mean {{ fact.kz_days }}?"


def test_any_other_name_in_double_braces_is_unknown(portal: Path) -> None:
    line = use(portal, "{{ kz_days }}")
    (found,) = problems_of(portal)
    assert (found.code, found.line) == (Code.FACT_UNKNOWN, line)


def test_a_fact_that_nobody_uses_is_a_warning(portal: Path) -> None:
    write_fact(portal, "kz_days")
    (found,) = problems_of(portal)
    assert (found.code, found.severity) == (Code.FACT_UNUSED, Severity.WARNING)
    assert found.path == "docs/_data/facts/kz_days.yml"
