"""The glossary: concepts in `docs/_data/glossary.yml`, their words in `docs/<locale>/_data`.

One concept has one term in each language. Pages show what it means: `[any words](term:patent)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from safar.parsing.facts import ID
from safar.parsing.rules import Field, Flag, Items, Record, Rule, Table, Text, Url
from safar.parsing.schema import check_value, show_value
from safar.parsing.yaml_text import Document
from safar.problems import Code, Problem

FILE = "glossary.yml"
PREFIX = "term:"  # the scheme of a link to what a word means
MARKER = "term."  # what {{ term.patent }} starts with
ANY_END = "*"
SHORTEST = 4  # letters before it: fewer begin too many words
EXAMPLE = "gastarbayter*"
_LETTERS = "[\\w\u02bb\u02bc]"
_LETTER = re.compile(_LETTERS)
CONCEPT = Record({"russian": Field(Text(), required=True), "note": Field(Text())})
SEEN = Record({"url": Field(Url(), required=True), "text": Field(Text(), required=True)})
FREE: Mapping[str, Rule] = {
    "definition": Text(),
    "variants": Items(Text()),
    "avoid": Table(Text()),
    "note": Text(),
    "source": Url(),
    "seen_as": Text(),
    "partly_seen": SEEN,
    "unsourced": Flag(),
    "same_as": Text(),
}
ENTRY = Record(
    {"term": Field(Text(), required=True), **{key: Field(rule) for key, rule in FREE.items()}}
)


class Avoided(Struct, frozen=True):
    """A word that is wrong in a language, what to write instead, and why."""

    word: str
    term: str
    reason: str


class Term(Struct, frozen=True):
    """The word of one language for a concept; `definition` is "" where nobody wrote one."""

    term: str
    definition: str = ""


class Glossary(Struct, frozen=True):
    """`russian` is the word on papers by concept, `terms` those of every locale by concept."""

    russian: Mapping[str, str]
    terms: Mapping[str, Mapping[str, Term]]


NO_GLOSSARY = Glossary({}, {})


def check_concepts(document: Document) -> Iterator[Problem]:
    """What is wrong with the file that all languages share."""
    yield from _check_file(document, CONCEPT)
    for name in document.value:
        if not ID.fullmatch(name):
            message = f"expected an id in a-z, 0-9 and _, received {show_value(name)}"
            hint = "write it in English: migration_card"
            yield Problem(Code.TERM_ID, document.path, document.line(name), message, hint)


def check_entries(document: Document) -> Iterator[Problem]:
    """What is wrong with the file of one language by itself."""
    yield from _check_file(document, ENTRY)
    for name, entry in document.value.items():
        if not isinstance(entry, dict):
            continue
        claims = [key for key in ("source", "partly_seen", "unsourced") if entry.get(key)]
        if len(claims) > 1:
            message = f"{name}: {' and '.join(claims)} cannot both be true"
            line = document.line(name, claims[-1])
            yield Problem(Code.TERM_SOURCE, document.path, line, message, "keep one of them")
        words = entry.get("avoid")
        for word in words if isinstance(words, dict) else ():
            if not _is_avoidable(word):
                message = f"{name}.avoid: expected a word, received {show_value(word)}"
                line = document.line(name, "avoid", word)
                hint = f"write all of it, or {SHORTEST} letters or more before the sign: {EXAMPLE}"
                yield Problem(Code.TERM_AVOID, document.path, line, message, hint)


def _check_file(document: Document, rule: Record) -> Iterator[Problem]:
    if document.readable and not document.value:
        message = "expected words of the glossary, the file is empty"
        hint = "write an entry, or delete the file"
        yield Problem(Code.YAML_MISSING, document.path, 1, message, hint)
    yield from check_value(document, Table(rule))


def _is_avoidable(word: str) -> bool:
    stem, sign, rest = word.partition(ANY_END)
    whole = bool(stem.strip()) and not sign
    return whole or (not rest and len(stem.strip()) >= SHORTEST)


def make_glossary(concepts: Document, entries: Mapping[str, Document]) -> Glossary:
    """The glossary without its broken entries; generated locales come as any other."""
    russian = {name: entry_of(concepts, name).get("russian") for name in concepts.value}
    return Glossary(
        {name: str(word) for name, word in russian.items() if word},
        {tag: _make_terms(document) for tag, document in entries.items()},
    )


def _make_terms(document: Document) -> dict[str, Term]:
    entries = ((name, entry_of(document, name)) for name in document.value)
    return {
        name: Term(str(entry["term"]), str(entry.get("definition") or ""))
        for name, entry in entries
        if entry.get("term")
    }


def avoided_words(document: Document) -> tuple[Avoided, ...]:
    """The words that a language avoids; those of broken entries are left out."""
    return tuple(
        Avoided(word, str(entry.get("term")), str(reason))
        for entry in document.value.values()
        if isinstance(entry, dict) and isinstance(entry.get("avoid"), dict)
        for word, reason in entry["avoid"].items()
        if _is_avoidable(word)
    )


def find_avoided(text: str, words: tuple[Avoided, ...]) -> Iterator[tuple[int, str, Avoided]]:
    """Where a text has a word that is to be avoided, as (offset, what stands there, the word).

    Of two that begin in one place the longer one is told, and nothing inside another one.
    """
    small = text.replace("\u0130", "i").lower()  # the one capital that gets longer
    found = sorted(
        (match.start(), -match.end(), number)
        for number, (start, pattern) in enumerate(_patterns(words))
        if start in small
        for match in pattern.finditer(small)
        if not match.start() or not _LETTER.match(small, match.start() - 1)
    )
    end = 0
    for start, minus_end, number in found:
        if start >= end:
            end = -minus_end
            yield start, text[start:end], words[number]


@lru_cache(maxsize=32)
def _patterns(words: tuple[Avoided, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What each word begins with, which is looked for first, and the expression for all of it."""
    small = [word.word.lower() for word in words]
    return tuple((each.rstrip(ANY_END).split()[0], re.compile(_expression(each))) for each in small)


def _expression(word: str) -> str:
    stem = r"\s+".join(map(re.escape, word.rstrip(ANY_END).split()))
    return f"{stem}{_LETTERS}*" if word.endswith(ANY_END) else f"{stem}(?!{_LETTERS})"


def parse_link(target: str) -> str | None:
    """The concept that a link asks for: `term:patent`; None for a link to anywhere else."""
    return target.removeprefix(PREFIX) if target.startswith(PREFIX) else None


def parse_marker(text: str) -> str | None:
    """The concept whose term a marker asks for: `term.patent`; None if it asks for no term."""
    return text.removeprefix(MARKER) if text.startswith(MARKER) else None


def link_targets(targets: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """The concepts of links, given as (target, is an image), each once, in order."""
    names = (None if image else parse_link(target) for target, image in targets)
    return tuple(dict.fromkeys(name for name in names if name is not None))


def entry_of(document: Document, name: str) -> Mapping[str, Any]:
    """An entry of a file, `{}` if it is broken."""
    entry = document.value.get(name)
    return entry if isinstance(entry, dict) else {}
