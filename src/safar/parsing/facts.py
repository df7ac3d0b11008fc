"""`docs/_data/facts/*.yml`: facts by id, checked and typed.

A fact is what changes from year to year. It is said once, and pages use it by its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

from msgspec import Struct

from safar.language.formats import Formats, number_parts
from safar.parsing.claims import holds_date, holds_digits, holds_number
from safar.parsing.frontmatter import COUNTRY_HINT, Source
from safar.parsing.rules import Choice, Day, Field, Items, PartialDay, Record, Rule, Text, Url
from safar.parsing.schema import check_value, is_partial_day, parse_day, show_value
from safar.parsing.yaml_text import Document
from safar.problems import Code, Problem, has_errors


class Confidence(Enum):
    """How sure a fact is; below high it is shown as not confirmed."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Kind(Enum):
    """What a fact is if its unit is none of the closed list of units."""

    NUMBER = "number"
    PHONE = "phone"
    DATE = "date"
    LAW = "law"


class Fact(Struct, frozen=True):
    """One fact. `unit` is one of `docs/_data/lists.yml` or a `Kind`; `value` is written plainly.

    `value` has digits and a point (`4325.5`), a phone number as people dial it, a date as exact
    as it is known (`2026-07-01`, `2026`) or the number of a law (`115-ФЗ`). `claim` says it once
    more, in a sentence for editors (see `safar.parsing.claims`). `country` is "" for
    what holds everywhere. `path` and `line` are where it stands, `until_line` its last day.
    """

    id: str
    value: str
    unit: str
    country: str
    sources: tuple[Source, ...]
    confidence: Confidence
    checked: date
    valid_from: date | None = None
    valid_until: date | None = None
    claim: str = ""
    path: str = ""
    line: int = 0
    until_line: int = 0

    @property
    def is_confirmed(self) -> bool:
        """False if readers are told to ask before they act."""
        return self.confidence is Confidence.HIGH

    def bare(self, formats: Formats) -> str:
        """The value alone, as a locale writes it: `4 200`."""
        if self.unit in (Kind.PHONE.value, Kind.LAW.value):
            return self.value
        if self.unit == Kind.DATE.value:
            return formats.partial_date(self.value)
        return formats.number(self.value)

    def whole(self, formats: Formats) -> str:
        """The value with its unit, as a locale writes it: `4 200 рублей`."""
        if self.unit in formats.units:
            return formats.unit(self.value, self.unit)
        return self.bare(formats)


Facts = Mapping[str, Fact]

ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
PHONE = re.compile(r"\+?[0-9](?:[ ()-]{0,3}[0-9]){2,14}")
LAW = re.compile(r"[0-9][0-9./-]*(?:-?\w{1,4})?")
ANYWHERE = "all"
EXPECTED = {
    Kind.PHONE.value: "a phone number",
    Kind.DATE.value: "a date",
    Kind.LAW.value: "the number of a law",
}
EXAMPLES = {
    Kind.PHONE.value: 'value: "8 800 707-88-41"',
    Kind.DATE.value: "value: 2026-07-01, or value: 2026",
    Kind.LAW.value: "value: 115-ФЗ",
}


class FactRules(Struct, frozen=True):
    """What facts are checked against: the closed lists of units and of country codes.

    A list that could not be read is empty and is not checked against.
    """

    units: frozenset[str]
    countries: frozenset[str]


def parse_facts(
    documents: Iterable[Document], rules: FactRules
) -> tuple[dict[str, Fact], list[Problem]]:
    """The facts of all files that have no errors, and everything that is wrong with the others."""
    facts: dict[str, Fact] = {}
    problems: list[Problem] = []
    for document in documents:
        for name, value in document.value.items() if document.readable else ():
            found = list(_check(document, name, rules, facts))
            problems += found
            if not has_errors(found):
                facts[name] = _make(document, name, value)
        if document.readable and not document.value:
            problems.append(_empty(document))
    return facts, problems


def _empty(document: Document) -> Problem:
    hint = "write a fact, or delete the file: it starts with an id such as ru_patent_days:"
    return Problem(Code.YAML_MISSING, document.path, 1, "expected facts, the file is empty", hint)


def _check(document: Document, name: str, rules: FactRules, known: Facts) -> Iterator[Problem]:
    value, line = document.value[name], document.line(name)
    if not ID.fullmatch(name):
        message = f"expected an id in a-z, 0-9 and _, received {show_value(name)}"
        hint = "begin with the country: ru_patent_days"
        yield Problem(Code.FACT_ID, document.path, line, message, hint)
    if name in known:
        other = known[name]
        message = f'the fact "{name}" stands in {other.path}:{other.line} too'
        hint = "keep one of them: pages take the value from one place"
        yield Problem(Code.FACT_TWICE, document.path, line, message, hint)
    if isinstance(value, dict) and type(value.get("value")) is int:
        value = {**value, "value": str(value["value"])}
    one = Document(document.path, {name: value}, document.lines)
    wrong = check_value(one, Record({name: Field(_rule(rules), required=True)}))
    yield from wrong
    if not wrong:
        yield from _check_value(document, name, value)
        yield from _check_days(document, name, value)


def _rule(rules: FactRules) -> Record:
    units = sorted({*rules.units, *(kind.value for kind in Kind)})
    source: dict[str, Rule] = {"title": Text(), "url": Url(), "date": PartialDay()}
    required: dict[str, Rule] = {
        "value": Text(),
        "unit": Choice(units, "units are in docs/_data/lists.yml") if rules.units else Text(),
        "claim": Text(),
        "country": Choice(sorted({*rules.countries, ANYWHERE}), COUNTRY_HINT)
        if rules.countries
        else Text(),
        "confidence": Choice([each.value for each in Confidence]),
        "checked": Day(),
        "sources": Items(Record({key: Field(rule, required=True) for key, rule in source.items()})),
    }
    free: dict[str, Rule] = {"valid_from": Day(), "valid_until": Day(), "note": Text()}
    return Record(
        {key: Field(rule, required=True) for key, rule in required.items()}
        | {key: Field(rule) for key, rule in free.items()}
    )


def _check_value(document: Document, name: str, value: dict[str, Any]) -> Iterator[Problem]:
    text, unit = str(value["value"]), str(value["unit"])
    if not _fits(text, unit):
        hint = EXAMPLES.get(unit, "digits and a point only: value: 4200 and unit: rouble")
        expected = EXPECTED.get(unit, "a number")
        message = f"value: expected {expected}, received {show_value(text)}"
        yield Problem(Code.FACT_VALUE, document.path, document.line(name, "value"), message, hint)
    if not _claims(str(value["claim"]), text, unit):
        claim = document.line(name, "claim")
        message = f"value: {show_value(text)} does not stand in the claim of line {claim}"
        hint = "look into the source: one of the two is wrong; a claim has the value in digits"
        yield Problem(Code.FACT_CLAIM, document.path, document.line(name, "value"), message, hint)
    if not value["sources"]:
        hint = "add - {title: …, url: https://example.org/page, date: 2026-11-23}"
        line = document.line(name, "sources")
        yield Problem(Code.FACT_SOURCE, document.path, line, "sources: a fact needs one", hint)


def _claims(claim: str, text: str, unit: str) -> bool:
    if not _fits(text, unit):
        return True  # told already
    if unit == Kind.DATE.value:
        return holds_date(claim, text)
    holds = holds_number if unit not in (Kind.PHONE.value, Kind.LAW.value) else holds_digits
    return holds(claim, text)


def _fits(text: str, unit: str) -> bool:
    if unit == Kind.PHONE.value:
        return bool(PHONE.fullmatch(text))
    if unit == Kind.DATE.value:
        return is_partial_day(text) and text != "undated"
    if unit == Kind.LAW.value:
        return bool(LAW.fullmatch(text))
    try:
        number_parts(text)
    except ValueError:
        return False
    return True


def _check_days(document: Document, name: str, value: dict[str, Any]) -> Iterator[Problem]:
    start, end = parse_day(str(value.get("valid_from"))), parse_day(str(value.get("valid_until")))
    if start and end and end < start:
        message = f"valid_until: expected a day not before valid_from ({start}), received {end}"
        line = document.line(name, "valid_until")
        yield Problem(Code.FACT_DATE, document.path, line, message, "look at both years")


def _make(document: Document, name: str, value: dict[str, Any]) -> Fact:
    country = str(value["country"])
    checked = parse_day(str(value["checked"]))
    assert checked is not None, "days are checked before a fact is made"
    return Fact(
        id=name,
        value=str(value["value"]),
        unit=str(value["unit"]),
        country="" if country == ANYWHERE else country,
        sources=tuple(
            Source(**{key: str(item) for key, item in each.items()}) for each in value["sources"]
        ),
        confidence=Confidence(value["confidence"]),
        checked=checked,
        valid_from=parse_day(str(value.get("valid_from"))),
        valid_until=parse_day(str(value.get("valid_until"))),
        claim=str(value["claim"]),
        path=document.path,
        line=document.line(name),
        until_line=document.line(name, "valid_until"),
    )
