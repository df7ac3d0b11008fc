"""YAML as editors write it: plain values, the line of every key, and what is wrong, as values.

A reader of its own stands on the parser's events, because PyYAML's loaders turn `no` into False
and `2026-11-23` into a date, keep the last of two equal keys without a word, follow references
and forget lines. Here texts and dates stay texts, booleans are `true` and `false` only, and
references and tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from msgspec import Struct, field

from safar.parsing.plain_yaml import read_plain, resolve_plain
from safar.problems import Code, Problem

MAX_DEPTH = 20

Keys = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_QUOTE = 'put the text in double quotes: title: "Work: what to know"'
_COLON = "a second colon in one line, or a line that is indented too far"
_INDENT = "put keys of one level in one column; a text that holds ' or : stands in double quotes"
_PAIR = re.compile(r"\s*(?:- )?([\w-]+):([ \u00a0]*)(\S.*)")
# What the parser says, and what an editor can do about it; the first match wins.
_EXPLAINED = (
    ("mapping values are not allowed", _COLON, _QUOTE),
    ("could not find expected ':'", 'expected "key: value"', _INDENT),
    ("while scanning a quoted scalar", "a quotation mark that is never closed", _QUOTE),
    ("alphabetic or numeric character", "a text that starts with * or &", _QUOTE),
    ("cannot start any token", "a text that starts with a reserved sign (@ or `)", _QUOTE),
    ("a block collection", "expected a key in the same column as the ones above", _INDENT),
    ("a block mapping", "expected a key in the same column as the ones above", _INDENT),
    ("a flow node", "a list [ or a brace { that is never closed", "close it: [UZ, TJ]"),
    ("a flow sequence", "a list [ ... ] that is never closed", "close it: [UZ, TJ]"),
    ("a flow mapping", "a brace { that is never closed", _QUOTE),
)


class Document(Struct, frozen=True):
    """One YAML text: `value` is `{}` unless `readable`; lines count from 1 in the file.

    Values are dict, list, str, int, bool and None; keys are always texts.
    """

    path: str
    value: dict[str, Any] = field(default_factory=dict)
    lines: Mapping[Keys, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    readable: bool = True

    def line(self, *keys: str | int) -> int:
        """The line of a key or list item: `line("sources", 0, "url")`; else of what holds it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 0)

    def get(self, *keys: str | int) -> Any:
        """The value at a path of keys, or None where there is none."""
        found: Any = self.value
        for key in keys:
            if isinstance(found, dict):
                found = found.get(str(key))
            elif isinstance(found, list) and isinstance(key, int) and key < len(found):
                found = found[key]
            else:
                return None
        return found


def parse_yaml(
    text: str, path: str, first_line: int = 1, *, only: tuple[str, ...] = ()
) -> Document:
    """The mapping in a YAML text. With `only`, other top-level keys are skipped unread."""
    text = text.removeprefix("\ufeff")
    if broken := _UNPRINTABLE.search(text):
        line = first_line + text.count("\n", 0, broken.start())
        sign = f"a control character (U+{ord(broken[0]):04X})"
        return _unreadable(Problem(Code.YAML_SYNTAX, path, line, sign, "delete it"))
    if not only and (plain := read_plain(text, first_line)):
        return Document(path, *plain)
    reader = _Reader(path, first_line, only)
    try:
        value = reader.read_document(text)
    except yaml.YAMLError as error:
        return _unreadable(_explain(error, text, path, first_line), *reader.problems)
    except _UnreadableError as stop:
        return _unreadable(stop.problem, *reader.problems)
    return Document(path, value, reader.lines, tuple(reader.problems))


def _unreadable(*problems: Problem) -> Document:
    return Document(problems[0].path, {}, {}, problems, readable=False)


class _UnreadableError(Exception):
    """Leaves the nested reader; never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Reader:
    """Builds values from parser events; holds the lines and problems of one text."""

    def __init__(self, path: str, first_line: int, only: tuple[str, ...]) -> None:
        self.path = path
        self.first_line = first_line
        self.only = only
        self.lines: dict[Keys, int] = {}
        self.problems: list[Problem] = []
        self.events: Iterator[Any] = iter(())

    def read_document(self, text: str) -> dict[str, Any]:
        self.events = iter(yaml.parse(text, Loader=_LOADER))
        next(self.events)  # stream start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise self._stop(None, Code.YAML_TYPE, 'expected "key: value" lines, found none')
        start = next(self.events)
        if not isinstance(start, yaml.MappingStartEvent):
            kind = "a list" if isinstance(start, yaml.SequenceStartEvent) else "a single value"
            raise self._stop(start, Code.YAML_TYPE, f'expected "key: value" lines, received {kind}')
        value: dict[str, Any] = self._value(start, ())
        next(self.events)  # document end
        extra = next(self.events)
        if not isinstance(extra, yaml.StreamEndEvent):
            raise self._stop(extra, Code.YAML_SYNTAX, "a second document starts here (---)")
        return value

    def _line(self, event: Any) -> int:
        return self.first_line + (event.start_mark.line if event else 0)

    def _add(self, event: Any, code: Code, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code, self.path, self._line(event), message, hint))

    def _stop(self, event: Any, code: Code, message: str, hint: str = "") -> _UnreadableError:
        return _UnreadableError(Problem(code, self.path, self._line(event), message, hint))

    def _value(self, event: Any, keys: Keys) -> Any:
        self.lines.setdefault(keys, self._line(event))
        if isinstance(event, yaml.AliasEvent):
            self._add(
                event, Code.YAML_SYNTAX, f"a reference *{event.anchor} is not used here", _QUOTE
            )
            return None
        if event.anchor:
            self._add(
                event, Code.YAML_SYNTAX, f"an anchor &{event.anchor} is not used here", _QUOTE
            )
        if event.tag and event.tag != "!":
            self._add(
                event, Code.YAML_SYNTAX, f"a tag {_short_tag(event.tag)} is not used here", _QUOTE
            )
        if isinstance(event, yaml.ScalarEvent):
            return _resolve(event)
        if len(keys) >= MAX_DEPTH:
            raise self._stop(event, Code.YAML_SYNTAX, f"nested more than {MAX_DEPTH} levels deep")
        is_list = isinstance(event, yaml.SequenceStartEvent)
        return self._sequence(keys) if is_list else self._mapping(keys)

    def _sequence(self, keys: Keys) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*keys, len(items))))
        return items

    def _mapping(self, keys: Keys) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._stop(
                    event, Code.YAML_SYNTAX, "expected a key, received a list or braces", _QUOTE
                )
            if self.only and not keys and event.value not in self.only:
                self._skip(next(self.events))
            else:
                self._pair(event, keys, found)
        return found

    def _pair(self, event: Any, keys: Keys, found: dict[str, Any]) -> None:
        key = event.value
        place = (*keys, key)
        if key not in found:
            self.lines[place] = self._line(event)
            found[key] = self._value(next(self.events), place)
            return
        first = self.lines[place]
        message = f'the key "{key}" stands here again, first in line {first}'
        self._add(event, Code.YAML_DUPLICATE, message, "keep one of the two")
        lines, self.lines = self.lines, {}
        self._value(next(self.events), place)
        self.lines = lines

    def _skip(self, event: Any) -> None:
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if not depth:
                return
            event = next(self.events)


def _resolve(event: Any) -> Any:
    text = event.value
    if event.style or not event.implicit[0]:
        return text
    return resolve_plain(text)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _explain(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """One clear line for a parser error: where it starts and what to write instead."""
    context = str(getattr(error, "context", "") or "")
    said = str(getattr(error, "problem", "") or "not readable as YAML")
    opened = "quoted scalar" in context or "flow" in context or "simple key" in context
    mark = (getattr(error, "context_mark", None) if opened else None) or getattr(
        error, "problem_mark", None
    )
    index = mark.line if mark else 0
    lines = text.split("\n")
    for near in (index, getattr(getattr(error, "problem_mark", None), "line", index)):
        if near < len(lines) and re.match(r" *\t", lines[near]):
            message = "the line starts with a tab, YAML allows spaces only"
            hint = "replace the tab with two spaces"
            return Problem(Code.YAML_SYNTAX, path, first_line + near, message, hint)
    if found := _explain_line(lines[index] if index < len(lines) else ""):
        return Problem(Code.YAML_SYNTAX, path, first_line + index, *found)
    for part, message, hint in _EXPLAINED:
        if part in said or part in context:
            return Problem(Code.YAML_SYNTAX, path, first_line + index, message, hint)
    return Problem(Code.YAML_SYNTAX, path, first_line + index, f"broken YAML: {said}", _INDENT)


def _explain_line(line: str) -> tuple[str, str] | None:
    """What is wrong with a line that looks like a key and its value, and how it is written."""
    found = _PAIR.fullmatch(line)
    if not found:
        return None
    key, space, value = found.groups()
    if "\u00a0" in space:
        return "a no-break space after the colon", f"type an ordinary space: {key}: {value}"
    if not space and not value.startswith("//"):
        return "expected a space after the colon", f"write {key}: {value}"
    if space and value[0] in "{[" and value[-1] not in "}]" and re.search(r"[}\]]", value):
        quoted = value.replace('"', "'")
        return f"a text that starts with {value[0]}", f'put it in double quotes: {key}: "{quoted}"'
    return None
