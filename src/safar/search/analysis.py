"""From a text to its words, and from a word to what it is found by."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from safar.search.folding import Folder, collapse
from safar.search.stemming import make_stemmer
from safar.search.tables import Tables, character_class

Keys = tuple[tuple[str, str], ...]

# signs of units that separate words, though the small letters of them are letters
_SIGNS = "\u2126\u212a\u212b"


class Analyser:
    """The analysis of one family; see `make_analyser`."""

    def __init__(self, tables: Tables, family: str) -> None:
        rules = tables.families.get(family) or tables.families["plain"]
        self._phone = tables.phone
        self._longest = tables.longest
        self._variants = tuple(tables.index_variants.items())
        self._key_letters = str.maketrans(tables.key_letters)
        self._folder = Folder(tables, rules.fold)
        self._stemmer = make_stemmer(tables, rules)
        self._known: set[str] = set()  # the tokens that were met before
        self._odd: dict[str, Sequence[str]] = {}  # the forms of those that are not their own form
        self._read_characters(tables)

    def _read_characters(self, tables: Tables) -> None:
        separators = character_class(tables.separators)
        joiners = character_class(tables.joiners)
        signs = "".join(f"\\u{ord(sign):04x}" for sign in tables.apostrophes)
        digit = f"[0-9{character_class(tables.digits)}]"
        gaps = character_class(tables.gaps)
        word = f"[^{separators}]+(?:[{signs}{joiners}]{{1,3}}[^{separators}]+)*"
        phone = f"{digit}+(?:[{gaps}]{{1,4}}{digit}+)+(?![^{separators}])"
        self._phone_number = re.compile(phone)
        self._token = re.compile(f"{phone}|{word}")
        self._digits = re.compile(f"{digit}+")
        self._signs = re.compile(f"[{signs}]+")
        kept = f"(?!['\\n])[{separators}{joiners}{character_class(tables.dropped)}]"
        self._dropped = re.compile(kept)
        self._plain_digits = {
            point: str(point & 15)
            for first in re.findall(r"\w+(?=-)", tables.digits)
            for point in range(int(first, 16), int(first, 16) + 10)
        }

    def words(self, text: str) -> list[str]:
        """The normalised forms of a text in their order; a phone number stands before its parts."""
        return self.words_of((text,))[0]

    def words_of(self, texts: Iterable[str]) -> list[list[str]]:
        """The forms of each of some texts; much faster than one at a time."""
        found = [self._tokens(text) for text in texts]
        self._learn(chain.from_iterable(found))
        odd = self._odd
        return [
            list(chain.from_iterable([odd.get(one, (one,)) for one in tokens])) for tokens in found
        ]

    def counts_of(self, texts: Iterable[str]) -> list[Counter[str]]:
        """How often each form occurs in each of some texts."""
        found = [Counter(self._tokens(text)) for text in texts]
        self._learn(chain.from_iterable(found))
        for counts in found:
            for token in counts.keys() & self._odd.keys():
                times = counts.pop(token)
                for form in self._odd[token]:
                    counts[form] += times
        return found

    def _tokens(self, text: str) -> list[str]:
        """The words of a text as they stand, but in small letters."""
        for sign in _SIGNS:
            text = text.replace(sign, " ")
        return self._token.findall(text.lower())

    def _learn(self, tokens: Iterable[str]) -> None:
        """Remember the tokens that are not their own normalised form."""
        new = set(tokens).difference(self._known)
        self._known |= new
        words = [token for token in new if token.isalpha() or not self._digits.search(token)]
        for token, form in zip(words, self._normalise(words), strict=True):
            if form != token:
                self._odd[token] = [form] if form else []
        for token in new.difference(words):
            self._odd[token] = self._read(token)

    def _read(self, token: str) -> list[str]:
        whole = self._phone_number.fullmatch(token)
        parts = self._digits.findall(token) if whole else [token]
        forms = [form for form in self._normalise(parts) if form]
        return self._numbers(forms) + forms

    def _numbers(self, forms: list[str]) -> list[str]:
        """The spellings of a phone number in one piece that are not among its parts."""
        number = "".join(forms)
        fewest, most, last = self._phone
        if not fewest <= len(number) <= most or not number.isdecimal():
            return []
        spellings = dict.fromkeys((number, number[-last:]))
        return [spelling for spelling in spellings if spelling not in forms]

    def _normalise(self, pieces: list[str]) -> list[str]:
        text = unicodedata.normalize("NFKC", "\n".join(pieces)).lower()
        text = self._dropped.sub("", self._signs.sub("'", text))
        text = text.translate(self._plain_digits).replace("ς", "σ")
        return [form.strip("'") for form in text.split("\n")] if pieces else []

    def keys(self, form: str) -> Keys:
        """Pairs of (skeleton with its double letters, stem) that a form is found by."""
        return self.keys_of((form,))[form]

    def keys_of(self, forms: Iterable[str]) -> dict[str, Keys]:
        """The keys of many forms; much faster than one at a time."""
        distinct = list(dict.fromkeys(forms))
        found: dict[str, Keys] = dict(zip(distinct, self._pairs(distinct), strict=True))
        for sign, other in self._variants:
            spelt = [form for form in distinct if sign in form]
            pairs = self._pairs([form.replace(sign, other) for form in spelt])
            for form, pair in zip(spelt, pairs, strict=True):
                found[form] += tuple(each for each in pair if each not in found[form])
        return found

    def collapse(self, skeleton: str) -> str:
        """A skeleton without double letters: what is compared when a word is misspelt."""
        return collapse((skeleton,))[0]

    def _pairs(self, forms: list[str]) -> list[Keys]:
        if not forms:
            return []
        skeletons = self._folder.fold(forms)
        stems, wholes = collapse(self._stems(skeletons)), collapse(skeletons)
        return [
            ((skeleton, self._agreeing(skeleton, stem, whole)),) if skeleton else ()
            for skeleton, stem, whole in zip(skeletons, stems, wholes, strict=True)
        ]

    def _stems(self, skeletons: list[str]) -> list[str]:
        stem = self._stemmer
        if stem is None:
            return skeletons
        # a word with a digit or a letter of another script has no suffixes that we know
        return [
            stem(each) if each.isascii() and each.isalpha() and len(each) <= self._longest else each
            for each in skeletons
        ]

    def _agreeing(self, skeleton: str, stem: str, whole: str) -> str:
        """The stem, or the whole word if the stem would stand in another shard."""
        if len(stem) > 1 and skeleton.startswith(stem[:2]):
            return stem
        return stem if self.shard_key(stem) == self.shard_key(whole) else whole

    def shard_key(self, stem: str) -> str:
        """What a stem or a skeleton without doubles is filed under: its first two letters."""
        return stem[:2].translate(self._key_letters)


def make_analyser(tables: Tables, family: str) -> Analyser:
    """The analyser of a family of `Tables.families`; "plain" for one that is not known."""
    return Analyser(tables, family)
