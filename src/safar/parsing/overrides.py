"""`docs/_data/overrides.yml`: pages that are published although they have ended, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from safar.parsing.rules import Day, Field, Record, Text
from safar.parsing.schema import check_value, parse_day
from safar.parsing.yaml_text import Document
from safar.problems import Problem, has_errors

ENTRY = Record({"until": Field(Day(), required=True), "reason": Field(Text(), required=True)})


class Override(Struct, frozen=True):
    """One page (`work/patent.md`, in every locale) that may be published through the day `until`.

    `path` and `line` are where it stands.
    """

    norm: str
    until: date
    reason: str
    path: str
    line: int


Overrides = Mapping[str, Override]


def parse_overrides(document: Document) -> tuple[dict[str, Override], list[Problem]]:
    """The entries without errors by page, and everything that is wrong with the others."""
    found: dict[str, Override] = {}
    problems: list[Problem] = []
    for norm, value in document.value.items() if document.readable else ():
        one = Document(document.path, {norm: value}, document.lines)
        wrong = check_value(one, Record({norm: Field(ENTRY, required=True)}))
        problems += wrong
        until = None if has_errors(wrong) else parse_day(str(value["until"]))
        if until:
            line = document.line(norm)
            found[norm] = Override(norm, until, str(value["reason"]), document.path, line)
    return found, problems
