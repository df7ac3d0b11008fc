"""How calculators count: the worked examples of the dossier, and a second count written apart."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from built_portal import ROOT

EXAMPLES = yaml.safe_load(Path(__file__).with_name("examples.yml").read_text(encoding="utf-8"))
RULES: dict[str, dict[str, Any]] = EXAMPLES["rules"]
EMPTY = "data:text/html,<title>x</title>"
COUNT = """([trips, today, rule]) => {
  const rows = trips.map((trip) => ({entry: trip[0], exit: trip[1] || ""}));
  const read = SafarStay.readTrips(rows);
  if (!read) { return null; }
  const found = SafarStay.countStay(read, SafarDays.parse(today), rule);
  return {
    used: found.used, left: found.left, over: found.over, newYear: found.newYear,
    last: SafarDays.write(found.last),
    next: found.next === null ? null : SafarDays.write(found.next),
  };
}"""
END = """([start, rule]) => {
  const day = SafarDays.termEnd(SafarDays.parse(start), rule);
  return [SafarDays.write(day), SafarDays.isWeekend(day)];
}"""
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    here = browser.new_page()
    here.goto(EMPTY)
    here.evaluate((ROOT / "overrides/assets/tools.js").read_text(encoding="utf-8"))
    yield here
    here.close()


def as_texts(trips: list[list[date]]) -> list[list[str]]:
    return [[str(day) for day in trip] for trip in trips]


@pytest.mark.parametrize("example", EXAMPLES["stay"], ids=lambda case: case["about"])
def test_a_stay_is_counted_as_in_the_dossier(page: Page, example: dict[str, Any]) -> None:
    rule = RULES[example["rule"]]
    found = page.evaluate(COUNT, [as_texts(example["trips"]), str(example["today"]), rule])
    expected = {key: str(example[key]) for key in ("last", "next") if key in example}
    assert {key: found[key] for key in expected} == expected
    assert (found["used"], found["left"]) == (example["used"], example["left"])
    assert found["over"] == example.get("over", False)
    assert found["newYear"] == example.get("new_year", False)


@pytest.mark.parametrize("example", EXAMPLES["deadlines"], ids=lambda case: case["about"])
def test_a_term_ends_as_in_the_dossier(page: Page, example: dict[str, Any]) -> None:
    end, weekend = page.evaluate(END, [str(example["start"]), example["rule"]])
    assert (end, weekend) == (str(example["end"]), example["weekend"])


@pytest.mark.parametrize(
    "trips",
    [
        [],
        [["", ""]],
        [["", "2026-03-01"]],
        [["2026-03-02", "2026-03-01"]],
        [["2026-02-30", "2026-03-01"]],
        [["2026-03-01", "2026-03-09"], ["2026-03-08", "2026-03-12"]],
        [["2026-03-01"], ["2026-03-08"]],
    ],
)
def test_journeys_that_cannot_be_are_not_counted(page: Page, trips: list[list[str]]) -> None:
    assert page.evaluate(COUNT, [trips, "2026-04-01", RULES["russia"]]) is None


# The second count: sets of days, no shortcuts.


def days_of(trips: list[tuple[date, date]]) -> set[date]:
    return {
        entry + number * DAY for entry, end in trips for number in range((end - entry).days + 1)
    }


def is_allowed(past: set[date], entry: date, day: date, rule: dict[str, Any]) -> bool:
    stay = {entry + number * DAY for number in range((day - entry).days + 1)}
    if rule["visit"] and len(stay) > rule["visit"]:
        return False
    present = past | stay
    if rule["period"] == "year":
        inside = [each for each in present if each.year == day.year and each <= day]
    else:
        inside = [each for each in present if 0 <= (day - each).days < rule["window"]]
    return len(inside) <= rule["days"]


def last_day(past: set[date], entry: date, rule: dict[str, Any]) -> date:
    day = entry - DAY
    while is_allowed(past, entry, day + DAY, rule) and (day - entry).days < 500:
        if rule["period"] == "year" and (day + DAY).year > entry.year:
            break
        day += DAY
    return day


def random_trips(choice: random.Random) -> list[tuple[date, date]]:
    day = date(2025, choice.randrange(1, 13), choice.randrange(1, 28))
    trips = []
    for _ in range(choice.randrange(1, 6)):
        end = day + choice.choice((0, 1, 5, 20, 29, 45, 89)) * DAY
        trips.append((day, end))
        day = end + choice.choice((0, 1, 3, 15, 60, 120)) * DAY
    return trips


@pytest.mark.parametrize("name", RULES)
def test_two_counts_agree_on_random_journeys(page: Page, name: str) -> None:
    choice, rule = random.Random(f"journeys {name}"), RULES[name]
    for _ in range(60):
        trips = random_trips(choice)
        today = trips[-1][1] + choice.randrange(0, 200) * DAY
        found = page.evaluate(COUNT, [as_texts([list(trip) for trip in trips]), str(today), rule])
        expected = last_day(days_of(trips), today, rule)
        assert found["last"] == str(expected), (trips, today)
        assert found["left"] == (expected - today).days + 1
        if expected < today:
            later = date.fromisoformat(found["next"])
            assert last_day(days_of(trips), later, rule) >= later
            assert last_day(days_of(trips), later - DAY, rule) < later - DAY
