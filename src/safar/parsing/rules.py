"""Rules: what a YAML value must look like, as data that `schema` checks values against."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from msgspec import Struct, field

_LABEL = r"[^\s/?#<>\"'@\\.]++"
ADDRESS = re.compile(rf"https?://{_LABEL}(?:\.{_LABEL})++(?:[/?#][^\s<>\"]*+)?", re.IGNORECASE)


class Text(Struct, frozen=True):
    """A text that is not empty; `pattern` must match all of it, `expected` names the pattern.

    With `blank` it may be made of spaces, as a separator of digits is.
    """

    pattern: str = ""
    expected: str = "a text"
    hint: str = ""
    blank: bool = False


class Number(Struct, frozen=True):
    """A whole number."""


class Flag(Struct, frozen=True):
    """true or false."""


class Day(Struct, frozen=True):
    """A full date that exists: 2026-11-23."""


class PartialDay(Struct, frozen=True):
    """2026, 2026-11, 2026-11-23 or undated."""


class Url(Struct, frozen=True):
    """A full address with http or https."""


class Choice(Struct, frozen=True):
    """One of a closed list; `hint` says what its values mean if nothing close is in it."""

    values: Collection[str]
    hint: str = ""


class Items(Struct, frozen=True):
    """A list whose items follow one rule; nothing stands in it twice."""

    item: Rule


class Table(Struct, frozen=True):
    """Free keys whose values follow one rule."""

    value: Rule


class Field(Struct, frozen=True):
    """A known key of a record."""

    rule: Rule
    required: bool = False


class Record(Struct, frozen=True):
    """Known keys; any other key is a problem."""

    fields: Mapping[str, Field] = field(default_factory=dict)


Rule = Text | Number | Flag | Day | PartialDay | Url | Choice | Items | Table | Record
