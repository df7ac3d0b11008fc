"""One edit in a word: a wrong, missing, extra or swapped letter."""

from __future__ import annotations

from random import Random

from bench.search.letters import ALPHABETS, APOSTROPHES

FIRST_LATE = 2  # class e: the third letter, counted from none
EARLY = (0, 1)  # class i: the first and the second letter
KINDS = ("sub", "del", "ins", "swap")


def late_typo(language: str, word: str, random: Random) -> tuple[str, str]:
    """Class e: one edit from the third letter on; the word and what was done."""
    return _edit(language, word, random, tuple(range(FIRST_LATE, len(word))))


def early_typo(language: str, word: str, random: Random) -> tuple[str, str]:
    """Class i: one edit of the first or second letter; the word and what was done."""
    return _edit(language, word, random, EARLY)


def _edit(language: str, word: str, random: Random, places: tuple[int, ...]) -> tuple[str, str]:
    """Draws until something changed; an apostrophe is no letter and stays where it is.

    The word itself where both of its first letters are bound to an apostrophe.
    """
    for _ in range(20):
        kind, place = random.choice(KINDS), random.choice(places)
        edited = apply_edit(word, kind, place, random.choice(ALPHABETS[language]))
        if edited != word:
            return edited, f"{kind} {place + 1}"
    return word, ""


def apply_edit(word: str, kind: str, place: int, letter: str) -> str:
    """One edit at a place; the word itself where the edit cannot be made there."""
    here, following = word[place], word[place + 1 : place + 2]
    if here in APOSTROPHES or (following and following in APOSTROPHES):
        return word
    if kind == "swap":
        return word[:place] + following + here + word[place + 2 :] if following else word
    if kind == "ins":
        return word[:place] + letter + word[place:]
    return word[:place] + (letter if kind == "sub" else "") + word[place + 1 :]
