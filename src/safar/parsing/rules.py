"""Rules: what a YAML value must look like, as data that `schema` checks values against."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

_LABEL = r"[^\s/?#<>\"'@\\.]++"
ADDRESS = re.compile(rf"https?://{_LABEL}(?:\.{_LABEL})++(?:[/?#][^\s<>\"]*+)?", re.IGNORECASE)


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
    """One of a closed list; `hint` says what its values mean if nothing close is in it."""

    values: Collection[str]
    hint: str = ""


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
