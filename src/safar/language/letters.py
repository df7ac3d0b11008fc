"""Letters that do not belong where they stand: two alphabets in one word, and look-alikes.

A reader sees no difference between Latin `a` and Cyrillic `а`; search, a screen reader and the
maker of Uzbek in Cyrillic do. Addresses and hyphenated words (`ID-карта`) are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from itertools import islice

from msgspec import Struct

MAX_LOOKS = 500  # of one kind in one text: nobody mends more in one go

_AROUND = 200
_LATIN_LETTERS = "A-Za-zÀ-ÖØ-öø-ʯ"
_CYRILLIC_LETTERS = "\u0400-\u0481\u048a-\u052f"
_GREEK_LETTERS = "\u0370-\u03ff"
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")
_LATIN, _CYRILLIC = "acekopxyihəɵīūABCEHKMOPTXYIƏƟ", "асекорхуіһәөӣӯАВСЕНКМОРТХУІӘӨ"
_TWINS = (str.maketrans(_CYRILLIC, _LATIN), str.maketrans(_LATIN, _CYRILLIC))

# What is typed or pasted in place of a letter; it is a mistake where the letter is of the language.
_CYRILLIC_MEANT = {
    "қ": "ҡҟӄҝќ",
    "ғ": "ӻҕѓ",
    "ҳ": "ӽӿњ",
    "ҷ": "ҹӌљ",
    "ӣ": "ї",
    "ӯ": "ў",
    "ў": "ӯӱ",
    "ң": "ҥӈӊ",
    "ө": "ӫ",
    "ә": "ӛ",
    "һ": "ћ",
}
_LATIN_MEANT = {
    "oʻ": "ŏöõō",
    "gʻ": "ğǧ",
    "á": "äâà",
    "ǵ": "ğǧ",
    "ń": "ñň",
    "ó": "öôò",
    "ú": "üûù",
    "ı": "í",
}
# Look-alikes that other languages have, by the locale that has them not.
_OWN = {
    "ky": {"қ": "к", "ғ": "г", "ұ": "ү", "Қ": "К", "Ғ": "Г", "Ұ": "Ү"},
    "kaa": {"İ": "I"},
}
_APOSTROPHES = "'’‘`´ʹ"
_KARAKALPAK = dict(zip("aougniAOUGNI", "áóúǵńıÁÓÚǴŃÍ", strict=True))

_WORD = re.compile(r"[^\W\d_]+(?:['’‘`´ʹʻʼ\u0300-\u036f]+[^\W\d_]+)*['’‘`´ʹʻʼ\u0300-\u036f]*")
# Where letters of two alphabets touch. In each script the rare letters are looked for: quick.
_RARE = {
    "Cyrl": (f"{_LATIN_LETTERS}{_GREEK_LETTERS}", _CYRILLIC_LETTERS),
    "Latn": (f"{_CYRILLIC_LETTERS}{_GREEK_LETTERS}", _LATIN_LETTERS),
}
_MIXED = {
    script: re.compile(f"[{rare}](?:(?<=[{own}].)|(?=[{own}]))")
    for script, (rare, own) in _RARE.items()
}
# One or two letters that a whole word is made of, between words of the other alphabet.
_LONE = {
    "Cyrl": re.compile(f"[aceopkyABCEHKMOPTY][aceopxy]?(?= +[{_CYRILLIC_LETTERS}])"),
    "Latn": re.compile(f"[аеосруіАЕОСРІ](?= +[{_LATIN_LETTERS}])"),
}
# An abbreviation with an ending of the language: `SMSка` is written SMS-ка.
_ENDING = re.compile(f"^([A-Z]{{2,}})([{_CYRILLIC_LETTERS}]+)$")
# Inside a sentence a capital is a name: "group C". One that begins a sentence is a word.
_INSIDE = {
    "Cyrl": re.compile(rf"[{_CYRILLIC_LETTERS}][,;:]? +$"),
    "Latn": re.compile(rf"[{_LATIN_LETTERS}][,;:]? +$"),
}
_BEGINS = re.compile(r"(?:^|[.!?…]|^ *[-*+]) *$")
_COMMON = frozenset("ЁёʻʼабвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ").union(
    map(chr, (*range(65, 91), *range(97, 123)))
)
# A full address, a mail address, a name with points: all that no reader reads as words.
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*|(?<=\]\()[^()\s]+|\{[^{}\n]*\}|\S+\.\w+/\S*")


_LANGUAGE = re.compile(r"\{[^{}\n]*\blang=")


class Oddity(Enum):
    """What is odd about a word."""

    MIXED = "mixed"  # letters of two alphabets
    FOREIGN = "foreign"  # a letter that the language does not have
    LONE = "lone"  # a short word in the letters of the other alphabet


class OddWord(Struct, frozen=True):
    """A word with a letter that does not belong there; `meant` is "" if nobody can tell."""

    kind: Oddity
    word: str
    letter: str
    meant: str
    line: int

    @property
    def name(self) -> str:
        """The odd letter by its sign, number and alphabet: `a (U+0061, Latin)`."""
        alphabet = "".join(alphabets_of(self.letter)).capitalize()
        place = f"U+{ord(self.letter):04X}"
        return f"{self.letter} ({place}, {alphabet})" if alphabet else f"{self.letter} ({place})"


class Spelling(Struct, frozen=True):
    """What words of a locale are checked against; an empty `alphabet` knows no foreign letters.

    `script` is ISO 15924, `alphabet` as in the locale table.
    """

    tag: str = ""
    script: str = ""
    alphabet: str = ""


def find_odd_words(text: str, spelling: Spelling, first_line: int = 1) -> tuple[OddWord, ...]:
    """The odd words of a text in the order of their kinds, each word of a line once."""
    if text.isascii() and not (spelling.tag in ("uz", "kaa") and _has_apostrophe(text)):
        return ()
    found: dict[tuple[str, int], OddWord] = {}
    for odd in _find(text, spelling, first_line):
        found.setdefault((odd.word, odd.line), odd)
    return tuple(found.values())


def alphabets_of(word: str) -> tuple[str, ...]:
    """The alphabets of a word, that of most letters first: `("CYRILLIC", "LATIN")`."""
    names = [unicodedata.name(sign, "").split(" ")[0] for sign in word]
    counts = {name: names.count(name) for name in _ALPHABETS if name in names}
    return tuple(sorted(counts, key=lambda name: -counts[name]))


def in_one_alphabet(word: str, alphabets: tuple[str, ...]) -> str:
    """The word with its look-alikes in the first of its alphabets, or in another; else ""."""
    for table in _TWINS if alphabets[0] == "LATIN" else reversed(_TWINS):
        changed = word.translate(table)
        if len(alphabets_of(changed)) == 1:
            return changed
    return ""


def _find(text: str, spelling: Spelling, first_line: int) -> Iterator[OddWord]:
    places = _Places(text, first_line)
    touching = _MIXED.get(spelling.script, _MIXED["Latn"])
    for found in islice(touching.finditer(text), MAX_LOOKS):
        if word := places.word_at(found.start()):
            yield _mixed(word, spelling, places.line(found.start()))
    patterns, table = _foreign(spelling)
    for pattern in patterns:
        for found in islice(pattern.finditer(text), MAX_LOOKS):
            word = places.word_at(found.start())
            meant = table.correct(word)
            if len(alphabets_of(word)) != 1 or meant == word or not table.knows(meant):
                continue  # what is not of the language when put right is a word of another one
            if not places.is_marked(found.start()):
                yield OddWord(Oddity.FOREIGN, word, found[0], meant, places.line(found.start()))
    yield from _lone(text, spelling, places)


def _mixed(word: str, spelling: Spelling, line: int) -> OddWord:
    alphabets = alphabets_of(word)
    if spelling.script == "Cyrl" and _is_even(word, alphabets):
        alphabets = ("CYRILLIC", "LATIN")
    odd = next(sign for sign in word if alphabets_of(sign) == (alphabets[-1],))
    meant = _ENDING.sub(r"\1-\2", word)
    if meant == word:
        meant = in_one_alphabet(word, alphabets)
    if "і" in meant and "І" not in spelling.alphabet:
        meant = meant.replace("і", "и")
    return OddWord(Oddity.MIXED, word, odd, meant, line)


def _is_even(word: str, alphabets: tuple[str, ...]) -> bool:
    """True if a word has as many Latin as Cyrillic letters: then its language decides."""
    signs = [alphabets_of(sign) for sign in word]
    return set(alphabets) == {"LATIN", "CYRILLIC"} and signs.count(("LATIN",)) == signs.count(
        ("CYRILLIC",)
    )


def _lone(text: str, spelling: Spelling, places: _Places) -> Iterator[OddWord]:
    if spelling.script not in _LONE:
        return
    table = _TWINS[1 if spelling.script == "Cyrl" else 0]
    for found in islice(_LONE[spelling.script].finditer(text), MAX_LOOKS):
        start, word = found.start(), found[0]
        before = text[max(text.rfind("\n", 0, start) + 1, start - 8) : start]
        stands = _BEGINS.search(before) if spelling.script == "Cyrl" else None
        if word.islower() or spelling.script == "Latn":
            stands = stands or _INSIDE[spelling.script].search(before)
        if stands and places.word_at(start) == word and not places.is_marked(start):
            meant = word.translate(table)
            yield OddWord(Oddity.LONE, word, word[0], meant, places.line(start))


class _Places:
    """Words and lines of a text by offset; a word of an address is none."""

    __slots__ = ("first_line", "text")

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line

    def line(self, offset: int) -> int:
        return self.first_line + self.text.count("\n", 0, offset)

    def is_marked(self, offset: int) -> bool:
        """True if the line of an offset says that it is in another language: `{lang=kk}`."""
        end = self.text.find("\n", offset)
        line = self.text[self.text.rfind("\n", 0, offset) + 1 : end if end >= 0 else None]
        return "lang=" in line and bool(_LANGUAGE.search(line))

    def word_at(self, offset: int) -> str:
        """The word that holds an offset, "" inside an address or a list of attributes."""
        start = max(self.text.rfind("\n", 0, offset) + 1, offset - _AROUND)
        end = self.text.find("\n", offset, offset + _AROUND)
        line = self.text[start : end if end >= 0 else offset + _AROUND]
        place = offset - start
        if any(span.start() <= place < span.end() for span in _ADDRESS.finditer(line)):
            return ""
        for found in _WORD.finditer(line):
            if found.start() <= place < found.end():
                quoted = line[: found.start()].endswith(tuple(_APOSTROPHES))
                return found[0].rstrip(_APOSTROPHES) if quoted else found[0]
        return ""


class _Corrections(Struct, frozen=True):
    """How the odd letters of a language are put right; `apostrophes` tells how its signs are."""

    letters: dict[str, str]
    apostrophes: str = ""
    known: frozenset[str] = frozenset()

    def knows(self, word: str) -> bool:
        """True if all letters of a word are of the language, or of Russian or English."""
        return all(sign in self.known or sign in _COMMON or not sign.isalpha() for sign in word)

    def correct(self, word: str) -> str:
        if self.apostrophes == "kaa":
            word = re.sub(rf"([{''.join(_KARAKALPAK)}])[{_APOSTROPHES}ʻʼ]", _acute, word)
        elif self.apostrophes == "uz":
            word = re.sub(rf"(?<=[oOgG])[{_APOSTROPHES}]", "ʻ", word)
            word = re.sub(rf"(?<=[^\W\d_])(?<![oOgG])[{_APOSTROPHES}ʻ](?=[^\W\d_])", "ʼ", word)
        return "".join(self.letters.get(sign, sign) for sign in word)


def _acute(found: re.Match[str]) -> str:
    return _KARAKALPAK[found[1]]


@lru_cache(maxsize=64)
def _foreign(spelling: Spelling) -> tuple[list[re.Pattern[str]], _Corrections]:
    """What to look for in a text of a locale, and how a word that has it is put right."""
    known: set[str] = set()
    for item in spelling.alphabet.split():
        known |= set(item.split("/")) if "/" in item else {item, item.lower()}
    letters = dict(_OWN.get(spelling.tag, {}))
    for meant, odd in (*_CYRILLIC_MEANT.items(), *_LATIN_MEANT.items()):
        for sign in odd if meant in known else ():
            if sign not in known:
                letters.setdefault(sign, meant)
                letters.setdefault(sign.upper(), meant[:1].upper() + meant[1:])
    if spelling.tag == "kaa":
        letters.pop("Í", None)  # the capital of ı
    style = spelling.tag if spelling.tag in ("uz", "kaa") else ""
    signs = "".join(letters) + {"uz": _APOSTROPHES, "kaa": f"{_APOSTROPHES}ʻʼ"}.get(style, "")
    patterns = [re.compile(f"[{signs}]")] if signs else []
    if style == "uz":
        patterns.append(re.compile(r"ʻ(?<![oOgG].)"))
    return patterns, _Corrections(letters, style, frozenset(known))


def _has_apostrophe(text: str) -> bool:
    return "'" in text or "`" in text
