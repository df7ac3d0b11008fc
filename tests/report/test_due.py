"""What is due: which days count, and a calendar that any program can read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from report.calendar_reader import read_events
from report.small_portal import DAY, HOSTILE, small_material
from safar.report.calendar import render_calendar
from safar.report.due import Due, Reason, find_due, render_due
from safar.report.material import Material


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return small_material(tmp_path_factory.mktemp("due"))


def named(found: tuple[Due, ...]) -> list[tuple[int, str, str]]:
    return [(due.days, due.reason.name, due.place) for due in found]


def test_what_is_overdue_comes_first_then_the_first_day(material: Material) -> None:
    assert named(find_due(material, 60)) == [
        (-633, "OLD", "docs/ru/work/wages.md"),
        (-22, "ENDS", "docs/ru/work/wages.md"),
        (7, "ENDS", "docs/en/work/wages.md"),
        (8, "OLD", "docs/_data/facts/ru.yml:1"),
        (38, "ENDS", "docs/_data/facts/ru.yml:1"),
    ]


@pytest.mark.parametrize(("days", "number"), [(0, 2), (6, 2), (7, 3), (8, 4), (37, 4), (38, 5)])
def test_the_last_day_counts(material: Material, days: int, number: int) -> None:
    assert len(find_due(material, days)) == number


def test_a_leap_day_is_a_year_old_on_the_28th(material: Material) -> None:
    first = find_due(material, 0)[0]
    assert (first.day, first.reason) == (date(2025, 2, 28), Reason.OLD)


def test_the_list_is_a_table_with_a_last_line_that_counts(material: Material) -> None:
    lines = render_due(find_due(material, 7), 7).splitlines()
    assert lines == [
        "2025-02-28  overdue 633 d  a year old  docs/ru/work/wages.md  Зарплата",
        "2026-11-01  overdue 22 d   ends        docs/ru/work/wages.md  Зарплата",
        "2026-11-30  in 7 days      ends        docs/en/work/wages.md  Wages",
        "3 things to check within 7 days, 2 overdue",
    ]
    assert render_due((), 7) == "Nothing to check within 7 days."


def test_a_title_neither_steers_the_terminal_nor_breaks_the_line(material: Material) -> None:
    names = [due.name for due in find_due(material, 400)]
    assert '<script>alert("1")</script> & "two\'s" back' in names


def test_the_calendar_is_that_of_its_golden_file(
    material: Material, request: pytest.FixtureRequest
) -> None:
    text = render_calendar(find_due(material, 60), material.name, DAY)
    golden = Path(__file__).parents[1] / "golden/report/due.ics"
    if request.config.getoption("--update-goldens"):
        golden.write_bytes(text.encode())
    assert text.encode() == golden.read_bytes()


def test_another_reader_understands_the_calendar(material: Material) -> None:
    found = find_due(material, 400)
    events = read_events(render_calendar(found, "Of A, B; C\\D", DAY).encode())
    assert len(events) == len(found) == len({event["UID"] for event in events})
    for event, due in zip(events, found, strict=True):
        shown = max(due.day, DAY)
        assert event["DTSTART;VALUE=DATE"] == shown.strftime("%Y%m%d")
        assert event["DTSTAMP"] == "20261123T000000Z"
        assert event["SUMMARY"].startswith("Of A, B; C\\D: ") and due.name in event["SUMMARY"]
        assert event["DESCRIPTION"].split("\n")[1] == due.place
        assert event["ALARM-ACTION"] == "DISPLAY"
        assert event["ALARM-TRIGGER"] == ("-P7D" if due.days > 7 else "PT9H")


@pytest.mark.parametrize("length", [1, 30, 31, 32, 60, 200])
@pytest.mark.parametrize("sign", ["x", "ю", "€", "😀", ",", "\\", "\n"])
def test_lines_are_folded_between_letters(length: int, sign: str) -> None:
    due = Due(DAY, 0, Reason.ENDS, "page", sign * length + HOSTILE, "docs/ru/a.md")
    (event,) = read_events(render_calendar([due], "Portal", DAY).encode())
    assert event["SUMMARY"] == f'Portal: the page "{sign * length}{HOSTILE}" ends'


def test_signs_that_steer_do_not_reach_a_calendar() -> None:
    due = Due(DAY, 0, Reason.ENDS, "page", "a\r\x1b[1m\x00b", "docs/ru/a\rb.md")
    raw = render_calendar([due], "Portal\r", DAY).encode()
    (event,) = read_events(raw)
    assert event["SUMMARY"] == 'Portal : the page "a  [1m b" ends'
    assert "\r" not in render_due([due], 0)


def test_an_event_keeps_its_id_when_its_day_or_title_moves(material: Material) -> None:
    due = find_due(material, 60)[2]
    moved = replace(due, day=date(2027, 1, 1), days=39, name="Another title")
    (first,) = read_events(render_calendar([due], "P", DAY).encode())
    (second,) = read_events(render_calendar([moved], "P", date(2026, 12, 1)).encode())
    (other,) = read_events(render_calendar([replace(due, reason=Reason.OLD)], "P", DAY).encode())
    assert first["UID"] == second["UID"] != other["UID"]
    assert first["DTSTART;VALUE=DATE"] != second["DTSTART;VALUE=DATE"]


def test_a_calendar_of_nothing_is_still_a_calendar() -> None:
    assert read_events(render_calendar([], "Portal", DAY).encode()) == []
