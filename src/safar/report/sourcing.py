"""What pages and facts rest on: how many sources, on which hosts, how old."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date
from urllib.parse import urlsplit

from msgspec import Struct

from safar.language.formats import UNDATED
from safar.language.locales import Locale
from safar.model.facts import all_sources
from safar.parsing.frontmatter import Danger, Source
from safar.report.freshness import Bars
from safar.report.material import Material, WrittenPage

OLD_YEARS = 2
BUCKETS = ((0, 0, "none"), (1, 1, "1"), (2, 2, "2"), (3, 5, "3 to 5"), (6, None, "6 and more"))


class SourceUse(Struct, frozen=True):
    """A source by its address, with a title in the language of one page, and who rests on it.

    `locale` is None for the title in a file of facts.
    """

    source: Source
    locale: Locale | None
    pages: int
    facts: int


class HostUse(Struct, frozen=True):
    """A host: how many addresses, and how many pages and facts name one of them."""

    host: str
    sources: int
    pages: int
    facts: int


class Sourcing(Struct, frozen=True):
    """Pages by number of sources; hosts by use; undated and old sources; pages on one leg."""

    counts: Bars
    hosts: tuple[HostUse, ...]
    undated: tuple[SourceUse, ...]
    old: tuple[SourceUse, ...]
    thin: tuple[WrittenPage, ...]


def find_sourcing(material: Material) -> Sourcing:
    """The sources of all pages that people wrote and of all facts."""
    sources = {page.path: all_sources(page.meta, page.facts) for page in material.pages}
    numbers = [len(found) for found in sources.values()]
    uses = tuple(sorted(_find_uses(material, sources), key=_rank))
    limit = years_before(material.day, OLD_YEARS)
    risky = (page for page in material.pages if page.meta.danger is Danger.HIGH)
    return Sourcing(
        tuple((name, _count_between(numbers, low, high)) for low, high, name in BUCKETS),
        tuple(_count_hosts(material, sources, uses)),
        tuple(use for use in uses if use.source.date == UNDATED),
        tuple(use for use in uses if is_older(use.source.date, limit)),
        tuple(page for page in risky if len(sources[page.path]) < 2),
    )


def _rank(use: SourceUse) -> tuple[int, str]:
    return -use.pages - use.facts, use.source.url


def _count_between(numbers: Iterable[int], low: int, high: int | None) -> int:
    return sum(low <= number and (high is None or number <= high) for number in numbers)


def years_before(day: date, years: int) -> date:
    """The same day of an earlier year (years < 0: of a later one); for 29 February the 28th.

    No day is before the year 1 or after 9999.
    """
    year = min(max(day.year - years, MINYEAR), MAXYEAR)
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28 if is_leap_day and not isleap(year) else day.day)


def is_older(text: str, limit: date) -> bool:
    """True if a date as exact as it is known (`2024`, `2024-05`) lies wholly before a day."""
    if text == UNDATED:
        return False
    return _last_day(text) < limit


def _last_day(text: str) -> date:
    year, month, day = (int(part) for part in f"{text}-0-0".split("-")[:3])
    if day:
        return date(year, month, day)
    return date(year, month or 12, monthrange(year, month or 12)[1])


def _find_uses(
    material: Material, sources: Mapping[str, tuple[Source, ...]]
) -> Iterator[SourceUse]:
    """Every address once; its title is that of the page in the source language, if one has it."""
    named: dict[str, tuple[Source, Locale | None]] = {}
    for page in sorted(material.pages, key=lambda page: not page.locale.is_source):
        for source in page.meta.sources:
            named.setdefault(source.url, (source, page.locale))
    for fact in material.facts.values():
        for source in fact.sources:
            named.setdefault(source.url, (source, None))
    pages = Counter(source.url for found in sources.values() for source in found)
    facts = Counter(url for fact in material.facts.values() for url in _urls(fact.sources))
    for url, (source, locale) in named.items():
        yield SourceUse(source, locale, pages[url], facts[url])


def _urls(sources: Iterable[Source]) -> set[str]:
    return {source.url for source in sources}


def _count_hosts(
    material: Material, sources: Mapping[str, tuple[Source, ...]], uses: Iterable[SourceUse]
) -> Iterator[HostUse]:
    addresses = Counter(host_of(use.source.url) for use in uses)
    pages = _count_users(sources.values())
    facts = _count_users(fact.sources for fact in material.facts.values())
    for host in sorted(addresses, key=lambda host: (-pages[host] - facts[host], host)):
        yield HostUse(host, addresses[host], pages[host], facts[host])


def _count_users(groups: Iterable[Iterable[Source]]) -> Counter[str]:
    """How many groups of sources name each host."""
    return Counter(host for group in groups for host in {host_of(s.url) for s in group})


def host_of(url: str) -> str:
    """The host of an address, without `www.`; the address itself if it has none."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    return (host or url).removeprefix("www.")
