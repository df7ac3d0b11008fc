"""What an editor should have written: corrected lines for values that follow no rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from safar.parsing.rules import (
    ADDRESS,
    Choice,
    Day,
    Flag,
    Items,
    PartialDay,
    Record,
    Rule,
    Text,
    Url,
)
from safar.parsing.yaml_text import Keys

MAX_COMPARED = 60
MAX_NAMED = 3
OLDEST = 1900

_WRITTEN_DAY = re.compile(r"([0-9]{1,4})[-./ ]+([0-9]{1,2})[-./ ]+([0-9]{1,4})\.?")
_SAMPLES: dict[type, str] = {
    Day: "2026-11-23",
    PartialDay: "2026-11-23",
    Url: "https://example.org/page",
    Flag: "true",
    Items: "[…]",
}


def guess_day(text: str) -> date | None:
    """The day meant by `31.12.2026`, `2026/12/31`, `2026-2-3` or `2026-31-12`."""
    found = _WRITTEN_DAY.fullmatch(text.strip())
    if not found:
        return None
    first, middle, last = map(int, found.groups())
    year, day = (first, last) if first >= OLDEST else (last, first)
    for month, in_month in ((middle, day), (day, middle)):
        try:
            return date(year, month, in_month) if year >= OLDEST else None
        except ValueError:
            continue
    return None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant: `nearest("tittle", ["title"])` is `"title"`."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold()[:MAX_COMPARED], folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def hint_for(value: Any, rule: Rule, keys: Keys) -> str:
    """The line corrected as far as the value says what was meant, else an example."""
    label = label_of(keys)
    match rule:
        case Text():
            return rule.hint or "write it after the colon; a text with # or : in double quotes"
        case Day() | PartialDay():
            meant = guess_day(str(value))
            other = "" if isinstance(rule, Day) else f", {label}2026 or {label}undated"
            example = f"write {label}2026-11-23{other}"
            return f"write {label}{meant}" if meant else example
        case Url():
            meant_url = f"https://{value}"
            known = ADDRESS.fullmatch(meant_url) and "." in str(value)
            return f"write {label}{meant_url if known else sample_of(rule)}"
        case Choice():
            if isinstance(value, str) and (close := nearest(value, rule.values)):
                return f'did you mean "{close}"?'
            few = sorted(rule.values) if len(rule.values) <= MAX_NAMED else []
            return rule.hint or (few and "write " + " or ".join(label + one for one in few)) or ""
    return ""


def list_hint(value: Any, rule: Items, keys: Keys) -> str:
    """How a single value, as `countries: Russia`, is written as a list."""
    item = rule.item
    if isinstance(item, Record):
        return f"write each after a dash: - {sample_of(item)}"
    words = re.split(r"[^\w-]+", value.strip("[] ")) if isinstance(value, str) else []
    if isinstance(item, Choice):
        known = [word.upper() for word in words if word.upper() in item.values]
        if not known or len(known) < len(words):
            return item.hint or "write [a, b] or one item a line after -"
        words = known
    return f"write {label_of(keys)}[{', '.join(words or ['UZ', 'TJ'])}]"


def label_of(keys: Keys) -> str:
    """What stands before a value: `checked: `, or `- ` in a list."""
    return f"{keys[-1]}: " if keys and isinstance(keys[-1], str) else "- "


def sample_of(rule: Rule) -> str:
    """A value that follows a rule, as an example to change."""
    if isinstance(rule, Record):
        needed = {name: known for name, known in rule.fields.items() if known.required}
        inner = (f"{name}: {sample_of(known.rule)}" for name, known in needed.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(rule, Choice):
        few = len(rule.values) <= MAX_NAMED
        return " or ".join(rule.values) if few else next(iter(rule.values))
    if isinstance(rule, Text):
        return rule.hint or "…"
    return _SAMPLES.get(type(rule), "…")
