"""Calculators: what their rules name is there, and their page prints what they count with."""

from __future__ import annotations

from collections.abc import Iterator

from safar.model.content import PageSource, SiteSources
from safar.model.facts import parse_marker
from safar.parsing.facts import Facts
from safar.parsing.tools import PATH, DeadlineRule, Period, StayRule, Tools
from safar.problems import Code, Problem

UNITS = ("day", "month")


def check_tools(sources: SiteSources, tools: Tools, facts: Facts) -> list[Problem]:
    """What rules name and is not there, and pages that do not print what they count with."""
    rules: tuple[StayRule | DeadlineRule, ...] = (*tools.stay, *tools.deadlines)
    problems = [
        problem
        for rule in rules
        for problem in (*_check_facts(rule, facts), *_check_countries(sources, rule))
    ]
    for stay in tools.stay:
        problems += _check_window(stay)
    for deadline in tools.deadlines:
        problems += _check_target(sources, deadline)
    for pages in sources.pages.values():
        for page in pages.values():
            problems += _check_page(page, tools)
    return problems


def _check_facts(rule: StayRule | DeadlineRule, facts: Facts) -> Iterator[Problem]:
    for name in rule.facts:
        if name not in facts:
            message = f'no fact is called "{name}"'
            yield Problem(Code.TOOL_RULE, PATH, rule.line, message, "see docs/_data/facts")
        elif facts[name].unit not in UNITS:
            message = f'{name}: expected a fact in days or months, received "{facts[name].unit}"'
            yield Problem(Code.TOOL_RULE, PATH, rule.line, message, "name another fact")
        elif not facts[name].value.isdecimal():
            message = f'{name}: expected a whole number, received "{facts[name].value}"'
            yield Problem(Code.TOOL_RULE, PATH, rule.line, message, "name another fact")


def _check_countries(sources: SiteSources, rule: StayRule | DeadlineRule) -> Iterator[Problem]:
    known = sources.lists.get("countries")
    for code in (rule.going, *rule.citizens):
        if isinstance(known, list) and code not in known:
            hint = "countries are in docs/_data/lists.yml"
            yield Problem(Code.TOOL_RULE, PATH, rule.line, f'no country "{code}"', hint)


def _check_window(rule: StayRule) -> Iterator[Problem]:
    if (rule.period is Period.WINDOW) != bool(rule.window):
        message = "expected window: with period: window, and only there"
        yield Problem(Code.TOOL_RULE, PATH, rule.line, message, "name the fact of its length")


def _check_target(sources: SiteSources, rule: DeadlineRule) -> Iterator[Problem]:
    source = sources.locales.source_tag
    if source not in sources.texts:
        return  # the table of locales, or the texts of the source locale, cannot be read
    if rule.page not in sources.pages.get(source, {}):
        message = f'no page is called "{rule.page}"'
        yield Problem(Code.TOOL_RULE, PATH, rule.line, message, "name a page of the source locale")
    if f"deadline.{rule.id}" not in sources.texts[source].strings:
        message = f'no interface text is called "deadline.{rule.id}"'
        hint = f"add it to docs/{source}/_data/ui.yml, under deadline:"
        yield Problem(Code.TOOL_RULE, PATH, rule.line, message, hint)


def _check_page(page: PageSource, tools: Tools) -> Iterator[Problem]:
    """Readers without a script compute from the table, so every number must stand in the text."""
    if page.meta is None or page.meta.tool is None:
        return
    shown = {asked[0] for marker in page.scan.markers if (asked := parse_marker(marker.text))}
    numbers = tools.facts_of(page.meta.tool)
    if not numbers:
        message = f"the calculator has no rules: {PATH} has none under {page.meta.tool.value}:"
        yield Problem(Code.TOOL_RULE, page.path, 0, message, "write them, or leave out tool:")
    for name in numbers:
        if name not in shown:
            message = f'the calculator counts with "{name}" and the text does not say it'
            hint = f"write {{{{ fact.{name} }}}} in the table of the rules"
            yield Problem(Code.TOOL_FACT, page.path, 0, message, hint)
