"""A calculator on a page: its choices, and the rules and texts that its script counts with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from safar.model.portal import Portal, ShownPage
from safar.model.urls import page_path, relative
from safar.parsing.facts import Fact
from safar.parsing.tools import DeadlineRule, StayRule, Tool

TEXTS = {
    Tool.STAY: ("used", "left", "last", "last_if", "next", "over", "new_year"),
    Tool.DEADLINES: ("weekend", "holidays", "calendar"),
}
COMMON = ("ask", "wrong", "no_rule")


class ToolView(Struct, frozen=True):
    """What the template prints of a calculator; choices are pairs of a code and a name.

    `data` is JSON for the script: rules with the values of their facts, texts, forms of dates.
    """

    kind: str
    citizens: tuple[tuple[str, str], ...]
    goings: tuple[tuple[str, str], ...]
    data: str


def tool_view(portal: Portal, shown: ShownPage) -> ToolView | None:
    """The calculator of a page, in the reader's language; None if it has none."""
    tool = shown.meta.tool
    if tool is None:
        return None
    texts = portal.texts[shown.locale.tag]
    if tool is Tool.STAY:
        rules = [_stay(portal, rule) for rule in portal.tools.stay]
    else:
        rules = [_deadline(portal, shown, rule) for rule in portal.tools.deadlines]
    strings = {name: texts.strings[f"tool.{name}"] for name in (*COMMON, *TEXTS[tool])}
    data = {
        "rules": rules,
        "texts": {**strings, "unsure": texts.strings["fact.unsure"]},
        "months": texts.formats.months_in_date,
        "date": texts.formats.date_pattern,
    }
    return ToolView(
        tool.value,
        _choices(portal, shown, portal.lists.origins),
        _choices(portal, shown, dict.fromkeys(rule["going"] for rule in rules)),
        json.dumps(data, ensure_ascii=False, separators=(",", ":")),
    )


def _choices(portal: Portal, shown: ShownPage, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    names = portal.texts[shown.locale.tag].countries
    return tuple((code, names[code]) for code in codes)


def _stay(portal: Portal, rule: StayRule) -> dict[str, Any]:
    facts = [portal.facts[name] for name in rule.facts]
    return {
        "going": rule.going,
        "citizens": rule.citizens,
        "period": rule.period.value,
        "days": _number(portal, rule.days),
        "window": _number(portal, rule.window),
        "visit": _number(portal, rule.visit),
        "unsure": _is_unsure(facts),
    }


def _deadline(portal: Portal, shown: ShownPage, rule: DeadlineRule) -> dict[str, Any]:
    fact = portal.facts.get(rule.term)
    return {
        "id": rule.id,
        "text": portal.texts[shown.locale.tag].strings[f"deadline.{rule.id}"],
        "href": relative(shown.path, page_path(shown.locale.tag, rule.page)),
        "going": rule.going,
        "citizens": rule.citizens,
        "term": _number(portal, rule.term),
        "unit": fact.unit if fact else "day",
        "counting": rule.counting.value,
        "from": rule.origin,
        "region": rule.region,
        "work": rule.work,
        "withinYear": rule.within_year,
        "unsure": fact is not None and not fact.is_confirmed,
    }


def _number(portal: Portal, name: str) -> int:
    return int(portal.facts[name].value) if name else 0


def _is_unsure(facts: Iterable[Fact]) -> bool:
    return not all(fact.is_confirmed for fact in facts)
