"""Interface texts, closed lists and formats: every locale says what the source locale says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from safar.language.format_tables import CATEGORIES, data_file, parse_formats
from safar.model.content import LocaleTexts
from safar.parsing.corrections import nearest
from safar.parsing.rules import Field, Items, Record, Table, Text
from safar.parsing.schema import check_value, name_of, show_value
from safar.parsing.yaml_text import Document, Keys
from safar.problems import Code, Problem

LENGTHS = {"months": 12, "weekdays": 7, "weekdays_short": 7}
CLOSED = Record(
    {
        "sections": Field(Table(Text()), required=True),
        "countries": Field(Items(Text("[A-Z]{2}", "two capital letters", "KG")), required=True),
        "icons": Field(Table(Text())),
        "origins": Field(Items(Text()), required=True),
        "destinations": Field(Items(Text()), required=True),
        "units": Field(Items(Text("[a-z_]+", "a name in a-z and _")), required=True),
        "kinds": Field(Items(Text("[a-z_]+", "a name in a-z and _"))),
        "services": Field(Items(Text("[a-z_]+", "a name in a-z and _"))),
        "tongues": Field(Items(Text("[a-z]{2,3}", "a language (ISO 639)", "uz"))),
        "short_codes": Field(Table(Items(Text("[0-9]{2,6}", "a number in quotes", '"112"')))),
        "urgent": Field(
            Items(Record({key: Field(Text(), required=True) for key in ("id", "page", "anchor")}))
        ),
    }
)

_PLACEHOLDER = re.compile(r"\{([^{}\s]*)\}")


def check_texts(source: LocaleTexts, texts: LocaleTexts, *, complete: bool = True) -> list[Problem]:
    """How the texts of a locale depart from those of the source locale.

    `complete` is False for a generated locale, whose files hold only what is written by hand.
    """
    forms = _plural_forms(texts.formats)
    problems: list[Problem] = []
    for ours, theirs in ((source.ui, texts.ui), (source.lists, texts.lists)):
        if ours.value and theirs.value:
            walk = _Comparison(theirs, source.locale, forms, complete=complete)
            problems += walk.compare(ours.value, theirs.value, ())
    return problems + (check_formats(texts.formats, texts.lists) if complete else [])


def check_formats(formats: Document, lists: Document) -> list[Problem]:
    """What is wrong with the formats file of one locale; `lists` belongs to the same locale."""
    if not formats.readable or not formats.value:
        return []
    files = [data_file(formats), data_file(lists)]
    _, problems = parse_formats("", files[0], files[1])
    return [problem for problem in problems if problem.path == formats.path]


def check_lists(lists: Document, source: LocaleTexts) -> list[Problem]:
    """The ids of the closed lists (`docs/_data/lists.yml`) against their source texts."""
    if not lists.readable or not lists.value:
        return []
    problems = check_value(lists, CLOSED)
    problems += [*_check_subsets(lists), *_check_urgent_texts(lists, source.ui)]
    if source.lists.readable and source.lists.value:
        for name in ("sections", "countries", "units", "kinds", "services", "tongues"):
            problems += _check_ids(lists, source.lists, name)
    return problems


def check_used(texts: LocaleTexts, used: Collection[str]) -> list[Problem]:
    """Interface texts that nothing asks for; `used` are the keys of templates and scripts."""
    problems = []
    for key in texts.strings:
        if key not in used:
            line = texts.ui.line(*key.split("."))
            message = f"{key}: no template asks for this text"
            problems.append(Problem(Code.TEXT_UNUSED, texts.ui.path, line, message, "delete it"))
    return problems


class _Comparison:
    """Walks the texts of one file beside those of the source locale."""

    def __init__(
        self, document: Document, source: str, forms: tuple[str, ...], *, complete: bool
    ) -> None:
        self.document = document
        self.source = source
        self.forms = forms
        self.complete = complete

    def compare(self, ours: Any, theirs: Any, keys: Keys) -> Iterator[Problem]:
        if _is_plural(ours):
            yield from self._plural(ours, theirs, keys)
        elif isinstance(ours, dict):
            yield from self._group(ours, theirs, keys)
        elif isinstance(ours, list):
            yield from self._list(ours, theirs, keys)
        else:
            yield from self._text(str(ours), theirs, keys)

    def _problem(self, code: Code, keys: Keys, message: str, hint: str = "") -> Problem:
        line = self.document.line(*keys)
        return Problem(code, self.document.path, line, f"{name_of(keys)}: {message}", hint)

    def _group(self, ours: dict[str, Any], theirs: Any, keys: Keys) -> Iterator[Problem]:
        if not isinstance(theirs, dict):
            message = f"expected a group of texts, received {show_value(theirs)}"
            yield self._problem(Code.YAML_TYPE, keys, message)
            return
        absent = [name for name in ours if name not in theirs]
        meant = {key: nearest(key, absent) for key in theirs if key not in ours}
        for key, value in ours.items():
            if key in theirs:
                yield from self.compare(value, theirs[key], (*keys, key))
            elif self.complete and key not in meant.values():
                yield from self._missing(value, (*keys, key))
        for key, close in meant.items():
            hint = f'did you mean "{close}"?' if close else "delete it"
            message = f"the source locale {self.source} has no such text"
            yield self._problem(Code.TEXT_UNUSED, (*keys, key), message, hint)

    def _missing(self, value: Any, keys: Keys) -> Iterator[Problem]:
        if isinstance(value, dict) and not _is_plural(value):
            for key, below in value.items():
                yield from self._missing(below, (*keys, key))
            return
        shown = value.get("other") if isinstance(value, dict) else value
        shown = ", ".join(map(str, shown)) if isinstance(shown, list) else shown
        hint = f"in {self.source}: {show_value(shown)}"
        yield self._problem(Code.TEXT_MISSING, keys, "the text is missing", hint)

    def _list(self, ours: list[Any], theirs: Any, keys: Keys) -> Iterator[Problem]:
        if not isinstance(theirs, list):
            message = f"expected a list, received {show_value(theirs)}"
            yield self._problem(Code.YAML_TYPE, keys, message)
            return
        expected = LENGTHS.get(str(keys[-1]), len(ours))
        if len(theirs) != expected:
            message = f"expected {expected} entries, received {len(theirs)}"
            yield self._problem(Code.TEXT_LENGTH, keys, message)
        for place, (mine, other) in enumerate(zip(ours, theirs, strict=False)):
            yield from self.compare(mine, other, (*keys, place))

    def _plural(self, ours: dict[str, Any], theirs: Any, keys: Keys) -> Iterator[Problem]:
        expected = ", ".join(self.forms)
        if not isinstance(theirs, dict):
            message = f"expected the plural forms {expected}, received {show_value(theirs)}"
            yield self._problem(Code.TEXT_PLURAL, keys, message)
            return
        for form in self.forms:
            if form in theirs:
                yield from self._text(str(ours["other"]), theirs[form], (*keys, form))
            else:
                hint = f"in {self.source}: {show_value(ours['other'])}"
                message = f'expected the plural forms {expected}, "{form}" is missing'
                yield self._problem(Code.TEXT_PLURAL, keys, message, hint)
        for form in theirs:
            if form not in self.forms:
                message = f"expected the plural forms {expected}, no number needs this one"
                yield self._problem(Code.TEXT_PLURAL, (*keys, form), message, "delete it")

    def _text(self, ours: str, theirs: Any, keys: Keys) -> Iterator[Problem]:
        hint = f"in {self.source}: {show_value(ours)}"
        if isinstance(theirs, (dict, list, bool)):
            message = f"expected a text, received {show_value(theirs)}"
            yield self._problem(Code.YAML_TYPE, keys, message, hint)
        elif theirs is None or not str(theirs).strip():
            yield self._problem(Code.TEXT_MISSING, keys, "the text is empty", hint)
        else:
            yield from self._placeholders(ours, str(theirs), keys, hint)

    def _placeholders(self, ours: str, theirs: str, keys: Keys, hint: str) -> Iterator[Problem]:
        expected = set(_PLACEHOLDER.findall(ours))
        received = set(_PLACEHOLDER.findall(theirs))
        if len(expected - received) == len(received - expected) == 1:
            wanted, found = (expected - received).pop(), (received - expected).pop()
            message = f"expected {{{wanted}}}, received {{{found}}} in {show_value(theirs)}"
            hint += "; names in { } are not translated"
            yield self._problem(Code.TEXT_PLACEHOLDER, keys, message, hint)
            return
        for name in sorted(expected - received):
            message = f"expected {{{name}}} in {show_value(theirs)}"
            yield self._problem(Code.TEXT_PLACEHOLDER, keys, message, hint)
        for name in sorted(received - expected):
            message = f"nothing fills in {{{name}}} in {show_value(theirs)}"
            yield self._problem(Code.TEXT_PLACEHOLDER, keys, message, hint)


def _is_plural(value: Any) -> bool:
    return isinstance(value, dict) and "other" in value and set(value) <= set(CATEGORIES)


def _plural_forms(formats: Document) -> tuple[str, ...]:
    rules = formats.get("plural")
    named = [form for form in CATEGORIES if isinstance(rules, dict) and form in rules]
    return (*[form for form in named if form != "other"], "other")


def _check_subsets(lists: Document) -> Iterator[Problem]:
    countries = lists.get("countries")
    known = countries if isinstance(countries, list) else []
    for name in ("origins", "destinations"):
        codes = lists.get(name)
        for place, code in enumerate(codes if isinstance(codes, list) else []):
            if code not in known:
                message = f"{name}: expected a code of countries, received {show_value(code)}"
                line = lists.line(name, place)
                yield Problem(Code.YAML_VALUE, lists.path, line, message)


def _check_ids(lists: Document, texts: Document, name: str) -> Iterator[Problem]:
    ids, named = lists.get(name), texts.get(name)
    if not isinstance(ids, (list, dict)) or not isinstance(named, dict):
        return
    for key in ids:
        if key not in named:
            message = f'{name}: no text for "{key}" of {lists.path}'
            yield Problem(Code.TEXT_MISSING, texts.path, texts.line(name), message)
    for key in named:
        if key not in ids:
            message = f'{name}.{key}: "{key}" is not in {lists.path}'
            yield Problem(Code.TEXT_UNUSED, texts.path, texts.line(name, key), message)


def _check_urgent_texts(lists: Document, ui: Document) -> Iterator[Problem]:
    urgent = lists.get("urgent")
    for entry in urgent if ui.readable and ui.value and isinstance(urgent, list) else []:
        name = entry.get("id") if isinstance(entry, dict) else None
        if name and not ui.get("urgent", str(name)):
            message = f'urgent: no text for "{name}" of {lists.path}'
            yield Problem(Code.TEXT_MISSING, ui.path, ui.line("urgent"), message)
