"""What is old on a given day: pages, facts, overrides, and until which day the same is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import Golden
from safar.problems import Code, Problem, Severity, sort_problems
from safar.sources.portal import check_age, load_facts
from safar.sources.site import load_nav, load_site
from sample_site import sample_files, write_site

WAGES = "docs/en/work/wages.md"
DAY = timedelta(days=1)


def find_ageing(root: Path, files: Mapping[str, str], day: date) -> tuple[list[Problem], date]:
    """What the small portal with some files changed has to say of its age on a day."""
    write_site(root, files)
    nav, _ = load_nav(root / "mkdocs.yml")
    sources, _ = load_site(root / "docs", nav)
    facts, wrong = load_facts(sources)
    assert wrong == []
    return check_age(sources, facts, day)


def ending(until: str, danger: str = "low") -> dict[str, str]:
    """A page with a last day."""
    text = sample_files()[WAGES]
    more = f"danger: {danger}\nvalid_until: {until}\nsources:\n"
    more += "  - {title: A, url: https://example.org/a, date: 2026-11-23}"
    return {WAGES: text.replace("danger: low", more)}


@pytest.mark.goldens("ends")
def test_a_portal_ages_as_its_golden_file_says(golden: Golden, tmp_path: Path) -> None:
    day = date.fromisoformat(golden.case["day"])
    problems, same_until = find_ageing(tmp_path, golden.case["files"], day)
    ordered = sort_problems(problems)
    severities = [f"{problem.severity.value} {problem.code.value}" for problem in ordered]
    golden.check({"severities": severities, "same_until": str(same_until)}, problems)


@pytest.mark.parametrize("danger", ["low", "high"])
@pytest.mark.parametrize(
    ("until", "day", "code"),
    [
        ("2026-12-31", "2026-11-30", None),
        ("2026-12-31", "2026-12-01", Code.PAGE_ENDS),
        ("2026-12-31", "2026-12-31", Code.PAGE_ENDS),
        ("2026-12-31", "2027-01-01", Code.PAGE_ENDED),
        ("2028-02-29", "2028-01-29", None),
        ("2028-02-29", "2028-01-30", Code.PAGE_ENDS),
        ("2028-02-29", "2028-02-29", Code.PAGE_ENDS),
        ("2028-02-29", "2028-03-01", Code.PAGE_ENDED),
        ("9999-12-31", "2026-11-23", None),
        ("9999-12-31", "9999-12-31", Code.PAGE_ENDS),
    ],
)
def test_a_last_day_is_good_to_its_end_and_told_from_thirty_days_before(
    tmp_path: Path, until: str, day: str, code: Code | None, danger: str
) -> None:
    problems, _ = find_ageing(tmp_path, ending(until, danger), date.fromisoformat(day))
    assert [problem.code for problem in problems] == [code] * bool(code)
    grave = code is Code.PAGE_ENDED and danger == "high"
    expected = Severity.ERROR if grave else Severity.WARNING
    assert all(problem.severity is expected for problem in problems)


def test_a_portal_without_a_last_day_never_ages(tmp_path: Path) -> None:
    assert find_ageing(tmp_path, {}, date(2400, 1, 1)) == ([], date.max)


def test_nothing_changes_before_the_day_that_is_told_and_something_after_it(
    tmp_path: Path,
) -> None:
    overrides = "work/wages.md: {until: 2027-01-05, reason: The law is not printed yet.}\n"
    files = {**ending("2026-12-31", "high"), "docs/_data/overrides.yml": overrides}
    day, turns = date(2026, 11, 23), []
    while day < date(2027, 2, 1):
        problems, same_until = find_ageing(tmp_path, files, day)
        last = min(same_until, date(2027, 2, 1))
        assert find_ageing(tmp_path, files, last)[0] == problems
        if same_until < date.max:
            assert find_ageing(tmp_path, files, same_until + DAY)[0] != problems
        turns.append(str(last))
        day = last + DAY
    assert turns == ["2026-11-30", "2026-12-31", "2027-01-05", "2027-02-01"]
