"""The parts of the benchmark, iterators of rows; one that breaks does not lose the others."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error as BrowserError

from bench import figures
from bench.builds import run_builds, warm_up
from bench.contenders import Contenders
from bench.corpus import SIZES
from bench.figures import Row
from bench.reader import run_reader
from bench.scale import Scale, measure_weight, run_growth
from bench.serving import run_serve
from bench.timing import BenchError, measure, time_loop

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


def tell(line: str) -> None:
    """Say how far the work is; the table alone goes to standard output."""
    print(line, file=sys.stderr, flush=True)


def run_parts(plan: Plan, names: Sequence[str]) -> tuple[list[Row], list[str]]:
    """The rows of all parts, and what broke; one broken part does not lose the others."""
    parts = dict(zip(PARTS, (build, serve, reader, scale, edits), strict=True))
    rows: list[Row] = []
    broken: list[str] = []
    loops = [time_loop()]
    for name, part in parts.items():
        if name not in names:
            continue
        tell(f"Part {name}")
        try:
            rows.extend(part(plan))
        except (BenchError, BrowserError, OSError) as error:
            tell(str(error))
            broken.append(f"\nThe part {name} broke: {error}")
        loops.append(time_loop())
    return [*rows, figures.loop_row("the parts", loops)], broken


def ordered(plan: Plan) -> list[Contenders]:
    """The sizes, the smallest first."""
    return sorted(plan.sizes.values(), key=lambda contenders: SIZES[contenders.size])


def build(plan: Plan) -> Iterator[Row]:
    """Builds beside the peers."""
    warm_up(ordered(plan)[0])
    for size, samples in run_builds(list(plan.sizes.values()), plan.rounds, tell).items():
        yield from figures.build_rows(size, samples)


def serve(plan: Plan) -> Iterator[Row]:
    """Edits under `safar serve`."""
    for size, contenders in plan.sizes.items():
        yield from figures.serve_rows(size, run_serve(contenders, plan.rounds, tell))


def reader(plan: Plan) -> Iterator[Row]:
    """A page as a phone gets it, of the smallest site."""
    contenders = ordered(plan)[0]
    for job in (contenders.safar_cold(), contenders.hugo_cold()):
        measure(job)
    rounds = plan.rounds if plan.quick else max(plan.rounds, READER_ROUNDS)
    yield from figures.reader_rows(run_reader(contenders, rounds, tell))


def scale(plan: Plan) -> Iterator[Row]:
    """Growth from the smallest to the largest size; memory and weight of the largest."""
    small, large = ordered(plan)[0], ordered(plan)[-1]
    found = Scale()
    if small is not large:
        found = run_growth(small, large, plan.rounds, tell)
        pages = SIZES[large.size] / SIZES[small.size]
        yield from figures.growth_rows(found, f"{small.size} to {large.size}", pages)
    measure_weight(large, found, tell)
    yield from figures.weight_rows(large.size, found)


def edits(plan: Plan) -> Iterator[Row]:
    """The property test of incremental builds with many edits; its output goes where ours does."""
    number = 5 if plan.quick else EDITS
    words = [sys.executable, "-m", "pytest", INCREMENTAL, "--edits", str(number)]
    done = subprocess.run(words, cwd=ROOT, check=False, stdout=sys.stderr)
    if done.returncode:
        raise BenchError(f"{' '.join(words)} (exit code {done.returncode})")
    yield from ()
