"""Front matter: the block between two --- lines that says what a page is, checked and typed."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import lru_cache
from sys import intern
from typing import Any

from msgspec import Struct

from safar.parsing.acceptance import Acceptor, make_acceptor
from safar.parsing.directory import directory_rule
from safar.parsing.rules import Choice, Day, Field, Flag, Items, PartialDay, Record, Text, Url
from safar.parsing.schema import META_CODES, check_value, parse_day, show_value
from safar.parsing.tools import Tool
from safar.parsing.yaml_text import Document, parse_yaml
from safar.problems import Code, Problem, Severity, has_errors

MAX_DESCRIPTION = 160
MAX_RULES = 8  # remembered: one portal has one
COUNTRY_HINT = "two capital letters for a country: [RU] is Russia, [KZ, TR] Kazakhstan and Turkey"

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_CLOSING = re.compile(r"\n---[ \t]*$", re.MULTILINE)  # quick to look for: it begins with a letter
# What word processors make of ---, and a heading that only the text of a page has.
_NEARLY_FENCE = re.compile(r"^[ \t]*[-–—_=]+[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{2,6}[ \t]*[^#\s].*$", re.MULTILINE)


class Danger(Enum):
    """How much a reader loses by a mistake in the page; a high one needs sources."""

    LOW = "low"
    HIGH = "high"


class Status(Enum):
    """How far a translation is: a draft that nobody checked, or read by a second person."""

    DRAFT = "draft"
    REVIEWED = "reviewed"


class Source(Struct, frozen=True):
    """Where a fact is from; `date` is YYYY, YYYY-MM, YYYY-MM-DD or `undated`."""

    title: str
    url: str
    date: str


class Translation(Struct, frozen=True):
    """Who translated a page, from which locale and when."""

    status: Status
    by: str
    date: date
    source: str


class Meta(Struct, frozen=True):
    """What a page says about itself. Empty `countries` or `audience` means all."""

    title: str
    description: str
    checked: date
    danger: Danger
    valid_until: date | None = None
    sources: tuple[Source, ...] = ()
    countries: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    sensitive: bool = False
    tool: Tool | None = None
    directory: str = ""  # what it shows of it, see `safar.parsing.directory`
    translation: Translation | None = None
    until_line: int = 0  # where valid_until stands in the file


class PageRules(Struct, frozen=True):
    """What front matter is checked against: country codes, locale tags, the source locale's tag.

    What could not be read is empty and is not checked against: an empty `source` asks for no
    translation, empty `countries` accept every code.
    """

    countries: frozenset[str]
    tags: frozenset[str]
    source: str


class FrontMatter(Struct, frozen=True):
    """A page taken apart: `meta` is None if it has errors, `body_line` is the body's first line.

    Without a closing line nobody can tell where the body starts: then `body` is empty.
    """

    meta: Meta | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]


def parse_front_matter(text: str, path: str, locale: str, rules: PageRules) -> FrontMatter:
    """The front matter and the body of a page's text (with or without a BOM, any line ends)."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        return FrontMatter(None, "", 1, (_empty(path),))
    opened = _FENCE.match(text)
    if not opened:
        return FrontMatter(None, text, 1, (_no_front_matter(path, text),))
    closed = _CLOSING.search(text, opened.end())
    if not closed:
        return FrontMatter(None, "", 2, (_unterminated(path, text),))
    inside = text[opened.end() + 1 : closed.start() + 1]
    body_line = text.count("\n", 0, closed.end()) + 2
    document = parse_yaml(inside, path, first_line=2)
    if not document.readable and _HEADING.search(inside):
        return FrontMatter(None, "", 2, (_unterminated(path, text),))
    problems = [*document.problems, *check_meta(document, locale, rules)]
    broken = not document.readable or has_errors(problems)
    meta = None if broken else _make_meta(document.value, document.line("valid_until"))
    return FrontMatter(meta, text[closed.end() + 1 :], body_line, tuple(problems))


def _empty(path: str) -> Problem:
    hint = "write the page, or delete the file: readers then get the page in the next language"
    return Problem(Code.META_MISSING, path, 1, "expected a page, the file is empty", hint)


def _no_front_matter(path: str, text: str) -> Problem:
    received = show_value(text.split("\n", 1)[0])
    message = f"the front matter is missing: expected --- in the first line, received {received}"
    hint = "copy the first block of another page, from --- to ---, and change its lines"
    return Problem(Code.META_MISSING, path, 1, message, hint)


def _unterminated(path: str, text: str) -> Problem:
    """Where the closing line should stand: something like it, the line before the first heading."""
    hint = "write three hyphens --- in a line of their own before the text"
    start = text.index("\n") + 1 if "\n" in text else len(text)
    nearly, heading = _NEARLY_FENCE.search(text, start), _HEADING.search(text, start)
    if (
        nearly
        and not _FENCE.match(nearly[0])
        and not (heading and heading.start() < nearly.start())
    ):
        line = text.count("\n", 0, nearly.start()) + 1
        message = f"front matter: expected the closing line ---, received {show_value(nearly[0])}"
        return Problem(Code.META_MISSING, path, line, message, hint)
    message = "the front matter that starts here has no closing line ---"
    if heading:
        message += f" before the text in line {text.count(chr(10), 0, heading.start()) + 1}"
    return Problem(Code.META_MISSING, path, 1, message, hint)


def check_meta(document: Document, locale: str, rules: PageRules) -> list[Problem]:
    """Everything that is wrong with front matter of a page of one locale."""
    if not document.readable:
        return []
    rule, accept = _page_rule(rules)
    problems = [] if accept(document.value) else check_value(document, rule, META_CODES)
    problems += _check_description(document)
    problems += _check_validity(document)
    problems += _check_sources(document)
    problems += _check_translation(document, locale, rules)
    return problems


@lru_cache(MAX_RULES)
def _page_rule(rules: PageRules) -> tuple[Record, Acceptor]:
    country = Items(Choice(rules.countries, COUNTRY_HINT) if rules.countries else Text())
    source = {"title": Text(), "url": Url(), "date": PartialDay()}
    translation = {
        "status": Choice([status.value for status in Status]),
        "by": Text(),
        "date": Day(),
        "source": Choice(rules.tags) if rules.tags else Text(),
    }
    rule = Record(
        {
            "title": Field(Text(), required=True),
            "description": Field(Text(), required=True),
            "checked": Field(Day(), required=True),
            "danger": Field(Choice([danger.value for danger in Danger]), required=True),
            "valid_until": Field(Day()),
            "sources": Field(Items(_all_required(source))),
            "countries": Field(country),
            "audience": Field(country),
            "sensitive": Field(Flag()),
            "tool": Field(Choice([tool.value for tool in Tool])),
            "directory": Field(directory_rule(rules.countries)),
            "translation": Field(_all_required(translation)),
        }
    )
    return rule, make_acceptor(rule)


def _all_required(rules: dict[str, Any]) -> Record:
    return Record({name: Field(rule, required=True) for name, rule in rules.items()})


def _check_description(document: Document) -> list[Problem]:
    text = document.get("description")
    if not isinstance(text, str) or len(text) <= MAX_DESCRIPTION:
        return []
    message = f"description: expected at most {MAX_DESCRIPTION} characters, received {len(text)}"
    hint = "say in one sentence what the reader learns"
    line = document.line("description")
    return [Problem(Code.META_VALUE, document.path, line, message, hint, Severity.WARNING)]


def _check_validity(document: Document) -> list[Problem]:
    checked = parse_day(str(document.get("checked")))
    until = parse_day(str(document.get("valid_until")))
    if not checked or not until or until >= checked:
        return []
    message = f"valid_until: expected a day not before checked ({checked}), received {until}"
    hint = "look at both years; facts that ran out must be checked again: a new checked: date"
    return [Problem(Code.META_DATE, document.path, document.line("valid_until"), message, hint)]


def _check_sources(document: Document) -> list[Problem]:
    if document.get("danger") != Danger.HIGH.value or document.get("sources"):
        return []
    message = "sources: a page with danger: high needs at least one source"
    hint = "add sources: and below it - {title: …, url: https://example.org/page, date: 2026-11-23}"
    return [Problem(Code.META_SOURCE, document.path, document.line("danger"), message, hint)]


def _check_translation(document: Document, locale: str, rules: PageRules) -> list[Problem]:
    present = document.get("translation") is not None
    line = document.line("translation")
    if locale == rules.source:
        message = f"translation: {locale} is the source locale, its pages are no translations"
        return (
            [Problem(Code.META_KEY, document.path, line, message, "delete it")] if present else []
        )
    if "translation" not in document.value and rules.source:
        example = f"status: draft, by: …, date: 2026-11-23, source: {rules.source}"
        hint = f"add a line translation: {{{example}}}"
        message = 'the key "translation" is missing'
        return [Problem(Code.META_MISSING, document.path, line, message, hint)]
    if document.get("translation", "source") != locale:
        return []
    line = document.line("translation", "source")
    message = (
        f'translation.source: expected another locale than the page\'s own, received "{locale}"'
    )
    return [Problem(Code.META_VALUE, document.path, line, message, f"write source: {rules.source}")]


def _make_meta(value: dict[str, Any], until_line: int) -> Meta:
    """The record of a mapping that has passed all checks."""
    until = value.get("valid_until")
    translation = value.get("translation")
    return Meta(
        title=value["title"],
        description=value["description"],
        checked=_day(value["checked"]),
        danger=Danger(value["danger"]),
        valid_until=_day(until) if until else None,
        sources=tuple(
            Source(each["title"], each["url"], intern(str(each["date"])))
            for each in value.get("sources") or ()
        ),
        countries=_codes(value.get("countries")),
        audience=_codes(value.get("audience")),
        sensitive=value.get("sensitive", False),
        tool=Tool(value["tool"]) if value.get("tool") else None,
        directory=value.get("directory") or "",
        translation=_make_translation(translation) if translation else None,
        until_line=until_line if until else 0,
    )


def _codes(value: list[Any] | None) -> tuple[Any, ...]:
    """Codes as they are; a list of countries that is wrong itself may allow numbers."""
    return tuple(intern(code) if isinstance(code, str) else code for code in value or ())


def _day(text: str) -> date:
    """A day that was checked; pages with the same day share it."""
    day = parse_day(text)
    assert day is not None, "days are checked before a record is made"
    return day


def _make_translation(value: dict[str, Any]) -> Translation:
    return Translation(
        status=Status(value["status"]),
        by=intern(value["by"]),
        date=_day(value["date"]),
        source=intern(value["source"]),
    )
