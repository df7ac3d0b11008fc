"""Exceptions: the reviewed words whose Cyrillic spelling no rule can find in the Latin one.

A stem fits a word when only Uzbek endings follow; with `*` whatever follows. A stem written
with a capital fits only words with a capital (Igor, but not igor). A stem that ends in ь
loses it before an ending (апрель, апрелда), as the spelling rules want.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from safar.language.transliteration.letters import fit_case

# Endings of nouns, and of the words made from nouns; a chain of them may follow a stem.
_ENDINGS = [
    "lari",
    "lar",
    "ning",
    "ni",
    "ga",
    "ka",
    "qa",
    "dan",
    "dagi",
    "dir",
    "da",
    "gacha",
    "cha",
    "chilik",
    "chalik",
    "chi",
    "lik",
    "ligi",
    "li",
    "siz",
    "simon",
    "imiz",
    "ingiz",
    "ngiz",
    "miz",
    "im",
    "ing",
    "ng",
    "m",
    "si",
    "i",
    "man",
    "mi",
    "mas",
    "dek",
    "day",
    "viy",
    "iy",
    "dor",
    "xona",
    "noma",
    "parvar",
    "roq",
    "gina",
    "ham",
    "ku",
    "shunos",
    "soz",
    "aro",
    "kash",
    "bop",
    "boz",
    "furush",
    "bon",
]
_ENDING_CHAIN = re.compile(
    rf"(?:{'|'.join(_ENDINGS)})*(?:la(?:sh|n|nti|b|di|y)\w*|la)?(?![^\W\d_])"
)
# Names take fewer: Maryam is not Marya + m.
_NAME_ENDING = re.compile(
    r"(?:lar)?(?:ning|niki|ni|ga|ka|qa|dan|dagi|da|gacha|cha|lik|dek|day)?(?![^\W\d_])"
)
# Elements that stand before a whole loan word.
_ELEMENTS = [
    "anti",
    "audio",
    "avia",
    "avto",
    "aero",
    "agro",
    "bio",
    "de",
    "dez",
    "eko",
    "ekstra",
    "elektro",
    "energo",
    "foto",
    "geo",
    "gidro",
    "giper",
    "infra",
    "inter",
    "kiber",
    "kino",
    "kontr",
    "makro",
    "mega",
    "meta",
    "mikro",
    "mini",
    "mono",
    "moto",
    "multi",
    "narko",
    "neyro",
    "neo",
    "no",
    "be",
    "ba",
    "onlayn",
    "para",
    "poli",
    "post",
    "psevdo",
    "psixo",
    "radio",
    "re",
    "sotsio",
    "sub",
    "super",
    "tele",
    "termo",
    "trans",
    "ultra",
    "video",
    "vitse",
    "yarim",
    "bir",
    "umum",
    "davlat",
]
_ELEMENT = re.compile(rf"(?:{'|'.join(sorted(_ELEMENTS, key=len, reverse=True))})(?=\w{{4}})")
_SHORTEST_STEM = 2
_HEAD = 2  # letters of a stem that tell most words from all stems
_SHORTEST_AFTER_ELEMENT = 4


class Stem(Struct, frozen=True):
    """The Cyrillic spelling of one Latin stem, in small letters, and what it fits."""

    cyrillic: str
    is_open: bool = False  # anything may follow, not only endings
    is_name: bool = False  # fits only words with a capital


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Parsed exceptions: stems by their Latin letters in lower case, and names kept in Latin."""

    stems: Mapping[str, Stem] = field(default_factory=dict)
    latin: frozenset[str] = frozenset()
    _heads: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        heads = frozenset(stem[:_HEAD] for stem in self.stems)
        object.__setattr__(self, "_heads", heads)

    def find(self, word: str) -> tuple[int, int, str] | None:
        """Where an exception stands in a word and its Cyrillic spelling, or None.

        `word` has folded apostrophes. (start, end, cyrillic): the longest stem wins; one after
        a loan element (avia-, elektro-) is found too. The spelling has the word's letter case
        and no final ь if an ending follows.
        """
        found = self._find_stem(word, 0, _SHORTEST_STEM)
        if found is None and (element := _ELEMENT.match(word.lower())):
            found = self._find_stem(word, element.end(), _SHORTEST_AFTER_ELEMENT)
        if found is None:
            return None
        start, end, stem = found
        bare = end < len(word) and stem.cyrillic.endswith("ь")
        return start, end, _fit_parts(stem.cyrillic[: -1 if bare else None], word[start:end])

    def find_latin(self, word: str) -> int:
        """How many characters at the start of a word are a name that stays Latin (0 if none)."""
        for end in range(len(word), _SHORTEST_STEM - 1, -1):
            if word[:end] in self.latin and _NAME_ENDING.fullmatch(word, end):
                return end
        return 0

    def _find_stem(self, word: str, start: int, shortest: int) -> tuple[int, int, Stem] | None:
        lower = word.lower()
        if lower[start : start + _HEAD] not in self._heads:
            return None
        for end in range(len(lower), start + shortest - 1, -1):
            stem = self.stems.get(lower[start:end])
            if stem is None or (stem.is_name and not word[0].isupper()):
                continue
            endings = _NAME_ENDING if stem.is_name else _ENDING_CHAIN
            if stem.is_open or endings.fullmatch(lower, end):
                return start, end, stem
        return None


def _fit_parts(cyrillic: str, latin: str) -> str:
    """Letter case fitted part by part, so that Nyu-York keeps both capitals."""
    left, right = cyrillic.split("-"), latin.split("-")
    if len(left) != len(right):
        return fit_case(cyrillic, latin)
    return "-".join(fit_case(one, other) for one, other in zip(left, right, strict=True))
