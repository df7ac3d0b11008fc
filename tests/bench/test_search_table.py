"""How answers are judged, counted and shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.corpus import Voice
from bench.locales import LANGUAGES
from bench.report import render_table
from bench.search.indexes import family_of, render_index
from bench.search.portals import Lexicon, as_collection, language_of, make_wide_pages
from bench.search.probing import Answer, file_of
from bench.search.queries import Query
from bench.search.success import Outcome, judge, rate, rates_by, render_misses
from bench.search.table import bytes_rows, latency_rows, render_matrix, scheme_row, success_rows
from bench.search.weights import choose_queries, packed_size, script_size

HITS = [("a.html", ["cost", ""], 2.0), ("b.html", [""], 1.0)]
PARAGRAPH = "<p>Everyone has the right to freedom of peaceful assembly and association there.</p>"


def query(kind: str, page: str, locale: str = "en", section: str | None = None) -> Query:
    return Query(locale, kind, "words", page, locale, "word", "as it stands", section)


def outcome(kind: str, rank: int, locale: str = "en", found: tuple[str, ...] = ()) -> Outcome:
    return Outcome(query(kind, "a.html", locale), rank, None, found, "")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    for language in LANGUAGES:
        (tmp_path / f"{language.text}.html").write_text(PARAGRAPH, encoding="utf-8")
    return tmp_path


def test_the_place_of_the_right_page_is_its_rank() -> None:
    answer = Answer(2, HITS, "")
    assert [judge(query("a", page), answer).rank for page in ("a.html", "b.html", "c.html")] == [
        1,
        2,
        0,
    ]


def test_a_section_is_judged_where_one_alone_is_right() -> None:
    answer = Answer(2, HITS, "")
    assert judge(query("a", "a.html", section="cost"), answer).section is True
    assert judge(query("a", "a.html", section=""), answer).section is False
    assert judge(query("a", "a.html"), answer).section is None
    assert judge(query("a", "c.html", section=""), answer).section is None


def test_words_that_do_not_occur_have_to_find_nothing() -> None:
    assert judge(query("z", ""), Answer(0, [], "")).rank == 1
    assert judge(query("z", ""), Answer(2, HITS, "")).rank == 0
    assert judge(query("z", ""), Answer(0, [], "TypeError")).rank == 0


def test_rates_are_counted_by_locale_and_class() -> None:
    some = [
        outcome("a", 1),
        outcome("b", 3),
        outcome("b", 0),
        outcome("h", 0),
        outcome("a", 1, "ru"),
    ]
    assert rate(some).first == 2
    found = rates_by(some, "ab")
    assert (found["en"].number, found["en"].first, found["en"].five) == (3, 1, 2)
    assert found["ru"].at_one == 100


def test_the_lowest_locale_decides() -> None:
    some = [outcome("a", 1), outcome("a", 0, "ru"), outcome("a", 1, "ru")]
    rows = list(success_rows("set", some))
    assert rows[0].figure == "set, success@1, lowest of 2 (ru: 1 of 2)"
    assert (rows[0].value.median, rows[0].verdict) == (50, "no")
    assert [row.figure for row in rows][-1] == "set, exceptions"


def test_answers_that_differ_from_a_folder_are_counted() -> None:
    http, folder = (
        [outcome("a", 1, found=("a",))] * 2,
        [outcome("a", 1, found=("a",)), outcome("a", 0)],
    )
    row = scheme_row("set", http, folder)
    assert (row.value.median, row.verdict) == (1, "no")


def test_a_wrong_beginning_may_cost_twice_the_bytes() -> None:
    rows = list(bytes_rows("bytes", 60, [30, 41], [70, 79]))
    assert [str(row.bar) for row in rows] == ["<= 40 KiB", "<= 40 KiB", "<= 80 KiB", "<= 80 KiB"]
    assert [row.verdict for row in rows] == ["yes", "no", "yes", "yes"]


def test_one_of_twenty_queries_may_be_slower() -> None:
    times = [float(number) for number in range(101)]
    usual, worst = latency_rows("latency", [times, [0.0] * 101, times], None)
    assert (usual.value.median, worst.figure) == (50, "latency, p95 of 101")
    assert (worst.value.median, worst.value.low, worst.value.rounds) == (95, 0, 3)


def test_the_table_by_class_has_every_locale() -> None:
    text = render_matrix("set", [outcome("a", 1), outcome("i", 0, "ky")])
    lines = text.splitlines()
    assert [line.split("|")[1].strip() for line in lines] == ["set", "---", "en", "ky"]
    assert lines[2].split("|")[2].strip() == "100"
    assert render_table(success_rows("set", [outcome("a", 1)]))


def test_misses_say_what_was_expected_and_found() -> None:
    text = render_misses([outcome("e", 0, "ky", ("b.html",)), outcome("a", 1)])
    assert text == "e ky 'words' (word: as it stands): expected a.html, at no place; found b.html"


def test_a_wide_portal_is_the_same_every_time_and_each_page_has_own_words(texts: Path) -> None:
    english = language_of("en")
    pages = list(make_wide_pages(english, texts, 12))
    assert pages == list(make_wide_pages(english, texts, 12))
    found = as_collection(english, pages)
    lone = [word for word, paths in found.pages.items() if len(paths) == 1]
    assert {path for word in lone for path in found.pages[word]} == {
        page.path for page in found.documents
    }
    assert found.documents[3].sections[1].anchor == "part-1"


def test_frequent_words_are_drawn_more_often(texts: Path) -> None:
    lexicon = Lexicon(language_of("uz"), ("birinchi", "ikkinchi", "uchinchi", "toʻrtinchi"))
    assert lexicon.weights[0] > lexicon.weights[100] - lexicon.weights[99]
    assert len(set(lexicon.stems)) == len(lexicon.stems)
    assert isinstance(Voice(language_of("uz"), ()), Voice)


def test_queries_for_weights_have_five_pages_and_more(texts: Path) -> None:
    english = language_of("en")
    found = as_collection(english, list(make_wide_pages(english, texts, 40)))
    asked = choose_queries(found, 8)
    assert asked == choose_queries(found, 8)
    assert len(found.pages[asked.usual[0]]) >= 5
    assert len(asked.usual[1].split()) == 2
    assert len(asked.early) == 8


def test_an_index_has_its_loader_its_stems_and_a_file_a_page(texts: Path) -> None:
    english = language_of("en")
    files = render_index(as_collection(english, list(make_wide_pages(english, texts, 3))))
    assert {"index.js", "stems.js", "p-0.js", "p-1.js", "p-2.js"} <= files.keys()
    assert files["index.js"].startswith('safarSearch.index("en",')
    assert [family_of(tag) for tag in ("en", "tg", "uz-Cyrl")] == ["english", "tajik", "turkic"]


def test_files_are_weighed_as_a_host_sends_them(tmp_path: Path) -> None:
    file = tmp_path / "assets" / "search.js"
    file.parent.mkdir()
    file.write_text("a" * 1000, encoding="utf-8")
    assert 0 < packed_size(file) < 100
    assert packed_size(tmp_path / "missing.js") == 0
    assert file_of(tmp_path, "http://127.0.0.1:1/assets/search.js?v=1") == file
    assert file_of(tmp_path, f"{file.as_uri()}?v=1") == file


def test_the_directory_of_shards_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/search.js").write_text("", encoding="utf-8")
    (tmp_path / "en/search").mkdir(parents=True)
    loader = tmp_path / "en/search/index.js"
    loader.write_text('x({"keys":"a b","tables":{"a":1},"strings":{}})', encoding="utf-8")
    size = script_size(tmp_path, "en")
    loader.write_text('x({"keys":"a b c d e f g","tables":{"a":1},"strings":{}})', encoding="utf-8")
    assert script_size(tmp_path, "en") == size
