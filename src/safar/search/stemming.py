"""Light suffix stripping on the skeleton: the same for every script of a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from safar.search.porter import make_porter
from safar.search.tables import Family, Tables, expand_suffixes

Stemmer = Callable[[str], str]


class Group:
    """Suffixes of one kind: at most one of them is taken off a word, the longest that may be."""

    def __init__(self, suffixes: Sequence[str], least: int) -> None:
        self._suffixes = frozenset(suffixes)
        self._least = least
        # only lengths that occur with the last letter of the word are tried
        lengths: dict[str, set[int]] = {}
        for suffix in suffixes:
            lengths.setdefault(suffix[-1], set()).add(len(suffix))
        self._lengths = {last: tuple(sorted(found)[::-1]) for last, found in lengths.items()}

    def strip(self, word: str, start: int) -> str:
        """`word` without a suffix; what remains reaches beyond `start`, its first vowel."""
        most = len(word) - max(self._least, start + 1)
        for length in self._lengths.get(word[-1], ()):
            if length <= most and word[-length:] in self._suffixes:
                return word[:-length]
        return word


class SuffixStemmer:
    """Takes suffixes off skeletons, group after group, for as many rounds as the family says."""

    def __init__(self, family: Family, vowels: str) -> None:
        self._groups = [
            Group(tuple(expand_suffixes(family, text)), least) for _, least, text in family.groups
        ]
        self._rounds = family.rounds
        self._ends = family.ends
        self._vowel = re.compile(f"[{vowels}]")

    def __call__(self, word: str) -> str:
        return self.chain(word)[-1]

    def chain(self, word: str) -> list[str]:
        """What remains after each suffix that was taken off, the stem last."""
        vowel = self._vowel.search(word)
        found = [word]
        for _ in range(self._rounds if vowel else 0):
            before = len(found)
            for group in self._groups:
                rest = group.strip(found[-1], vowel.start() if vowel else 0)
                if rest != found[-1]:
                    found.append(rest)
            if len(found) == before:
                break
        return [self._end(rest) for rest in found]

    def _end(self, word: str) -> str:
        return word[:-1] + self._ends.get(word[-1], word[-1])


def make_stemmer(tables: Tables, family: Family) -> Callable[[str], list[str]]:
    """A function from a skeleton in a to z to its chain of shorter forms, the stem last."""
    if family.stem == "suffixes":
        return SuffixStemmer(family, tables.vowels).chain
    if family.stem == "porter":
        porter = make_porter(tables.porter)
        return lambda word: [porter(word)]
    return lambda word: [word]
