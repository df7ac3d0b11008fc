"""What a YAML text must look like: rules as data, every departure from them as a problem.

A rule describes one value; `Record` nests rules under known keys. Nothing is converted here:
the modules that own a record turn checked values into it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from safar.problems import Code, Problem
from safar.yaml_text import Document, Keys

DAY_HINT = "write year, month, day: 2026-11-23"
MAX_SHOWN = 60

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PARTIAL_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?")
_LABEL = r"[^\s/?#<>\"'@\\.]++"
_URL = re.compile(rf"https?://{_LABEL}(?:\.{_LABEL})++(?:[/?#][^\s<>\"]*+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not empty; `pattern` must match all of it, `expected` names the pattern.

    With `blank` it may be made of spaces, as a separator of digits is.
    """

    pattern: str = ""
    expected: str = "a text"
    hint: str = ""
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""


@dataclass(frozen=True, slots=True)
class Day:
    """A full date that exists: 2026-11-23."""


@dataclass(frozen=True, slots=True)
class PartialDay:
    """2026, 2026-11, 2026-11-23 or undated."""


@dataclass(frozen=True, slots=True)
class Url:
    """A full address with http or https."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list."""

    values: Collection[str]


@dataclass(frozen=True, slots=True)
class Items:
    """A list whose items follow one rule; nothing stands in it twice."""

    item: Rule


@dataclass(frozen=True, slots=True)
class Table:
    """Free keys whose values follow one rule."""

    value: Rule


@dataclass(frozen=True, slots=True)
class Field:
    """A known key of a record."""

    rule: Rule
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Known keys; any other key is a problem."""

    fields: Mapping[str, Field] = field(default_factory=dict)


Rule = Text | Number | Flag | Day | PartialDay | Url | Choice | Items | Table | Record


@dataclass(frozen=True, slots=True)
class Codes:
    """The names under which departures are reported."""

    missing: Code
    key: Code
    type: Code
    value: Code
    date: Code


YAML_CODES = Codes(
    Code.YAML_MISSING, Code.YAML_KEY, Code.YAML_TYPE, Code.YAML_VALUE, Code.YAML_DATE
)
META_CODES = Codes(
    Code.META_MISSING, Code.META_KEY, Code.META_TYPE, Code.META_VALUE, Code.META_DATE
)


def check_value(document: Document, rule: Rule, codes: Codes = YAML_CODES) -> list[Problem]:
    """Every departure of a document from a rule; none for a document that could not be read."""
    if not document.readable:
        return []
    return list(_Checker(document, codes).check(document.value, rule, ()))


def parse_day(text: str) -> date | None:
    """The day of `2026-11-23`; None if it is written otherwise or does not exist."""
    match = _DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant: `nearest("tittle", ["title"])` is `"title"`."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold()[:MAX_SHOWN], folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def show_value(value: Any) -> str:
    """A value as an editor wrote it, shortened: `"soon"`, `a list`, `nothing`."""
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(str(value).split())
    return f'"{text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"}"'


def name_of(keys: Keys) -> str:
    """A path of keys for people, items counted from 1: `sources.1.url`."""
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)


class _Checker:
    """Walks one document beside its rule."""

    def __init__(self, document: Document, codes: Codes) -> None:
        self.document = document
        self.codes = codes

    def check(self, value: Any, rule: Rule, keys: Keys) -> Iterator[Problem]:
        match rule:
            case Record():
                yield from self._record(value, rule, keys)
            case Table():
                yield from self._table(value, rule, keys)
            case Items():
                yield from self._items(value, rule, keys)
            case _:
                yield from self._single(value, rule, keys)

    def _problem(self, code: Code, keys: Keys, message: str, hint: str = "") -> Problem:
        line = self.document.line(*keys)
        prefix = f"{name_of(keys)}: " if keys else ""
        return Problem(code, self.document.path, line, prefix + message, hint)

    def _wrong_type(self, value: Any, keys: Keys, expected: str, hint: str = "") -> Problem:
        code = self.codes.missing if value is None else self.codes.type
        return self._problem(code, keys, f"expected {expected}, received {show_value(value)}", hint)

    def _record(self, value: Any, rule: Record, keys: Keys) -> Iterator[Problem]:
        if not isinstance(value, dict):
            example = ", ".join(rule.fields)
            yield self._wrong_type(value, keys, f"a group of keys ({example})")
            return
        for name, known in rule.fields.items():
            if name in value:
                yield from self.check(value[name], known.rule, (*keys, name))
            elif known.required:
                hint = f"add a line {name}: …"
                yield self._problem(self.codes.missing, keys, f'the key "{name}" is missing', hint)
        for name in value:
            if name not in rule.fields:
                yield self._unknown((*keys, name), name, rule)

    def _unknown(self, keys: Keys, name: str, rule: Record) -> Problem:
        close = nearest(name, rule.fields)
        hint = f'did you mean "{close}"?' if close else "known keys: " + ", ".join(rule.fields)
        return self._problem(self.codes.key, keys, "a key that nobody reads", hint)

    def _table(self, value: Any, rule: Table, keys: Keys) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield self._wrong_type(value, keys, "a group of keys")
            return
        for name, item in value.items():
            yield from self.check(item, rule.value, (*keys, name))

    def _items(self, value: Any, rule: Items, keys: Keys) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield self._wrong_type(
                value, keys, "a list", "write [UZ, TJ] or one item a line after -"
            )
            return
        seen: set[str] = set()
        for place, item in enumerate(value):
            if isinstance(item, str) and item in seen:
                message = f"{show_value(item)} stands in the list twice"
                yield self._problem(self.codes.value, (*keys, place), message, "keep it once")
                continue
            if isinstance(item, str):
                seen.add(item)
            yield from self.check(item, rule.item, (*keys, place))

    def _single(self, value: Any, rule: Rule, keys: Keys) -> Iterator[Problem]:
        match rule:
            case Flag() if not isinstance(value, bool):
                yield self._wrong_type(value, keys, "true or false")
            case Number() if not isinstance(value, int) or isinstance(value, bool):
                yield self._wrong_type(value, keys, "a whole number")
            case Flag() | Number():
                return
            case _ if isinstance(value, (list, dict, bool)) or value is None or value == "":
                yield self._wrong_type(value, keys, *_described(rule))
            case Text() if isinstance(value, int):
                hint = f'put it in quotes: "{value}"'
                yield self._problem(
                    self.codes.type, keys, f"expected a text, received {value}", hint
                )
            case _:
                if not _matches(str(value), rule):
                    yield self._mismatch(str(value), rule, keys)

    def _mismatch(self, value: str, rule: Rule, keys: Keys) -> Problem:
        expected, hint = _described(rule)
        code = self.codes.date if isinstance(rule, (Day, PartialDay)) else self.codes.value
        if isinstance(rule, Day) and _DAY.fullmatch(value):
            expected, hint = "a day that exists", "look at the month and the day"
        if isinstance(rule, Choice) and (close := nearest(value, rule.values)):
            hint = f'did you mean "{close}"?'
        return self._problem(code, keys, f"expected {expected}, received {show_value(value)}", hint)


def _matches(value: str, rule: Rule) -> bool:
    match rule:
        case Text():
            shown = rule.blank or bool(value.strip())
            return shown and (not rule.pattern or bool(re.fullmatch(rule.pattern, value)))
        case Day():
            return parse_day(value) is not None
        case PartialDay():
            partial = _PARTIAL_DAY.fullmatch(value)
            return value == "undated" or bool(partial) or parse_day(value) is not None
        case Url():
            return bool(_URL.fullmatch(value))
        case Choice():
            return value in rule.values
    return True


def _described(rule: Rule) -> tuple[str, str]:
    """What is expected, and an example."""
    match rule:
        case Text():
            return rule.expected, rule.hint
        case Day():
            return "YYYY-MM-DD", DAY_HINT
        case PartialDay():
            return "YYYY, YYYY-MM, YYYY-MM-DD or undated", "write 2026-11-23, 2026 or undated"
        case Url():
            return "a full address", "write https://example.org/page"
        case Choice():
            shown = sorted(rule.values)
            return "one of " + ", ".join(shown[:12]) + (" …" if len(shown) > 12 else ""), ""
    return "a value", ""
