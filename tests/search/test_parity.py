"""The browser cuts, folds and stems exactly as Python does, under our policy and from file://."""

from __future__ import annotations

import gzip
import random
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from safar.search.table_text import render_tables
from search.analysers import ROOT, TAGS, load_analyser, load_pages, load_tables, load_words

FAMILIES = tuple(load_tables().families)
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
SCRIPT = ROOT / "overrides" / "scripts" / "search-analysis.js"
WORDS = (
    "([family, texts]) => { const a = safarAnalysis(tables, family); return texts.map(a.words); }"
)
KEYS = """([family, forms]) => {
  const analysis = safarAnalysis(tables, family);
  return forms.map(analysis.keys);
}"""
QUERY = "([family, form]) => safarAnalysis(tables, family).queryKeys(form)"


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("analysis")
    (folder / "analysis.js").write_text(SCRIPT.read_text("utf-8"), "utf-8")
    tables = render_tables(load_tables(), FAMILIES)
    (folder / "tables.js").write_text(f"var tables = {tables};", "utf-8")
    scripts = "".join(f'<script src="{name}.js"></script>' for name in ("analysis", "tables"))
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    file = folder / "page.html"
    file.write_text(f'<!doctype html><meta charset="utf-8">{policy}{scripts}', "utf-8")
    shown = browser.new_page()
    shown.goto(file.as_uri())
    yield shown
    shown.close()


def random_texts() -> list[str]:
    """Every assigned character beside others, and mixtures of the signs that rules are about."""
    source = random.Random(4)
    signs = [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000]
    assigned = [sign for sign in signs if unicodedata.category(sign) not in ("Cn", "Co")]
    hard = (
        load_tables().apostrophes
        + "- \u200c\u200dабвёҷыўй shchngkgz123456+().,áǵıİςß\u0301\u0306ٱی"
    )
    texts = ["".join(source.choices(hard, k=source.randint(1, 40))) for _ in range(2000)]
    near = assigned[:8000]
    texts += ["".join(source.choices(near, k=source.randint(1, 30))) for _ in range(2000)]
    texts += ["".join(assigned[at : at + 100]) for at in range(0, len(assigned), 100)]
    source.shuffle(assigned)
    return texts + ["".join(assigned[at : at + 7]) for at in range(0, 40000, 7)]


def assert_same(page: Page, family: str, texts: list[str]) -> int:
    """Compares the words of texts and their keys; answers how many distinct words there were."""
    analyser = load_analyser(family)
    received = page.evaluate(WORDS, [family, texts])
    distinct: dict[str, None] = {}
    for text, words in zip(texts, received, strict=True):
        expected = analyser.words(text)
        assert [word["form"] for word in words] == expected, text
        distinct.update(dict.fromkeys(expected))
    keys: list[Any] = page.evaluate(KEYS, [family, list(distinct)])
    expected_keys = analyser.keys_of(distinct)
    for form, found in zip(distinct, keys, strict=True):
        assert [tuple(pair) for pair in found] == list(expected_keys[form]), form
    return len(distinct)


@pytest.mark.parametrize("family", FAMILIES)
def test_words_of_every_language_are_analysed_alike(family: str, page: Page) -> None:
    texts = [*load_pages(), *(word for tag in TAGS for word in load_words(tag))]
    assert assert_same(page, family, texts) > 6000


@pytest.mark.parametrize("family", FAMILIES)
def test_any_unicode_is_analysed_alike(family: str, page: Page) -> None:
    assert assert_same(page, family, random_texts()) > 10000


def test_places_of_words_are_those_of_the_text(page: Page) -> None:
    text = "😀 Oʻzbek: 8 (800) 200-01-22, ёлка"
    (words,) = page.evaluate(WORDS, ["turkic", [text]])
    units = text.encode("utf-16-le")
    shown = [units[2 * word["start"] : 2 * word["end"]].decode("utf-16-le") for word in words]
    phone = "8 (800) 200-01-22"
    assert shown == ["Oʻzbek", phone, phone, "8", "800", "200", "01", "22", "ёлка"]


@pytest.mark.parametrize(
    ("family", "form", "meant"),
    [("turkic", "jangiliq", "жаңылык"), ("russian", "jazyk", "язык"), ("russian", "taxi", "такси")],
)
def test_a_query_is_also_read_as_chat_spelling(
    family: str, form: str, meant: str, page: Page
) -> None:
    readings = page.evaluate(QUERY, [family, form])
    assert load_analyser(family).keys(meant)[0][1] in [reading["stem"] for reading in readings]


def test_a_query_word_shows_what_was_taken_off(page: Page) -> None:
    (reading,) = page.evaluate(QUERY, ["turkic", "шаарларыбыздан"])
    assert reading["raw"] == "xaarlaribizdan"
    assert reading["skeleton"] == "xarlaribizdan"
    assert reading["chain"] == ["xarlaribiz", "xarlar"]
    assert reading["stem"] == "xar"


def test_the_tables_stay_small() -> None:
    for family in ("turkic", "tajik"):
        tables = render_tables(load_tables(), (family, "russian", "english")).encode()
        assert len(gzip.compress(tables, 9)) <= 1400


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("part", ["lar", "ing", "a'", "1 ", "1-1(", "1", "😀", "\u0301", "shch"])
def test_ten_thousand_characters_are_no_trap(family: str, part: str, page: Page) -> None:
    text = part * (10000 // len(part)) + "x"
    call = """([family, text]) => {
      const analysis = safarAnalysis(tables, family);
      const start = performance.now();
      analysis.words(text).slice(0, 12).forEach((word) => analysis.queryKeys(word.form));
      return performance.now() - start;
    }"""
    assert page.evaluate(call, [family, text]) < 500
    analyser = load_analyser(family)
    assert len(analyser.keys_of(analyser.words(text))) <= 3
