"""Light suffix stripping on the skeleton: the same for every script of a language."""

from __future__ import annotations

import re
from collections.abc import Callable

from safar.search.porter import make_porter
from safar.search.tables import Family, Tables, expand_suffixes

LETTERS = "abcdefghijklmnopqrstuvwxyz"

# letters that must remain, and what the last of them may be
Rule = tuple[int, frozenset[str]]


class SuffixStemmer:
    """Takes suffixes off a skeleton, always the longest that may be, until none is left."""

    def __init__(self, family: Family, vowels: str) -> None:
        self._ends = family.ends
        self._vowel = re.compile(f"[{vowels}]")
        self._rules: dict[str, list[Rule]] = {}
        for _, least, after, text in family.groups:
            for suffix in expand_suffixes(family, text):
                self._rules.setdefault(suffix, []).append((least, frozenset(after or LETTERS)))
        # only lengths that occur with the last letter of a word are tried
        ends = {suffix[-1] for suffix in self._rules}
        self._lengths = {
            end: sorted({len(found) for found in self._rules if found[-1] == end}, reverse=True)
            for end in ends
        }

    def __call__(self, word: str) -> str:
        """The stem; it holds the first vowel of the word."""
        vowel = self._vowel.search(word)
        least = vowel.end() if vowel else len(word)
        size = len(word)
        while (rest := self._strip(word, size, least)) < size:
            word, size = word[:rest], rest
        return word[:-1] + self._ends.get(word[-1], word[-1])

    def _strip(self, word: str, size: int, least: int) -> int:
        """How many letters remain when the longest suffix is taken off."""
        rules = self._rules
        for length in self._lengths.get(word[-1], ()):
            rest = size - length
            if rest >= least and (found := rules.get(word[rest:])):
                for fewest, after in found:
                    if rest >= fewest and word[rest - 1] in after:
                        return rest
        return size


def make_stemmer(tables: Tables, family: Family) -> Callable[[str], str] | None:
    """A function from a skeleton in a to z to its stem; None for a family without stems."""
    if family.stem == "suffixes":
        return SuffixStemmer(family, tables.vowels)
    return make_porter(tables.porter) if family.stem == "porter" else None
