"""What editors are told about the words that readers type for the same thing."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from conftest import Golden
from safar.checks.synonyms import check_synonyms
from safar.parsing.synonyms import GROUPS, make_synonyms, parse_synonyms
from safar.parsing.yaml_text import Document
from safar.problems import Code, Severity

DOCS = Path(__file__).parents[2] / "docs"
PATH = "docs/ky/_data/synonyms.yml"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
LETTERS = {
    "en": LATIN,
    "ru": RUSSIAN + LATIN,
    "uz": LATIN + "ʻʼ",
    "kaa": LATIN + "áǵıńóú",
    "tg": RUSSIAN + "ғӣқӯҳҷ" + LATIN,
    "ky": RUSSIAN + "ңөү" + LATIN,
    "kk": RUSSIAN + "әғқңөұүһі" + LATIN,
}


@pytest.mark.goldens("synonyms")
def test_synonyms_have_the_problems_of_their_golden_file(golden: Golden) -> None:
    document = parse_synonyms(golden.case["text"], PATH)
    problems = [*document.problems, *check_synonyms(document)]
    golden.check([list(group) for group in make_synonyms(document)], problems)


def test_a_locale_without_synonyms_has_no_problems() -> None:
    assert check_synonyms(Document(PATH)) == []


def test_a_word_of_two_groups_is_only_a_warning() -> None:
    document = parse_synonyms("- [полиция, полис]\n- [страховка, полис]\n", PATH)
    found = [(problem.code, problem.severity) for problem in check_synonyms(document)]
    assert found == [(Code.SYNONYM_SHARED, Severity.WARNING)]


@pytest.mark.parametrize("tag", LETTERS)
def test_the_portals_own_synonyms_are_clean_and_in_the_letters_of_their_language(tag: str) -> None:
    path = DOCS / tag / "_data/synonyms.yml"
    text = path.read_text(encoding="utf-8")
    document = parse_synonyms(text, str(path))
    assert [*document.problems, *check_synonyms(document)] == []
    assert text == unicodedata.normalize("NFC", text)
    assert "native editor" in text
    allowed = set(LETTERS[tag] + "0123456789 -/")
    words = [word for group in make_synonyms(document) for word in group]
    assert [word for word in words if not allowed.issuperset(word.lower())] == []
    assert len(document.get(GROUPS)) >= 40
