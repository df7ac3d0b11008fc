"""`docs/_data/literals.yml`: by which words numbers are known that must be facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from msgspec import Struct

from safar.language.literal_words import Signs, Words
from safar.parsing.rules import Choice, Field, Items, Record, Rule, Text
from safar.parsing.schema import check_value
from safar.parsing.yaml_text import Document
from safar.problems import Code, Problem, Severity

PATH = "_data/literals.yml"
WORDS = ("time", "money", "ahead", "between", "joins", "others", "laws_before", "laws_after")
SHORT = Text(r"[0-9]{2,6}", "a short number in quotes", '"112"')


class LiteralTable(Struct, frozen=True):
    """The units that count, the signs of all locales, and the words of each by its tag."""

    time: tuple[str, ...]
    money: tuple[str, ...]
    signs: Signs
    words: dict[str, Words]


def parse_literals(
    document: Document, units: Collection[str], tags: Collection[str]
) -> tuple[LiteralTable | None, list[Problem]]:
    """The table, or None with every reason; `units` are those of the closed list.

    A locale without words of its own has those of its lists: that is a warning.
    """
    problems = check_value(document, _rule(units, tags))
    if problems or not document.readable:
        return None, problems
    return _make(document), list(_missing(document, tags))


def _rule(units: Collection[str], tags: Collection[str]) -> Record:
    unit = Items(Choice(units, "units are in docs/_data/lists.yml"))
    words = Record({key: Field(Items(Text())) for key in WORDS})
    fields: dict[str, Rule] = {
        "time": unit,
        "money": unit,
        "signs": Items(Text()),
        "phones": Items(SHORT),
        "laws": Items(Text()),
        "locales": Record({tag: Field(words) for tag in tags}),
    }
    return Record({key: Field(rule, required=True) for key, rule in fields.items()})


def _missing(document: Document, tags: Collection[str]) -> Iterator[Problem]:
    for tag in tags:
        if tag not in document.value["locales"]:
            yield Problem(
                Code.YAML_MISSING,
                document.path,
                document.line("locales"),
                f"locales: no words for the locale {tag}",
                f"add {tag}: {{money: […], between: […]}}, or {tag}: {{}} if lists.yml says all",
                Severity.WARNING,
            )


def _make(document: Document) -> LiteralTable:
    value: dict[str, Any] = document.value
    signs = Signs(value["signs"], value["laws"], frozenset(map(str, value["phones"])))
    words = {tag: Words(**lists) for tag, lists in value["locales"].items()}
    return LiteralTable(tuple(value["time"]), tuple(value["money"]), signs, words)
