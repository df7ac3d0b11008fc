"""Case, possession and number of nouns by rule, for languages that no package inflects.

The tables are the benchmark's own, written from grammars; the stemmer of the product has others.
An ending is a pattern: small letters stand for themselves, capitals are chosen by the word before
them (`A` low vowel, `I` high vowel, others consonants, `(x)` a letter only after a consonant, `[x]`
only after a vowel).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from bench.search.letters import uzbek_cyrillic, uzbek_latin

PERSONS = ("my", "our", "his")
CASES = ("gen", "acc", "dat", "loc", "abl")


class Grammar(Struct, frozen=True):
    """The endings of one Turkic language and the letters that choose their shapes.

    `vowels` gives the low and the high vowel after each vowel; `shapes` the consonants that a
    capital stands for after a vowel, a nasal, another voiced and a voiceless letter; `after_his`
    are the cases after the possessive of the third person; `softens` are stops before a vowel.
    """

    vowels: Mapping[str, str]
    shapes: Mapping[str, str]
    endings: Mapping[str, str]
    after_his: Mapping[str, str]
    softens: Mapping[str, str]
    nasals: str
    voiceless: str


def _vowels(*groups: str) -> dict[str, str]:
    """Groups like `"аыуя:аы"`: after each letter before the colon these two."""
    pairs = (group.split(":") for group in groups)
    return {vowel: chosen for letters, chosen in pairs for vowel in letters}


UZBEK = Grammar(
    vowels=_vowels("aeiou:ai"),
    shapes={},
    endings={"pl": "lar", "gen": "ning", "acc": "ni", "dat": "Ga", "loc": "da", "abl": "dan"}
    | {"my": "(i)m", "our": "(i)miz", "his": "[s]i"},
    after_his={"gen": "ning", "acc": "ni", "dat": "ga", "loc": "da", "abl": "dan"},
    softens={"k": "g"},
    nasals="",
    voiceless="kq",
)
KARAKALPAK = Grammar(
    vowels=_vowels("aouı:aı", "áeóúi:ei"),
    shapes={"D": "dddt", "N": "nndt", "M": "nddt", "B": "dndt"},
    endings={"pl": "lAr", "gen": "NIń", "acc": "MI", "dat": "GA", "loc": "DA", "abl": "BAn"}
    | {"my": "(I)m", "our": "(I)mIz", "his": "[s]I"},
    after_his={"gen": "nIń", "acc": "n", "dat": "nA", "loc": "ndA", "abl": "nAn"},
    softens={"k": "g", "q": "ǵ", "p": "b"},
    nasals="mnń",
    voiceless="pftskqxhc",
)
KYRGYZ = Grammar(
    vowels=_vowels("аыя:аы", "у:ау", "ою:оу", "эеи:еи", "өү:өү"),
    shapes={"D": "дддт", "N": "нддт", "L": "лддт"},
    endings={"pl": "LAр", "gen": "NIн", "acc": "NI", "dat": "GA", "loc": "DA", "abl": "DAн"}
    | {"my": "(I)м", "our": "(I)бIз", "his": "[с]I"},
    after_his={"gen": "нIн", "acc": "н", "dat": "нA", "loc": "ндA", "abl": "нAн"},
    softens={"к": "г", "п": "б"},
    nasals="мнң",
    voiceless="пфтскхчшщц",
)
GRAMMARS = {"uz": UZBEK, "kaa": KARAKALPAK, "ky": KYRGYZ}
TAJIK = {"pl": "ҳо", "iz": "и", "obj": "ро", "my": "ам", "his": "аш", "our": "амон"} | {
    "their": "ашон",
    "pl+iz": "ҳои",
    "pl+obj": "ҳоро",
    "pl+his": "ҳояш",
    "pl+their": "ҳояшон",
}


def turkic_forms(language: str, stem: str) -> dict[str, str]:
    """The forms of a noun by name: plural, possession, cases, and cases after the first two."""
    grammar = GRAMMARS[language]
    forms: dict[str, str] = {}
    plural = attach(grammar, stem, "pl")
    forms["pl"] = plural
    for case in CASES:
        forms[case] = attach(grammar, stem, case)
        forms[f"pl+{case}"] = attach(grammar, plural, case)
    if _changes_unpredictably(language, stem):
        return forms
    for person in PERSONS:
        owned = forms[person] = attach(grammar, stem, person)
        for case in CASES:
            ending = _case_after(grammar, person, case)
            forms[f"{person}+{case}"] = owned + realize(grammar, owned, ending)
    return forms


def _case_after(grammar: Grammar, person: str, case: str) -> str:
    """The ending of a case after a possessive; the dative loses its consonant after "my"."""
    if person == "his":
        return grammar.after_his[case]
    if person == "my" and case == "dat" and grammar is not UZBEK:
        return "A"
    return grammar.endings[case]


def _changes_unpredictably(language: str, stem: str) -> bool:
    """Uzbek words in q: some soften before a vowel, words from Arabic do not."""
    return language == "uz" and stem.endswith("q")


def attach(grammar: Grammar, stem: str, name: str) -> str:
    """A stem with an ending; its last stop softens before a vowel, if it has two syllables."""
    ending = realize(grammar, stem, grammar.endings[name])
    syllables = sum(letter in grammar.vowels for letter in stem)
    opens = ending[:1] in grammar.vowels
    if opens and syllables > 1 and stem[-1] in grammar.softens:
        stem = stem[:-1] + grammar.softens[stem[-1]]
    return stem + ending


def realize(grammar: Grammar, stem: str, pattern: str) -> str:
    """The letters of an ending after a stem."""
    last = stem[-1]
    open_end = last in grammar.vowels
    pattern = re.sub(r"\((.)\)", "" if open_end else r"\1", pattern)
    pattern = re.sub(r"\[(.)\]", r"\1" if open_end else "", pattern)
    text = ""
    for sign in pattern:
        if sign in "AI":
            text += _harmony(grammar, stem + text)["AI".index(sign)]
        else:
            text += _consonant(grammar, stem + text, sign)
    return text


def _consonant(grammar: Grammar, word: str, sign: str) -> str:
    """A consonant as the last letter of a word wants it; small letters are themselves."""
    last = word[-1]
    if sign == "G":
        return _velar(grammar, word)
    if sign not in grammar.shapes:
        return sign
    if last in grammar.vowels or (sign == "L" and last in "рй"):
        return grammar.shapes[sign][0]
    place = 1 if last in grammar.nasals else 3 if last in grammar.voiceless else 2
    return grammar.shapes[sign][place]


def _velar(grammar: Grammar, word: str) -> str:
    """The consonant of the dative: hard or soft, voiced or not."""
    last = word[-1]
    if grammar is UZBEK:
        return last if last in "kq" else "g"
    if grammar is KYRGYZ:
        return "к" if last in grammar.voiceless else "г"
    back = _harmony(grammar, word)[0] == "a"
    voiced, voiceless = ("ǵ", "q") if back else ("g", "k")
    return voiceless if last in grammar.voiceless else voiced


def _harmony(grammar: Grammar, word: str) -> str:
    """The low and the high vowel after the last vowel of a word."""
    vowels = (grammar.vowels[letter] for letter in reversed(word) if letter in grammar.vowels)
    return next(vowels, next(iter(grammar.vowels.values())))


def tajik_forms(stem: str) -> dict[str, str]:
    """The forms of a Tajik noun by name: plural, izofat, object and possession."""
    if stem.endswith("ӣ"):
        short = stem[:-1] + "и"
        return {name: short + TAJIK[name] for name in ("pl", "iz", "pl+iz", "pl+obj", "pl+his")}
    forms = {name: stem + ending for name, ending in TAJIK.items()}
    if stem[-1] in "аеиоуӯяёю":
        forms |= {name: stem + "я" + TAJIK[name][1:] for name in ("my", "his", "our", "their")}
    return forms


def noun_forms(language: str, stem: str) -> dict[str, str]:
    """The forms of a noun by name in a language of these tables; Uzbek in both scripts."""
    if language == "tg":
        return tajik_forms(stem)
    if language == "uz-Cyrl":
        forms = turkic_forms("uz", uzbek_latin(stem))
        return {name: uzbek_cyrillic(form) for name, form in forms.items()}
    return turkic_forms(language, stem)
