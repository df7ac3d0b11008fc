"""A YAML text beside its rule: every departure as a problem, with what to write instead.

Nothing is converted here: the modules that own a record turn checked values into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import Struct

from safar.parsing.corrections import hint_for, label_of, list_hint, nearest, sample_of
from safar.parsing.rules import (
    ADDRESS,
    Choice,
    Day,
    Flag,
    Items,
    Number,
    PartialDay,
    Record,
    Rule,
    Table,
    Text,
    Url,
)
from safar.parsing.yaml_text import Document, Keys
from safar.problems import Code, Problem

MAX_SHOWN = 60
MAX_DAYS = 1024  # days remembered: the pages of a portal share a few

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PARTIAL_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?")


class Codes(Struct, frozen=True):
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


@lru_cache(MAX_DAYS)
def parse_day(text: str) -> date | None:
    """The day of `2026-11-23`; None if it is written otherwise or does not exist."""
    match = _DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def is_partial_day(text: str) -> bool:
    """True for `2026`, `2026-11`, a day that exists and `undated`."""
    partial = _PARTIAL_DAY.fullmatch(text)
    return text == "undated" or bool(partial) or parse_day(text) is not None


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
            hint = f"write each in a line of its own, indented: {sample_of(rule)}"
            yield self._wrong_type(value, keys, f"a group of keys ({example})", hint)
            return
        absent = [name for name in rule.fields if name not in value]
        meant = {name: nearest(name, absent) for name in value if name not in rule.fields}
        for name, known in rule.fields.items():
            if name in value:
                outside = _outside(name, known.rule, value, rule)
                if outside:
                    yield self._not_indented((*keys, name), outside)
                else:
                    yield from self.check(value[name], known.rule, (*keys, name))
                meant = {other: close for other, close in meant.items() if other not in outside}
            elif known.required and name not in meant.values():
                hint = f"add a line {name}: {sample_of(known.rule)}"
                yield self._problem(self.codes.missing, keys, f'the key "{name}" is missing', hint)
        for name, close in meant.items():
            hint = f'did you mean "{close}"?' if close else "known keys: " + ", ".join(rule.fields)
            yield self._problem(self.codes.key, (*keys, name), "a key that nobody reads", hint)

    def _not_indented(self, keys: Keys, outside: list[str]) -> Problem:
        message = f"expected {', '.join(outside)} indented below it"
        return self._problem(self.codes.type, keys, message, f"put two spaces before {outside[0]}:")

    def _table(self, value: Any, rule: Table, keys: Keys) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield self._wrong_type(value, keys, "a group of keys")
            return
        for name, item in value.items():
            yield from self.check(item, rule.value, (*keys, name))

    def _items(self, value: Any, rule: Items, keys: Keys) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield self._wrong_type(value, keys, "a list", list_hint(value, rule, keys))
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
                hint = f"write {label_of(keys)}true or {label_of(keys)}false"
                yield self._wrong_type(value, keys, "true or false", hint)
            case Number() if not isinstance(value, int) or isinstance(value, bool):
                yield self._wrong_type(value, keys, "a whole number")
            case Flag() | Number():
                return
            case _ if isinstance(value, (list, dict, bool)) or value is None or value == "":
                yield self._wrong_type(value, keys, _described(rule), hint_for(value, rule, keys))
            case Text() if isinstance(value, int):
                hint = f'put it in quotes: "{value}"'
                yield self._problem(
                    self.codes.type, keys, f"expected a text, received {value}", hint
                )
            case _:
                if not _matches(str(value), rule):
                    yield self._mismatch(str(value), rule, keys)

    def _mismatch(self, value: str, rule: Rule, keys: Keys) -> Problem:
        expected, hint = _described(rule), hint_for(value, rule, keys)
        code = self.codes.date if isinstance(rule, (Day, PartialDay)) else self.codes.value
        if isinstance(rule, Day) and _DAY.fullmatch(value):
            expected = "a day that exists"
        return self._problem(code, keys, f"expected {expected}, received {show_value(value)}", hint)


def _matches(value: str, rule: Rule) -> bool:
    match rule:
        case Text():
            shown = rule.blank or bool(value.strip())
            return shown and (not rule.pattern or bool(re.fullmatch(rule.pattern, value)))
        case Day():
            return parse_day(value) is not None
        case PartialDay():
            return is_partial_day(value)
        case Url():
            return bool(ADDRESS.fullmatch(value))
        case Choice():
            return value in rule.values
    return True


def _described(rule: Rule) -> str:
    match rule:
        case Text():
            return rule.expected
        case Day():
            return "YYYY-MM-DD"
        case PartialDay():
            return "YYYY, YYYY-MM, YYYY-MM-DD or undated"
        case Url():
            return "a full address"
        case Choice():
            shown = sorted(rule.values)
            return "one of " + ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")
    return "a value"


def _outside(name: str, inner: Rule, value: dict[str, Any], rule: Record) -> list[str]:
    """The keys of an empty group that stand beside it, as those of `translation:` unindented."""
    if value[name] is not None or not isinstance(inner, Record):
        return []
    return [key for key in inner.fields if key in value and key not in rule.fields]
