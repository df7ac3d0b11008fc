"""Which facts a page uses, and what they say of it: its sources, its age, its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from safar.parsing.facts import Fact, Facts
from safar.parsing.frontmatter import Meta, Source
from safar.parsing.scan import Scan

FACT = "fact."
BARE = ".value"


def parse_marker(text: str) -> tuple[str, bool] | None:
    """The id that a marker asks for and whether for the bare value; None if it asks for no fact."""
    if not text.startswith(FACT):
        return None
    name = text.removeprefix(FACT)
    return name.removesuffix(BARE), name.endswith(BARE)


def used_facts(scan: Scan, facts: Facts) -> tuple[Fact, ...]:
    """The facts of a page, each once, in the order of the text."""
    asked = (parse_marker(marker.text) for marker in scan.markers)
    names = dict.fromkeys(name for name, _ in filter(None, asked))
    return tuple(facts[name] for name in names if name in facts)


def first_end(meta: Meta, used: Iterable[Fact]) -> date | None:
    """The last day on which a page holds: the earliest of its own and its facts'."""
    days = [meta.valid_until, *(fact.valid_until for fact in used)]
    return min(filter(None, days), default=None)


def oldest_check(meta: Meta, used: Iterable[Fact]) -> date:
    """The day since which nothing on a page is unchecked: the earliest of its and its facts'."""
    return min([meta.checked, *(fact.checked for fact in used)])


def all_sources(meta: Meta, used: Iterable[Fact]) -> tuple[Source, ...]:
    """The sources of a page and of its facts, each address once."""
    found = {source.url: source for fact in used for source in fact.sources}
    own = {source.url: source for source in meta.sources}
    return tuple(
        {**own, **{url: source for url, source in found.items() if url not in own}}.values()
    )
