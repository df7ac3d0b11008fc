"""A rule as one quick question: does a value follow it, yes or perhaps not?

A yes is certain: `schema.check_value` finds no problem then. Only after a no it is asked what
is wrong, which takes ten times longer and most files never need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from safar.parsing.rules import (
    ADDRESS,
    Choice,
    Day,
    Field,
    Flag,
    Items,
    PartialDay,
    Record,
    Rule,
    Table,
    Text,
    Url,
)
from safar.parsing.schema import is_partial_day, parse_day

Acceptor = Callable[[Any], bool]


def make_acceptor(rule: Rule) -> Acceptor:
    """The question of a rule, to be kept and asked of many values."""
    match rule:
        case Record():
            return _record(rule.fields)
        case Items():
            return _items(make_acceptor(rule.item))
        case Table():
            return _table(make_acceptor(rule.value))
        case Text():
            return _text(rule)
        case Choice():
            return _choice(frozenset(rule.values))
    return _SINGLE.get(type(rule), _is_unknown)


def _is_unknown(_: Any) -> bool:
    return False


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and parse_day(value) is not None


def _is_partial_day(value: Any) -> bool:
    return type(value) in (str, int) and is_partial_day(str(value))


def _is_url(value: Any) -> bool:
    return isinstance(value, str) and bool(ADDRESS.fullmatch(value))


_SINGLE: dict[type, Acceptor] = {
    Flag: _is_flag,
    Day: _is_day,
    PartialDay: _is_partial_day,
    Url: _is_url,
}


def _record(fields: Mapping[str, Field]) -> Acceptor:
    known = {name: make_acceptor(field.rule) for name, field in fields.items()}
    required = frozenset(name for name, field in fields.items() if field.required)

    def accept(value: Any) -> bool:
        if not isinstance(value, dict) or not required <= value.keys() <= known.keys():
            return False
        return all(known[name](item) for name, item in value.items())

    return accept


def _table(accept_item: Acceptor) -> Acceptor:
    return lambda value: isinstance(value, dict) and all(map(accept_item, value.values()))


def _items(accept_item: Acceptor) -> Acceptor:
    def accept(value: Any) -> bool:
        if not isinstance(value, list) or not all(map(accept_item, value)):
            return False
        texts = [item for item in value if isinstance(item, str)]
        return len(set(texts)) == len(texts)

    return accept


def _text(rule: Text) -> Acceptor:
    pattern = re.compile(rule.pattern) if rule.pattern else None

    def accept(value: Any) -> bool:
        if not isinstance(value, str) or not value or (value.isspace() and not rule.blank):
            return False
        return pattern is None or bool(pattern.fullmatch(value))

    return accept


def _choice(known: frozenset[str]) -> Acceptor:
    return lambda value: isinstance(value, str) and value in known
