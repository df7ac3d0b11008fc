"""What is wrong with the words that readers type for the same thing (`synonyms.yml`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from safar.language.letters import alphabets_of, in_one_alphabet
from safar.parsing.schema import show_value
from safar.parsing.synonyms import (
    EXAMPLE,
    GROUPS,
    fold_word,
    meant_words,
    word_of,
    words_once,
    write_group,
)
from safar.parsing.yaml_text import Document
from safar.problems import Code, Problem, Severity

MOST_WORDS = 3

_INSIDE = "-'’‘\u200c"  # what may join letters; the last one does so in Persian
_FRACTION = re.compile(r"(?<=[0-9])/(?=[0-9])")
# Nearly every word: letters and digits of one alphabet, hyphens, at most two spaces.
_PART = r"(?:[0-9A-Za-zÀ-ÖØ-öø-ɏʻʼ]++|[0-9\u0400-\u0481\u048a-\u04ff]++)"
_GOOD = re.compile(rf"{_PART}(?:-{_PART})*+(?: {_PART}(?:-{_PART})*+){{0,{MOST_WORDS - 1}}}")


def check_synonyms(document: Document) -> list[Problem]:
    """Every problem of a file of synonyms; none for a locale that has no such file."""
    if not document.readable or not document.value:
        return []
    return list(_Checker(document).check())


class _Checker:
    """Walks the groups of one file; `first` is where each word was seen first: group and line."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.first: dict[str, tuple[int, int]] = {}

    def check(self) -> Iterator[Problem]:
        keys = [key for key in self.document.value if key != GROUPS]
        for key in keys:
            yield self._key(key, self.document.value[key])
        groups = self.document.value.get(GROUPS)
        if isinstance(groups, list):
            for place, group in enumerate(groups):
                yield from self._group(group, place)
        elif not keys:
            message = f"expected groups of words, received {show_value(groups)}"
            hint = f"write a line for each group, as {EXAMPLE}, or delete the file"
            yield self._problem(Code.YAML_TYPE, 0, message, hint)

    def _problem(self, code: Code, line: int, message: str, hint: str) -> Problem:
        return Problem(code, self.document.path, line, message, hint)

    def _key(self, key: str, value: Any) -> Problem:
        message = f'expected a line that starts with a dash, received "{key}:"'
        hint = f"write {write_group([key, *meant_words(value)])}"
        if isinstance(value, list) and any(isinstance(item, list) for item in value):
            hint = "delete this line: the file holds groups only"
        return self._problem(Code.YAML_TYPE, self.document.line(key), message, hint)

    def _group(self, group: Any, place: int) -> Iterator[Problem]:
        line = self.document.line(GROUPS, place)
        if not isinstance(group, list):
            yield self._no_group(group, line)
            return
        if len(group) < 2:
            received = show_value(group[0]) if group else "nothing"
            message = f"expected two or more words for the same thing, received {received}"
            hint = f"add a word, as in {EXAMPLE}, or delete the line"
            yield self._problem(Code.SYNONYM_FEW, line, message, hint)
        seen: set[str] = set()
        for number, value in enumerate(group):
            line = self.document.line(GROUPS, place, number)
            word = word_of(value)
            if not word:
                yield self._no_word(value, group, line)
            elif fold_word(word) in seen:
                yield self._twice(word, group, line)
            else:
                seen.add(fold_word(word))
                yield from self._shared(word, place, line)
                yield from self._word(word, line)

    def _no_group(self, value: Any, line: int) -> Problem:
        message = f"expected words in brackets, received {show_value(value)}"
        words = meant_words(value)
        hint = f"write {write_group(words)}" if len(words) > 1 else f"write it as in {EXAMPLE}"
        return self._problem(Code.YAML_TYPE, line, message, hint)

    def _no_word(self, value: Any, group: list[Any], line: int) -> Problem:
        message = f"expected a word, received {show_value(value)}"
        words = meant_words(group)
        hint = f"write {write_group(words)}" if len(words) > 1 else f"add a word, as in {EXAMPLE}"
        if isinstance(value, bool):
            hint = f'put it in quotes: "{show_value(value)}"'
        return self._problem(Code.YAML_TYPE, line, message, hint)

    def _twice(self, word: str, group: list[Any], line: int) -> Problem:
        message = f"the word {show_value(word)} stands in this group twice"
        hint = f"keep it once: {write_group(words_once(group))}"
        return self._problem(Code.SYNONYM_TWICE, line, message, hint)

    def _shared(self, word: str, place: int, line: int) -> Iterator[Problem]:
        """A word of two groups is a warning only: it may have two meanings, and finds both."""
        group, first = self.first.setdefault(fold_word(word), (place, line))
        if group != place:
            message = f"the word {show_value(word)} stands in the group of line {first} too"
            hint = "make one group of the two, or keep both if the word has two meanings"
            found = self._problem(Code.SYNONYM_SHARED, line, message, hint)
            yield replace(found, severity=Severity.WARNING)

    def _word(self, word: str, line: int) -> Iterator[Problem]:
        if _GOOD.fullmatch(word):
            return
        parts = word.split()
        if len(parts) > MOST_WORDS:
            message = f"expected at most {MOST_WORDS} words, received {len(parts)}: {word}"
            hint = f"keep those that matter, as {' '.join(parts[:MOST_WORDS])}"
            yield self._problem(Code.SYNONYM_LONG, line, message, hint)
        cleaned = _clean(word)
        if cleaned != word:
            signs = " ".join(dict.fromkeys(map(_show_sign, _signs(word))))
            message = (
                f"expected letters, digits and hyphens, received {signs} in {show_value(word)}"
            )
            hint = f"write {cleaned}" if cleaned else "delete it"
            yield self._problem(Code.SYNONYM_SIGN, line, message, hint)
        for part in re.split(r"[\s-]", word):
            if len(alphabets := alphabets_of(part)) > 1:
                message = f"letters of two alphabets in one word: {show_value(part)}"
                yield self._problem(
                    Code.SYNONYM_LETTERS, line, message, _one_alphabet(part, alphabets)
                )


def _signs(word: str) -> list[str]:
    """What is no part of a word: signs anywhere, and those that join letters at an end."""
    inner = _FRACTION.sub("", word)
    return [
        sign
        for part in inner.split()
        for place, sign in enumerate(part)
        if unicodedata.category(sign)[0] not in "LMN"
        and (sign not in _INSIDE or place in (0, len(part) - 1))
    ]


def _clean(word: str) -> str:
    """The word without its signs; `муж/жена` are two words."""
    bad = set(_signs(word)).difference(_INSIDE)
    spaced = "".join(_between(sign) if sign in bad else sign for sign in word)
    return " ".join(part.strip(_INSIDE) for part in spaced.split() if part.strip(_INSIDE))


def _between(sign: str) -> str:
    if not sign.isprintable():
        return ""
    return ", " if sign == "/" else " "


def _show_sign(sign: str) -> str:
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"


def _one_alphabet(word: str, alphabets: tuple[str, ...]) -> str:
    """The word with its look-alikes in the alphabet of most of its letters, or advice."""
    if changed := in_one_alphabet(word, alphabets):
        return f"write {changed}, all of it in {alphabets_of(changed)[0].capitalize()} letters"
    return "write the whole word in the letters of one alphabet"
