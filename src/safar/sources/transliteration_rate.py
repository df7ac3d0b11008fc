"""Measuring: the character error rate of the transliteration on a parallel text.

    python -m safar.sources.transliteration_rate --latin F --cyrillic F [--exceptions F]

Each F is a JSON file `{docs: [{title, text}], preamble}` or a plain text, line for line the
same text in both. Prints the rate with and without the exception list, and what differs.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import yaml

from safar.language.transliteration.data import parse_exceptions
from safar.language.transliteration.exceptions import Exceptions
from safar.language.transliteration.plain import PlainTransliterator

LIST = Path("docs/_data/uz-cyrl-exceptions.yml")


def count_edits(received: str, expected: str) -> int:
    """Levenshtein distance: inserted, deleted and replaced characters."""
    row = list(range(len(expected) + 1))
    for i, one in enumerate(received, start=1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(expected, start=1):
            cost = diagonal if one == other else diagonal + 1
            diagonal, row[j] = row[j], min(cost, row[j] + 1, row[j - 1] + 1)
    return row[-1]


def find_differences(received: str, expected: str) -> Iterator[tuple[str, str]]:
    """(received, expected) words that differ."""
    left, right = received.split(), expected.split()
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " ".join(left[i:j]), " ".join(right[k:m])


def load_lines(path: Path) -> list[str]:
    """The lines of a plain text, or the title, text and preamble lines of a JSON text."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".json":
        return text.splitlines()
    data = json.loads(text)
    parts = [part for doc in data["docs"] for part in (doc["title"], doc["text"])]
    return [line for part in [*parts, data.get("preamble", "")] for line in part.splitlines()]


def render_report(name: str, exceptions: Exceptions, pairs: Sequence[tuple[str, str]]) -> str:
    """One line with edits, characters, rate and speed, and a line for each difference."""
    start = time.perf_counter()
    converter = PlainTransliterator(exceptions)
    received = [converter.text(latin) for latin, _ in pairs]
    seconds = time.perf_counter() - start
    size = sum(len(cyrillic) for _, cyrillic in pairs)
    edits = 0
    lines: list[str] = []
    for text, (_, expected) in zip(received, pairs, strict=True):
        if text != expected:
            edits += count_edits(text, expected)
            lines += [
                f"  {one!r}, expected {two!r}" for one, two in find_differences(text, expected)
            ]
    rate = 100 * edits / size
    speed = size / seconds
    head = f"{name}: {edits} edits in {size} characters, {rate:.3f} %, {speed:,.0f} characters/s"
    return "\n".join([head, *lines])


def main() -> None:
    """Print the figures with and without the exception list."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--latin", type=Path, required=True)
    parser.add_argument("--cyrillic", type=Path, required=True)
    parser.add_argument("--exceptions", type=Path, default=LIST)
    options = parser.parse_args()
    data = yaml.safe_load(options.exceptions.read_text(encoding="utf-8"))
    exceptions, problems = parse_exceptions(data, str(options.exceptions))
    for problem in problems:
        print(problem)
    pairs = list(zip(load_lines(options.latin), load_lines(options.cyrillic), strict=True))
    print(render_report(f"with {len(exceptions.stems)} exceptions", exceptions, pairs))
    print(render_report("rules only", Exceptions(), pairs))


if __name__ == "__main__":
    main()
