"""How one locale writes dates, numbers, plurals and lists.

Everything is data from `docs/<locale>/_data/formats.yml` and `lists.yml`; no code knows a
language. `overrides/scripts/formats.js` does the same in a browser, where `Intl` cannot help:
it answers in English for Tajik and Karakalpak.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from babel.plural import PluralRule
from msgspec import Struct

Number = int | Decimal | str

UNDATED = "undated"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_NUMBER = re.compile(r"(-?)0*([0-9]+)(?:\.([0-9]+))?")
_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Formats(Struct, frozen=True):
    """The patterns of one locale.

    `plural` holds (category, CLDR rule) pairs; `months_in_date` are the forms that stand in a
    date (ноября), `months` the plain names (ноябрь); `units` maps a unit and a plural category
    to a text with `{n}`. Patterns know `{day}`, `{month}` (from `months_in_date`),
    `{month_name}` (from `months`) and `{year}`.
    """

    tag: str
    plural: tuple[tuple[str, str], ...]
    months_in_date: tuple[str, ...]
    months: tuple[str, ...]
    date_pattern: str
    month_pattern: str
    year_pattern: str
    decimal: str
    group: str
    group_from: int
    list_separator: str
    units: Mapping[str, Mapping[str, str]]

    def date(self, day: datetime.date) -> str:
        """A full date: `23 ноября 2026 г.`"""
        return self._fill(self.date_pattern, day)

    def partial_date(self, text: str, *, undated: str = "") -> str:
        """A date as exact as its source knew it: `2025`, `2025-11`, `2025-11-18` or `undated`.

        Raises ValueError for anything else: a check has reported it before a page is rendered.
        """
        if text == UNDATED:
            return undated
        match = _PARTIAL_DATE.fullmatch(text)
        if match is None:
            raise ValueError(f"expected YYYY, YYYY-MM, YYYY-MM-DD or undated, received {text!r}")
        day = datetime.date.fromisoformat(f"{text}-01-01"[:10])
        if match[2] is None:
            return self._fill(self.year_pattern, day)
        return self._fill(self.date_pattern if match[3] else self.month_pattern, day)

    def number(self, value: Number) -> str:
        """A number with the locale's separators: `27 093,5`; a fraction keeps its zeros."""
        sign, whole, fraction = number_parts(value)
        if len(whole) >= self.group_from:
            whole = _group(whole, self.group)
        text = whole + (self.decimal + fraction if fraction else "")
        return MINUS + text if sign else text

    def plural_category(self, value: Number) -> str:
        """The CLDR plural category that a number asks for: `one`, `few`, `many`, `other` ..."""
        _, whole, fraction = number_parts(value)
        operand = Decimal(f"{whole}.{fraction}") if fraction else int(whole)
        return plural_rule(self.plural)(operand)

    def unit(self, value: Number, unit: str) -> str:
        """A number with its unit from `lists.yml`: `22 дня`. KeyError for an unknown unit."""
        text = self.units[unit][self.plural_category(value)]
        return text.replace("{n}", self.number(value))

    def listing(self, items: Iterable[str]) -> str:
        """Several names in one line: `Россия, Казахстан`."""
        return self.list_separator.join(items)

    def _fill(self, pattern: str, day: datetime.date) -> str:
        return (
            pattern.replace("{day}", str(day.day))
            .replace("{month_name}", self.months[day.month - 1])
            .replace("{month}", self.months_in_date[day.month - 1])
            .replace("{year}", str(day.year))
        )


def number_parts(value: Number) -> tuple[str, str, str]:
    """Sign (`-` or empty), whole digits without leading zeros, fraction digits as given.

    Raises ValueError for a text that is no plain decimal number (`1,5`, `1e3`, `90-180`).
    """
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(f"expected a number such as 27093 or 1.5, received {value!r}")
    return match[1], match[2], match[3] or ""


@lru_cache(maxsize=32)
def plural_rule(rules: tuple[tuple[str, str], ...]) -> PluralRule:
    """The compiled rule of a locale. Raises babel's RuleError if it is malformed."""
    return PluralRule(dict(rules))


def _group(digits: str, separator: str) -> str:
    head = len(digits) % 3
    groups = [digits[start : start + 3] for start in range(head, len(digits), 3)]
    return separator.join([digits[:head], *groups] if head else groups)
