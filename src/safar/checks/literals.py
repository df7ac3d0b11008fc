"""Numbers in pages that should be facts: terms, prices, phones, laws and dates, with their lines.

A comment `<!-- literal: reason -->` allows those of one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from safar.language.literal_words import (
    AFTER_YEAR,
    DAY,
    Patterns,
    Words,
    find_stems,
    make_patterns,
    unit_stems,
)
from safar.model.content import LocaleTexts, PageSource, SiteSources
from safar.parsing.figures import Figure
from safar.parsing.frontmatter import Danger, Meta
from safar.parsing.literals import LiteralTable
from safar.parsing.schema import show_value
from safar.problems import Code, Problem, Severity

_DAY = re.compile(DAY)
_AFTER_YEAR = re.compile(AFTER_YEAR)
_YEAR_NEXT = re.compile(r",?\s(?:19|20)\d\d(?!\d)")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[ \u00a0]?[–—/-][ \u00a0]?(?:(?:19|20)\d\d|\d\d))?")
_GROUPS = re.compile(r"\d+")
_ALLOWED = re.compile(r"literals?\s*(?::\s*(?P<reason>.*)|\Z)", re.IGNORECASE | re.DOTALL)
_PHONE_DIGITS = 6
_PLUS_DIGITS = 7
_WHOLE_PHONE = re.compile(r"[78]\d{10}")


class Literal(Struct, frozen=True):
    """A number that should be a fact: its kind in words, its text as written, its line."""

    kind: str
    text: str
    line: int


class Found(Struct, frozen=True):
    """What is wrong with literals, and how many of them a comment allows."""

    problems: tuple[Problem, ...] = ()
    allowed: int = 0


def weigh_literal(meta: Meta | None) -> Severity:
    """How much a literal of a page weighs: an error where a mistake does most harm."""
    return Severity.ERROR if meta and meta.danger is Danger.HIGH else Severity.WARNING


def check_literals(sources: SiteSources, table: LiteralTable) -> Found:
    """The literals of all pages that people wrote."""
    problems: list[Problem] = []
    allowed = 0
    for tag, pages in sources.pages.items():
        patterns = _patterns(sources.texts.get(tag), table)
        for page in pages.values() if patterns else ():
            if not page.generated and patterns:
                found = check_page_literals(page, patterns)
                problems += found.problems
                allowed += found.allowed
    return Found(tuple(problems), allowed)


def _patterns(texts: LocaleTexts | None, table: LiteralTable) -> Patterns | None:
    return make_patterns(locale_words(texts, table), table.signs) if texts else None


def locale_words(texts: LocaleTexts, table: LiteralTable) -> Words:
    """The words of a locale: those of its lists and formats, and those of the table."""
    own = table.words.get(texts.locale, Words())
    found = texts.lists.get("units")
    units = {
        str(unit): [str(form) for form in forms.values()]
        for unit, forms in (found.items() if isinstance(found, dict) else ())
        if isinstance(forms, dict)
    }
    return replace(
        own,
        time=(*unit_stems(units, table.time), *own.time),
        money=(*unit_stems(units, table.money), *own.money),
        months=tuple(_months(texts)),
    )


def _months(texts: LocaleTexts) -> Iterator[str]:
    names, dated = texts.lists.get("months"), texts.formats.get("months_in_date")
    if isinstance(names, list) and isinstance(dated, list):
        for forms in zip(names, dated, strict=False):
            yield from find_stems(map(str, forms))


def check_page_literals(page: PageSource, patterns: Patterns) -> Found:
    """The literals of one page that no comment allows, and comments that are wrong."""
    literals = [
        literal for figure in page.scan.figures if (literal := find_literal(figure, patterns))
    ]
    comments = {
        comment.about: reason
        for comment in page.scan.comments
        if (reason := _ALLOWED.fullmatch(comment.text))
    }
    severity = weigh_literal(page.meta)
    kept = [literal for literal in literals if literal.line not in comments]
    problems = [_problem(page, literal, severity) for literal in kept]
    problems += _check_comments(page, {literal.line for literal in literals})
    return Found(tuple(problems), len(literals) - len(kept))


def _problem(page: PageSource, literal: Literal, severity: Severity) -> Problem:
    message = f"expected a fact, received {literal.kind}: {show_value(literal.text)}"
    hint = (
        "write {{ fact.id }} with an id of docs/_data/facts, or, if it never changes,"
        " <!-- literal: why --> in the line before"
    )
    return Problem(Code.LITERAL_FOUND, page.path, literal.line, message, hint, severity)


def _check_comments(page: PageSource, lines: set[int]) -> Iterator[Problem]:
    for comment in page.scan.comments:
        allowed = _ALLOWED.fullmatch(comment.text)
        if allowed is None:
            continue
        if not (allowed["reason"] or "").strip():
            hint = "write <!-- literal: a form has this date printed on it -->"
            message = "expected a reason in the comment, received nothing"
            yield Problem(Code.LITERAL_REASON, page.path, comment.line, message, hint)
        elif comment.about not in lines:
            message = "the comment allows a literal, but its line has none"
            hint = "delete it, or put it directly before the line that it means"
            yield Problem(
                Code.LITERAL_NONE, page.path, comment.line, message, hint, Severity.WARNING
            )


def find_literal(figure: Figure, patterns: Patterns) -> Literal | None:
    """What a number should be a fact for; None if it may stand in a page."""
    found = _date(figure, patterns) or _law(figure, patterns) or _unit(figure, patterns)
    return found or _phone(figure, patterns)


def _literal(kind: str, figure: Figure, before: str = "", after: str = "") -> Literal:
    text = re.sub(r"\]\([^()\s]*\)|[*\[]", "", f"{before}{figure.digits}{after}")
    return Literal(kind, text, figure.line)


def _date(figure: Figure, patterns: Patterns) -> Literal | None:
    if _DAY.fullmatch(figure.digits):
        return _literal("a date", figure)
    found = patterns.date.match(figure.after)
    # "2026-yil 1-iyul, 2025-yil …": the day has its year already.
    if found and not ("," in found[0] and _AFTER_YEAR.search(figure.before)):
        return _literal("a date", figure, after=found[0])
    year = _YEAR_NEXT.match(figure.after)
    month = patterns.month_before.search(figure.before) if year else None
    return _literal("a date", figure, month[0], year[0]) if year and month else None


def _law(figure: Figure, patterns: Patterns) -> Literal | None:
    if found := patterns.law.match(figure.after):
        return _literal("the number of a law", figure, after=found[0])
    found = patterns.law_sign.search(figure.before)
    if not found and not _YEARS.fullmatch(figure.digits):
        found = patterns.law_before.search(figure.before)
    return _literal("the number of a law", figure, found[0]) if found else None


def _unit(figure: Figure, patterns: Patterns) -> Literal | None:
    after = patterns.unit.match(figure.after)
    found = after or patterns.unit_before.search(figure.before)
    if found is None:
        return None
    if not found["time"]:
        kind = "an amount"
    elif _YEARS.fullmatch(figure.digits):
        return None
    else:
        kind = "a term"
    return _literal(kind, figure, "" if after else found[0], found[0] if after else "")


def _phone(figure: Figure, patterns: Patterns) -> Literal | None:
    digits = figure.digits
    is_short = digits in patterns.phones and not re.match(r"\s?%|\.\w", figure.after)
    return _literal("a phone number", figure) if is_short or _is_long_phone(digits) else None


def _is_long_phone(digits: str) -> bool:
    groups: list[str] = _GROUPS.findall(digits)
    count = sum(map(len, groups))
    if digits.startswith("+"):
        return count >= _PLUS_DIGITS
    if _WHOLE_PHONE.fullmatch(digits):
        return True
    if len(groups) <= 2 or count < _PHONE_DIGITS or re.search(r"[.,/:–—]", digits):
        return False
    has_signs = "-" in digits or "(" in digits
    return has_signs or any(len(group) != 3 for group in groups[1:])
