"""What a phone downloads and how long it computes: bytes, latency, the first result, the heap."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

import brotli  # type: ignore[import-untyped]
from msgspec import Struct
from playwright.sync_api import Browser

from bench.reader import LATENCY, THROUGHPUT
from bench.search.collection import Collection
from bench.search.letters import in_other_letters, without_letters
from bench.search.probing import file_of, probing
from bench.search.typos import early_typo
from bench.timing import BenchError

SLOWER = 6  # times the CPU of this computer
RESULTS = 5
QUALITY = 11  # of brotli, as `safar build --compress` writes
HEAP_QUERIES = 50
HEAP_PARTS = ("usedSize", "embedderHeapUsedSize", "backingStorageSize")
TYPED = 3  # letters that were typed, and searched, before the word


class Asked(Struct, frozen=True):
    """Queries with five results or more, and the same with a wrong beginning."""

    usual: tuple[str, ...]
    early: tuple[str, ...]


class Load(Struct, frozen=True):
    """KiB (brotli 11) of the files one query needs, engine and loader among them."""

    query: str
    kib: float
    files: int
    results: int


def choose_queries(collection: Collection, number: int) -> Asked:
    """Words of five pages and more: as they stand, in other letters, in pairs; and with a typo."""
    language = collection.locale
    random = Random(f"weights/{language}")
    pages = collection.pages
    most = max(RESULTS, len(collection.documents) // 4)
    words = [
        word for word in sorted(pages) if len(word) > 4 and RESULTS <= len(pages[word]) <= most
    ]
    if len(words) < 2:
        raise BenchError(f"{language}: no words that {RESULTS} pages have")
    usual = [_vary(language, words, random, turn) for turn in range(number)]
    early = (early_typo(language, random.choice(words), random)[0] for _ in range(number))
    return Asked(tuple(usual), tuple(early))


def _vary(language: str, words: Sequence[str], random: Random, turn: int) -> str:
    word = random.choice(words)
    if turn % 4 == 1:
        return f"{word} {random.choice(words)}"
    if turn % 4 == 2:
        return without_letters(language, word, random)
    return in_other_letters(language, word, random) if turn % 4 == 3 else word


def measure_bytes(
    browser: Browser, site: Path, locale: str, queries: Sequence[str]
) -> Iterator[Load]:
    """Each query in a page that has loaded nothing: all that five results with snippets need."""
    with probing(browser, site, "http") as probe:
        for query in queries:
            probe.restart()
            probe.open(locale)
            results = probe.show(query)
            files = {file_of(site, address) for address in probe.files}
            yield Load(query, sum(map(packed_size, files)) / 1024, len(files), results)


@lru_cache(maxsize=10_000)
def packed_size(file: Path) -> int:
    """Bytes of a file as a host sends it; one that is missing has none."""
    return len(brotli.compress(file.read_bytes(), quality=QUALITY)) if file.is_file() else 0


def measure_warm(browser: Browser, site: Path, locale: str, queries: Sequence[str]) -> list[float]:
    """Milliseconds from input to results, with every shard there.

    They were loaded by what is typed before the words: their first letters, and all but the last.
    """
    with probing(browser, site, "http") as probe:
        probe.slow_down(SLOWER)
        probe.open(locale)
        probe.time([query[:TYPED] for query in queries])
        probe.time([" ".join(word[:-1] for word in query.split()) for query in queries])
        return probe.time(queries)


def measure_cold(browser: Browser, site: Path, locale: str, queries: Sequence[str]) -> list[float]:
    """The same with nothing but the loader there; shards come from this computer."""
    with probing(browser, site, "http") as probe:
        probe.slow_down(SLOWER)
        times: list[float] = []
        for query in queries:
            probe.open(locale)
            times += probe.time([query])
        return times


def measure_first(browser: Browser, site: Path, locale: str, queries: Sequence[str]) -> list[float]:
    """Milliseconds from nothing to the first results with snippets, in a folder, a page a query."""
    with probing(browser, site, "file") as probe:
        times = []
        for query in queries:
            probe.restart()
            probe.slow_down(SLOWER)
            times.append(probe.first(locale, query)[0])
    return times


def measure_slow(browser: Browser, site: Path, locale: str, queries: Sequence[str]) -> list[float]:
    """Seconds from nothing to the first results over a slow network on a slow phone."""
    with probing(browser, site, "http") as probe:
        times = []
        for query in queries:
            probe.restart()
            session = probe.session
            session.send("Network.enable")
            session.send("Network.clearBrowserCache")
            conditions = {"offline": False, "latency": LATENCY}
            speed = {"downloadThroughput": THROUGHPUT, "uploadThroughput": THROUGHPUT}
            session.send("Network.emulateNetworkConditions", conditions | speed)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            times.append(probe.first(locale, query)[0] / 1000)
            session.detach()
    return times


def measure_heap(browser: Browser, site: Path, locale: str, queries: Sequence[str]) -> float:
    """Megabytes in use after fifty queries and a collection of garbage."""
    with probing(browser, site, "http") as probe:
        probe.open(locale)
        for turn in range(HEAP_QUERIES):
            probe.show(queries[turn % len(queries)])
        session = probe.session
        session.send("HeapProfiler.collectGarbage")
        used = session.send("Runtime.getHeapUsage")
        return sum(float(used.get(name, 0)) for name in HEAP_PARTS) / 1e6


def script_size(site: Path, locale: str) -> float:
    """KiB (gzip 9) of the JavaScript of search with the tables of a locale, not its directory."""
    engine = (site / "assets/search.js").read_bytes()
    loader = (site / locale / "search/index.js").read_text(encoding="utf-8")
    _, _, after = loader.partition('"tables":')
    tables = after.partition(',"strings":')[0]
    if not tables:
        raise BenchError(f"{locale}/search/index.js: no tables before its strings")
    return sum(len(gzip.compress(data, 9)) for data in (engine, tables.encode())) / 1024
