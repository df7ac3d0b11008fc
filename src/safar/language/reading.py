"""How hard a page is to read: the length of its sentences and words, in any of our alphabets.

What a reader sees as a line of its own is a sentence: a heading, an item of a list, a cell of a
table, the title of a callout. Addresses, code, comments and images are no text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct

MAX_MEAN = 15  # words of a sentence
MAX_SENTENCE = 30
LONG_WORD = 7  # letters, as the readability index LIX counts them
JUDGED = ("en", "ru")  # the languages for which the bars hold
SHOWN_WORDS = 6

# Each expression begins with what is looked for, a sign or one of a few: such searches are quick.
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f'’‘ʻʼ.,/‑-]+[^\W_]+)*")
_THOUSANDS = re.compile(r"([0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))(?<![0-9]{4}.)")
_MARKER = re.compile(r"\{\{[^{}\n]*\}\}")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_IMAGE = re.compile(r"!\[[^\]\n]*\](?=[(\[])")
_TARGET = re.compile(r"\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_ADDRESS = re.compile(r"<[^<>\n]*>|https?://\S+")
_DEFINITION = re.compile(r"\n[ \t>]*\[[^\]\n]+\]:[^\n]*")
_CALLOUT = re.compile(r"\n[ \t>]*(?:(?:!!!|\?\?\?\+?)[^\"\n]*|===[!+]*)")
_LINE = re.compile(r"\n[ \t>]*(?:#{1,6}[ \t]|\x02)[^\n]*")
_NUMBER = re.compile(r"\n[ \t>]*[0-9]+[.)](?=[ \t])")
# Where one block ends and the next begins, and where a sentence may end.
_END = re.compile(
    r"[\n|.!?…](?:"
    r"(?<=\n)(?=[ \t]*(?:\n|[-*+>:][ \t]|#|!!!|\?\?\?|===|---|\||\x02))"
    r"|(?<=\x01\n)|(?<=\|)"
    r"|(?<=[.!?…])[.!?…]*[\"'»”’)\]*_]*(?=\s))"
)
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")
_NEXT = re.compile(r"[\s\"'«“„‘(\[*_–—-]*(.?)")
# Words that end with a point and go on; a single letter is an initial or such a word too.
_SHORT = """
    art approx cf dept dr e.g eg fig i.e ie incl mr mrs ms p.m pp prof st tel vs
    бул гл гос доб им корп напр обл пер пл пп пр просп проф респ рис ст стр т.е т.к тел ул
""".split()  # noqa: SIM905 - a list of words
_ONE_LETTER = set("гдеипрстч")
# Those that may end a sentence too: what follows tells.
_CLOSING = """
    etc г гг др долл коп млн млрд мин руб сек см т.д т.п т.ч тыс чел
""".split()  # noqa: SIM905 - a list of words


class LongSentence(Struct, frozen=True):
    """A sentence above the bar: its line, its number of words, its first words."""

    line: int
    words: int
    start: str


class ReadingLevel(Struct, frozen=True):
    """The figures of one page; a page without words has zeros.

    `mean` and `longest` are words of a sentence, `long_words` the share of words of seven letters
    and more (0 to 1), `word_length` letters of a word, `over` the sentences above `MAX_SENTENCE`.
    """

    sentences: int = 0
    words: int = 0
    mean: float = 0.0
    longest: int = 0
    long_words: float = 0.0
    word_length: float = 0.0
    over: tuple[LongSentence, ...] = ()


def measure_reading(masked: str, first_line: int = 1) -> ReadingLevel:
    """The level of a body without code and comments, whose first line is line `first_line`."""
    text = _visible(masked)
    ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    counts: list[int] = []
    letters: list[int] = []
    over: list[LongSentence] = []
    for start, sentence in _sentences(text):
        words = _WORD.findall(sentence)
        if not words:
            continue
        counts.append(len(words))
        letters += map(len, words)
        if len(words) > MAX_SENTENCE:
            first = start + len(sentence) - len(sentence.lstrip())
            line = first_line - 1 + bisect_right(ends, first)
            over.append(LongSentence(line, len(words), " ".join(words[:SHOWN_WORDS])))
    return _level(counts, letters, tuple(over))


def _level(counts: list[int], letters: list[int], over: tuple[LongSentence, ...]) -> ReadingLevel:
    if not counts:
        return ReadingLevel()
    long = sum(1 for length in letters if length >= LONG_WORD)
    return ReadingLevel(
        sentences=len(counts),
        words=len(letters),
        mean=round(len(letters) / len(counts), 2),
        longest=max(counts),
        long_words=round(long / len(letters), 3),
        word_length=round(sum(letters) / len(letters), 2),
        over=over,
    )


def _visible(masked: str) -> str:
    """The text after an empty line, its lines the same, without marks that a reader does not see.

    What follows a heading or a title begins a sentence: its line ends with U+0001.
    """
    text = "\n" + masked.replace("&nbsp;", " ")
    if "{" in text:
        text = _ATTRIBUTES.sub("", _MARKER.sub("0", text))
    if "](" in text or "][" in text:
        text = _TARGET.sub("]", _IMAGE.sub("]", text) if "![" in text else text)
    if "<" in text or "://" in text:
        text = _ADDRESS.sub("", text)
    if "]:" in text:
        text = _DEFINITION.sub("\n", text)
    if "!!!" in text or "???" in text or "===" in text:
        text = _CALLOUT.sub("\n\x02", text)
    return _NUMBER.sub("\n- ", _LINE.sub("\\g<0>\x01", _THOUSANDS.sub("\\1,", text)))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences with their offsets; a point of an abbreviation ends none."""
    start = 0
    for found in _END.finditer(text):
        if found[0][0] == "." and _goes_on(text, start, found):
            continue
        yield start, text[start : found.end()]
        start = found.end()
    yield start, text[start:]


def _goes_on(text: str, start: int, point: re.Match[str]) -> bool:
    """True if a point belongs to an abbreviation or an initial, or a small letter follows."""
    found = _NEXT.match(text, point.end(), point.end() + 12)
    following = found[1] if found else ""
    if following.islower():
        return True
    last = _LAST_WORD.search(text, max(start, point.start() - 24), point.start())
    if last is None:
        return False
    word = last[0].lower()
    if _may_close(word, text[max(start, last.start() - 8) : last.start()].rstrip()):
        return not following.isupper()
    return _is_short(last[0]) or (word == "no" and following.isdigit())


def _may_close(word: str, before: str) -> bool:
    """True for abbreviations that stand at the end of sentences: `etc.`, `и т. д.`, `2026 г.`."""
    if word in ("д", "п", "ч"):
        return before.endswith("т.")
    return word in _CLOSING and (len(word) > 1 or before[-1:].isdigit())


def _is_short(word: str) -> bool:
    if word.lower() in _SHORT:
        return True
    parts = word.split(".")
    return all(len(part) == 1 and part.isalpha() for part in parts) and (
        len(parts) > 1 or word.isupper() or word in _ONE_LETTER
    )
