"""Exceptions: the reviewed words whose Cyrillic spelling no rule can find in the Latin one.

The list is a mapping, read from `docs/_data/uz-cyrl-exceptions.yml`:

    groups:                    # words, with the works where the Cyrillic spelling was seen
      - id: months
        sources: [{title: ..., url: ...}]
        words: {aprel: апрель, "budjet*": бюджет, Igor: Игорь}
    latin:                     # groups of names that stay in Latin letters
      - id: services
        sources: [...]
        words: [WhatsApp, Telegram]

A stem fits a word when only Uzbek endings follow; with `*` whatever follows. A stem written
with a capital fits only words with a capital (Igor, but not igor). A stem that ends in ь
loses it before an ending (апрель, апрелда), as the spelling rules want.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from safar.problems import Code, Problem, Severity
from safar.transliteration.letters import fit_case, fold_apostrophes, spell

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
_SHORTEST_AFTER_ELEMENT = 4
_LATIN_STEM = re.compile("[A-Za-z\u02bb\u02bc-]{2,}[*]?")
_CYRILLIC_STEM = re.compile("[А-Яа-яЁёЎўҚқҒғҲҳ-]{2,}")


@dataclass(frozen=True, slots=True)
class Stem:
    """The Cyrillic spelling of one Latin stem, in small letters, and what it fits."""

    cyrillic: str
    is_open: bool = False  # anything may follow, not only endings
    is_name: bool = False  # fits only words with a capital


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Parsed exceptions: stems by their Latin letters in lower case, and names kept in Latin."""

    stems: Mapping[str, Stem] = field(default_factory=dict)
    latin: frozenset[str] = frozenset()

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
        for end in range(len(lower), start + shortest - 1, -1):
            stem = self.stems.get(lower[start:end])
            if stem is None or (stem.is_name and not word[0].isupper()):
                continue
            endings = _NAME_ENDING if stem.is_name else _ENDING_CHAIN
            if stem.is_open or endings.fullmatch(lower, end):
                return start, end, stem
        return None


def parse_exceptions(
    data: Mapping[str, object], path: str = ""
) -> tuple[Exceptions, list[Problem]]:
    """The exception list from its YAML mapping, and every mistake found in it.

    `path` names the file in the problems. A broken entry is left out; the rest is used.
    """
    found: list[Problem] = [
        Problem(Code.YAML_KEY, path, 0, f"expected groups or latin, received {key}")
        for key in data
        if key not in {"groups", "latin"}
    ]
    stems: dict[str, Stem] = {}
    latin: set[str] = set()
    for group in _parse_groups(data, "groups", path, found):
        for latin_stem, stem in group.parse_stems(found):
            if latin_stem in stems:
                found.append(group.problem(Code.YAML_DUPLICATE, f"{latin_stem} is given twice"))
            stems.setdefault(latin_stem, stem)
    for group in _parse_groups(data, "latin", path, found):
        latin.update(group.parse_names(found))
    return Exceptions(stems, frozenset(latin)), found


def check_exceptions(exceptions: Exceptions, path: str = "") -> list[Problem]:
    """A warning for each stem that the rules spell the same way: a line the list does not need."""
    return [
        Problem(
            Code.TEXT_UNUSED,
            path,
            0,
            f"{latin}: the rules already give {stem.cyrillic}",
            "take the line out of the list",
            Severity.WARNING,
        )
        for latin, stem in exceptions.stems.items()
        if _is_ruled(latin, stem.cyrillic)
    ]


def _is_ruled(latin: str, cyrillic: str) -> bool:
    """True if the rules alone spell the stem, alone and with an ending."""
    return spell(latin) == cyrillic and spell(latin + "da") == cyrillic.removesuffix("ь") + "да"


@dataclass(frozen=True, slots=True)
class _Group:
    """One group of the file as read, with its name for messages."""

    name: str
    path: str
    words: object

    def problem(self, code: Code, message: str) -> Problem:
        return Problem(code, self.path, 0, f"{self.name}: {message}")

    def parse_stems(self, found: list[Problem]) -> Iterator[tuple[str, Stem]]:
        if not isinstance(self.words, Mapping):
            found.append(self.problem(Code.YAML_TYPE, "words: expected lines `stem: spelling`"))
            return
        for latin, cyrillic in self.words.items():
            if not isinstance(latin, str) or not _LATIN_STEM.fullmatch(fold_apostrophes(latin)):
                text = f"expected a stem in Latin letters, received {latin!r}"
                found.append(self.problem(Code.YAML_TYPE, text))
            elif not isinstance(cyrillic, str) or not _CYRILLIC_STEM.fullmatch(cyrillic):
                text = f"{latin}: expected Cyrillic letters, received {cyrillic!r}"
                found.append(self.problem(Code.YAML_TYPE, text))
            else:
                key = fold_apostrophes(latin.rstrip("*")).lower()
                yield key, Stem(cyrillic.lower(), latin.endswith("*"), latin[0].isupper())

    def parse_names(self, found: list[Problem]) -> list[str]:
        if not isinstance(self.words, Sequence) or isinstance(self.words, str):
            found.append(self.problem(Code.YAML_TYPE, "words: expected a list of names"))
            return []
        wrong = [word for word in self.words if not isinstance(word, str) or not word]
        for word in wrong:
            text = f"expected a name in quotes, received {word!r}"
            found.append(self.problem(Code.YAML_TYPE, text))
        return [word for word in self.words if isinstance(word, str) and word]


def _parse_groups(
    data: Mapping[str, object], key: str, path: str, found: list[Problem]
) -> Iterator[_Group]:
    """The groups under a key; a group without a source is a problem, but is used."""
    groups = data.get(key, [])
    if not isinstance(groups, Sequence) or isinstance(groups, str):
        found.append(Problem(Code.YAML_TYPE, path, 0, f"{key}: expected a list of groups"))
        return
    for number, fields in enumerate(groups, start=1):
        if not isinstance(fields, Mapping):
            text = f"{key}: group {number}: expected a mapping, received {fields!r}"
            found.append(Problem(Code.YAML_TYPE, path, 0, text))
            continue
        group = _Group(str(fields.get("id", f"{key} {number}")), path, fields.get("words"))
        if not fields.get("sources"):
            text = "no source: where was the spelling seen?"
            found.append(group.problem(Code.YAML_MISSING, text))
        yield group


def _fit_parts(cyrillic: str, latin: str) -> str:
    """Letter case fitted part by part, so that Nyu-York keeps both capitals."""
    left, right = cyrillic.split("-"), latin.split("-")
    if len(left) != len(right):
        return fit_case(cyrillic, latin)
    return "-".join(fit_case(one, other) for one, other in zip(left, right, strict=True))
