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

    def chain(self, word: str) -> list[str]:
        """The word and what remains after each suffix, the stem last; never without a vowel."""
        vowel = self._vowel.search(word)
        least = vowel.end() if vowel else len(word)
        found = [word]
        while (rest := self._strip(word, least)) != word:
            word = rest
            found.append(word)
        return [each[:-1] + self._ends.get(each[-1], each[-1]) for each in found]

    def _strip(self, word: str, least: int) -> str:
        for length in self._lengths.get(word[-1], ()):
            rest = len(word) - length
            if rest < least:
                continue
            for fewest, after in self._rules.get(word[rest:], ()):
                if rest >= fewest and word[rest - 1] in after:
                    return word[:rest]
        return word


def make_stemmer(tables: Tables, family: Family) -> Callable[[str], list[str]]:
    """A function from a skeleton in a to z to its chain of shorter forms, the stem last."""
    if family.stem == "suffixes":
        return SuffixStemmer(family, tables.vowels).chain
    if family.stem == "porter":
        porter = make_porter(tables.porter)
        return lambda word: [porter(word)]
    return lambda word: [word]
