"""`docs/_data/tools.yml`: the rules by which the calculators on pages count.

A rule holds no number of its own: it names facts, so its numbers have sources, and the page that
holds the calculator prints the same facts for readers without a script.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from msgspec import Struct

from safar.parsing.rules import Choice, Field, Flag, Items, Record, Text
from safar.parsing.schema import check_value
from safar.parsing.yaml_text import Document
from safar.problems import Problem, has_errors

PATH = "docs/_data/tools.yml"


class Tool(Enum):
    """The calculators: how long one may still stay, and what is to be done by which day."""

    STAY = "stay"
    DEADLINES = "deadlines"


class Period(Enum):
    """What a limit of days refers to: a calendar year, or any window of so many days."""

    YEAR = "year"
    WINDOW = "window"


class Counting(Enum):
    """How the days of a term are counted."""

    CALENDAR = "calendar"
    WORKING = "working"


class StayRule(Struct, frozen=True):
    """At most `days` in a period; `window` is its length, `visit` the most days of one journey.

    `days`, `window` and `visit` are ids of facts, `""` where there is no such limit.
    """

    going: str
    citizens: tuple[str, ...]
    period: Period
    days: str
    window: str = ""
    visit: str = ""
    line: int = 0

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts it counts with."""
        return tuple(filter(None, (self.days, self.window, self.visit)))


class DeadlineRule(Struct, frozen=True):
    """What is to be done within `term` (the id of a fact) of entry, or of the issue of a patent.

    Without a confirmed term `term` is `""`: it is to be done at once.
    `id` names its text `deadline.<id>`, `page` explains it. `region` is `capital`, `elsewhere` or
    `""` for everywhere; with `work` it is for those who come to work. With `within_year` a date
    does not go beyond the end of the year: how a stay is counted there is not known.
    """

    id: str
    going: str
    citizens: tuple[str, ...]
    page: str
    term: str = ""
    counting: Counting = Counting.CALENDAR
    origin: str = "entry"
    region: str = ""
    work: bool = False
    within_year: bool = False
    line: int = 0

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts it counts with."""
        return (self.term,) if self.term else ()


class Tools(Struct, frozen=True):
    """All rules, in the order of the file."""

    stay: tuple[StayRule, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()

    def facts_of(self, tool: Tool) -> tuple[str, ...]:
        """The ids of all facts that a calculator counts with, each once."""
        rules = self.stay if tool is Tool.STAY else self.deadlines
        return tuple(dict.fromkeys(name for rule in rules for name in rule.facts))


NO_TOOLS = Tools()

_NAME = Text("[a-z][a-z0-9_]*", "a name in a-z, 0-9 and _", "write ru_stay_days")
_COUNTRY = Text("[A-Z]{2}", "two capital letters", "write KG")
_WHO = {
    "going": Field(_COUNTRY, required=True),
    "citizens": Field(Items(_COUNTRY), required=True),
}
_STAY = Record(
    {
        **_WHO,
        "period": Field(Choice([period.value for period in Period]), required=True),
        "days": Field(_NAME, required=True),
        "window": Field(_NAME),
        "visit": Field(_NAME),
    }
)
_DEADLINE = Record(
    {
        "id": Field(_NAME, required=True),
        **_WHO,
        "term": Field(_NAME),
        "page": Field(Text(r"[a-z0-9/-]+\.md", "a page", "write work/patent.md"), required=True),
        "counting": Field(Choice([counting.value for counting in Counting])),
        "from": Field(Choice(["entry", "patent"])),
        "region": Field(Choice(["capital", "elsewhere"])),
        "work": Field(Flag()),
        "within_year": Field(Flag()),
    }
)
RULE = Record({"stay": Field(Items(_STAY)), "deadlines": Field(Items(_DEADLINE))})


def parse_tools(document: Document) -> tuple[Tools, list[Problem]]:
    """The rules of a file, none if it has errors, and everything that is wrong with them."""
    problems = [*document.problems, *check_value(document, RULE)]
    if not document.readable or has_errors(problems):
        return NO_TOOLS, problems
    tools = Tools(
        tuple(_stay_rule(entry, line) for entry, line in _entries(document, "stay")),
        tuple(_deadline_rule(entry, line) for entry, line in _entries(document, "deadlines")),
    )
    return tools, problems


def _entries(document: Document, name: str) -> Iterator[tuple[dict[str, Any], int]]:
    for place, entry in enumerate(document.get(name) or ()):
        yield entry, document.line(name, place)


def _stay_rule(entry: dict[str, Any], line: int) -> StayRule:
    return StayRule(
        entry["going"],
        tuple(entry["citizens"]),
        Period(entry["period"]),
        entry["days"],
        entry.get("window", ""),
        entry.get("visit", ""),
        line,
    )


def _deadline_rule(entry: dict[str, Any], line: int) -> DeadlineRule:
    return DeadlineRule(
        id=entry["id"],
        going=entry["going"],
        citizens=tuple(entry["citizens"]),
        page=entry["page"],
        term=entry.get("term", ""),
        counting=Counting(entry.get("counting", Counting.CALENDAR.value)),
        origin=entry.get("from", "entry"),
        region=entry.get("region", ""),
        work=entry.get("work", False),
        within_year=entry.get("within_year", False),
        line=line,
    )
