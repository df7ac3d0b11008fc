"""The call sheet: what a volunteer dials, ticks and dates, and what comes back from it.

A sheet goes through Excel, which may change its encoding, its separator and the form of dates;
all of that is read. What cannot be understood is told line by line, and then nothing is taken.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from safar.directory.table import BOM, Lines
from safar.model.directory import Directory
from safar.parsing.centres import Centre, first_day
from safar.parsing.phones import spaced
from safar.parsing.schema import show_value
from safar.problems import Code, Problem

COLUMNS = ("id", "name", "town", "phone", "last_seen", "answered", "date", "note")
NEEDED = ("id", "answered", "date")
YES = frozenset(
    {"yes", "y", "x", "+", "1", "v", "ok", "true", "да", "ҳа", "ооба", "иә", "ha", "awa"}
)
NO = frozenset({"no", "n", "-", "0", "false", "нет", "йўқ", "жок", "жоқ", "yo'q", "joq", "не"})
ENCODINGS = ("utf-8-sig", "utf-16", "cp1251")
_LOCAL_DAY = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})(?: .*)?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T].*)?")


class Call(Struct, frozen=True):
    """One line that came back: who was called, on which day, and if the right people answered."""

    id: str
    answered: bool
    day: date
    note: str
    line: int


class Sheet(Struct, frozen=True):
    """A sheet that came back; `read_as` says how, if it was not as it went out."""

    calls: tuple[Call, ...]
    problems: tuple[Problem, ...]
    read_as: str = ""


def call_list(directory: Directory, country: str = "") -> list[Centre]:
    """The entries with a phone, those that nobody has seen for longest on top."""
    found = [
        centre
        for centre in directory.centres.values()
        if centre.phones and country in ("", centre.country)
    ]
    return sorted(found, key=lambda each: (each.country, first_day(each.checked), each.id))


def render_sheet(
    centres: Iterable[Centre], names: Mapping[str, str], cities: Mapping[str, str]
) -> str:
    """The sheet as CSV, as Excel opens it with a double click; a line a phone."""
    lines = Lines()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for centre in centres:
        name, town = names.get(centre.id, centre.id), cities.get(centre.city, "")
        for phone in centre.phones:
            seen = centre.checked or "undated"
            writer.writerow([centre.id, name, town, f"tel {spaced(phone)}", seen, "", "", ""])
    return BOM + "".join(lines)


def decode_sheet(data: bytes) -> tuple[str, str]:
    """The text of a sheet and its encoding."""
    for encoding in ENCODINGS:
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def parse_sheet(data: bytes, path: str, directory: Directory, today: date) -> Sheet:
    """What a sheet says; with any problem nothing of it may be taken."""
    text, encoding = decode_sheet(data)
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    rows = list(csv.reader(text.splitlines(keepends=True), delimiter=separator))
    heads = [head.strip().lower() for head in rows[0]] if rows else []
    missing = [name for name in NEEDED if name not in heads]
    if missing:
        message = f"expected the columns {', '.join(COLUMNS)}, {missing[0]} is missing"
        hint = "make a new sheet with safar centres verify-list, and keep its first line"
        return Sheet((), (Problem(Code.CENTRE_SHEET, path, 1, message, hint),))
    reader = _Reader(path, directory, today)
    for number, row in enumerate(rows[1:], 2):
        reader.read(dict(zip(heads, row, strict=False)), number)
    read_as = "" if (encoding, separator) == ("utf-8-sig", ";") else _named(encoding, separator)
    return Sheet(tuple(reader.calls), tuple(reader.problems), read_as)


def _named(encoding: str, separator: str) -> str:
    names = {"cp1251": "windows-1251", "utf-8-sig": "UTF-8"}
    signs = {";": "semicolons", ",": "commas", "\t": "tabs"}
    return f"read as {names.get(encoding, encoding)} with {signs[separator]}, as Excel writes it"


class _Reader:
    """Reads the lines of a sheet; lines that nobody filled in are passed over."""

    def __init__(self, path: str, directory: Directory, today: date) -> None:
        self._path = path
        self._directory = directory
        self._today = today
        self.calls: list[Call] = []
        self.problems: list[Problem] = []

    def read(self, row: Mapping[str, str], line: int) -> None:
        """One line."""
        found = {key: (row.get(key) or "").strip() for key in COLUMNS}
        if not found["answered"] and not found["date"]:
            return
        problems = list(self._check(found, line))
        self.problems += problems
        day = read_day(found["date"])
        if not problems and day:
            answered = found["answered"].casefold() in YES
            self.calls.append(Call(found["id"], answered, day, found["note"], line))

    def _check(self, found: Mapping[str, str], line: int) -> Iterator[Problem]:
        if found["id"] not in self._directory.centres:
            message = f"id: no entry is called {show_value(found['id'])}"
            yield self._problem(line, message, "leave the first column as it was")
        if found["answered"].casefold() not in YES | NO:
            message = f"answered: expected yes or no, received {show_value(found['answered'])}"
            yield self._problem(line, message, "yes, if the right people answered")
        day = read_day(found["date"])
        if day is None:
            message = f"date: expected YYYY-MM-DD, received {show_value(found['date'])}"
            yield self._problem(line, message, f"the day of the call: {self._today}")
        elif day > self._today:
            hint = "is the year right?"
            yield self._problem(line, f"date: {day} has not come yet", hint)

    def _problem(self, line: int, message: str, hint: str) -> Problem:
        return Problem(Code.CENTRE_SHEET, self._path, line, message, hint)


def read_day(text: str) -> date | None:
    """The day of `2026-11-29`, or of `29.11.2026` as Excel writes it."""
    local, plain = _LOCAL_DAY.fullmatch(text), _DAY.fullmatch(text)
    try:
        if local:
            return date(int(local[3]), int(local[2]), int(local[1]))
        return date(*map(int, plain.groups())) if plain else None
    except ValueError:
        return None


def apply_calls(text: str, calls: Iterable[Call]) -> str:
    """A file of entries with the days of calls that were answered; every other letter stays."""
    lines = text.split("\n")
    latest: dict[str, Call] = {}
    for call in sorted(calls, key=lambda each: each.day):
        if call.answered:
            latest[call.id] = call  # an office with two numbers has two lines
    for call in latest.values():
        _apply(lines, call)
    return "\n".join(lines)


def _apply(lines: list[str], call: Call) -> None:
    start = next((n for n, line in enumerate(lines) if line.startswith(f"{call.id}:")), None)
    if start is None:
        return
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " #"):
        end += 1
    block = [line for line in lines[start:end] if not line.startswith("  checked:")]
    dated = f"  checked: {call.day}"
    block.insert(1, dated)
    source = ['    - title: "Call by a volunteer, answered"', f"      date: {call.day}"]
    if "  sources:" in block:
        place = block.index("  sources:") + 1
        block[place:place] = source
    else:
        block[2:2] = ["  sources:", *source]
    lines[start:end] = block
