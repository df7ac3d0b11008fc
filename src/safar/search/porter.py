"""Porter's stemmer for English, its rules taken from the tables.

M. F. Porter, An algorithm for suffix stripping, Program 14 (1980) 3, 130–137.
"""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_lowercase

from safar.search.tables import Porter


class Step:
    """One step of the paper: of its suffixes only the longest that fits is looked at."""

    def __init__(self, condition: str, rules: str) -> None:
        self.condition = condition
        self._rules = dict(rule.split(":") for rule in rules.split())
        lengths: dict[str, set[int]] = {}
        for suffix in self._rules:
            lengths.setdefault(suffix[-1], set()).add(len(suffix))
        self._lengths = {last: tuple(sorted(found)[::-1]) for last, found in lengths.items()}

    def find(self, word: str) -> tuple[int, str] | None:
        """Where the suffix begins, and its replacement."""
        for length in self._lengths.get(word[-1:], ()):
            end = self._rules.get(word[-length:])
            if end is not None:
                return max(0, len(word) - length), end
        return None


class Shapes:
    """Which letters of a word are vowels; Porter's m and his *o are read from that."""

    def __init__(self, vowels: str) -> None:
        kinds = {letter: "v" if letter in vowels else "c" for letter in ascii_lowercase}
        self._kinds = str.maketrans({**kinds, "y": "y"})

    def shape(self, word: str) -> str:
        """A v for each vowel and a c for each consonant; y after a consonant is a vowel."""
        shape = word.translate(self._kinds)
        if "y" in shape:
            start = "c" if shape[0] == "y" else shape[0]
            shape = (start + shape[1:]).replace("cy", "cv").replace("y", "c")
        return shape

    def measure(self, word: str) -> int:
        """Porter's m: how often a vowel is followed by a consonant."""
        return self.shape(word).count("vc")

    def short(self, word: str) -> bool:
        """True when it ends like "hop": consonant, vowel, consonant that is not w, x or y."""
        return word[-1] not in "wxy" and self.shape(word).endswith("cvc")


def make_porter(rules: Porter) -> Callable[[str], str]:
    """A function from a word in a to z to its stem."""
    steps = [Step(condition, text) for _, condition, text in rules.steps]
    shapes = Shapes(rules.vowels)

    def porter(word: str) -> str:
        for step in steps:
            found = step.find(word)
            if found and _allowed(shapes, word[: found[0]], found[1], step.condition):
                at, end = found
                repaired = step.condition == "b" and not end
                word = _repair(shapes, word[:at]) if repaired else word[:at] + end
        return word

    return porter


def _allowed(shapes: Shapes, rest: str, end: str, condition: str) -> bool:
    if condition == "2":
        return shapes.measure(rest + end) > 1
    if condition == "1" or end == "ee":
        return shapes.measure(rest) > 0
    if condition == "e":
        return shapes.measure(rest) > int(bool(rest) and shapes.short(rest))
    return not condition or "v" in shapes.shape(rest)


def _repair(shapes: Shapes, word: str) -> str:
    """What is left of "hopping", "conflated" or "filing" becomes "hop", "conflate", "file"."""
    if word.endswith(("at", "bl", "iz")) or (shapes.measure(word) == 1 and shapes.short(word)):
        return word + "e"
    double = word[-1] == word[-2:-1] and word[-1] not in "aeiouylsz"
    return word[:-1] if double else word
