"""What is old: pages and facts that end soon or have ended, and facts that hold only later.

A last day is good to its end: what is valid until 31 December is old on 1 January.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from safar.model.content import PageSource, SiteSources
from safar.model.facts import parse_marker, used_facts
from safar.parsing.corrections import nearest
from safar.parsing.facts import Fact, Facts
from safar.parsing.frontmatter import Danger
from safar.parsing.overrides import Override, Overrides
from safar.problems import Code, Problem, Severity

NOTICE = 30  # days before the end from which it is told


class End(Struct, frozen=True):
    """One of the ends of a page: its last good day, what ends then, what to do, and the line."""

    day: date
    cause: str
    hint: str
    line: int = 0


class Ageing(Struct, frozen=True):
    """What ages in a portal: its pages, the facts they use, what is published all the same."""

    sources: SiteSources
    facts: Facts
    overrides: Overrides

    def pages(self) -> Iterator[tuple[str, PageSource]]:
        """Every page file with its name."""
        for pages in self.sources.pages.values():
            yield from pages.items()


def check_ends(ageing: Ageing, day: date) -> list[Problem]:
    """Everything that is old on a day, or will be within 30 days."""
    problems: list[Problem] = []
    ended: set[str] = set()
    for norm, page in ageing.pages():
        for end in list_ends(page, ageing.facts):
            if day > end.day:
                ended.add(norm)
            if day <= end.day or norm not in ageing.overrides:
                problems += _check_end(page, end, day)
    problems += [*_check_facts(ageing, day), *_check_early(ageing, day)]
    problems += _check_future(ageing, day)
    return [*problems, *_check_overrides(ageing, ended, day)]


def last_same_day(ageing: Ageing, day: date) -> date:
    """The last day on which `check_ends` says the same as on `day`; `date.max` if nothing ages."""
    ends = {end.day for _, page in ageing.pages() for end in list_ends(page, ageing.facts)}
    days = {override.until.toordinal() for override in ageing.overrides.values()}
    for end in ends:
        days |= {end.toordinal(), end.toordinal() - NOTICE - 1}
    days |= {fact.valid_until.toordinal() for fact in ageing.facts.values() if fact.valid_until}
    days |= {fact.valid_from.toordinal() - 1 for fact in ageing.facts.values() if fact.valid_from}
    coming = (number for number in days if number >= day.toordinal())
    return date.fromordinal(min(coming, default=date.max.toordinal()))


def list_ends(page: PageSource, facts: Facts) -> Iterator[End]:
    """When a page ends: its own last day, then those of its facts in the order of the text."""
    if page.meta is None:
        return
    if page.meta.valid_until:
        hint = "check the page again, then set checked: and valid_until: in its front matter"
        line = page.meta.until_line
        yield End(page.meta.valid_until, "its own valid_until", hint, line)
    for fact in used_facts(page.scan, facts) if page.scan.markers else ():
        if fact.valid_until:
            cause = f'the fact "{fact.id}" of {fact.path}:{fact.line}'
            hint = f"check the fact again, then set its checked: and valid_until: in {fact.path}"
            yield End(fact.valid_until, cause, hint, _line_of(page, fact))


def _line_of(page: PageSource, fact: Fact) -> int:
    asked = ((parse_marker(marker.text), marker.line) for marker in page.scan.markers)
    return next(line for name, line in asked if name and name[0] == fact.id)


def _check_end(page: PageSource, end: End, day: date) -> Iterator[Problem]:
    if day > end.day:
        yield _ended(page, end)
    elif end.day.toordinal() - day.toordinal() <= NOTICE:
        message = f"the page is good through {end.day} only: {end.cause} ends then"
        yield Problem(Code.PAGE_ENDS, page.path, end.line, message, end.hint, Severity.WARNING)


def _ended(page: PageSource, end: End) -> Problem:
    """An ended page can do harm: where that is grave, it stops the build."""
    high = page.meta is not None and page.meta.danger is Danger.HIGH
    severity = Severity.ERROR if high else Severity.WARNING
    message = f"the page was good through {end.day}: {end.cause} has ended"
    more = "; if it must stay as it is, say why in docs/_data/overrides.yml" if high else ""
    return Problem(Code.PAGE_ENDED, page.path, end.line, message, end.hint + more, severity)


def _check_facts(ageing: Ageing, day: date) -> Iterator[Problem]:
    """Facts that have ended, each once where it stands: that is where it is mended."""
    for fact in ageing.facts.values():
        if fact.valid_until and fact.valid_until < day:
            message = f'the fact "{fact.id}" was good through {fact.valid_until}'
            hint = "look at its source again, then set value:, checked: and valid_until:"
            line = fact.until_line
            yield Problem(Code.FACT_ENDED, fact.path, line, message, hint, Severity.WARNING)


def _check_future(ageing: Ageing, day: date) -> Iterator[Problem]:
    """Days of checking that have not come: readers would be told nothing of what is old.

    Tomorrow is good: it has begun somewhere.
    """
    last = date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
    hint = f"write the day on which somebody looked at the sources, not after {day}"
    for _, page in ageing.pages():
        if page.meta and page.meta.checked > last:
            message = f"checked: {page.meta.checked} has not come yet"
            yield Problem(Code.META_DATE, page.path, 0, message, hint)
    for fact in ageing.facts.values():
        if fact.checked > last:
            message = f'the fact "{fact.id}" was checked on {fact.checked}, which has not come yet'
            yield Problem(Code.FACT_DATE, fact.path, fact.line, message, hint)


def _check_early(ageing: Ageing, day: date) -> Iterator[Problem]:
    """Facts that are told already and hold only from a later day."""
    users: dict[str, list[str]] = {}
    for _, page in ageing.pages():
        for fact in used_facts(page.scan, ageing.facts) if page.scan.markers else ():
            if fact.valid_from and fact.valid_from > day:
                users.setdefault(fact.id, []).append(page.path)
    for name, paths in users.items():
        fact = ageing.facts[name]
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        message = f'the fact "{name}" holds from {fact.valid_from} on; used in {paths[0]}{more}'
        hint = "say on the page from which day it holds"
        yield Problem(Code.FACT_EARLY, fact.path, fact.line, message, hint, Severity.WARNING)


def _check_overrides(ageing: Ageing, ended: set[str], day: date) -> Iterator[Problem]:
    known = {norm for norm, _ in ageing.pages()} | ageing.sources.unread
    for norm, override in ageing.overrides.items():
        if norm not in known:
            close = nearest(norm, known)
            hint = f"did you mean {close}?" if close else "write it as in mkdocs.yml: work/wages.md"
            yield _about(override, Code.OVERRIDE_PAGE, f'there is no page "{norm}"', hint)
        elif day > override.until:
            message = f"{norm}: the override itself was good through {override.until}"
            hint = "mend the page and delete the override; or set a new until: and say why"
            yield _about(override, Code.OVERRIDE_ENDED, message, hint)
        else:
            yield _in_force(override, used=norm in ended)


def _in_force(override: Override, *, used: bool) -> Problem:
    if used:
        message = (
            f"{override.norm} has ended and is shown until {override.until}: {override.reason}"
        )
        return _about(override, Code.OVERRIDE_USED, message, severity=Severity.WARNING)
    message = f"{override.norm}: nothing on the page has ended"
    hint = "delete the override"
    return _about(override, Code.OVERRIDE_UNUSED, message, hint, severity=Severity.WARNING)


def _about(
    override: Override,
    code: Code,
    message: str,
    hint: str = "",
    *,
    severity: Severity = Severity.ERROR,
) -> Problem:
    return Problem(code, override.path, override.line, message, hint, severity)
