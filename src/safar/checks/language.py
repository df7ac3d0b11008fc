"""How texts are written: sentences that are too long, letters that do not belong there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from safar.language.letters import Oddity, OddWord, Spelling, find_odd_words
from safar.language.reading import JUDGED, MAX_MEAN, MAX_SENTENCE
from safar.model.content import PageSource, SiteSources
from safar.parsing.schema import show_value
from safar.parsing.yaml_text import Document, Keys
from safar.problems import Code, Problem, Severity

# Lists of words and rules that are checked in a way of their own.
TONGUES = "tongues"  # names of languages, in the language of the file
_NO_TEXTS = ("/synonyms.yml", "/uz-cyrl-exceptions.yml")
_EXPECTED = {
    Oddity.MIXED: "expected letters of one alphabet",
    Oddity.FOREIGN: "expected the letters of the language",
    Oddity.LONE: "expected a word in the alphabet of the sentence",
}


def check_reading(page: PageSource) -> Iterator[Problem]:
    """Long sentences of a page in a language that has bars; others are measured only."""
    if page.locale not in JUDGED:
        return
    for sentence in page.level.over:
        message = f'a sentence of {sentence.words} words: "{sentence.start} …"'
        hint = f"make two of it; at most {MAX_SENTENCE} words"
        yield Problem(
            Code.LANGUAGE_SENTENCE, page.path, sentence.line, message, hint, Severity.WARNING
        )
    if page.level.mean > MAX_MEAN:
        message = f"a sentence has {page.level.mean:.1f} words on the mean"
        hint = f"make the sentences shorter; at most {MAX_MEAN} words on the mean"
        yield Problem(Code.LANGUAGE_MEAN, page.path, 0, message, hint, Severity.WARNING)


def check_letters(page: PageSource) -> Iterator[Problem]:
    """Words of a page with letters that only look right."""
    return (_problem(page.path, odd) for odd in page.odd_words)


def check_data_letters(sources: SiteSources) -> Iterator[Problem]:
    """The same in every text of the data files: those of a locale, and those of all."""
    spellings = sources.locales.spellings
    for path, document in sources.data.items():
        if document.readable and not path.endswith(_NO_TEXTS):
            spelling = spellings.get(path.split("/")[1], Spelling())
            yield from _check_value(document, document.value, (), spelling, spellings=spellings)


def _check_value(
    document: Document,
    value: Any,
    keys: Keys,
    spelling: Spelling,
    *,
    spellings: Mapping[str, Spelling],
) -> Iterator[Problem]:
    """The texts below some keys; below the tag of a locale, as in a glossary, they are its own."""
    if isinstance(value, str):
        for odd in find_odd_words(value, spelling, document.line(*keys)):
            yield _problem(document.path, odd)
        return
    items: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, (dict, list)):
        items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        own = isinstance(key, str) and keys[:1] != (TONGUES,)
        known = spellings.get(str(key), spelling) if own else spelling
        yield from _check_value(document, item, (*keys, key), known, spellings=spellings)


def _problem(path: str, odd: OddWord) -> Problem:
    mixed = odd.kind is Oddity.MIXED
    code = Code.LETTER_MIXED if mixed else Code.LETTER_FOREIGN
    severity = Severity.ERROR if mixed else Severity.WARNING
    message = f"{_EXPECTED[odd.kind]}, received {odd.name} in {show_value(odd.word)}"
    hint = f"write {odd.meant}"
    if not odd.meant:
        hint = "write it in one alphabet, or a hyphen between the two: SIM-карта"
    return Problem(code, path, odd.line, message, hint, severity)
