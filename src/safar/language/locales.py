"""The locale table: which languages the portal speaks and what stands in for a missing text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from msgspec import Struct

from safar.language.alphabet import PATTERN, repeated_letters
from safar.language.letters import Spelling
from safar.parsing.corrections import nearest
from safar.parsing.rules import Choice, Field, Items, Record, Text
from safar.parsing.schema import check_value
from safar.parsing.yaml_text import Document
from safar.problems import Code, Problem

TAG = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{5,8})*"


class Direction(Enum):
    """Where lines start; the values are those of the HTML attribute `dir`."""

    LTR = "ltr"
    RTL = "rtl"


class Locale(Struct, frozen=True):
    """One language in one script; `tag` is its BCP 47 tag and its folder in docs/.

    `fallback` names where a missing text is taken from, in order; it is empty for the source
    locale only. `generated_from` names the locale whose texts are rewritten into this one.
    `alphabet` is `""` where the order of Unicode will do.
    """

    tag: str
    name: str
    iso639_3: str
    script: str
    direction: Direction
    fallback: tuple[str, ...]
    analyser: str
    generated_from: str | None = None
    alphabet: str = ""

    @property
    def is_source(self) -> bool:
        """True for the locale that all others are translated from."""
        return not self.fallback


@dataclass(frozen=True, slots=True)
class LocaleTable(Mapping[str, Locale]):
    """Tag to locale in the order of the table: `all` hold texts, the tags in `built` are shown."""

    all: Mapping[str, Locale] = field(default_factory=dict)
    built: tuple[str, ...] = ()

    def __getitem__(self, tag: str) -> Locale:
        return self.all[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    @property
    def source(self) -> Locale:
        """The locale that all others are translated from. Raises LookupError in a broken table."""
        for locale in self.all.values():
            if locale.is_source:
                return locale
        raise LookupError("no locale without a fallback")

    @property
    def source_tag(self) -> str:
        """The tag of the source locale, `""` in a broken table."""
        return next((tag for tag, locale in self.all.items() if locale.is_source), "")

    @property
    def spellings(self) -> dict[str, Spelling]:
        """What the words of each locale are checked against."""
        return {
            tag: Spelling(tag, locale.script, locale.alphabet) for tag, locale in self.all.items()
        }

    def chain(self, tag: str) -> tuple[str, ...]:
        """A locale and where its missing texts are taken from: `("ky", "ru", "en")`."""
        return (tag, *self.all[tag].fallback)

    def subset(self, tags: Collection[str]) -> LocaleTable:
        """The same texts, shown in fewer locales; chains still pass through the dropped ones."""
        return LocaleTable(self.all, tuple(tag for tag in self.all if tag in tags))


def parse_locales(document: Document) -> tuple[LocaleTable, list[Problem]]:
    """The locale table of `languages.yml`.

    An entry with mistakes stays in it, mended, so that its pages are still checked; only what
    cannot be a tag is left out.
    """
    problems = list(document.problems)
    good: list[str] = []
    for tag in document.value:
        found = _check_shape(document, tag)
        problems += found
        good += [] if found else [tag]
    for tag in good:
        problems += _check_entry(document, tag)
    if document.readable:
        problems += _check_source(document)
    tags = [tag for tag in document.value if re.fullmatch(TAG, tag)]
    locales = {tag: _make_locale(document, tag, tags) for tag in tags}
    return LocaleTable(locales, tuple(locales)), problems


def parse_subset(table: LocaleTable, text: str) -> tuple[LocaleTable, list[Problem]]:
    """The table for `--locales ky,ru`: unknown tags are problems, an empty text means all."""
    wanted = [tag.strip() for tag in text.split(",") if tag.strip()]
    problems = [_unknown_locale(table, tag) for tag in wanted if tag not in table]
    known = [tag for tag in wanted if tag in table]
    return (table.subset(known) if known else table), problems


def _unknown_locale(table: LocaleTable, tag: str) -> Problem:
    message = f'expected tags of the locale table, received "{tag}"'
    close = nearest(tag, table)
    hint = f'did you mean "{close}"?' if close else "known locales: " + ", ".join(table)
    return Problem(Code.LOCALE_TAG, "--locales", 0, message, hint)


def _entry_rule(document: Document) -> Record:
    tag = Choice(list(document.value))
    return Record(
        {
            "name": Field(Text(), required=True),
            "iso639_3": Field(Text("[a-z]{3}", "three letters of ISO 639-3", "uzb"), required=True),
            "script": Field(
                Text("[A-Z][a-z]{3}", "four letters of ISO 15924", "Cyrl"), required=True
            ),
            "direction": Field(Choice([direction.value for direction in Direction]), required=True),
            "fallback": Field(Items(tag), required=True),
            "analyser": Field(Text(), required=True),
            "alphabet": Field(Text(PATTERN, "letters with spaces between them", "A B C Sh Í/ı")),
            "generated_from": Field(tag),
        }
    )


def _check_shape(document: Document, tag: str) -> list[Problem]:
    """What is wrong with one entry by itself: its tag, its keys and their values."""
    entry = Document(document.path, {tag: document.value[tag]}, document.lines)
    problems = check_value(entry, Record({tag: Field(_entry_rule(document))}))
    problems += _check_letters(document, tag)
    if re.fullmatch(TAG, tag):
        return problems
    message = f'expected a BCP 47 tag such as uz or uz-Cyrl, received "{tag}"'
    hint = "the tag is the name of the folder too"
    return [*problems, Problem(Code.LOCALE_TAG, document.path, document.line(tag), message, hint)]


def _check_letters(document: Document, tag: str) -> list[Problem]:
    letters = document.get(tag, "alphabet")
    line = document.line(tag, "alphabet")
    return [
        Problem(
            Code.YAML_VALUE,
            document.path,
            line,
            f'{tag}.alphabet: the letter "{letter}" stands there twice',
            "delete one; two forms of one letter are written Í/ı",
        )
        for letter in (repeated_letters(letters) if isinstance(letters, str) else ())
    ]


def _check_entry(document: Document, tag: str) -> list[Problem]:
    """What a single look at the entry cannot tell: loops, and chains that end nowhere."""
    chain = document.get(tag, "fallback")
    found: list[tuple[str, str, str]] = []
    if tag in chain:
        found.append(("fallback", f'"{tag}" falls back to itself', "delete it from the list"))
    for other in chain:
        if other != tag and tag in _fallback_of(document, other):
            found.append(("fallback", f'"{tag}" and "{other}" fall back to each other', ""))
    has_source = len(_sources(document)) == 1
    ends = _fallback_of(document, chain[-1]) if chain and has_source else []
    if ends:
        hint = f"add {ends[-1]} at the end"
        message = (
            f'expected a chain that ends with the source locale, received "{chain[-1]}" as its end'
        )
        found.append(("fallback", message, hint))
    origin = document.get(tag, "generated_from")
    if origin == tag or (origin and document.get(origin, "generated_from")):
        found.append(("generated_from", f'"{origin}" has no texts of its own', ""))
    return [
        Problem(
            Code.LOCALE_CHAIN, document.path, document.line(tag, key), f"{tag}.{key}: {text}", hint
        )
        for key, text, hint in found
    ]


def _fallback_of(document: Document, tag: str) -> list[str]:
    chain = document.get(tag, "fallback")
    return chain if isinstance(chain, list) else []


def _sources(document: Document) -> list[str]:
    return [tag for tag in document.value if document.get(tag, "fallback") == []]


def _check_source(document: Document) -> list[Problem]:
    sources = _sources(document)
    if len(sources) == 1:
        return []
    received = ", ".join(sources) if sources else "none"
    message = f"expected one locale with an empty fallback (the source), received {received}"
    line = document.line(sources[1], "fallback") if sources else 1
    hint = "only the source locale has fallback: []"
    return [Problem(Code.LOCALE_CHAIN, document.path, line, message, hint)]


def _make_locale(document: Document, tag: str, tags: list[str]) -> Locale:
    value = document.value[tag]
    entry: dict[str, Any] = value if isinstance(value, dict) else {}
    direction = entry.get("direction")
    chain = tuple(step for step in _fallback_of(document, tag) if step in tags and step != tag)
    if "fallback" not in entry or entry["fallback"] != []:
        chain = chain or tuple(step for step in _sources(document)[:1] if step != tag)
    return Locale(
        tag=tag,
        name=str(entry.get("name") or tag),
        iso639_3=str(entry.get("iso639_3") or ""),
        script=str(entry.get("script") or ""),
        direction=Direction.RTL if direction == Direction.RTL.value else Direction.LTR,
        fallback=chain,
        analyser=str(entry.get("analyser") or tag),
        generated_from=entry.get("generated_from"),
        alphabet=str(entry.get("alphabet") or ""),
    )
