"""The plain part of YAML, read line by line: keys, groups, lists, one value a line.

Nearly every front matter is written so, and is read here several times faster than from the
events of a parser. Whatever is not certainly plain (a text over several lines, an escape, a
reference, equal keys, any mistake) is not read: the answer is None, and the parser has the word.
"""

from __future__ import annotations

import re
from typing import Any

Place = tuple[str | int, ...]

MAX_NESTED = 8

_LINE = re.compile(r'( *)(- )?(?:(\w[\w.*-]{0,99}|"[^"\\]{1,99}"):(?: +|$))?(.*)')
# Tabs, other line ends and a byte order mark may mean more than one thing.
_DOUBTFUL = re.compile("[\t\r\x85\u2028\u2029\ufeff]")
_NOT_FIRST = frozenset(" -?:,[]{}#&*!|>'\"%@`=")
_ITEM = r'(?:[^\W_](?:[\w./+-]|:(?=/)| (?=\w))*+|"[^",\\]*+")'
_ITEMS = rf"{_ITEM}(?:, *{_ITEM})*+"
_LIST = re.compile(rf"\[(?:{_ITEMS})?\]")
_LIST_BEGINS = re.compile(rf"\[{_ITEMS},")
_LIST_GOES_ON = re.compile(rf" +({_ITEMS})(,|\])")
_BRACES = re.compile(rf"\{{\w++: +{_ITEM}(?:, *\w++: +{_ITEM})*+\}}")
_COMMA = re.compile(", *")
_COLON = re.compile(": +")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: value
    for value, words in ((True, ("true", "True", "TRUE")), (False, ("false", "False", "FALSE")))
    for word in words
}


def read_plain(text: str, first_line: int = 1) -> tuple[dict[str, Any], dict[Place, int]] | None:
    """The mapping of a plain YAML text and the line of every key and item; None for any other."""
    if _DOUBTFUL.search(text):
        return None
    reader = _PlainReader()
    try:
        for number, line in enumerate(text.split("\n"), first_line):
            reader.read(line, number)
    except _NotPlainError:
        return None
    return (reader.root, reader.lines) if reader.root and not reader.broken else None


def resolve_plain(text: str) -> Any:
    """What an unquoted text means: `true`, `null`, a whole number, or itself."""
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


_NOTHING: tuple[int, Any, Place] = (-1, None, ())


class _NotPlainError(Exception):
    """Leaves the reader; never leaves this module."""


class _PlainReader:
    """The groups and lists that are open, each with its column and its place."""

    __slots__ = ("broken", "lines", "open", "root", "waiting")

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self.lines: dict[Place, int] = {}
        self.open: list[tuple[int, Any, Place]] = []
        self.waiting = ""  # the key of the innermost group whose value may stand below it
        self.broken: tuple[list[Any], Place] | None = None  # a list [a, over several lines]

    def read(self, line: str, number: int) -> None:
        if self.broken:
            self._go_on(line, number, *self.broken)
            return
        spaces, dash, key, rest = _LINE.match(line).groups()  # type: ignore[union-attr]
        if dash:
            self._item(len(spaces), key, rest, number)
        elif key:
            group, place = self._enter_group(len(spaces), number)
            self._pair(group, place, key, (rest, number))
        elif rest and rest[0] != "#":
            raise _NotPlainError

    def _item(self, column: int, key: str | None, rest: str, number: int) -> None:
        items, place = self._enter_list(column)
        place = (*place, len(items))
        self.lines[place] = number
        if not key:
            items.append(self._value(rest, place, number))
            return
        group: dict[str, Any] = {}
        items.append(group)
        self._push(column + 2, group, place)
        self._pair(group, place, key, (rest, number))

    def _pair(
        self, group: dict[str, Any], place: Place, key: str, written: tuple[str, int]
    ) -> None:
        rest, number = written
        if key[0] == '"':
            key = key[1:-1]
        if key in group:
            raise _NotPlainError
        place = (*place, key)
        self.lines[place] = number
        if rest and rest[0] != "#":
            group[key] = self._value(rest, place, number)
        else:
            group[key] = None
            self.waiting = key

    def _push(self, column: int, opened: Any, place: Place) -> None:
        if len(self.open) == MAX_NESTED:
            raise _NotPlainError
        self.open.append((column, opened, place))

    def _enter_group(self, column: int, number: int) -> tuple[dict[str, Any], Place]:
        """The group whose keys stand in a column: an open one, or the value of the last key."""
        if not self.open:
            self.lines[()] = number
            self.open.append((0, self.root, ()))
        above, holder, place = self.open[-1]
        if self.waiting:
            key, self.waiting = self.waiting, ""
            if column > above:
                holder[key] = {}
                self._push(column, holder[key], (*place, key))
        while above > column or (above == column and type(holder) is list):
            self.open.pop()
            above, holder, place = self.open[-1] if self.open else _NOTHING
        return self._innermost(column, dict)

    def _enter_list(self, column: int) -> tuple[list[Any], Place]:
        """The list whose dashes stand in a column: an open one, or the value of the last key."""
        if self.waiting:
            above, holder, place = self.open[-1]
            key, self.waiting = self.waiting, ""
            if column >= above:
                holder[key] = []
                self._push(column, holder[key], (*place, key))
        while self.open and self.open[-1][0] > column:
            self.open.pop()
        return self._innermost(column, list)

    def _innermost(self, column: int, kind: type) -> tuple[Any, Place]:
        above, holder, place = self.open[-1] if self.open else _NOTHING
        if above != column or type(holder) is not kind:
            raise _NotPlainError
        return holder, place

    def _value(self, text: str, place: Place, number: int) -> Any:
        first = text[:1]
        if first not in _NOT_FIRST:
            if " #" in text:
                text = text.split(" #", 1)[0].rstrip(" ")
            if not text or ": " in text or text[-1] in ": ":
                raise _NotPlainError
            return resolve_plain(text)
        if first in ("'", '"'):
            if text[-1] != first or text.count(first) != 2 or "\\" in text:
                raise _NotPlainError
            return text[1:-1]
        if first == "[":
            return self._list(text, place, number)
        if not _BRACES.fullmatch(text):
            raise _NotPlainError
        pairs = [_COLON.split(pair, 1) for pair in _COMMA.split(text[1:-1])]
        group = {key: _resolve_item(value) for key, value in pairs}
        if len(group) != len(pairs):
            raise _NotPlainError
        self.lines.update(((*place, key), number) for key in group)
        return group

    def _list(self, text: str, place: Place, number: int) -> list[Any]:
        items: list[Any] = []
        if _LIST.fullmatch(text):
            self._add(items, place, text[1:-1], number)
        elif _LIST_BEGINS.fullmatch(text):
            self._add(items, place, text[1:-1], number)
            self.broken = items, place
        else:
            raise _NotPlainError
        return items

    def _go_on(self, line: str, number: int, items: list[Any], place: Place) -> None:
        found = _LIST_GOES_ON.fullmatch(line)
        if not found:
            raise _NotPlainError
        self._add(items, place, found[1], number)
        if found[2] == "]":
            self.broken = None

    def _add(self, items: list[Any], place: Place, text: str, number: int) -> None:
        for item in _COMMA.split(text) if text else ():
            self.lines[(*place, len(items))] = number
            items.append(_resolve_item(item))


def _resolve_item(text: str) -> Any:
    return text[1:-1] if text[0] == '"' else resolve_plain(text)
