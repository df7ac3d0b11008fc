"""The tables of the analysis: what they hold, and how they are read from JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Literal

import msgspec
from msgspec import Struct


class Family(Struct, frozen=True, forbid_unknown_fields=True):
    """How the words of related languages are folded and stemmed.

    `fold` "skeleton" writes Latin and Cyrillic in one alphabet, "latin" keeps a to z and takes
    accents off. `query_variants` are other readings of what a person typed: guesses at chat
    spelling, tried after the plain reading.

    A group of suffixes is (name, how many letters must remain, which of them may be the last or ""
    for any, suffixes between spaces). A capital letter in a suffix stands for any letter of its
    class. Of all suffixes that fit, whatever their group, the longest is taken off, again and
    again; `ends` then replaces the last letter. Names are for the reader of the tables.
    """

    fold: Literal["skeleton", "latin"]
    stem: Literal["none", "suffixes", "porter"]
    query_variants: dict[str, str] = {}
    classes: dict[str, str] = {}
    groups: tuple[tuple[str, int, str, str], ...] = ()
    ends: dict[str, str] = {}


class Porter(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of Porter's stemmer: steps of (name, condition, "suffix:replacement …").

    Conditions: "" none, "v" a vowel remains, "1" m > 0 before the suffix, "2" m > 1 with the
    replacement, "b" and "e" the two steps with repairs (1b and 5a of the paper).
    """

    vowels: str
    steps: tuple[tuple[str, str, str], ...]


class Tables(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that Python and JavaScript must agree on; see tables.json.

    Ranges of characters ("joiners", "separators", "dropped", "digits", "gaps") are hexadecimal; the
    value of a digit is the end of its code point; `phone` is
    the fewest and the most digits of a phone number, and how many of its last digits identify it.
    A word of more than `longest` letters is not stemmed: nobody wrote it, and it would take long.
    `letters` gives a skeleton letter its characters; digraphs are replaced in their order.
    """

    apostrophes: str
    joiners: str
    separators: str
    dropped: str
    digits: str
    gaps: str
    phone: tuple[int, int, int]
    letters: dict[str, str]
    digraphs: tuple[tuple[str, str], ...]
    index_variants: dict[str, str]
    key_letters: dict[str, str]
    vowels: str
    longest: int
    analysers: dict[str, str]
    families: dict[str, Family]
    porter: Porter

    def family_of(self, analyser: str) -> str:
        """The family of an analyser of the locale table; "plain" for one that is not known."""
        return self.analysers.get(analyser, "plain")


def parse_tables(text: str | bytes) -> Tables:
    """Tables from JSON. Raises msgspec.ValidationError: the file is part of the program."""
    return msgspec.json.decode(text, type=Tables)


def character_class(ranges: str) -> str:
    """The inside of a regular expression's [...], the same in Python and JavaScript ("u" flag).

    `ranges` are hexadecimal code points or pairs of them, between spaces.
    """
    return "".join(
        "-".join(_literal(int(end, 16)) for end in part.split("-")) for part in ranges.split()
    )


def expand_suffixes(family: Family, text: str) -> Iterator[str]:
    """The suffixes of one group with every capital letter replaced by each letter of its class."""
    classes: Mapping[str, str] = family.classes
    for pattern in text.split():
        choices = [classes[sign] if sign.isupper() else sign for sign in pattern]
        yield from map("".join, product(*choices))


def _literal(point: int) -> str:
    """A code point inside [...]; what has a meaning there or cannot stand in a file is escaped."""
    if 0xD800 <= point <= 0xDFFF or point == 0xFEFF:
        return f"\\u{point:04x}"
    return f"\\{chr(point)}" if chr(point) in "-]\\^[/" else chr(point)
