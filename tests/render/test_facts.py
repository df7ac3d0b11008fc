"""Facts in the text of a page: values in the form of its language, endings, doubts."""

from __future__ import annotations

from datetime import date

import pytest

from language.test_formats import load_formats
from safar.parsing.facts import Confidence, Fact
from safar.parsing.frontmatter import Source
from safar.render.facts import FactWriting, write_facts

SOURCE = Source("A paper", "https://example.org/a", "2026")


def make_fact(name: str, value: str, unit: str, confidence: Confidence = Confidence.HIGH) -> Fact:
    return Fact(name, value, unit, "RU", (SOURCE,), confidence, date(2026, 11, 23))


FACTS = {
    fact.id: fact
    for fact in (
        make_fact("fee", "10000", "rouble"),
        make_fact("days", "30", "day"),
        make_fact("one", "1", "day"),
        make_fact("line", "8 800 707-88-41", "phone"),
        make_fact("start", "2026-07-01", "date"),
        make_fact("month", "2026-07", "date"),
        make_fact("law", "115-ФЗ", "law"),
        make_fact("share", "4325.5", "number"),
        make_fact("limit", "15", "day", Confidence.MEDIUM),
    )
}


def write(body: str, tag: str = "en") -> str:
    return write_facts(body, FactWriting(FACTS, load_formats(tag), "ask first"))


@pytest.mark.parametrize(
    ("tag", "body", "expected"),
    [
        ("en", "Pay {{ fact.fee }}.", "Pay 10,000\u00a0roubles."),
        ("ru", "Это {{ fact.fee }}.", "Это 10\u00a0000\u00a0рублей."),
        ("ru", "{{ fact.one }}", "1\u00a0день"),
        ("en", "{{fact.days.value}}-day rule", "30-day rule"),
        ("ky", "{{ fact.days.value }}дун ичинде", "30дун ичинде"),
        ("en", "On {{ fact.start }}", "On 1 July 2026"),
        ("en", "In {{ fact.month }}", "In July 2026"),
        ("en", "Law {{ fact.law }}", "Law 115-ФЗ"),
        ("ru", "{{ fact.share }}", "4325,5"),
        ("en", "{{ fact.line }}", "[8 800 707-88-41](tel:88007078841)"),
        ("en", "{{ fact.line.value }}", "8 800 707-88-41"),
    ],
)
def test_a_fact_is_written_as_its_language_writes_it(tag: str, body: str, expected: str) -> None:
    assert write(body, tag) == expected


def test_a_doubt_stands_behind_the_word_that_an_ending_makes() -> None:
    assert write("{{ fact.limit.value }}кундун ичинде", "ky") == (
        "15кундун _(ask first)_{.unsure} ичинде"
    )
    assert write("| {{ fact.limit }} |") == "| 15\u00a0days _(ask first)_{.unsure} |"


@pytest.mark.parametrize(
    "body",
    [
        "`{{ fact.fee }}`",
        "```\n{{ fact.fee }}\n```",
        "<!-- {{ fact.fee }} -->",
        "{{ fact.nobody }}",
        "{{ other }}",
        "{ fact.fee }",
    ],
)
def test_code_comments_and_what_is_no_fact_stay(body: str) -> None:
    assert write(body) == body


def test_many_facts_in_one_line() -> None:
    body = "From {{ fact.days }} to {{ fact.fee }} `{{ fact.one }}` {{ fact.one }}"
    written = "From 30 days to 10,000 roubles `{{ fact.one }}` 1 day"
    assert write(body).replace("\u00a0", " ") == written


def test_a_value_at_the_start_of_a_line_begins_no_list() -> None:
    assert write("{{ fact.share.value }}. Then") == "4,325.5\\. Then"
    assert write("- {{ fact.days.value }}) x") == "- 30\\) x"
    assert write("In {{ fact.days.value }}. Then") == "In 30. Then"


def test_within_the_words_of_a_link_or_an_image_stands_no_markup() -> None:
    link = "[call {{ fact.line }} now](https://example.org/a)"
    assert write(link) == "[call 8 800 707-88-41 now](https://example.org/a)"
    assert write("![{{ fact.limit }}](a.svg)") == "![15\u00a0days (ask first)](a.svg)"
    assert write("[a](b.md) {{ fact.line }}") == "[a](b.md) [8 800 707-88-41](tel:88007078841)"
