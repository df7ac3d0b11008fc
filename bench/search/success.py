"""Whether queries find their page: counted by locale and class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from playwright.sync_api import Browser

from bench.search.probing import Answer, Probe, probing
from bench.search.queries import Query

LIMIT = 5
NOTHING = "z"


class Outcome(Struct, frozen=True):
    """A query and the place of its page: 1 is first, 0 is not among the first five.

    For words that do not occur 1 means that nothing was found. `section` says whether the first
    section of the right page is the right one; None if there is no right one.
    """

    query: Query
    rank: int
    section: bool | None
    found: tuple[str, ...]
    error: str


class Rate(Struct, frozen=True):
    """How many of a number of queries were answered first and among five."""

    number: int
    first: int
    five: int

    @property
    def at_one(self) -> float:
        """Per cent answered first."""
        return 100 * self.first / self.number if self.number else 0.0

    @property
    def at_five(self) -> float:
        """Per cent answered among five."""
        return 100 * self.five / self.number if self.number else 0.0


def run_queries(
    browser: Browser, site: Path, queries: Iterable[Query], scheme: str
) -> Iterator[Outcome]:
    """Ask a site all queries of the locales it has, over `http` or `file`."""
    by_locale: dict[str, list[Query]] = {}
    for query in queries:
        by_locale.setdefault(query.locale, []).append(query)
    with probing(browser, site, scheme) as probe:
        for locale, asked in by_locale.items():
            yield from ask_locale(probe, locale, asked)


def ask_locale(probe: Probe, locale: str, queries: list[Query]) -> Iterator[Outcome]:
    """Ask the queries of one locale."""
    probe.open(locale)
    answers = probe.ask([query.text for query in queries], LIMIT)
    yield from (judge(query, answer) for query, answer in zip(queries, answers, strict=True))


def judge(query: Query, answer: Answer) -> Outcome:
    """Where the right page is among the hits."""
    paths = [path for path, _, _ in answer.hits]
    if query.kind == NOTHING:
        rank = int(not answer.total and not answer.error)
        return Outcome(query, rank, None, tuple(paths), answer.error)
    rank = paths.index(query.page) + 1 if query.page in paths else 0
    section = None
    if rank and query.section is not None:
        section = answer.hits[rank - 1][1][:1] == [query.section]
    return Outcome(query, rank, section, tuple(paths), answer.error)


def rate(outcomes: Iterable[Outcome]) -> Rate:
    """The rate of some outcomes."""
    ranks = [outcome.rank for outcome in outcomes]
    return Rate(len(ranks), ranks.count(1), sum(rank > 0 for rank in ranks))


def rates_by(outcomes: Iterable[Outcome], kinds: str) -> dict[str, Rate]:
    """The rate of each locale over the classes named by their letters."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.query.kind in kinds:
            found.setdefault(outcome.query.locale, []).append(outcome)
    return {locale: rate(group) for locale, group in found.items()}


def render_misses(outcomes: Iterable[Outcome]) -> str:
    """One line a miss, by class and locale."""
    missed = [one for one in outcomes if one.rank != 1]
    missed.sort(key=lambda one: (one.query.kind, one.query.locale))
    return "\n".join(map(_miss, missed))


def _miss(outcome: Outcome) -> str:
    query = outcome.query
    found = ", ".join(outcome.found[:3]) or outcome.error or "nothing"
    wanted = query.page or "nothing"
    return (
        f"{query.kind} {query.locale} {query.text!r} ({query.source}: {query.how}): "
        f"expected {wanted}, at {outcome.rank or 'no place'}; found {found}"
    )
