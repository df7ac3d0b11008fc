"""What a locale's `formats.yml` and the months and units of its `lists.yml` must hold."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from babel.plural import RuleError
from msgspec import Struct, field

from safar.language.formats import NO_BREAK_SPACE, Formats, plural_rule
from safar.parsing.yaml_text import Document
from safar.problems import Code, Problem

OTHER = "other"
CATEGORIES = ("zero", "one", "two", "few", "many", OTHER)
REQUIRED = ("plural", "months_in_date", "date", "month", "decimal", "group", "group_from", "list")
OPTIONAL = {"year": "{year}"}
PLACEHOLDERS = {
    "date": ({"day", "year"}, {"month", "month_name"}),
    "month": ({"year"}, {"month", "month_name"}),
    "year": ({"year"}, set()),
}

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class DataFile(Struct, frozen=True):
    """A YAML file as read: its path, its values, and the line of each dotted key (`units.day`)."""

    path: str
    values: Mapping[str, object]
    lines: Mapping[str, int] = field(default_factory=dict)

    def problem(self, code: Code, key: str, message: str, hint: str = "") -> Problem:
        """A problem at the line of `key`, or of the nearest key above it."""
        parts = key.split(".")
        above = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        line = next((self.lines[name] for name in above if name in self.lines), 0)
        return Problem(code, self.path, line, f"{key}: {message}", hint)


def data_file(document: Document) -> DataFile:
    """A document as the format tables want it: lines under dotted keys (`units.day`)."""
    lines = {".".join(map(str, keys)): line for keys, line in document.lines.items()}
    return DataFile(document.path, document.value, lines)


def parse_formats(
    tag: str, formats: DataFile, lists: DataFile
) -> tuple[Formats | None, list[Problem]]:
    """The formats of locale `tag`, or None and every reason why there are none."""
    problems = [*_check_keys(formats), *_check_patterns(formats), *_check_numbers(formats)]
    problems += _check_months(formats, "months_in_date") + _check_months(lists, "months")
    problems += (rule_problems := _check_plural(formats))
    if not rule_problems:
        problems += _check_units(lists, _rules(formats))
    return (None if problems else _formats(tag, formats, lists)), problems


def _formats(tag: str, formats: DataFile, lists: DataFile) -> Formats:
    """The record of two files that were checked."""
    values = {key: str(formats.values.get(key, "")) for key in (*REQUIRED, *OPTIONAL)}
    return Formats(
        tag=tag,
        plural=_rules(formats),
        months_in_date=tuple(_texts(formats.values["months_in_date"])),
        months=tuple(_texts(lists.values["months"])),
        date_pattern=values["date"],
        month_pattern=values["month"],
        year_pattern=values["year"] or OPTIONAL["year"],
        decimal=values["decimal"],
        group=values["group"],
        group_from=int(values["group_from"]),
        list_separator=values["list"],
        units={unit: _glued(texts) for unit, texts in _mapping(lists.values["units"]).items()},
    )


def _glued(texts: object) -> dict[str, str]:
    """The forms of a unit; the space beside the number never breaks, so editors need not care."""
    return {
        category: str(text).replace("{n} ", "{n}" + NO_BREAK_SPACE)
        for category, text in _mapping(texts).items()
    }


def _check_keys(file: DataFile) -> list[Problem]:
    known = [*REQUIRED, *OPTIONAL, "source"]
    problems = [
        file.problem(Code.YAML_MISSING, key, "expected in this file, received nothing")
        for key in (*REQUIRED, "source")
        if file.values.get(key) is None
    ]
    for key in file.values:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"known keys: {', '.join(known)}"
            problems.append(file.problem(Code.YAML_KEY, key, "nobody reads this key", hint))
    return problems


def _check_patterns(file: DataFile) -> list[Problem]:
    problems = []
    for key, (needed, one_of) in PLACEHOLDERS.items():
        pattern = file.values.get(key, OPTIONAL.get(key))
        if pattern is None:
            continue
        found = set(_PLACEHOLDER.findall(str(pattern)))
        if not (needed <= found <= needed | one_of) or (one_of and not found & one_of):
            wanted = [*sorted(needed), " or ".join(sorted(one_of))] if one_of else sorted(needed)
            message = f'expected the placeholders {", ".join(wanted)}, received "{pattern}"'
            problems.append(file.problem(Code.TEXT_PLACEHOLDER, key, message))
    return problems


def _check_numbers(file: DataFile) -> list[Problem]:
    problems = []
    for key in ("decimal", "group", "list"):
        if not isinstance(file.values.get(key, "."), str) or file.values.get(key) == "":
            message = f"expected a sign in quotes, received {file.values.get(key)!r}"
            problems.append(file.problem(Code.YAML_TYPE, key, message, f'{key}: ","'))
    shortest = file.values.get("group_from", 4)
    if not isinstance(shortest, int) or isinstance(shortest, bool) or shortest < 4:
        message = f"expected a number of digits, 4 or more, received {shortest!r}"
        problems.append(file.problem(Code.YAML_TYPE, "group_from", message, "group_from: 5"))
    return problems


def _check_months(file: DataFile, key: str) -> list[Problem]:
    value = file.values.get(key)
    if value is None:
        return [] if key in REQUIRED else [_missing(file, key)]
    count = len(list(_texts(value)))
    if count == 12:
        return []
    return [file.problem(Code.YAML_TYPE, key, f"expected a list of 12 names, received {count}")]


def _check_plural(file: DataFile) -> list[Problem]:
    value = file.values.get("plural", {})
    if not isinstance(value, Mapping):
        message = f"expected categories with rules, received {value!r}"
        return [file.problem(Code.YAML_TYPE, "plural", message, "plural: {one: n = 1}")]
    problems = []
    for category, rule in value.items():
        key = f"plural.{category}"
        if category not in CATEGORIES or category == OTHER:
            message = f"expected one of {', '.join(CATEGORIES[:-1])}, received {category}"
            problems.append(file.problem(Code.YAML_KEY, key, message))
            continue
        try:
            plural_rule(((str(category), str(rule)),))
        except (RuleError, ValueError) as error:
            message = f'expected a CLDR plural rule, received "{rule}" ({error})'
            problems.append(file.problem(Code.YAML_TYPE, key, message, "one: n = 1"))
    return problems


def _check_units(file: DataFile, rules: Iterable[tuple[str, str]]) -> list[Problem]:
    units = file.values.get("units")
    if units is None:
        return [_missing(file, "units")]
    categories = {category for category, _ in rules} | {OTHER}
    problems = []
    for unit, texts in _mapping(units).items():
        problems += _check_unit(file, f"units.{unit}", _mapping(texts), categories)
    return problems


def _check_unit(
    file: DataFile, key: str, texts: Mapping[str, object], categories: set[str]
) -> list[Problem]:
    problems = [
        file.problem(Code.TEXT_MISSING, f"{key}.{category}", "expected a text, received nothing")
        for category in sorted(categories - texts.keys())
    ]
    for category, text in texts.items():
        place = f"{key}.{category}"
        if category not in categories:
            message = "this locale's plural rules never ask for this form"
            problems.append(file.problem(Code.TEXT_UNUSED, place, message))
        if _PLACEHOLDER.findall(str(text)) != ["n"]:
            message = f'expected {{n}} once, received "{text}"'
            problems.append(file.problem(Code.TEXT_PLACEHOLDER, place, message, "{n} days"))
    return problems


def _missing(file: DataFile, key: str) -> Problem:
    return file.problem(Code.TEXT_MISSING, key, "expected in this file, received nothing")


def _rules(file: DataFile) -> tuple[tuple[str, str], ...]:
    plural = _mapping(file.values.get("plural"))
    return tuple((category, str(plural[category])) for category in CATEGORIES if category in plural)


def _mapping(value: object) -> dict[str, object]:
    return {str(key): item for key, item in value.items()} if isinstance(value, Mapping) else {}


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
