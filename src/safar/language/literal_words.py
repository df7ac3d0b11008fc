"""By which words a locale's literals are known, as patterns; all of them come from data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from operator import itemgetter

from msgspec import Struct

LEAST = 3  # letters of a beginning that says enough

_APOSTROPHES = "ʻʼ'’‘`"
_WORD = rf"[\w{_APOSTROPHES}]"
_GAP = r"(?:\]\([^()\s]*\)|[\s*_\[‑–-])"
_ORDINAL = r"(?:[-‑]?[^\W\d]{1,3}(?=\s))?"
_IN_WORDS = r"(?:\([^()\d]{1,40}\)\s?)?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_SECOND = r"(?:\{\{[^{}]*\}\}|\d[\d.,]*(?:[\s]\d{3})*)"
_NEVER = r"(?!)"
AFTER_YEAR = rf"{_YEAR}[-\s]*[^\W\d]+[,\s]+\Z"
# A calendar day that is written in digits alone.
DAY = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}"


class Words(Struct, frozen=True):
    """The beginnings of words, or whole abbreviations with a full stop, of one locale."""

    time: Sequence[str] = ()
    money: Sequence[str] = ()
    ahead: Sequence[str] = ()
    between: Sequence[str] = ()
    joins: Sequence[str] = ()
    others: Sequence[str] = ()
    laws_before: Sequence[str] = ()
    laws_after: Sequence[str] = ()
    months: Sequence[str] = ()


class Signs(Struct, frozen=True):
    """What is the same in every locale: signs of currencies and laws, short phone numbers."""

    money: Sequence[str] = ()
    laws: Sequence[str] = ()
    phones: frozenset[str] = frozenset()


class Patterns(Struct, frozen=True):
    """What is looked for beside a number: `*_before` ends at it, the others begin at it."""

    unit: re.Pattern[str]
    unit_before: re.Pattern[str]
    law: re.Pattern[str]
    law_before: re.Pattern[str]
    law_sign: re.Pattern[str]
    date: re.Pattern[str]
    month_before: re.Pattern[str]
    phones: frozenset[str]


def make_patterns(words: Words, signs: Signs) -> Patterns:
    """The patterns of a locale. A group `time` tells units of time from currencies."""
    others = rf"(?!{_any(words.others)})"
    money = _any((*words.money, *signs.money))
    between = rf"(?:(?:{_any(words.between)}){_WORD}*+\.?{_GAP}{{1,3}}){{0,3}}"
    # "2,000 to 5,000 roubles": the first number of two has the unit of the second.
    joined = rf"(?:\s(?:{_any(words.joins)})\s{_SECOND})?"
    lead = rf"{joined}{_ORDINAL}{_GAP}{{0,4}}{_IN_WORDS}{between}{others}"
    month = rf"(?:{_any(words.months)}){_WORD}*+"
    end = rf"{_GAP}{{0,3}}\Z"
    year_word = rf"(?:[-\s]*[^\W\d]{_WORD}*+)"
    return Patterns(
        unit=_compile(rf"{lead}(?:(?:{money})|(?P<time>{_any(words.time)})){_WORD}*+"),
        unit_before=_compile(
            rf"(?<!\w){others}(?:(?:{money}){_WORD}*+|(?P<time>(?:{_any(words.ahead)})(?!\w))){end}"
        ),
        law=_compile(rf"{_GAP}{{0,3}}{others}(?:{_any(words.laws_after)}){_WORD}*+"),
        law_before=_compile(rf"(?<!\w){others}(?:{_any(words.laws_before)}){_WORD}*+{end}"),
        law_sign=_compile(rf"(?<!\w)(?:{_any(signs.laws)}){end}"),
        date=_compile(
            rf"(?:{_ORDINAL}{_GAP}{{0,3}}{month}[,\s]+(?:[^\W\d]+\s)?{_YEAR}"
            rf"|{year_word}[,\s]+\d{{1,2}}[-\s]*{month})"
        ),
        month_before=_compile(rf"(?<!\w)(?:{_any(words.months)}){_WORD}*+\s\Z"),
        phones=signs.phones,
    )


def find_stems(forms: Iterable[str]) -> tuple[str, ...]:
    """What the forms of a unit (`{n} рубля`) or a month begin with: one text, or each form itself.

    Abbreviations in capitals beside a unit are left out (`{n} доллара США`); a soft sign at the
    end goes with most endings.
    """
    words = [_main_word(form).rstrip("ь") for form in forms]
    alike = takewhile(lambda signs: len({*signs}) == 1, zip(*words, strict=False))
    common = "".join(map(itemgetter(0), alike))
    return (common,) if len(common) >= LEAST else tuple(dict.fromkeys(filter(None, words)))


def unit_stems(units: Mapping[str, Iterable[str]], wanted: Iterable[str]) -> tuple[str, ...]:
    """The stems of some units of a locale, from their texts in every plural form."""
    return tuple(stem for unit in wanted if unit in units for stem in find_stems(units[unit]))


def _main_word(form: str) -> str:
    words = form.replace("{n}", " ").split()
    return next((word for word in words if not word.isupper()), "")


def _any(entries: Iterable[str]) -> str:
    """One of some beginnings; an abbreviation ends where its full stop stands."""
    found = sorted(set(entries), key=len, reverse=True)
    return "|".join(map(_entry, found)) if found else _NEVER


def _entry(text: str) -> str:
    pattern = "".join(
        f"[{_APOSTROPHES}]?" if sign in _APOSTROPHES else re.escape(sign) for sign in text
    )
    return f"{pattern}(?!\\w)" if text.endswith(".") else pattern


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
