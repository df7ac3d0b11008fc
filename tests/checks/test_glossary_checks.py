"""The glossary: its files, the words that pages should not use, and the portal's own words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from conftest import Golden
from safar.checks.words import check_words
from safar.parsing.glossary import (
    Avoided,
    avoided_words,
    check_concepts,
    check_entries,
    entry_of,
    find_avoided,
    make_glossary,
)
from safar.parsing.scan import scan_body
from safar.parsing.yaml_text import Document, parse_yaml
from safar.problems import Severity

DOCS = Path(__file__).parents[2] / "docs"
PATH = "docs/uz/work/police.md"
CONCEPTS = 138
# sourced, partly seen, unsourced: what editors found when the glossary was made
CLAIMS = {
    "uz": (100, 7, 31),
    "tg": (73, 11, 54),
    "ky": (61, 8, 69),
    "kk": (70, 8, 60),
    "kaa": (30, 9, 99),
}


def read(path: Path) -> Document:
    return parse_yaml(path.read_text(encoding="utf-8"), str(path))


@pytest.mark.goldens("words")
def test_a_page_has_the_words_to_avoid_of_its_golden_file(golden: Golden) -> None:
    words = tuple(Avoided(*each) for each in golden.case["avoid"])
    text = golden.case["text"]
    first = text.split("\n").index("---", 1) + 2
    scan = scan_body("\n".join(text.split("\n")[first - 1 :]), first)
    problems = check_words(PATH, text, scan, words, body_line=first)
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    golden.check(None, problems)


def test_without_words_to_avoid_nothing_is_read() -> None:
    assert check_words(PATH, "ment\n", scan_body("ment\n"), (), body_line=1) == []


def test_the_longest_word_to_avoid_wins() -> None:
    words = (Avoided("ish", "a", "x"), Avoided("ish haqi", "b", "y"))
    assert [word.term for _, _, word in find_avoided("ish haqi, ish", words)] == ["b", "a"]


def test_broken_entries_leave_the_rest_of_the_glossary_whole() -> None:
    concepts = Document("a", {"patent": {"russian": "патент"}, "court": None})
    entries = {"uz": Document("b", {"patent": {"term": "patent"}, "court": [], "fee": {}})}
    made = make_glossary(concepts, entries)
    assert made.russian == {"patent": "патент"}
    assert list(made.terms["uz"]) == ["patent"]
    assert avoided_words(Document("c", {"a": None, "b": {"avoid": ["x"]}})) == ()


def test_the_portals_own_glossary_is_clean_and_complete() -> None:
    concepts = read(DOCS / "_data/glossary.yml")
    assert len(concepts.value) == CONCEPTS
    assert list(check_concepts(concepts)) == []
    for tag in ("en", "ru", *CLAIMS):
        document = read(DOCS / tag / "_data/glossary.yml")
        assert list(document.value) == list(concepts.value), tag
        assert list(check_entries(document)) == [], tag


@pytest.mark.parametrize("tag", CLAIMS)
def test_a_word_says_where_it_was_seen_or_that_it_was_not(tag: str) -> None:
    document = read(DOCS / tag / "_data/glossary.yml")
    keys = ("source", "partly_seen", "unsourced")
    found = Counter(
        key for name in document.value for key in keys if entry_of(document, name).get(key)
    )
    assert tuple(found[key] for key in keys) == CLAIMS[tag]
    assert sum(CLAIMS[tag]) == CONCEPTS


def test_a_definition_names_no_number_that_may_change() -> None:
    for tag in ("en", "ru"):
        document = read(DOCS / tag / "_data/glossary.yml")
        told = [str(entry_of(document, name).get("definition") or "") for name in document.value]
        assert sum(map(bool, told)) >= 40, tag
        assert [text for text in told if any(sign.isdigit() for sign in text)] == []
        assert [text for text in told if text and text.count(".") != 1] == []
