"""Facts: how old each is, where it is used, which need work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from safar.parsing.facts import Fact
from safar.report.freshness import STEPS
from safar.report.material import Material, WrittenPage


class FactUse(Struct, frozen=True):
    """A fact and the pages that use it; `left` counts the days to its end (less than 0: past)."""

    fact: Fact
    pages: tuple[WrittenPage, ...]
    left: int | None


class FactList(Struct, frozen=True):
    """All facts, the oldest check first; those that nobody uses, are not sure, or end soon."""

    facts: tuple[FactUse, ...]
    unused: tuple[FactUse, ...]
    unsure: tuple[FactUse, ...]
    ending: tuple[FactUse, ...]


def find_facts(material: Material) -> FactList:
    """Every fact with its pages."""
    ordered = sorted(material.facts.values(), key=lambda fact: (fact.checked, fact.id))
    pages = _find_users(material)
    uses = tuple(_find_use(fact, pages.get(fact.id, ()), material.day) for fact in ordered)
    ending = (use for use in uses if use.left is not None and use.left <= STEPS[-1])
    return FactList(
        uses,
        tuple(use for use in uses if not use.pages),
        tuple(use for use in uses if not use.fact.is_confirmed),
        tuple(sorted(ending, key=lambda use: (use.left or 0, use.fact.id))),
    )


def _find_users(material: Material) -> dict[str, list[WrittenPage]]:
    """The pages of each fact that is used."""
    users: dict[str, list[WrittenPage]] = {}
    for page in material.pages:
        for fact in page.facts:
            users.setdefault(fact.id, []).append(page)
    return users


def _find_use(fact: Fact, pages: Iterable[WrittenPage], day: date) -> FactUse:
    until = fact.valid_until
    return FactUse(fact, tuple(pages), (until - day).days if until else None)
