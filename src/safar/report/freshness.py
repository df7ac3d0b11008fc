"""How old pages are and when they end, facts included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from safar.model.facts import first_end, oldest_check
from safar.report.material import Material, WrittenPage

STEPS = (30, 60, 90)  # days ahead
MONTHS = 12  # in the chart
AGES = ((90, "up to 90 days"), (180, "91 to 180 days"), (365, "181 to 365 days"))
OLDER = "more than a year"


class PageAge(Struct, frozen=True):
    """The day since which nothing on a page is unchecked, and the last one on which it holds.

    `left` counts the days from today to `ends`: 0 is today, less is past. `cause` is the id of
    the fact that ends then, "" if it is the page itself.
    """

    page: WrittenPage
    checked: date
    ends: date | None
    left: int | None
    cause: str = ""

    @property
    def is_past(self) -> bool:
        """True if something on the page holds no longer."""
        return self.left is not None and self.left < 0

    def ends_within(self, first: int, last: int) -> bool:
        """True if it ends from `first` to `last` days ahead, both included."""
        return self.left is not None and first <= self.left <= last


class LocaleAges(Struct, frozen=True):
    """The pages of one locale counted; `soon` follows `STEPS`: to 30 days, 31 to 60, 61 to 90."""

    tag: str
    pages: int
    oldest: date | None
    past: int
    soon: tuple[int, ...]
    endless: int


Bars = tuple[tuple[str, int], ...]


class Freshness(Struct, frozen=True):
    """Ages by page, what ends first on top; counts by locale, by month of the end and by age."""

    pages: tuple[PageAge, ...]
    locales: tuple[LocaleAges, ...]
    ends: Bars
    ages: Bars


def find_freshness(material: Material) -> Freshness:
    """The ages of all pages that people wrote."""
    ages = [_find_age(page, material.day) for page in material.pages]
    ordered = sorted(ages, key=lambda age: (age.ends or date.max, age.checked, age.page.path))
    locales = tuple(_count_locale(tag, ages) for tag in material.tags)
    return Freshness(
        tuple(ordered),
        tuple(counted for counted in locales if counted.pages),
        _count_ends(ages, material.day),
        _count_ages(ages, material.day),
    )


def _find_age(page: WrittenPage, day: date) -> PageAge:
    ends = first_end(page.meta, page.facts)
    left = (ends - day).days if ends else None
    return PageAge(page, oldest_check(page.meta, page.facts), ends, left, _find_cause(page, ends))


def _find_cause(page: WrittenPage, ends: date | None) -> str:
    if ends is None or ends == page.meta.valid_until:
        return ""
    return next(fact.id for fact in page.facts if fact.valid_until == ends)


def _count_locale(tag: str, ages: Iterable[PageAge]) -> LocaleAges:
    own = [age for age in ages if age.page.locale.tag == tag]
    starts = (0, *(step + 1 for step in STEPS))
    return LocaleAges(
        tag,
        len(own),
        min((age.checked for age in own), default=None),
        sum(age.is_past for age in own),
        tuple(
            sum(age.ends_within(start, end) for age in own)
            for start, end in zip(starts, STEPS, strict=False)
        ),
        sum(age.ends is None for age in own),
    )


def _count_ends(ages: Sequence[PageAge], day: date) -> Bars:
    """Pages by the month in which they end: past, twelve months from this one on, later."""
    ends = [age.ends for age in ages if age.ends]
    coming = [end for end in ends if end >= day]
    months = [_month(day, ahead) for ahead in range(MONTHS)]
    named = [end.strftime("%Y-%m") for end in coming]
    counted = [(month, named.count(month)) for month in months]
    later = sum(month not in months for month in named)
    return (("past", len(ends) - len(coming)), *counted, ("later", later))


def _month(day: date, ahead: int) -> str:
    months = day.year * 12 + day.month - 1 + ahead
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _count_ages(ages: Sequence[PageAge], day: date) -> Bars:
    """Pages by the time since their last check."""
    days = [(day - age.checked).days for age in ages]
    counted, least = [], None
    for most, name in AGES:
        counted.append((name, sum((least is None or n > least) and n <= most for n in days)))
        least = most
    return (*counted, (OLDER, sum(n > AGES[-1][0] for n in days)))
