"""The glossary against itself and against the pages that use it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from safar.language.alphabet import read_letters
from safar.language.locales import Locale
from safar.model.content import PageSource, SiteSources
from safar.parsing.corrections import nearest
from safar.parsing.facts import ID
from safar.parsing.glossary import (
    FILE,
    check_concepts,
    check_entries,
    entry_of,
    parse_link,
    parse_marker,
)
from safar.parsing.schema import show_value
from safar.parsing.yaml_text import Document
from safar.problems import Code, Problem, Severity

MAX_LISTED = 8
APOSTROPHES = "\u02bb\u02bc"
_QUOTED = re.compile("«[^»]*»")
_WORD = re.compile(r"[^\W\d_]+(?:[\u02bb\u02bc][^\W\d_]+)*")
_ABBREVIATION = re.compile("[A-Z]{2,5}")


class Asked(Struct, frozen=True):
    """A concept that is named somewhere; `form` is how names are written there."""

    name: str
    line: int
    form: str = "{}"


def check_glossary(sources: SiteSources) -> list[Problem]:
    """Everything that is wrong with the files of the glossary, and with what pages ask of it."""
    concepts = sources.concepts
    problems = list(check_concepts(concepts)) if concepts.path in sources.data else []
    for tag, texts in sources.texts.items():
        locale = sources.locales.get(tag)
        if locale is None or locale.generated_from:
            continue
        if texts.glossary.path in sources.data:
            problems += check_entries(texts.glossary)
        problems += _check_ids(concepts, texts.glossary)
        problems += _check_complete(sources, tag, texts.glossary)
        problems += _check_same(texts.glossary)
        problems += _check_avoided(texts.glossary)
        problems += _check_letters(locale, texts.glossary)
    for tag, pages in sources.pages.items():
        known = sources.texts[tag].glossary.value if tag in sources.texts else {}
        for page in pages.values():
            problems += _check_page(page, concepts, known)
    return problems


def _check_ids(concepts: Document, document: Document) -> Iterator[Problem]:
    for name in document.value if concepts.readable else ():
        if name not in concepts.value:
            yield _unknown(concepts, document.path, Asked(name, document.line(name)))


def _unknown(concepts: Document, path: str, asked: Asked) -> Problem:
    close = nearest(asked.name, concepts.value)
    hint = f"did you mean {asked.form.format(close)}?" if close else f"see {concepts.path}"
    message = f"the glossary has no concept {show_value(asked.name)}"
    return Problem(Code.TERM_UNKNOWN, path, asked.line, message, hint)


def _check_complete(sources: SiteSources, tag: str, document: Document) -> Iterator[Problem]:
    missing = [name for name in sources.concepts.value if name not in document.value]
    if not missing or not document.readable:
        return
    more = ", …" if len(missing) > MAX_LISTED else ""
    listed = ", ".join(missing[:MAX_LISTED]) + more
    message = f"no word in {tag} for {len(missing)} of the glossary: {listed}"
    path = document.path or f"{sources.root}/{tag}/_data/{FILE}"
    hint = f"{missing[0]}:, and below it, after two spaces, term: …"
    yield Problem(Code.TERM_MISSING, path, 0, message, hint, Severity.WARNING)


def _check_same(document: Document) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name in document.value:
        entry = entry_of(document, name)
        term = str(entry.get("term") or "").casefold()
        other = first.setdefault(term, name) if term else name
        pair = {entry.get("same_as"), entry_of(document, other).get("same_as")}
        if other != name and not pair & {name, other}:
            message = f"{name}: {other} has the same word {show_value(entry['term'])}"
            hint = f"write another one, or mark it: same_as: {other}"
            line = document.line(name, "term")
            yield Problem(Code.TERM_SAME, document.path, line, message, hint, Severity.WARNING)


def _check_avoided(document: Document) -> Iterator[Problem]:
    """Words to avoid that are right for another concept: no reader of words can tell."""
    terms = {str(entry_of(document, name).get("term")).casefold(): name for name in document.value}
    for name in document.value:
        words = entry_of(document, name).get("avoid")
        for word in words if isinstance(words, dict) else ():
            if word.casefold() in terms:
                other = terms[word.casefold()]
                message = f"{name}.avoid: {show_value(word)} is the word for {other}"
                hint = "move it to the note: where it is wrong, a word alone cannot tell"
                line = document.line(name, "avoid", word)
                yield Problem(Code.TERM_AVOID, document.path, line, message, hint, Severity.WARNING)


def _check_letters(locale: Locale, document: Document) -> Iterator[Problem]:
    if not locale.alphabet:
        return
    letters = {sign for _, forms in read_letters(locale.alphabet) for sign in "".join(forms)}
    letters |= set(APOSTROPHES)
    for name in document.value:
        for key in ("term", "definition"):
            text = str(entry_of(document, name).get(key) or "")
            if wrong := _foreign(text, letters):
                word, letter = map(show_value, wrong)
                message = f"{name}.{key}: {locale.name} has no {letter} as in {word}"
                hint = "type it again; a word of another language stands in «…»"
                line = document.line(name, key)
                yield Problem(Code.TERM_LETTERS, document.path, line, message, hint)


def _foreign(text: str, letters: Collection[str]) -> tuple[str, str] | None:
    """The first word with a letter that an alphabet lacks, and that letter."""
    for word in _WORD.findall(_QUOTED.sub(" ", text)):
        if _ABBREVIATION.fullmatch(word):
            continue
        for sign in word:
            if sign not in letters and sign.lower() not in letters:
                return word, sign
    return None


def _check_page(
    page: PageSource, concepts: Document, known: Mapping[str, object]
) -> Iterator[Problem]:
    for asked in _asked(page):
        if asked.name not in concepts.value:
            yield _unknown(concepts, page.path, asked)
        elif asked.name not in known:
            message = f"the glossary has no word in {page.locale} for {show_value(asked.name)}"
            hint = f"write it into docs/{page.locale}/_data/{FILE}"
            yield Problem(Code.TERM_MISSING, page.path, asked.line, message, hint)


def _asked(page: PageSource) -> Iterator[Asked]:
    """The concepts that a page names."""
    for link in page.scan.links:
        name = parse_link(link.target)
        if name is not None and ID.fullmatch(name) and not link.image:  # else told as an address
            yield Asked(name, link.line, "term:{}")
    for marker in page.scan.markers:
        name = parse_marker(marker.text)
        if name is not None:
            yield Asked(name, marker.line, "{{{{ term.{} }}}}")
