"""Dates, numbers, plurals and units of every locale, in Python and in a real browser."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from safar.language.format_tables import DataFile, parse_formats
from safar.language.formats import Formats
from safar.render.format_table import render_format_table

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parents[1] / "golden" / "formats"
LOCALES = ("en", "ru", "uz", "kaa", "tg", "ky", "kk")
UNITS = ("minute", "hour", "day", "week", "month", "year", "rouble", "tenge", "dollar", "page")

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
ANSWERS = """([tag, cases]) => {
  const formats = SafarFormats(SafarFormats.tables[tag]);
  return {
    date: cases.date.map((text) => formats.date(text)),
    number: cases.number.map((value) => formats.number(value)),
    plural: cases.number.map((value) => formats.plural(value)),
    unit: cases.unit.map(([value, unit]) => formats.unit(value, unit)),
    list: formats.list(cases.list),
  };
}"""
REFUSALS = """(cases) => {
  const formats = SafarFormats(SafarFormats.tables.en);
  const refused = (call) => { try { call(); return false; } catch (error) { return true; } };
  return cases.date.map((text) => refused(() => formats.date(text)))
    .concat(cases.number.map((value) => refused(() => formats.number(value))));
}"""
# every operator of the CLDR rule syntax, with numbers that fall on both sides of it
RULES = {
    "one": "i = 1 and v = 0 or i = 0 and v != 0",
    "two": "n % 10 = 2..4,7 and n % 100 != 12..14",
    "few": "v = 2 or f % 10 = 6 and t != 6",
    "many": "n within 50..60 or w = 1 and i is 90 or i is not 100 and n in 99..101",
}
BAD = {
    "date": ["", "soon", "20251118", "2025-W47-2", "2025-13", "2025-11-31", "2025-02-29", "0000"],
    "number": ["", "1,5", "1e3", "90-180", " 5", "1.", ".5"],
}


def load_formats(tag: str) -> Formats:
    folder = ROOT / "docs" / tag / "_data"
    files = [
        DataFile(f"docs/{tag}/_data/{name}", yaml.safe_load((folder / name).read_text("utf-8")))
        for name in ("formats.yml", "lists.yml")
    ]
    formats, problems = parse_formats(tag, *files)
    assert formats is not None, [str(problem) for problem in problems]
    return formats


def strange_formats() -> Formats:
    """English with plural rules that no language has."""
    return replace(load_formats("en"), tag="x-rules", plural=tuple(RULES.items()))


def load_golden(tag: str) -> dict[str, Any]:
    golden = yaml.safe_load((GOLDEN / f"{tag}.yml").read_text("utf-8"))
    assert isinstance(golden, dict)
    return golden


@pytest.mark.parametrize("tag", LOCALES)
def test_a_locale_writes_dates_numbers_and_units_as_its_golden_file_says(tag: str) -> None:
    formats, golden = load_formats(tag), load_golden(tag)
    written = {
        "dates": {text: formats.partial_date(text, undated="?") for text in golden["dates"]},
        "numbers": {text: formats.number(text) for text in golden["numbers"]},
        "plurals": {text: formats.plural_category(text) for text in golden["plurals"]},
        "units": {
            unit: {text: formats.unit(text, unit) for text in texts}
            for unit, texts in golden["units"].items()
        },
        "list": formats.listing(["A", "B", "C"]),
    }
    assert written == golden


@pytest.mark.parametrize("tag", LOCALES)
def test_a_golden_file_has_every_month_every_unit_and_the_hard_numbers(tag: str) -> None:
    golden = load_golden(tag)
    assert {text[5:7] for text in golden["dates"] if len(text) == 10} == {
        f"{month:02}" for month in range(1, 13)
    }
    assert set(golden["units"]) == set(UNITS)
    hard = {"1", "2", "5", "11", "21", "22", "1.5", "10000", "27093"}
    assert (
        hard <= golden["numbers"].keys() & golden["plurals"].keys() & golden["units"]["day"].keys()
    )


def test_a_number_is_the_same_as_int_as_decimal_and_as_text() -> None:
    formats = load_formats("ru")
    for text in ("0", "7", "1000", "27093", "-27093"):
        assert formats.number(int(text)) == formats.number(Decimal(text)) == formats.number(text)
    assert formats.number(Decimal("1E+4")) == "10\u00a0000"
    assert formats.number(Decimal("1.50")) == formats.number("1.50") == "1,50"
    assert formats.number("007") == "7"


def test_a_full_date_and_its_text_are_written_alike() -> None:
    formats = load_formats("ky")
    day = datetime.date(2026, 11, 23)
    assert formats.date(day) == formats.partial_date("2026-11-23") == "2026-жылдын 23-ноябры"


@pytest.mark.parametrize("text", BAD["date"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        load_formats("en").partial_date(text)


@pytest.mark.parametrize("text", BAD["number"])
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        load_formats("en").number(text)


@pytest.fixture(scope="module")
def script_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of a folder on disk (file://) under our policy, with formats.js and every table."""
    folder = tmp_path_factory.mktemp("formats")
    script = (ROOT / "overrides" / "scripts" / "formats.js").read_text("utf-8")
    (folder / "formats.js").write_text(script, "utf-8")
    shown = [*(load_formats(tag) for tag in LOCALES), strange_formats()]
    tables = "".join(render_format_table(formats) for formats in shown)
    (folder / "tables.js").write_text(tables, "utf-8")
    scripts = "".join(f'<script src="{name}.js"></script>' for name in ("formats", "tables"))
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page_file = folder / "page.html"
    page_file.write_text(f'<!doctype html><meta charset="utf-8">{policy}{scripts}', "utf-8")
    page = browser.new_page()
    page.goto(page_file.as_uri())
    yield page
    page.close()


def parity_cases() -> dict[str, Any]:
    """Two years of days with a leap day, their months and years, and numbers of every kind."""
    first = datetime.date(2027, 1, 1)
    days = [(first + datetime.timedelta(offset)).isoformat() for offset in range(731)]
    whole = [str(value) for value in (*range(0, 130), 999, 1000, 9999, 10000, 27093, 99999)]
    large = ["100000", "999999", "1000000", "1234567", "1000021", "123456789012", "-5", "-27093"]
    parts = ["0.0", "0.5", "1.0", "1.00", "1.5", "2.5", "5.5", "11.0", "21.0", "21.5", "10000.25"]
    numbers = [*whole, *large, *parts, "0001", "1.50"]
    return {
        "date": [*days, *sorted({day[:7] for day in days}), "2025", "1991"],
        "number": numbers,
        "unit": [[value, unit] for value in numbers for unit in UNITS],
        "list": ["A", "B", "C"],
    }


@pytest.mark.parametrize("tag", LOCALES)
def test_the_browser_writes_exactly_what_python_writes(tag: str, script_page: Page) -> None:
    formats, cases = load_formats(tag), parity_cases()
    expected = {
        "date": [formats.partial_date(text) for text in cases["date"]],
        "number": [formats.number(value) for value in cases["number"]],
        "plural": [formats.plural_category(value) for value in cases["number"]],
        "unit": [formats.unit(value, unit) for value, unit in cases["unit"]],
        "list": formats.listing(cases["list"]),
    }
    assert sum(len(answers) for answers in expected.values()) > 2000
    assert script_page.evaluate(ANSWERS, [tag, cases]) == expected


def test_the_browser_refuses_what_python_refuses(script_page: Page) -> None:
    assert script_page.evaluate(REFUSALS, BAD) == [True] * (len(BAD["date"]) + len(BAD["number"]))


def test_a_browser_number_is_written_like_its_text(script_page: Page) -> None:
    formats = load_formats("ru")
    written = script_page.evaluate(
        "(values) => values.map(SafarFormats(SafarFormats.tables.ru).number)", [0, 1.5, 27093, -2]
    )
    assert written == [formats.number(text) for text in ("0", "1.5", "27093", "-2")]


def test_neither_script_touches_intl_eval_or_the_network() -> None:
    script = (ROOT / "overrides" / "scripts" / "formats.js").read_text("utf-8")
    code = script + "".join(render_format_table(load_formats(tag)) for tag in LOCALES)
    code = code[code.index("*/") :]
    for word in ("Intl", "toLocale", "eval", "new Function", "fetch", "import", "export", "http"):
        assert word not in code, word


def test_every_operator_of_a_plural_rule_means_the_same_in_the_browser(script_page: Page) -> None:
    strange = strange_formats()
    texts = [f"{whole}{part}" for whole in range(125) for part in ("", ".0", ".5", ".16", ".66")]
    expected = [strange.plural_category(text) for text in texts]
    assert set(expected) == {*RULES, "other"}
    call = "(texts) => texts.map(SafarFormats(SafarFormats.tables['x-rules']).plural)"
    assert script_page.evaluate(call, texts) == expected
