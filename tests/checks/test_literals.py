"""Literals that should be facts: in each language what is one and what only looks like one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import Golden
from safar.checks.literals import check_literals, check_page_literals, find_literal, locale_words
from safar.cli import main
from safar.language.literal_words import Patterns, make_patterns
from safar.model.content import PageSource, SiteSources
from safar.parsing.literals import LiteralTable, parse_literals
from safar.parsing.masks import mask_body
from safar.parsing.scan import scan_body
from safar.parsing.yaml_text import parse_yaml
from safar.problems import Code, Severity
from safar.sources.portal import Loaded, load_sources
from safar.sources.starter import NewPortal, write_portal

ROOT = Path(__file__).parents[2]
TABLE = "docs/_data/literals.yml"
LINES = st.sampled_from(
    ["", "words", "`5 days`", "1. day", "in 2025", "- [x](5-days.md)", "<!-- 5 days -->"]
)
HEAVY = (
    "5 ",
    "5 days ",
    "](",
    "{",
    "<a",
    "[^",
    "+7 ",
    "5-",
    "5(",
    "<!-- 5 ",
    "5\n",
    "]: ",
    "a://5",
)
PIECES = st.sampled_from(
    ["words ", "5 days ", "`5 days` ", "[5 days](a.md) ", "2025 ", "```\n5 days\n```\n"]
    + ["\n", "\n\n", "<!-- 5 days -->\n", "- ", "> ", "1. ", "{#a-5-days}", "\r\n", "5\n", "é "]
)


@pytest.fixture(scope="module")
def sources() -> SiteSources:
    loaded = load_sources(ROOT / "mkdocs.yml", "")
    assert isinstance(loaded, Loaded)
    return loaded.sources


@pytest.fixture(scope="module")
def table(sources: SiteSources) -> LiteralTable:
    units = sources.closed_list("units")
    found, problems = parse_literals(sources.data[TABLE], units, [*sources.locales])
    assert found, problems
    return found


def make_page(body: str, locale: str = "en") -> PageSource:
    path = f"docs/{locale}/work/wages.md"
    return PageSource(locale, path, "work/wages.md", "", None, 1, scan_body(body))


def patterns_of(sources: SiteSources, table: LiteralTable, locale: str) -> Patterns:
    return make_patterns(locale_words(sources.texts[locale], table), table.signs)


@pytest.mark.goldens("literals")
def test_literals_are_those_of_the_golden_file(
    golden: Golden, sources: SiteSources, table: LiteralTable
) -> None:
    locale = golden.case["locale"]
    patterns = patterns_of(sources, table, locale)
    page = make_page(golden.case["input"], locale)
    found = filter(None, (find_literal(figure, patterns) for figure in page.scan.figures))
    expected = [f"{literal.line} | {literal.kind} | {literal.text}" for literal in found]
    checked = check_page_literals(page, patterns)
    told = [problem for problem in checked.problems if problem.code is not Code.LITERAL_FOUND]
    lines = [problem.line for problem in checked.problems if problem.code is Code.LITERAL_FOUND]
    if golden.path.stem == "comments":
        golden.check({"allowed": checked.allowed, "not allowed": lines}, told)
    else:
        assert len(lines) == len(expected)
        golden.check(expected, told)


def test_a_literal_says_where_it_is_and_what_to_write(
    sources: SiteSources, table: LiteralTable
) -> None:
    found = check_page_literals(
        make_page("\nPay 4,200 roubles."), patterns_of(sources, table, "en")
    )
    assert [str(problem) for problem in found.problems] == [
        'docs/en/work/wages.md:2: expected a fact, received an amount: "4,200 roubles"'
        " [literal.found]\n  hint: write {{ fact.id }} with an id of docs/_data/facts, or, if it"
        " never changes, <!-- literal: why --> in the line before"
    ]
    assert found.problems[0].severity is Severity.WARNING


def test_generated_pages_are_not_checked_again_and_written_ones_are(
    sources: SiteSources, table: LiteralTable
) -> None:
    page = make_page("30 кун", "uz-Cyrl")
    for generated in (True, False):
        pages = {"uz-Cyrl": {page.norm: replace(page, generated=generated)}}
        found = check_literals(replace(sources, pages=pages), table)
        assert len(found.problems) == (0 if generated else 1)


def test_the_table_is_closed_and_complete(sources: SiteSources) -> None:
    text = (ROOT / TABLE).read_text("utf-8")
    text = text.replace("money: [rouble,", "money: [ruoble,").replace(
        "ahead: [day,", "ahaed: [day,"
    )
    units = sources.closed_list("units")
    table, problems = parse_literals(parse_yaml(text, TABLE), units, [*sources.locales])
    assert table is None
    assert [problem.code for problem in problems] == [Code.YAML_VALUE, Code.YAML_KEY]
    table, problems = parse_literals(sources.data[TABLE], units, [*sources.locales, "tk"])
    assert table
    assert [(problem.code, problem.severity) for problem in problems] == [
        (Code.YAML_MISSING, Severity.WARNING)
    ]


def test_the_last_line_of_a_check_counts_what_is_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write_portal(tmp_path, NewPortal("Small", "ru", "#0d5c63")) == []
    words = "time: [day]\nmoney: []\nsigns: []\nphones: []\nlaws: []\nlocales: {ru: {}}\n"
    (tmp_path / TABLE).write_text(words, "utf-8")
    page = tmp_path / "docs/ru/index.md"
    text = page.read_text("utf-8")
    for more, end in (
        ("", "good\n"),
        ("<!-- literal: пример -->\n5 дней\n", "; 1 literal allowed\n"),
    ):
        page.write_text(f"{text}\n{more}", "utf-8")
        assert main(["check", "-f", str(tmp_path / "mkdocs.yml")]) == 0
        said = capsys.readouterr().out
        assert said.endswith(end)
        assert "literal." not in said


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.integers(1, 50))
def test_every_number_stands_in_the_line_that_is_told(body: str, first: int) -> None:
    lines = mask_body(body.replace("\r\n", "\n")).text.split("\n")
    scan = scan_body(body, first)
    for figure in scan.figures:
        assert figure.before + figure.digits in lines[figure.line - first]
    assert [figure.line for figure in scan.figures] == sorted(
        figure.line for figure in scan.figures
    )
    for comment in scan.comments:
        assert comment.about == 0 or comment.line <= comment.about < first + len(lines)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=20), st.integers(0, 20))
def test_a_literal_is_found_in_its_line_whatever_stands_around_it(
    sources: SiteSources, table: LiteralTable, around: list[str], place: int
) -> None:
    place = min(place, len(around))
    lines = [*around[:place], "", "Pay in 30 days.", "", *around[place:]]
    found = check_page_literals(make_page("\n".join(lines)), patterns_of(sources, table, "en"))
    assert [problem.line for problem in found.problems] == [place + 2]


@pytest.mark.parametrize("piece", HEAVY)
def test_a_long_body_takes_its_length(
    piece: str, sources: SiteSources, table: LiteralTable
) -> None:
    patterns = patterns_of(sources, table, "ru")

    def measure(length: int) -> float:
        began = time.perf_counter()
        for figure in scan_body(piece * (length // len(piece))).figures:
            find_literal(figure, patterns)
        return time.perf_counter() - began

    short, long = (min(measure(length) for _ in range(2)) for length in (10_000, 40_000))
    assert long < short * 10 + 0.05
