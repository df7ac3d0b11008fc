"""`safar centres`: write the call sheet, and take it back into docs/_data/centres."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from safar.directory.sheet import Call, apply_calls, call_list, parse_sheet, render_sheet
from safar.directory.sheet_page import render_sheet_page
from safar.parsing.yaml_text import parse_yaml
from safar.problems import Code, Problem, count, has_errors
from safar.sources.portal import Loaded, load_sources
from safar.sources.report import replace_file


class Answer(Struct, frozen=True):
    """What to say, and what went wrong; with problems nothing was written."""

    said: str
    problems: list[Problem]


def write_call_sheet(config_file: Path, output: Path, country: str) -> Answer:
    """The sheet as CSV and, beside it, as a page to print."""
    loaded = load_sources(config_file, "")
    if isinstance(loaded, Problem):
        return Answer("", [loaded])
    if output.suffix.lower() != ".csv":
        message = f"expected a file that ends with .csv, received {output.name}"
        return Answer("", [_wrong(output, message, "write -o call-sheet.csv")])
    centres = call_list(loaded.directory, country.upper())
    if not centres:
        message = f"no entry{f' of {country}' if country else ''} has a phone"
        return Answer("", [_wrong(output, message, "see docs/_data/centres")])
    names, cities = _texts(loaded)
    page = output.with_suffix(".html")
    problems = replace_file(output, render_sheet(centres, names, cities))
    problems += replace_file(page, render_sheet_page(centres, names, cities, loaded.day))
    said = f"{count(len(centres), 'office')} to call. Written: {output}, {page}"
    return Answer("" if problems else said, problems)


def _wrong(file: Path, message: str, hint: str) -> Problem:
    return Problem(Code.CENTRE_SHEET, file.as_posix(), 0, message, hint)


def _texts(loaded: Loaded) -> tuple[dict[str, str], dict[str, str]]:
    """Names of entries and of towns in the source locale."""
    texts = loaded.sources.texts.get(loaded.sources.locales.source_tag)
    if texts is None:
        return {}, {}
    return texts.centres.get("names") or {}, texts.lists.get("cities") or {}


def import_call_sheet(config_file: Path, sheet: Path) -> Answer:
    """Write the days of answered calls into the files of the directory, all or none."""
    loaded = load_sources(config_file, "")
    if isinstance(loaded, Problem):
        return Answer("", [loaded])
    try:
        data = sheet.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Answer("", [_wrong(sheet, f"the file cannot be read: {reason}", "")])
    found = parse_sheet(data, sheet.as_posix(), loaded.directory, loaded.day)
    if found.problems:
        return Answer("", list(found.problems))
    problems = _write(loaded, config_file.parent, found.calls)
    if problems:
        return Answer("", problems)
    lines = [found.read_as, *_tell(found.calls)]
    return Answer("\n".join(filter(None, lines)), [])


def _write(loaded: Loaded, root: Path, calls: Iterable[Call]) -> list[Problem]:
    """Every changed file is read again before the first of them is written."""
    by_file: dict[str, list[Call]] = {}
    for call in calls:
        by_file.setdefault(loaded.directory.centres[call.id].path, []).append(call)
    texts: dict[Path, str] = {}
    for path, found in by_file.items():
        old = (root / path).read_text(encoding="utf-8")
        new = apply_calls(old, found)
        again = parse_yaml(new, path)
        if has_errors(again.problems) or set(again.value) != set(parse_yaml(old, path).value):
            message = "the days cannot be written into this file without breaking it"
            return [Problem(Code.CENTRE_SHEET, path, 0, message, "write them by hand")]
        if new != old:
            texts[root / path] = new
    return [problem for file, text in texts.items() for problem in replace_file(file, text)]


def _tell(calls: Iterable[Call]) -> Iterable[str]:
    found = list(calls)
    yield f"{count(sum(call.answered for call in found), 'date')} taken over."
    for call in found:
        if not call.answered:
            note = f" ({call.note})" if call.note else ""
            yield f"Nobody answered: {call.id}{note}. Look for another number, or take it out."
