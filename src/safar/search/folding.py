"""The skeleton alphabet: one spelling for all the ways in which people type a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from safar.search.tables import Tables

ASCII_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
DOUBLES = re.compile(r"([^\x00-\x7f])\1+")


class Letters(dict[int, str]):
    """A table for `str.translate` that looks up a letter once and then knows it."""

    def __init__(self, letters: dict[str, str], *, keep_latin: bool) -> None:
        super().__init__({ord("\n"): "\n", ord("'"): ""})
        self._letters = {sign: target for target, signs in letters.items() for sign in signs}
        self._keep_latin = keep_latin

    def __missing__(self, point: int) -> str:
        sign = chr(point)
        found = self[point] = self._fold(sign)
        return found

    def _fold(self, sign: str) -> str:
        base = unicodedata.normalize("NFD", sign)[0]
        if self._keep_latin and base in ASCII_LETTERS:
            return base
        if sign in self._letters:
            return self._letters[sign]
        if base in self._letters:
            return self._letters[base]
        # digraphs that are done stand as capital letters, see Folder
        return base if base in ASCII_LETTERS else sign.lower()


class Folder:
    """Turns normalised forms into skeletons, whole lists at a time."""

    def __init__(self, tables: Tables, fold: str) -> None:
        skeleton = fold == "skeleton"
        self._letters = Letters(tables.letters, keep_latin=not skeleton)
        self._digraphs = [
            (pair, target.upper())
            for target, found in tables.digraphs
            for pair in found.split()
            if skeleton
        ]

    def fold(self, forms: Iterable[str]) -> list[str]:
        """The skeletons of forms, double letters kept; a form holds no line break."""
        text = "\n".join(forms).replace("'", "")
        for pair, target in self._digraphs:
            text = text.replace(pair, target)
        return text.translate(self._letters).split("\n")


def collapse(skeletons: Iterable[str]) -> list[str]:
    """Skeletons without double letters; digits stay: 112 is not 12."""
    text = "\n".join(skeletons)
    for letter in ASCII_LETTERS:
        double = letter + letter
        while double in text:
            text = text.replace(double, letter)
    return (text if text.isascii() else DOUBLES.sub(r"\1", text)).split("\n")
