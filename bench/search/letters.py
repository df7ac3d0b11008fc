"""How people type each language: keyboards without its letters, the other script, chat letters.

The tables are the benchmark's own. Nothing is taken from the product: what it folds together is
what these tables are to prove.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random

APOSTROPHES = "ʻʼ'’‘`"
LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщыьэюя"
ALPHABETS = {
    "en": LATIN,
    "ru": CYRILLIC,
    "uz": "abdefghijklmnopqrstuvxyz",
    "uz-Cyrl": "абвгдежзийклмнопрстуфхчшъэюяўқғҳ",
    "kaa": "aábdefgǵhxıijkqlmnńoóprstuúvwyz",
    "kk": "аәбвгғдежзийкқлмнңоөпрстуұүфхшыі",
    "ky": "абвгджзийклмнңоөпрстуүфхчшыэ",
    "tg": "абвгғдежзиӣйкқлмнопрстуӯфхҳчҷшэ",
}
# What a Russian keyboard offers instead; more than one where people differ.
RUSSIAN_KEYS: dict[str, dict[str, str]] = {
    "ru": {"ё": "е"},
    "uz-Cyrl": {"ў": "у", "қ": "к", "ғ": "г", "ҳ": "х", "ё": "е"},
    "kk": dict(zip("әқңөұүһіғ", "акноуухиг", strict=True)),
    "ky": dict(zip("ңөү", "ноу", strict=True)),
    "tg": {"ғ": "г", "ӣ": "и", "қ": "к", "ӯ": "у", "ҳ": "х", "ҷ": "чж"},
}
NEW_UZBEK = (("oʻ", "ö"), ("gʻ", "ğ"), ("sh", "ş"), ("ch", "ç"))
PLAIN_KAA = dict(zip("áǵıńóú", "aginou", strict=True))

_SHARED_CHAT = {
    **dict(zip("абвгдезиклмнопрстуфэ", "abvgdeziklmnoprstufe", strict=True)),
    "ж": "zh j",
    "й": "y i",
    "х": "h kh x",
    "ц": "ts c",
    "ч": "ch",
    "ш": "sh",
    "щ": "sch shch",
    "ъ": "",
    "ы": "y i",
    "ь": "",
    "ё": "yo e",
    "ю": "yu iu",
    "я": "ya ia",
}
CHAT: dict[str, dict[str, str]] = {
    "ru": _SHARED_CHAT,
    "kk": _SHARED_CHAT
    | {"ә": "a", "ғ": "g gh", "қ": "k q", "ң": "n ng", "ө": "o", "ұ": "u", "ү": "u"}
    | {"һ": "h", "і": "i", "у": "u w"},
    "ky": _SHARED_CHAT | {"ң": "n ng", "ө": "o", "ү": "u"},
    "tg": _SHARED_CHAT
    | {"ғ": "g gh", "ӣ": "i", "қ": "k q", "ӯ": "u o", "ҳ": "h", "ҷ": "j", "ё": "yo"},
}
UZBEK = {
    **dict(zip("абвгдезийклмнопрстуфхқҳж", "abvgdeziyklmnoprstufxqhj", strict=True)),
    **{"ў": "oʻ", "ғ": "gʻ", "ч": "ch", "ш": "sh", "э": "e", "ё": "yo", "ю": "yu", "я": "ya"},
    **{"ъ": "ʼ", "ь": "", "ц": "ts", "щ": "sh", "ы": "i"},
}
KARAKALPAK = dict(
    zip("aábdefgǵhxıijkqlmnńoóprstuúvwyzc", "аәбдефгғҳхыижкқлмнңоөпрстуүвўйзц", strict=True)
)
_VOWELS = "aeiouаеиоуўэёюяáóúı"
_MARK = re.compile(f"[{APOSTROPHES}]")


def in_script(language: str, word: str) -> bool:
    """Whether a word has the script of a language: pages quote words of others."""
    cyrillic = language not in ("en", "uz", "kaa")
    return all((letter in APOSTROPHES) or (letter > "\u03ff") == cyrillic for letter in word)


def lower(language: str, text: str) -> str:
    """Small letters; in Karakalpak the small letter of Í has no dot."""
    return (text.replace("Í", "ı") if language == "kaa" else text).lower()


def without_letters(language: str, word: str, random: Random) -> str:
    """Class c: the word from a keyboard that lacks its letters; unchanged if it has none."""
    if language == "uz":
        return _uzbek_marks(word, random)
    if language == "kaa":
        return _old_karakalpak(word, random)
    keys = RUSSIAN_KEYS.get(language, {})
    return "".join(random.choice(keys[letter]) if letter in keys else letter for letter in word)


def _uzbek_marks(word: str, random: Random) -> str:
    """Another sign for the apostrophe, none, or the letters of the reform of 2026."""
    ways: list[str] = []
    if _MARK.search(word):
        ways += [_MARK.sub(sign, word) for sign in ("'", "’", "`", "‘", "")]
    reformed = word
    for digraph, letter in NEW_UZBEK:
        reformed = reformed.replace(digraph, letter)
    if reformed != word:
        ways.append(reformed)
    return random.choice(ways) if ways else word


def _old_karakalpak(word: str, random: Random) -> str:
    """Letters without their marks, or with the apostrophes of the alphabet before 2016."""
    mark = random.choice(("", "", "'", "’"))
    return "".join(PLAIN_KAA[letter] + mark if letter in PLAIN_KAA else letter for letter in word)


def in_other_letters(language: str, word: str, random: Random) -> str:
    """Class d: the other script of uz and kaa, chat Latin of the others; en has none."""
    ways: Mapping[str, Callable[[], str]] = {
        "uz": lambda: uzbek_cyrillic(word),
        "uz-Cyrl": lambda: _MARK.sub(random.choice(("ʻ", "'", "")), uzbek_latin(word)),
        "kaa": lambda: karakalpak_cyrillic(word),
    }
    if language in ways:
        return ways[language]()
    table = CHAT.get(language)
    return _chat(word, table, random) if table else word


def _chat(word: str, table: Mapping[str, str], random: Random) -> str:
    """One variant is drawn for each letter, the first most of the time."""

    def typed(letter: str) -> str:
        ways = table.get(letter, letter).split() or [""]
        return ways[0] if random.random() < 0.5 else random.choice(ways)

    return "".join(map(typed, word))


def uzbek_latin(word: str) -> str:
    """The Latin spelling of a word in Uzbek Cyrillic; е has a y where a syllable starts."""
    letters = []
    for number, letter in enumerate(word):
        starts = number == 0 or word[number - 1] in "аеиоуўэёюяъ"
        letters.append("ye" if letter == "е" and starts else UZBEK.get(letter, letter))
    return "".join(letters)


def uzbek_cyrillic(word: str) -> str:
    """The Cyrillic spelling of a word in Uzbek Latin."""
    word = re.sub(f"([og])[{APOSTROPHES}]", lambda found: {"o": "ў", "g": "ғ"}[found[1]], word)
    digraphs = {"sh": "ш", "ch": "ч", "yo": "ё", "yu": "ю", "ya": "я", "ye": "е"}
    word = re.sub("|".join(digraphs), lambda found: digraphs[found[0]], word)
    word = re.sub(f"(^|[{_VOWELS}])e", r"\1э", word)
    word = _MARK.sub("ъ", word)
    single = {latin: letter for letter, latin in UZBEK.items() if len(latin) == 1}
    single |= {"e": "е", "i": "и"}
    return "".join(single.get(letter, letter) for letter in word)


def karakalpak_cyrillic(word: str) -> str:
    """The Cyrillic spelling of a word in Karakalpak Latin of 2016."""
    digraphs = {"sh": "ш", "ch": "ч", "ya": "я", "yu": "ю", "yo": "ё"}
    word = re.sub("|".join(digraphs), lambda found: digraphs[found[0]], word)
    word = re.sub("^e", "э", word)
    letters = KARAKALPAK | {"e": "е"}
    return "".join(letters.get(letter, letter) for letter in word)


def karakalpak_latin(text: str) -> str:
    """The Latin spelling of 2016 of a text in Karakalpak Cyrillic; capitals become small."""
    letters = {cyrillic: latin for latin, cyrillic in KARAKALPAK.items()}
    letters |= {"э": "e", "ш": "sh", "ч": "ch", "я": "ya", "ю": "yu", "ё": "yo", "щ": "sh"}
    letters |= {"ь": "", "ъ": ""}
    return "".join(
        letters.get(letter.lower(), letter) if letter.lower() in letters else letter
        for letter in text
    )


def rough(word: str) -> str:
    """Latin letters of a word in any script, without marks and doubles: to see what is alike."""
    table = CHAT["kk"] | CHAT["tg"] | {"ў": "o", "у": "u"}
    latin = "".join((table.get(letter, letter).split() or [""])[0] for letter in word.lower())
    bare = "".join(x for x in unicodedata.normalize("NFD", latin) if not unicodedata.combining(x))
    bare = _MARK.sub("", bare).replace("ı", "i").replace("y", "i").replace("w", "u")
    bare = bare.replace("q", "k").replace("kh", "h").replace("x", "h").replace("o", "u")
    return re.sub(r"(.)\1+", r"\1", bare)
