"""Opening hours: the notation of OpenStreetMap as a week and the days that differ from it."""

from __future__ import annotations

from datetime import date

import pytest

from safar.parsing.hours import DAY, HoursError, find_week, parse_hours

START = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "monday", "sunday"),
    [
        ("Mo-Fr 09:00-18:00", ((540, 1080),), ()),
        ("Mo-Fr 08:30-12:00,13:00-17:30", ((510, 720), (780, 1050)), ()),
        ("24/7", ((0, DAY),), ((0, DAY),)),
        ("Mo-Su 22:00-06:00", ((0, 360), (1320, DAY)), ((0, 360), (1320, DAY))),
        ("Su 10:00-14:00", (), ((600, 840),)),
    ],
)
def test_a_week_is_that_of_most_weeks(text: str, monday: object, sunday: object) -> None:
    week = find_week(parse_hours(text), START)
    assert len(week.days) == 7
    assert (week.days[0], week.days[6]) == (monday, sunday)


def test_holidays_are_exceptions_with_their_days() -> None:
    week = find_week(parse_hours("Mo-Fr 09:00-18:00; Dec 08 off; Mar 22 10:00-12:00"), START)
    assert week.days[1] == ((540, 1080),)
    assert week.exceptions["2026-12-08"] == ()
    assert week.exceptions["2027-03-22"] == ((600, 720),)
    assert len(week.exceptions) == 3, "the next 8 December is within 400 days too"


@pytest.mark.parametrize("text", ["9-17", "пн-пт 09:00-18:00", "Mo-Fr 9.00-17.00", "always", "9"])
def test_what_people_write_otherwise_is_told_with_an_example(text: str) -> None:
    with pytest.raises(HoursError, match="expected opening hours") as told:
        parse_hours(text)
    assert "Mo-Fr 09:00-18:00" in told.value.hint


def test_unknown_hours_are_none() -> None:
    assert not parse_hours("")
    assert parse_hours("24/7").is_always
