"""A program for the environment of `inflectors.txt`: forms of words, JSON in and out.

Reads `{"language": "ru", "words": [...]}` from standard input and writes `{word: [forms]}`; a word
that a package does not know has none. Nothing of the repository is imported here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable

CASES = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")
RARE = ("V-", "Arch", "Infr", "Erro", "Dist", "Slng")  # grammemes of forms that nobody types


def english() -> Callable[[str], Iterable[str]]:
    """All inflections of the lemmas of a noun or verb that the dictionary has."""
    import lemminflect  # noqa: PLC0415 - only the environment of one language needs it

    def forms(word: str) -> Iterable[str]:
        for kind, lemmas in lemminflect.getAllLemmas(word).items():
            if kind in ("NOUN", "VERB"):
                found = lemminflect.getAllInflections(lemmas[0], upos=kind)
                yield from (form for group in found.values() for form in group)

    return forms


def russian() -> Callable[[str], Iterable[str]]:
    """The lexeme of a noun or adjective that the dictionary has."""
    import pymorphy3  # noqa: PLC0415 - likewise

    analyzer = pymorphy3.MorphAnalyzer()

    def forms(word: str) -> Iterable[str]:
        first = analyzer.parse(word)[0]
        if not first.is_known or first.tag.POS not in ("NOUN", "ADJF"):
            return []
        kept = (form for form in first.lexeme if form.tag.POS == first.tag.POS)
        return [form.word for form in kept if not any(mark in str(form.tag) for mark in RARE)]

    return forms


def kazakh() -> Callable[[str], Iterable[str]]:
    """Cases of the singular and the plural, possession and cases after it."""
    from qazaq_inflector import QazaqNameInflector  # noqa: PLC0415 - likewise

    inflector = QazaqNameInflector()

    def forms(word: str) -> Iterable[str]:
        plural = inflector.pluralize(word)
        yield plural
        for case in CASES:
            yield inflector.inflect(word, case)
            yield inflector.inflect(plural, case)
        for person in ("1sg", "1pl", "3"):
            for case in ("nominative", *CASES):
                yield inflector.possessive(word, person, case)

    return forms


def kyrgyz() -> Callable[[str], Iterable[str]]:
    """The cases; the package knows neither plural nor possession yet."""
    from kyrgyz import KyrgyzError, inflect  # noqa: PLC0415 - likewise
    from kyrgyz.cases import Case  # noqa: PLC0415 - likewise

    def forms(word: str) -> Iterable[str]:
        try:
            return [inflect(word, case=case) for case in Case]
        except KyrgyzError:
            return []

    return forms


MAKERS = {"en": english, "ru": russian, "kk": kazakh, "ky": kyrgyz}


def main() -> None:
    """Answer one question."""
    question = json.load(sys.stdin)
    forms = MAKERS[question["language"]]()
    answer = {word: sorted(set(forms(word)) - {word}) for word in question["words"]}
    json.dump(answer, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
