"""The order of the letters of a language: what a list of titles is sorted by and headed with.

An alphabet is written as its letters with spaces between them, in the order that the law or the
dictionaries of the language give them: `A B D … Z Oʻ Gʻ Sh Ch Ng`. A letter may have further
forms behind a slash, `Í/ı`: Karakalpak has ı for the small one, and i is the small I.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

DIGITS = "0–9"
NO_LETTER = "…"
APOSTROPHE = "ʻ"
PATTERN = r"\S{1,9}(?: +\S{1,9})+"

_APOSTROPHES = str.maketrans(dict.fromkeys("'‘’`´ʼʹ＇", APOSTROPHE))
_SPACE, _NUMBER, _LETTER, _FOREIGN = 0, 1, 1_000_000_000, 2_000_000_000


class Alphabet(Struct, frozen=True):
    """Letters in order; `letters` are headings, `ranks` the place of every form of a letter."""

    letters: tuple[str, ...]
    ranks: Mapping[str, int]
    signs: re.Pattern[str]

    def sort_key(self, title: str) -> tuple[int, ...]:
        """What titles are compared by: word by word, numbers before letters, no other sign."""
        key = [self._rank(sign) for sign in self.signs.findall(_fold(title))]
        while key and key[0] == _SPACE:
            del key[0]
        return tuple(key)

    def heading(self, title: str) -> str:
        """The letter that a title stands under: `Sh`, `DIGITS`, `NO_LETTER` if it has none."""
        first = next(iter(self.sort_key(title)), -1)
        if first < 0:
            return NO_LETTER
        if first < _LETTER:
            return DIGITS
        return self.letters[first - _LETTER] if first < _FOREIGN else chr(first - _FOREIGN).upper()

    def _rank(self, sign: str) -> int:
        if sign in self.ranks:
            return _LETTER + self.ranks[sign]
        if sign.isdecimal():
            return min(_NUMBER + int(sign), _LETTER - 1)
        if not sign[0].isalnum():
            return _SPACE
        plain = unicodedata.normalize("NFD", sign)[0]
        return _LETTER + self.ranks[plain] if plain in self.ranks else _FOREIGN + ord(plain)


@lru_cache(maxsize=64)
def make_alphabet(*texts: str) -> Alphabet:
    """The alphabet of a language; letters that only the later `texts` have come after its own.

    Titles of pages that are not translated stand in the same list: their letters need a place.
    """
    letters: list[str] = []
    ranks: dict[str, int] = {}
    for text in texts:
        for letter, forms in read_letters(text):
            if not any(form in ranks for form in forms):
                ranks |= dict.fromkeys(forms, len(letters))
                letters.append(letter)
    long = sorted((form for form in ranks if len(form) > 1), key=len, reverse=True)
    single = rf"\d{{1,18}}|[^\W_{APOSTROPHE}]|[\s/–—-]+"
    return Alphabet(tuple(letters), ranks, re.compile("|".join([*map(re.escape, long), single])))


def read_letters(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The letters of an alphabet as headings, each with its small forms: `Í`, `("í", "ı")`."""
    for item in text.split():
        forms = item.split("/")
        yield forms[0], tuple(_fold(form) for form in forms)


def repeated_letters(text: str) -> list[str]:
    """The letters that stand in an alphabet more than once, as they are written."""
    seen: set[str] = set()
    repeated = []
    for letter, forms in read_letters(text):
        if seen.intersection(forms):
            repeated.append(letter)
        seen.update(forms)
    return repeated


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower().translate(_APOSTROPHES)
