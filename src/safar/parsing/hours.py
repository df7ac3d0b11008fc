"""Opening hours in the notation of OpenStreetMap: `Mo-Fr 09:00-18:00; Dec 08 off`.

The notation is read by the library `opening_hours`; here it becomes a plain week and the days
that differ from it, which a small script can compare with a clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from opening_hours import OpeningHours

HINT = 'write hours: "Mo-Fr 09:00-18:00", with off days as "Mo-Fr 09:00-18:00; Dec 08 off"'
DAY = 24 * 60
AHEAD = 400  # days: an edition is told to be old after a year
ALWAYS = "24/7"

Span = tuple[int, int]
"""Minutes from midnight: opens, closes; the end of a day is 1440."""


class HoursError(ValueError):
    """Hours that cannot be read; `hint` shows how they are written."""

    hint = HINT


class Hours(Struct, frozen=True):
    """When something is open, as written; `""` where nobody knows."""

    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def is_always(self) -> bool:
        """True for day and night."""
        return self.text == ALWAYS


class Week(Struct, frozen=True):
    """An ordinary week, Monday first, and the days of the year ahead that differ from it."""

    days: tuple[tuple[Span, ...], ...]
    exceptions: dict[str, tuple[Span, ...]]


NO_HOURS = Hours()


def clock(minutes: int) -> str:
    """Minutes from midnight as a clock shows them: `09:30`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def parse_hours(text: str) -> Hours:
    """Hours of a text that can be read. Raises HoursError."""
    if text:
        _read(text)
    return Hours(text) if text else NO_HOURS


@lru_cache(1024)
def _read(text: str) -> OpeningHours:
    import opening_hours  # noqa: PLC0415 - most portals have no hours to read

    if not opening_hours.validate(text):
        raise HoursError(f'expected opening hours, received "{text}"')
    return opening_hours.OpeningHours(text)


@lru_cache(1024)
def find_week(hours: Hours, day: date) -> Week:
    """The week that most of the year after `day` has, and the exceptions of that year."""
    days = dict(_each_day(hours, day))
    week = tuple(_usual([days[d] for d in days if d.weekday() == n]) for n in range(7))
    exceptions = {
        each.isoformat(): spans for each, spans in days.items() if spans != week[each.weekday()]
    }
    return Week(week, exceptions)


def _usual(found: list[tuple[Span, ...]]) -> tuple[Span, ...]:
    return max(dict.fromkeys(found), key=found.count)


def _each_day(hours: Hours, start: date) -> Iterator[tuple[date, tuple[Span, ...]]]:
    first = datetime.combine(start, time())
    spans: dict[date, list[Span]] = {start + timedelta(n): [] for n in range(AHEAD)}
    intervals = _read(hours.text).intervals(first, first + timedelta(AHEAD))
    for opens, closes, state, _ in intervals:
        if str(state) == "open":
            for day, span in _split(opens, closes):
                spans.setdefault(day, []).append(span)
    for day, found in spans.items():
        yield day, tuple(found)


def _split(opens: datetime, closes: datetime) -> Iterator[tuple[date, Span]]:
    """The part of an interval in each of its days."""
    while opens < closes:
        midnight = datetime.combine(opens.date() + timedelta(1), time())
        end = min(closes, midnight)
        start = opens.hour * 60 + opens.minute
        yield opens.date(), (start, DAY if end == midnight else end.hour * 60 + end.minute)
        opens = end
