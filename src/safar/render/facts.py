"""Facts in the text of a page: markers become values in the form of the text's own locale."""

from __future__ import annotations

import re

from msgspec import Struct

from safar.language.formats import Formats
from safar.model.facts import parse_marker
from safar.parsing.facts import Fact, Facts, Kind
from safar.parsing.masks import mask_body

# The letters of an ending belong to the value: {{ fact.ru_patent_days.value }}дун
MARKER = re.compile(r"\{\{([^{}<>\n]*+)\}\}([^\W\d_]*(?:[-\u02bb\u02bc'’][^\W\d_]+)*)")
_LINE_START = re.compile(r"(?:^|\n)[ \t>*+-]*\Z")
UNSURE = "unsure"  # the class of what stands beside a fact that is not confirmed


class FactWriting(Struct, frozen=True):
    """How facts are written: the formats of the text's locale, and the words `unsure` in it."""

    facts: Facts
    formats: Formats
    unsure: str


def write_facts(body: str, rules: FactWriting) -> str:
    """The Markdown of a page with the values of its facts; code and comments stay as they are.

    A fact that is not confirmed is followed by the words that say so.
    """
    if "{{" not in body:
        return body
    masked = mask_body(body).text
    parts: list[str] = []
    end = 0
    for found in MARKER.finditer(masked):
        parts += [body[end : found.start()], _write(found, rules)]
        end = found.end()
        if masked[end : end + 1] in (".", ")") and _LINE_START.search(masked, 0, found.start()):
            parts.append("\\")  # else "7." is the beginning of a list
    return "".join([*parts, body[end:]])


def _write(found: re.Match[str], rules: FactWriting) -> str:
    asked = parse_marker(found[1].strip())
    fact = rules.facts.get(asked[0]) if asked else None
    if asked is None or fact is None:
        return found[0]
    inside = _is_inside(found.string, found.start())
    bare = asked[1] or (inside and fact.unit == Kind.PHONE.value)
    text = fact.bare(rules.formats) if bare else _whole(fact, rules.formats)
    if fact.is_confirmed:
        return text + found[2]
    note = f"({rules.unsure})"
    return f"{text}{found[2]} {note if inside else f'_{note}_{{.{UNSURE}}}'}"


def _is_inside(masked: str, place: int) -> bool:
    """True within the words of a link or an image, where no further markup may stand."""
    row = masked[masked.rfind("\n", 0, place) + 1 : place]
    return row.count("[") > row.count("]") or row.rfind("](") > row.rfind(")")


def _whole(fact: Fact, formats: Formats) -> str:
    """The value with its unit; a phone number can be called by a touch."""
    text = fact.whole(formats)
    if fact.unit != Kind.PHONE.value:
        return text
    return f"[{text}](tel:{re.sub(r'[^0-9+]', '', text)})"
