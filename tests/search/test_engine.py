"""What the engine finds in an index made by Python: in Chromium, from a folder, with our policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from search.analysers import ROOT
from search.indexes import PAGES, read_pages, render_files

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
SCRIPTS = ROOT / "overrides" / "scripts"
LOAD = """(url) => new Promise((done) => {
  const script = document.createElement("script");
  script.src = url;
  script.onload = () => done(true);
  script.onerror = () => done(false);
  document.head.appendChild(script);
})"""
SEARCH = f"""async (queries) => {{
  const index = await safarSearch.open("ky", "search/", {LOAD});
  const answers = [];
  for (const query of queries) {{
    const answer = await index.search(query, 10);
    for (const hit of answer.hits) {{
      hit.path = (await index.page(hit.page)).path;
    }}
    answers.push(answer);
  }}
  return answers;
}}"""
SNIPPET = f"""async ([text, forms, length]) => {{
  const index = await safarSearch.open("ky", "search/", {LOAD});
  return index.snippet(text, forms, length);
}}"""
PATENT, POLICE, SCHOOL = (page.path for page in PAGES)
FOUND = {
    "патент": PATENT,
    "ПАТЕНТТЕРДИН": PATENT,
    "patentti": PATENT,
    "төлөм": PATENT,
    "толомду": PATENT,
    "tolomdu": PATENT,
    "тлөмдү": PATENT,
    "патенд": PATENT,
    "иштөөго уруксат": PATENT,
    "узартуу": PATENT,
    "90/180": PATENT,
    "ИНН": PATENT,
    "inn": PATENT,
    "112": POLICE,
    "88002000122": POLICE,
    "+7 800 200 01 22": POLICE,
    "8-800-200-0122": POLICE,
    "мент": POLICE,
    "менттер": POLICE,
    "жол баскаруучу": POLICE,
    "иш кагаз": PATENT,
    "иш кагазы": PATENT,
    "апатент": PATENT,
    "олиция": POLICE,
    "школа": SCHOOL,
    "в школе": SCHOOL,
    "ребенка": SCHOOL,
    "РВП": SCHOOL,
    "rvp": SCHOOL,
}
NOTHING = ["", " ", "?!", "😀🇰🇬", "<>&\"'", "\u202e\u200f", "ъ", "хлеб", "zzzzzz", "constructor"]
HARD = [
    "а" * 10_000,
    "патент " * 1_500,
    "<script>alert(1)</script> патент",
    "\u202bпатент\u202c",
    "\ud800патент",
    "__proto__ патент hasOwnProperty",
    ". * + ? ^ $ { } ( ) | [ ] \\ патент",
    "жана да үчүн патент",
]


def write_index(folder: Path, files: dict[str, str]) -> str:
    """The address of a page that has the engine, beside an index."""
    search = folder / "search"
    search.mkdir()
    for name, text in files.items():
        (search / name).write_text(text, "utf-8")
    names = ("search-analysis.js", "search-engine.js", "search-index.js")
    code = "".join((SCRIPTS / name).read_text("utf-8") for name in names)
    (folder / "engine.js").write_text(code, "utf-8")
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    file = folder / "page.html"
    file.write_text(f'<!doctype html>{head}<script src="engine.js"></script>', "utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    shown = browser.new_page()
    shown.goto(write_index(tmp_path_factory.mktemp("index"), render_files("ky", PAGES)))
    yield shown
    shown.close()


def ask(page: Page, *queries: str) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = page.evaluate(SEARCH, list(queries))
    return answers


def test_each_way_to_type_a_word_finds_the_page(page: Page) -> None:
    answers = ask(page, *FOUND)
    first = {
        query: answer["hits"][0]["path"] if answer["hits"] else None
        for query, answer in zip(FOUND, answers, strict=True)
    }
    assert first == FOUND


def test_every_form_of_every_page_is_found_there(page: Page) -> None:
    forms = {
        (entry.split(" ")[1].partition("=")[0], number)
        for number, terms in read_pages(PAGES).items()
        for text in terms.shards.values()
        for entry in text.split("|")
    }
    words = sorted({form for form, _ in forms})
    found = {
        (word, hit["page"])
        for word, answer in zip(words, ask(page, *words), strict=True)
        for hit in answer["hits"]
    }
    assert len(forms) > 60
    assert forms - found == set()


def test_what_does_not_occur_is_not_found(page: Page) -> None:
    assert [
        (q, a["hits"]) for q, a in zip(NOTHING, ask(page, *NOTHING), strict=True) if a["hits"]
    ] == []


def test_hard_input_has_an_answer(page: Page) -> None:
    answers = ask(page, *HARD)
    assert answers[0] == {"words": 1, "total": 0, "suggestion": "", "hits": []}
    assert [answer["hits"][0]["path"] for answer in answers[1:]] == [PATENT] * (len(HARD) - 1)
    assert answers[1]["words"] == 12


def test_the_very_form_comes_before_its_look_alike_and_a_synonym_after_the_word_itself(
    page: Page,
) -> None:
    inn, innah, police = ask(page, "инн", "инны", "полиция")
    assert inn["hits"][0]["path"] == PATENT
    assert innah["hits"][0]["path"] == SCHOOL
    assert police["hits"][0]["path"] == POLICE


def test_a_word_with_an_error_is_corrected_in_the_letters_of_the_text(page: Page) -> None:
    wrong, first, right = ask(page, "телнфону 2026", "олиция", "телефону")
    assert wrong["suggestion"] == "телефону 2026"
    assert first["suggestion"] == "полиция"
    assert right["suggestion"] == ""


def test_the_best_section_and_the_forms_of_a_page_are_said(page: Page) -> None:
    phone, synonym = ask(page, "ишеним телефону", "мент")
    assert phone["hits"][0]["sections"][0] == 1
    assert set(phone["hits"][0]["forms"]) >= {"ишеним", "телефону"}
    assert set(synonym["hits"][0]["forms"]) == {"полиция", "полициядан"}


def test_a_snippet_marks_the_words_and_loses_nothing(page: Page) -> None:
    text = "Бир эки. " * 40 + "Патент <b>жана</b> полиция." + " Үч төрт." * 40
    parts = page.evaluate(SNIPPET, [text, ["патент", "полиция"], 120])
    assert [part["text"] for part in parts if part["mark"]] == ["Патент", "полиция"]
    shown = "".join(part["text"] for part in parts)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert shown[2:-2] in text
    assert len(shown) <= 124
    assert page.evaluate(SNIPPET, ["", ["патент"], 120]) == []
    assert page.evaluate(SNIPPET, ["Эч нерсе", [], 120]) == [{"text": "Эч нерсе", "mark": False}]
    long = page.evaluate(SNIPPET, ["а" * 500, ["а" * 500], 120])
    assert len("".join(part["text"] for part in long)) <= 124


def test_a_page_is_given_as_it_was_written(page: Page) -> None:
    code = f"""async () => (await safarSearch.open("ky", "search/", {LOAD})).page(2)"""
    shown = page.evaluate(code)
    assert (shown["path"], shown["title"], shown["crumbs"]) == (PATENT, "Иш патенти", ["Иш"])
    assert [section[:2] for section in shown["sections"]] == [["", ""], ["price", "Баасы"]]
    assert page.evaluate(code.replace("page(2)", "page(99)")) is None


@pytest.mark.parametrize(
    "broken",
    [
        None,
        "",
        "safarSearch.words(",
        'safarSearch.words("kk", "p", "turkic #patent!#патент &&");',
        'safarSearch.words("ky", "p", 7);',
        'safarSearch.words("ky", "p", "turkic ~|!|\\u0000 #!= }");',
        'safarSearch.words("ky", "p", "turkic #patent!#патент {{{{{{{{{{{{{{{{{{");',
    ],
)
def test_a_shard_that_is_missing_or_broken_is_empty(
    browser: Browser, tmp_path: Path, broken: str | None
) -> None:
    files = render_files("ky", PAGES)
    if broken is None:
        del files["w-p.js"], files["p-0.js"], files["stems.js"]
    else:
        files |= {"w-p.js": broken, "stems.js": broken, "p-0.js": broken}
    shown = browser.new_page()
    shown.goto(write_index(tmp_path, files))
    code = SEARCH.replace("(await index.page(hit.page)).path", "hit.page")
    patent, school, other = shown.evaluate(code, ["патент", "школа", "өлөмдү"])
    missing = f"""async () => (await safarSearch.open("ky", "search/", {LOAD})).page(0)"""
    assert shown.evaluate(missing) is None
    shown.close()
    assert [hit["page"] for hit in patent["hits"]] == []
    assert [hit["page"] for hit in school["hits"]] == [0]
    assert [hit["page"] for hit in other["hits"]] == []


@pytest.mark.parametrize(
    "index", ["", 'safarSearch.index("ky", 7);', 'safarSearch.index("kk", {});']
)
def test_without_a_good_loader_there_is_no_index(
    browser: Browser, tmp_path: Path, index: str
) -> None:
    shown = browser.new_page()
    shown.goto(write_index(tmp_path, {"index.js": index}))
    assert shown.evaluate(f"""() => safarSearch.open("ky", "search/", {LOAD})""") is None
    shown.close()
