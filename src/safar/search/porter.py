"""Porter's stemmer for English, its rules taken from the tables.

M. F. Porter, An algorithm for suffix stripping, Program 14 (1980) 3, 130–137.
"""

from __future__ import annotations

from collections.abc import Callable

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

    def find(self, word: str) -> tuple[int, str, str] | None:
        """Where the suffix begins, the suffix and its replacement."""
        for length in self._lengths.get(word[-1:], ()):
            suffix = word[-length:]
            if suffix in self._rules and len(suffix) == length:
                return len(word) - length, suffix, self._rules[suffix]
        return None


def make_porter(rules: Porter) -> Callable[[str], str]:
    """A function from a word in a to z to its stem."""
    steps = [Step(condition, text) for _, condition, text in rules.steps]
    vowels = frozenset(rules.vowels)

    def porter(word: str) -> str:
        if len(word) < 3:
            return word
        for step in steps:
            found = step.find(word)
            if found:
                word = _apply(word, found, step.condition, vowels)
        return word

    return porter


def _apply(word: str, found: tuple[int, str, str], condition: str, vowels: frozenset[str]) -> str:
    at, suffix, replacement = found
    rest = word[:at]
    changed = rest + replacement
    if condition == "":
        return changed
    if condition == "2":
        return changed if _measure(_shape(changed, vowels)) > 1 else word
    shape = _shape(rest, vowels)
    if condition == "1" or suffix == "eed":
        return changed if _measure(shape) > 0 else word
    if condition == "e":
        measure = _measure(shape)
        return changed if measure > 1 or (measure == 1 and not _short(rest, shape)) else word
    if "v" not in shape:
        return word
    return _repair(rest, shape) if condition == "b" else changed


def _shape(word: str, vowels: frozenset[str]) -> str:
    """A v for each vowel and a c for each consonant; y after a consonant is a vowel."""
    shape = ""
    for letter in word:
        vowel = letter in vowels or (letter == "y" and shape.endswith("c"))
        shape += "v" if vowel else "c"
    return shape


def _measure(shape: str) -> int:
    """Porter's m: how often a vowel is followed by a consonant."""
    return shape.count("vc")


def _short(word: str, shape: str) -> bool:
    """True when it ends like "hop": consonant, vowel, consonant that is not w, x or y."""
    return shape.endswith("cvc") and word[-1] not in "wxy"


def _repair(word: str, shape: str) -> str:
    """What is left of "hopping", "conflated" or "filing" becomes "hop", "conflate", "file"."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if word[-1] == word[-2:-1] and shape[-1] == "c":
        return word if word[-1] in "lsz" else word[:-1]
    return word + "e" if _measure(shape) == 1 and _short(word, shape) else word
