"""Titles in the order of each language."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from conftest import Golden
from safar.language.alphabet import make_alphabet
from safar.language.locales import parse_locales
from safar.parsing.yaml_text import parse_yaml

ROOT = Path(__file__).parents[2]
LETTERS = {"uz": 29, "uz-Cyrl": 35, "tg": 35, "ky": 36, "kk": 42, "kaa": 34, "ru": 33, "en": 26}


def read_alphabets() -> dict[str, str]:
    """The alphabets of the portal and of the ninth language of the tests."""
    tables = ("docs/_data/languages.yml", "tests/sites/rtl/languages.yml")
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in tables)
    table, problems = parse_locales(parse_yaml(text, "languages.yml"))
    assert problems == []
    return {tag: locale.alphabet for tag, locale in table.items()}


@pytest.mark.goldens("alphabets")
def test_titles_stand_under_their_letters_in_order(golden: Golden) -> None:
    alphabets = read_alphabets()
    order = make_alphabet(*[alphabets[tag] for tag in golden.case["chain"]])
    titles = sorted(golden.case["titles"], key=lambda title: (order.sort_key(title), title))
    groups = [(letter, list(found)) for letter, found in groupby(titles, order.heading)]
    assert len({letter for letter, _ in groups}) == len(groups), "no letter stands there twice"
    golden.check([{letter: found} for letter, found in groups], [])


def test_every_alphabet_has_as_many_letters_as_its_law_says() -> None:
    alphabets = read_alphabets()
    assert {tag: len(alphabets[tag].split()) for tag in LETTERS} == LETTERS


def test_a_language_without_an_alphabet_has_the_order_of_unicode() -> None:
    order = make_alphabet("")
    titles = ["बाल", "अब", "zoo", "Ёж", "ант"]
    assert sorted(titles, key=order.sort_key) == ["zoo", "ант", "Ёж", "अब", "बाल"]
    assert [order.heading(title) for title in titles] == ["ब", "अ", "Z", "Е", "А"]
