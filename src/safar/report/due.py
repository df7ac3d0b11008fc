"""What must be checked soon: pages and facts that end, or were last checked a year ago."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import Enum

from msgspec import Struct

from safar.problems import count
from safar.report.material import Material, WrittenPage
from safar.report.sourcing import years_before


class Reason(Enum):
    """Why something is due; the values are the words of the list."""

    ENDS = "ends"  # the last day on which it holds
    OLD = "a year old"  # a year since it was checked


class Due(Struct, frozen=True):
    """One thing to check by a day; `days` from today to it, less than 0 if it is overdue.

    `name` is the title of a page or the id of a fact, `path` and `line` are where to mend it
    (line 0: the whole file).
    """

    day: date
    days: int
    reason: Reason
    kind: str
    name: str
    path: str
    line: int = 0

    @property
    def place(self) -> str:
        """Where to mend it: `docs/_data/facts/russia.yml:12`."""
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def when(self) -> str:
        """How far it is: `in 12 days`, `today`, `overdue 3 days`."""
        if not self.days:
            return "today"
        return f"in {count(self.days, 'day')}" if self.days > 0 else f"overdue {-self.days} d"


def find_due(material: Material, days: int) -> tuple[Due, ...]:
    """What is overdue, then what falls due within some days, the first day first.

    A page is due by its own dates and a fact by its own, so nothing is named twice for one date.
    """
    last = material.day + timedelta(days=days)
    every = (*_of_pages(material.pages, material.day), *_of_facts(material))
    return tuple(sorted((due for due in every if due.day <= last), key=_order))


def _order(due: Due) -> tuple[date, str, int, str, str]:
    return due.day, due.path, due.line, due.name, due.reason.value


def _of_pages(pages: Iterable[WrittenPage], today: date) -> Iterator[Due]:
    for page in pages:
        for reason, day in _reasons(page.meta.checked, page.meta.valid_until):
            name = plain(page.meta.title)
            yield Due(day, (day - today).days, reason, "page", name, page.path)


def _of_facts(material: Material) -> Iterator[Due]:
    for fact in material.facts.values():
        for reason, day in _reasons(fact.checked, fact.valid_until):
            left = (day - material.day).days
            yield Due(day, left, reason, "fact", fact.id, fact.path, fact.line)


def _reasons(checked: date, ends: date | None) -> Iterator[tuple[Reason, date]]:
    yield Reason.OLD, years_before(checked, -1)
    if ends:
        yield Reason.ENDS, ends


def plain(text: str) -> str:
    """A text in one line, without signs that steer a terminal or turn the writing around."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def render_due(found: Sequence[Due], days: int) -> str:
    """The list as a table for a console, with a last line that counts it."""
    rows = [
        (d.day.isoformat(), d.when, d.reason.value, plain(d.place), plain(d.name)) for d in found
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    late = sum(due.days < 0 for due in found)
    total = f"{count(len(found), 'thing')} to check within {count(days, 'day')}, {late} overdue"
    return "\n".join([*lines, total if found else f"Nothing to check within {count(days, 'day')}."])
