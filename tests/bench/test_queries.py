"""Queries by rule: what each class makes of a word, and that a seed makes the same set again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from bench.search.collection import (
    Collection,
    plain_collection,
    read_declaration,
    read_page,
    words_of,
)
from bench.search.endings import noun_forms
from bench.search.inflections import Forms, all_forms, find_nouns
from bench.search.letters import (
    in_other_letters,
    karakalpak_cyrillic,
    karakalpak_latin,
    rough,
    uzbek_cyrillic,
    uzbek_latin,
    without_letters,
)
from bench.search.queries import CLASSES, Generator, Query, Sources, draw_queries
from bench.search.queryset import PORTAL_QUERIES, QuerySet, read_set, write_set
from bench.search.typos import EARLY, apply_edit, early_typo, late_typo

if TYPE_CHECKING:
    from conftest import Golden

ARTICLE = """<!doctype html><meta name="description" content="Who needs it.">
<h1><span>The patent</span></h1><article class="text" lang="en">
<p>Before all <strong>parts</strong>.</p><script>no</script>
<section><h2 id="cost">What it costs</h2><p>Four thousand roubles.</p></section>
</article><p>after</p>"""
TEXTS = (
    ("1", "One", "Registration costs nothing; the consulate helps everybody."),
    ("2", "Two", "The patent permits employment, employment needs insurance."),
    ("3", "Three", "Insurance helps the sick: hospitals costs, translators, registrars."),
)


@pytest.fixture
def collection() -> Collection:
    return plain_collection("en", TEXTS)


def by_letter(language: str, words: Iterable[str]) -> Forms:
    """Inflection for tests: every word has a plural."""
    return {word: frozenset({f"{word}s"}) for word in words}


def draw(collection: Collection, seed: int) -> list[Query]:
    nouns = find_nouns("en", collection.vocabulary, by_letter)
    sources = Sources({"en": nouns}, {"en": frozenset({"wherever", "patents", "barbarous"})})
    return list(draw_queries(Generator(collection, "en", sources, seed), dict.fromkeys(CLASSES, 3)))


@pytest.mark.goldens("queries")
def test_a_word_becomes_what_its_golden_file_says(golden: Golden) -> None:
    language = golden.case["language"]
    expected = {}
    for word in golden.case["words"]:
        expected[word] = {
            "without letters": drawn(without_letters, language, word),
            "other letters": drawn(in_other_letters, language, word),
            "early typos": drawn(lambda *given: early_typo(*given)[0], language, word),
            "late typos": drawn(lambda *given: late_typo(*given)[0], language, word),
        }
        if language not in ("en", "ru", "kk"):
            expected[word]["forms"] = " ".join(noun_forms(language, word).values())
    golden.check(expected, [])


def drawn(change: object, language: str, word: str) -> str:
    """What a change makes of a word in five draws."""
    assert callable(change)
    found = dict.fromkeys(change(language, word, Random(seed)) for seed in range(5))
    return " ".join(found)


def test_a_seed_makes_the_same_queries_again(collection: Collection) -> None:
    assert draw(collection, 1) == draw(plain_collection("en", TEXTS), 1)
    assert draw(collection, 1) != draw(collection, 2)


def test_a_query_is_answered_by_the_only_page_with_such_words(collection: Collection) -> None:
    for query in draw(collection, 3):
        if query.kind in "abefi":
            pages = [page.path for page in collection.documents if query.source in page.words]
            assert pages == [query.page]


def test_a_form_and_a_typo_occur_nowhere(collection: Collection) -> None:
    made = [query for query in draw(collection, 4) if query.kind in "bei"]
    assert {query.kind for query in made} == {"b", "e", "i"}
    assert not {query.text for query in made} & collection.vocabulary


def test_two_words_meet_on_one_page(collection: Collection) -> None:
    pairs = [query for query in draw(collection, 5) if query.kind == "g"]
    assert pairs
    for query in pairs:
        both = [
            page for page in collection.documents if set(query.text.split()) <= page.words.keys()
        ]
        assert [page.path for page in both] == [query.page]


def test_a_stranger_begins_like_no_word(collection: Collection) -> None:
    strangers = {query.text for query in draw(collection, 6) if query.kind == "z"}
    assert strangers == {"wherever", "barbarous"}


@pytest.mark.parametrize("kind", ["sub", "del", "ins", "swap"])
def test_an_edit_changes_one_place(kind: str) -> None:
    edited = apply_edit("patent", kind, 1, "x")
    assert edited == {"sub": "pxtent", "del": "ptent", "ins": "pxatent", "swap": "ptaent"}[kind]


def test_an_early_typo_keeps_what_follows() -> None:
    for seed in range(50):
        edited, _ = early_typo("en", "translators", Random(seed))
        assert edited.endswith("nslators")
        assert edited != "translators"
    assert EARLY == (0, 1)


def test_a_late_typo_keeps_the_first_two_letters() -> None:
    for seed in range(50):
        assert late_typo("ru", "регистрация", Random(seed))[0].startswith("ре")


def test_uzbek_and_karakalpak_go_to_the_other_script_and_back() -> None:
    for word in ("oʻzbekiston", "yordam", "toʻgʻri", "shartnoma", "maʼlumot"):
        assert uzbek_latin(uzbek_cyrillic(word)) == word
    for word in ("ǵárezsiz", "shańaraq", "qıysıq", "júriw"):
        assert karakalpak_latin(karakalpak_cyrillic(word)) == word


def test_spellings_of_one_word_are_roughly_alike() -> None:
    alike = ("oʻzbekiston", "ўзбекистон", "o'zbekiston", "узбекистон", "ozbekiston")
    assert len({rough(word) for word in alike}) == 1


def test_a_word_without_forms_in_the_texts_is_no_noun() -> None:
    shown = frozenset({"rasm", "rasmlar", "rasmda", "tezda", "tez"})
    found = find_nouns("uz", shown, lambda tag, words: all_forms(tag, words, lambda asked: {}))
    assert set(found) == {"rasm"}


def test_packages_are_asked_where_there_are_no_rules() -> None:
    answer = all_forms("ru", ["дом"], lambda asked: {word: ["дома", "дом"] for word in asked})
    assert answer == {"дом": frozenset({"дома"})}


def test_kyrgyz_plurals_are_asked_too() -> None:
    asked: list[str] = []

    def ask(words: list[str]) -> dict[str, list[str]]:
        asked.extend(words)
        return {word: [f"{word}!"] for word in words}

    forms = all_forms("ky", ["укук"], ask)
    assert asked == ["укук", "укуктар"]
    assert {"укук!", "укуктар!", "укугу"} <= forms["укук"]


def test_a_built_page_is_read_by_sections() -> None:
    page = read_page(ARTICLE, "work/patent.html")
    assert page is not None
    assert (page.title, page.description, page.language) == ("The patent", "Who needs it.", "en")
    assert [(one.anchor, one.heading) for one in page.sections] == [
        ("", ""),
        ("cost", "What it costs"),
    ]
    assert page.words["roubles"] == {"cost"}
    assert page.words["patent"] == page.words["needs"] == {""}
    assert not {"no", "after"} & page.words.keys()


def test_a_page_without_an_article_is_not_read() -> None:
    assert read_page("<main><h1>All pages</h1></main>", "search.html") is None


def test_the_preamble_is_kept_apart(tmp_path: Path) -> None:
    text = "<header><h2>Preamble</h2><p>Whereas disregard</p></header>"
    text += '<article data-number="1"><h2>Article 1</h2><p>All are born free.</p></article>'
    (tmp_path / "eng.html").write_text(text, encoding="utf-8")
    found, preamble = read_declaration(tmp_path, "en")
    assert [(page.path, page.title) for page in found.documents] == [("d001.html", "Article 1")]
    assert "born" in found.vocabulary
    assert {"whereas", "disregard"} <= preamble
    assert not preamble & found.vocabulary


def test_words_keep_their_apostrophes_and_have_no_digits() -> None:
    assert words_of("uz", "Oʻzbek, maʼlumot' 112 a1b") == ["oʻzbek", "maʼlumot", "a", "b"]
    assert words_of("kaa", "Í Íń") == ["ı", "ıń"]


def test_a_set_is_read_as_it_was_written(tmp_path: Path, collection: Collection) -> None:
    queries = tuple(draw(collection, 7))
    write_set(tmp_path / "set.json", QuerySet("a command", 7, queries))
    assert read_set(tmp_path / "set.json") == queries


def test_the_set_of_our_portal_has_what_it_has_to_have() -> None:
    queries = read_set(PORTAL_QUERIES)
    own = [query.locale for query in queries if query.locale == query.language]
    assert min(own.count(tag) for tag in ("en", "ru")) >= 40
    assert min(own.count(tag) for tag in ("uz", "uz-Cyrl", "kaa", "tg", "ky", "kk")) >= 10
    assert {query.language for query in queries if query.locale == "ky"} == {"ky", "ru"}
