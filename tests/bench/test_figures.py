"""The arithmetic of rounds, the verdicts and the table."""

from __future__ import annotations

import pytest
from bench.figures import Bar, Row
from bench.report import render_report
from bench.timing import Spread, paired_ratio, spread

FOUR = Bar(">=", 4, "x")
EIGHT = Bar(">=", 8, "x")


def test_a_ratio_is_taken_within_each_round() -> None:
    # A busy minute in the second round slows both and changes nothing.
    assert paired_ratio([10, 40, 12], [2, 8, 3]) == Spread(5, 4, 5, 3)


def test_rounds_that_lack_their_partner_have_no_ratio() -> None:
    with pytest.raises(ValueError, match="shorter"):
        paired_ratio([1, 2], [1])


def test_a_spread_has_the_middle_and_both_ends() -> None:
    assert spread([3, 1, 9, 2]) == Spread(2.5, 1, 9, 4)


@pytest.mark.parametrize(
    ("value", "bar", "stretch", "verdict"),
    [
        (9, FOUR, EIGHT, "stretch"),
        (4, FOUR, EIGHT, "yes"),
        (3, FOUR, EIGHT, "no"),
        (3, None, EIGHT, "no"),
        (3, None, None, ""),
        (1, Bar("<=", 1, ""), Bar("<", 1, ""), "yes"),
        (0.99, Bar("<=", 1, ""), Bar("<", 1, ""), "stretch"),
    ],
)
def test_a_figure_is_judged_by_its_median(
    value: float, bar: Bar | None, stretch: Bar | None, verdict: str
) -> None:
    assert Row("a", Spread(value, 0, 99, 5), "x", bar, stretch).verdict == verdict


def test_the_report_has_what_is_judged_first() -> None:
    rows = [
        Row("seconds", spread([0.25]), " s"),
        Row("cold", spread([4.5, 5.0, 123.4]), "x", FOUR, EIGHT),
    ]
    lines = render_report(rows).splitlines()
    assert lines[2].split("|")[1:6] == [
        " cold   ",
        " 5.00x [4.50 - 123] n=3                ",
        " >= 4x ",
        " >= 8x   ",
        " yes     ",
    ]
    assert lines[-1].split("|")[1:3] == [" seconds ", " 0.25 s n=1                            "]
