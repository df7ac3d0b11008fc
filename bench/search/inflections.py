"""The forms of words in every language: by packages in an environment of their own, and by rule."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bench.install import make_environment
from bench.search.endings import GRAMMARS, attach, noun_forms
from bench.timing import BenchError

REQUIREMENTS = Path(__file__).with_name("inflectors.txt")
PROGRAM = Path(__file__).with_name("inflector.py")
BY_PACKAGE = ("en", "ru", "kk", "ky")
BY_RULE = ("uz", "uz-Cyrl", "kaa", "ky", "tg")
BY_DICTIONARY = ("en", "ru")  # a dictionary knows what a word is; elsewhere texts have to show it
SHORTEST = 4  # letters of a stem
SHOWN = 2  # other forms of a word that texts must have before it is taken for a noun
YOURS = ("ngiz", "нгиз", "ńız", "ńiz", "ңыз", "ңіз", "ңиз", "ңуз", "ңүз")  # never inflected further

Forms = Mapping[str, frozenset[str]]
Inflect = Callable[[str, Iterable[str]], Forms]


def make_inflect(work: Path) -> Inflect:
    """A function that gives the forms of words; installs what it needs below `work`."""
    python = make_environment(work, "inflectors", REQUIREMENTS) / "bin/python"

    def inflect(language: str, words: Iterable[str]) -> Forms:
        return all_forms(language, words, lambda asked: ask_packages(python, language, asked))

    return inflect


def all_forms(
    language: str, words: Iterable[str], ask: Callable[[list[str]], dict[str, list[str]]]
) -> Forms:
    """The forms of each word, the word itself not among them."""
    wanted = sorted(set(words))
    forms = {word: set[str]() for word in wanted}
    if language in BY_RULE:
        forms = {word: set(noun_forms(language, word).values()) for word in wanted}
    if language == "ky":
        plurals = {word: attach(GRAMMARS["ky"], word, "pl") for word in wanted}
        answer = ask([*wanted, *plurals.values()])
        for word, plural in plurals.items():
            forms[word].update(answer[word], answer[plural])
    elif language in BY_PACKAGE:
        forms = {word: set(found) for word, found in ask(wanted).items()}
    return {word: frozenset(found - {word}) for word, found in forms.items()}


def ask_packages(python: Path, language: str, words: list[str]) -> dict[str, list[str]]:
    """One call of the program beside this file. Raises BenchError with what it said."""
    done = subprocess.run(
        [str(python), str(PROGRAM)],
        input=json.dumps({"language": language, "words": words}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"{PROGRAM.name}: {done.stderr[-2000:]}")
    answer: dict[str, list[str]] = json.loads(done.stdout)
    return answer


def find_nouns(language: str, vocabulary: frozenset[str], inflect: Inflect) -> Forms:
    """The words that can be inflected and have a form in a vocabulary, with all their forms.

    Where no dictionary says what a word is, two of its forms besides itself must occur in the
    vocabulary, one of them longer by two letters: verbs and adverbs may have a vowel more too.
    """
    if language in BY_DICTIONARY:
        known = inflect(language, filter(str.isalpha, vocabulary))
        return {word: found for word, found in known.items() if found}
    forms = inflect(language, _beginnings(vocabulary))
    nouns = {stem: found for stem, found in forms.items() if _shown(stem, found, vocabulary)}
    inflected = frozenset(form for found in nouns.values() for form in found)
    return {stem: found for stem, found in nouns.items() if stem not in inflected}


def _beginnings(vocabulary: frozenset[str]) -> set[str]:
    """All words and what they begin with: a stem need not occur by itself."""
    return {
        word[:length]
        for word in vocabulary
        for length in range(SHORTEST, len(word) + 1)
        if word[length - 1].isalpha() and not word[:length].endswith(YOURS)
    }


def _shown(stem: str, forms: frozenset[str], vocabulary: frozenset[str]) -> bool:
    """Whether texts have enough forms of a stem; one that never stands alone needs one more."""
    found = forms & vocabulary
    longer = any(len(form) - len(stem) >= 2 for form in found)
    return longer and len(found) > (1 if stem in vocabulary else SHOWN)
