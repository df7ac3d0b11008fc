"""Plain texts: which words of a text are Uzbek in Latin letters, and which stay as they are.

Links, e-mail addresses, domains, file names, placeholders, tags and words already in Cyrillic
are never touched; brands, Latin abbreviations and Roman numerals stay Latin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from string import ascii_letters

from safar.language.transliteration.exceptions import Exceptions
from safar.language.transliteration.letters import APOSTROPHES, fold_apostrophes, spell

_TLD = (
    "uz|ru|kz|kg|tj|tm|com|org|net|info|gov|edu|int|eu|de|pl|tr|kr|ua|by|me|io|app|su|ai|uk|us|"
    "jp|ch|at|cz|ae|sa|az|am|ge|mn|cn|online|site|travel"
)
_FILE = (
    "pdf|docx?|xlsx?|pptx?|odt|rtf|txt|csv|png|jpe?g|gif|svg|webp|mp[34]|ogg|zip|html?|md|ya?ml|"
    "json|js|css|py|apk"
)
_ADDRESSES = (
    r"(?<!\w)(?:https?|ftp|tg|viber|geo)://[^\s<>\"”»)\]]*[^\s<>\"”»)\].,;:!?]",
    r"(?<!\w)(?:mailto|tel|sms):[\w.+@-]+[\w]",
    r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    rf"(?<![\w@.])(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+(?:{_TLD})(?!\w)(?:/[^\s<>\"”»)\]]*[^\s<>\"”»)\].,;:!?])?",
    rf"(?<!\w)[\w-]+\.(?:{_FILE})(?!\w)",
    r"(?<!\w)@\w+",
)
PROTECTED = (
    r"\{\{.*?\}\}|\{%.*?%\}|\{\#.*?\#\}",
    r"\{[^{}\n]*\}|%\(\w+\)[sd]|%[sd](?!\w)",
    r"<!--.*?-->|</?[A-Za-z][^<>]*>|&\#?\w+;",
    rf"(?=[\w.+@-])(?:{'|'.join(_ADDRESSES)})",
)
_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_PART = (
    f"[{_LETTER}](?:[{_LETTER}]|[{APOSTROPHES}](?=[{_LETTER}])|(?<=[oOgG])[{APOSTROPHES}]|\u02bc)*"
)
WORD = f"(?P<word>{_PART}(?:[-\u2010\u2011]{_PART})*)"
_PLAIN_WORD = re.compile("[A-Za-z]++(?:[\u02bb\u02bc][A-Za-z]++)*+")
_AFTER_WORD = ",.;:!?)"
_JOINT = re.compile("([-\u2010\u2011])")

# A law in Cyrillic writes "2025 йил 1 августда" where one in Latin has "2025-yil 1-avgustda"
# (texts of October 2025 at nrm.uz); other ordinals keep their hyphen.
_MONTHS = "yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sent[y]?abr|okt[y]?abr|noyabr|dekabr"
_ENDINGS = "(?:da|dan|dagi|ga|gacha|ni|ning|lar)*"
DATE_HYPHEN = rf"(?P<date>(?<=\d)-(?=yil|(?:{_MONTHS}){_ENDINGS}(?![a-z])))"

_FOREIGN = re.compile("c(?!h)|[^a-z\u02bb\u02bc]")
_CAMEL = re.compile("(?<!Y)(?<!S)(?<!C)[a-z][A-Z]")
_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")
_CACHED_WORDS = 30_000

# Words and plain signs between spaces and line ends mean the same wherever they stand. Not so: what
# may be an address or markup, I. V. X. (list items in the first column), names of several words.
_SIGNS = (
    "0-9\u0400-\u04ff\u02bb\u02bc'\u2018\u2019\u2010\u2011\u2013\u2014"
    '"\u00ab\u00bb\u201c\u201d()\u2026,;|#-'
)
_BEFORE = '(?<![^\\s*("\u00ab\u201c\\[|])'


def compile_pattern(
    machine_text: Sequence[str], exceptions: Exceptions, *, runs: bool = True
) -> re.Pattern[str]:
    """What a converter looks for: names of several words, machine text, then words to spell.

    With `runs` plain words with nothing but spaces between them are found together.
    """
    phrases = sorted((re.escape(name) for name in exceptions.latin if " " in name), reverse=True)
    names = [rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)"] if phrases else []
    head = [_run_of_words(phrases)] if runs and all(map(_is_named, phrases)) else []
    return re.compile("|".join((*head, *names, *machine_text, DATE_HYPHEN, WORD)), re.DOTALL)


def _is_named(phrase: str) -> bool:
    return phrase[0] in ascii_letters


def _run_of_words(phrases: Sequence[str]) -> str:
    """The pattern of words and plain signs between spaces, up to the start of a phrase."""
    firsts = "".join(sorted({phrase[0] for phrase in phrases}))
    plain = "".join(letter for letter in ascii_letters if letter not in firsts)
    sign = rf"[{plain}{_SIGNS}]++|[.:!?](?=[\s*]|\Z)"
    if phrases:
        sign += rf"|(?!{'|'.join(phrases)})[{firsts}]"
    word = rf"(?![IVX]\.)(?:{sign})++(?=[\s*\[\]{{]|\Z)"
    return rf"(?P<run>(?:(?<![ \n])[ \n]++|{_BEFORE}){word}(?:[ \n]++{word})*+)"


class _Spelled(dict[str, str]):
    """What stood between two spaces and its spelling: found without a call, forgotten when full."""

    __slots__ = ("_spell",)

    def __init__(self, spell: Callable[[str], str]) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, chunk: str) -> str:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        self[chunk] = spelled = self._spell(chunk)
        return spelled


class PlainTransliterator:
    """Uzbek in Latin letters → Uzbek in Cyrillic letters, by the rules and an exception list.

    Deterministic and without side effects; words once spelled are remembered.
    """

    def __init__(self, exceptions: Exceptions | None = None) -> None:
        self._exceptions = exceptions or Exceptions()
        self._pattern = compile_pattern(PROTECTED, self._exceptions)
        self._inside_run = compile_pattern(PROTECTED, self._exceptions, runs=False)
        self._heads = frozenset(name[:2] for name in self._exceptions.latin)
        self._token: Callable[[str], str] = lru_cache(_CACHED_WORDS)(self._spell_token)
        self._between_spaces = _Spelled(self._spell_chunk)

    def __reduce__(self) -> tuple[type, tuple[Exceptions]]:
        """What another process needs to make an equal one; remembered words stay here."""
        return type(self), (self._exceptions,)

    def text(self, text: str) -> str:
        """A plain text (an interface string, a title, a data text) in Cyrillic letters.

        Links, addresses, placeholders like `{count}`, tags and brands stay as they are.
        """
        return self._pattern.sub(self._replace, text)

    def _replace(self, match: re.Match[str]) -> str:
        if match.lastgroup == "run":
            lines = (line.split(" ") for line in match[0].split("\n"))
            spelled = self._between_spaces.__getitem__
            return "\n".join([" ".join(map(spelled, words)) for words in lines])
        if match.lastgroup == "date":
            return " "
        if match.lastgroup != "word":
            return match[0]
        token = match[0]
        if token.isupper() and _stays_by_place(match):
            return token
        if token[-1] in "'\u2019" and match.string[match.start() - 1 : match.start()] in {
            "'",
            "\u2018",
        }:
            return self._token(token[:-1]) + token[-1]
        return self._token(token)

    def _spell_chunk(self, chunk: str) -> str:
        """What stands between two spaces; mostly a word, with or without a sign after it."""
        word = chunk.rstrip(_AFTER_WORD)
        if _PLAIN_WORD.fullmatch(word) and not word.isupper():
            return self._spell_part(word) + chunk[len(word) :]
        return self._inside_run.sub(self._replace, chunk)

    def _find_latin(self, token: str) -> int:
        return self._exceptions.find_latin(token) if token[:2] in self._heads else 0

    def _spell_token(self, token: str) -> str:
        """A word with its hyphens; a hyphenated whole may be an exception of its own."""
        if not _JOINT.search(token):
            return self._spell_part(token)
        if kept := self._find_latin(token):
            return token[:kept] + spell(fold_apostrophes(token), kept)
        parts = _JOINT.split(token)
        if found := self._exceptions.find(fold_apostrophes(token)):
            return self._join(fold_apostrophes(token), found)
        return "".join(part if _JOINT.fullmatch(part) else self._spell_part(part) for part in parts)

    def _spell_part(self, part: str) -> str:
        if kept := self._find_latin(part):
            return part[:kept] + spell(fold_apostrophes(part), kept)
        word = fold_apostrophes(part)
        if stays_latin(word):
            return part
        if found := self._exceptions.find(word):
            return self._join(word, found)
        return _all_capitals(spell(word), word)

    def _join(self, word: str, found: tuple[int, int, str]) -> str:
        start, end, cyrillic = found
        return _all_capitals(spell(word, 0, start) + cyrillic + spell(word, end), word)


def stays_latin(word: str) -> bool:
    """True for a word that is no Uzbek word by its look: w, bare c, é, camelCase, Roman numeral."""
    lower = word.lower()
    if _FOREIGN.search(lower):
        return True
    if word == lower:
        return False
    if len(word) > 1 and word.isupper() and _ROMAN.fullmatch(word):
        return True
    return bool(_CAMEL.search(word)) and "\u02bb" not in word


def _all_capitals(cyrillic: str, word: str) -> str:
    """A word all in capitals gives one all in capitals; a single letter has nothing to tell."""
    return cyrillic.upper() if len(word) > 1 and word.isupper() else cyrillic


def _stays_by_place(match: re.Match[str]) -> bool:
    """True for capitals that touch a digit (5G, A4) and for a lone Roman numeral (I guruh)."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isdigit() or after.isdigit():
        return True
    if match[0] not in {"I", "V", "X"}:
        return False
    return after != "." or before in {"", "\n"}
