"""What a large directory costs, beside the portal as it is.

    .venv/bin/python -m bench.directory --entries 5000 --rounds 5

CPU seconds of one process, medians of alternating rounds: reading, checking and writing the files
for other programs; and what a page of entries costs beside an ordinary page. Figures fail nothing.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import brotli  # type: ignore[import-untyped]

from bench.entries import write_entries
from bench.mutations.__main__ import ROOT, copy_portal
from safar.model.portal import Portal
from safar.parsing.yaml_text import Document, parse_yaml
from safar.render.directory_files import directory_files
from safar.render.made import made_pages
from safar.site.output import render_made
from safar.site.setup import make_engine
from safar.sources.directory import load_directory
from safar.sources.portal import Loaded, load_sources

Result = TypeVar("Result")
Figures = dict[str, float]


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.directory", description=__doc__)
    parser.add_argument("--entries", type=int, default=5000, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="safar-directory-") as folder:
        small = copy_portal(ROOT, make_folder(folder, "small"))
        large = copy_portal(ROOT, make_folder(folder, "large"))
        write_entries(large / "docs", given.entries)
        rounds = [(measure(small), measure(large)) for _ in range(given.rounds)]
    for name in rounds[0][1]:
        values = [statistics.median(each[side].get(name, 0) for each in rounds) for side in (0, 1)]
        print(f"{name:44} {values[0]:10.3f} {values[1]:10.3f}")
    return 0


def make_folder(folder: str, name: str) -> Path:
    """A new folder in another."""
    path = Path(folder, name)
    path.mkdir()
    return path


def measure(root: Path) -> Figures:
    """One round of one portal."""
    loaded = load_sources(root / "mkdocs.yml", "")
    assert isinstance(loaded, Loaded), "the portal cannot be read"
    portal = loaded.assemble()
    read, _ = timed(lambda: read_again(root, loaded))
    write, files = timed(lambda: dict(directory_files(portal)))
    return {
        "entries that readers see": len(portal.directory.published),
        "CPU s: read and check the directory": read,
        "CPU s: write the files": write,
        "CPU s: both": read + write,
        "files": len(files),
        **measure_pages(root, portal),
    }


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """CPU seconds of some work, and what came of it."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def read_again(root: Path, loaded: Loaded) -> None:
    """Parse and check the files of the directory, and nothing else of the portal."""
    data: dict[str, Document] = dict(loaded.sources.data)
    for path in data:
        if "/centres/" in path:
            data[path] = parse_yaml((root / path).read_text(encoding="utf-8"), path)
    load_directory(loaded.sources, loaded.day)


def measure_pages(root: Path, portal: Portal) -> Figures:
    """Pages of lists and the other pages that nobody writes: CPU ms a page, the heaviest."""
    engine = make_engine(root / "mkdocs.yml", portal)
    spent, htmls = timed(
        lambda: [
            render_made(engine.templates, page)
            for page in made_pages(portal)
            if page.template == "places.html"
        ]
    )
    if not htmls:
        return {}
    longest = sorted(htmls, key=len)[-5:]  # to press all would take minutes
    heaviest = max(len(brotli.compress(html.encode())) for html in longest)
    length = sum(len(html) for html in htmls) / len(htmls)
    return {
        "pages of lists": len(htmls),
        "CPU ms: a page of a list": 1000 * spent / len(htmls),
        "kB: a page of a list": length / 1000,
        "KiB: the heaviest of them, brotli": heaviest / 1024,
    }


if __name__ == "__main__":
    sys.exit(main())
