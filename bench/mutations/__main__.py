"""Put faults into a copy of the portal, one at a time, and count those that are named.

    .venv/bin/python -m bench.mutations --number 220 --seed 1

A fault counts as named if `safar check` reports a problem that was not there before, in the same
file and line, under a code of its kind. The exit code is always 0: figures fail nothing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.mutations.faults import Fault, Files, Kind, Place, list_kinds
from safar.problems import Problem
from safar.sources.portal import load_sources

ROOT = Path(__file__).parents[2]
COPIED = ("docs", "overrides", "hooks", "mkdocs.yml")
DENIED = "meduza.io"  # stands in docs/_data/hosts.yml


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutations", description=__doc__)
    parser.add_argument("--number", type=int, default=220, metavar="N", help="faults, at least")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--portal", type=Path, default=ROOT, metavar="DIR")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="safar-mutations-") as folder:
        root = copy_portal(given.portal, Path(folder))
        results = list(run(root, draw_faults(Files(root), given.number, Random(given.seed))))
    print(render_table(results, given.seed))
    return 0


def copy_portal(portal: Path, folder: Path) -> Path:
    """The sources of a portal, without its site."""
    for name in COPIED:
        source = portal / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy2(source, folder / name)
    return folder


def draw_faults(files: Files, number: int, random: Random) -> Iterator[Fault]:
    """Faults of every kind in turn, each at a random place that it fits."""
    kinds = list(list_kinds(DENIED))
    places = {name: files.places(name) for name in {kind.files for kind in kinds}}
    rounds = -(-number // len(kinds))
    for kind in kinds:
        yield from _draw(kind, places[kind.files], rounds, random)


def _draw(kind: Kind, places: list[Place], number: int, random: Random) -> Iterator[Fault]:
    seen: set[tuple[str, int]] = set()
    for place in random.sample(places, len(places)):
        if len(seen) == number:
            return
        after = kind.edit(place, random)
        if after is not None and (place.path, place.number) not in seen:
            seen.add((place.path, place.number))
            yield Fault(kind, place, after)


def run(root: Path, faults: Iterable[Fault]) -> Iterator[tuple[Fault, bool, list[Problem]]]:
    """Each fault, whether it is named, and what is said besides."""
    before = set(check(root))
    for fault in faults:
        file = root / fault.place.path
        text = file.read_text(encoding="utf-8")
        lines = text.split("\n")
        lines[fault.place.number - 1] = fault.after
        file.write_text("\n".join(lines), encoding="utf-8")
        new = [problem for problem in check(root) if problem not in before]
        file.write_text(text, encoding="utf-8")
        yield fault, any(names(problem, fault) for problem in new), new


def names(problem: Problem, fault: Fault) -> bool:
    """True if a problem stands where the fault is, under a code of its kind."""
    there = (problem.path, problem.line) == (fault.place.path, fault.place.number)
    return there and problem.code.value.startswith(fault.kind.codes)


def check(root: Path) -> list[Problem]:
    """What `safar check` finds."""
    loaded = load_sources(root / "mkdocs.yml", "")
    return [loaded] if isinstance(loaded, Problem) else loaded.problems


def render_table(results: list[tuple[Fault, bool, list[Problem]]], seed: int) -> str:
    """Faults and named ones by kind, then each survivor with what was said instead."""
    put = Counter(fault.kind.name for fault, _, _ in results)
    named = Counter(fault.kind.name for fault, found, _ in results if found)
    lines = [f"{'kind':<20}{'faults':>8}{'named':>8}"]
    lines += [f"{kind:<20}{put[kind]:>8}{named[kind]:>8}" for kind in put]
    total, good = sum(put.values()), sum(named.values())
    lines.append(f"{'all':<20}{total:>8}{good:>8}   {good / max(total, 1):.1%}, seed {seed}")
    for fault, found, new in results:
        if not found:
            lines.append(f"\nnot named: {fault.kind.name}, {fault.place.path}:{fault.place.number}")
            lines.append(f"  - {fault.place.text[:160]}\n  + {fault.after[:160]}")
            lines += [f"  said: {str(problem).splitlines()[0][:160]}" for problem in new[:3]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
