"""Plain texts: every golden pair, and what the converter promises of any text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from safar.language.transliteration import Transliterator, check_exceptions, parse_exceptions

ROOT = Path(__file__).resolve().parents[3]
LIST = ROOT / "docs/_data/uz-cyrl-exceptions.yml"
GOLDEN = ROOT / "tests/golden/transliteration/text.yml"
DATA = yaml.safe_load(LIST.read_text(encoding="utf-8"))
EXCEPTIONS, PROBLEMS = parse_exceptions(DATA, LIST.name)
CONVERTER = Transliterator(EXCEPTIONS)
PAIRS = [
    pytest.param(pair["latin"], pair["cyrillic"], id=f"{family}-{number}")
    for family, pairs in yaml.safe_load(GOLDEN.read_text(encoding="utf-8")).items()
    for number, pair in enumerate(pairs)
]


@pytest.mark.parametrize(("latin", "cyrillic"), PAIRS)
def test_golden_texts_are_spelled_as_recorded(latin: str, cyrillic: str) -> None:
    assert CONVERTER.text(latin) == cyrillic


@pytest.mark.parametrize(("latin", "cyrillic"), PAIRS)
def test_a_converted_text_does_not_change_again(latin: str, cyrillic: str) -> None:
    assert CONVERTER.text(cyrillic) == cyrillic


def test_the_list_has_no_problem_and_no_needless_line() -> None:
    assert PROBLEMS == []
    assert check_exceptions(EXCEPTIONS, LIST.name) == []


def test_the_list_has_at_least_400_words_and_each_group_a_source_with_address() -> None:
    assert len(EXCEPTIONS.stems) >= 400
    for group in DATA["groups"]:
        places = [source.get("url") or source["package"] for source in group["sources"]]
        assert all(places), group["id"]


def test_every_stem_of_the_list_is_found_with_and_without_an_ending() -> None:
    for latin, stem in EXCEPTIONS.stems.items():
        word = latin.title() if stem.is_name else latin
        bare = stem.cyrillic.removesuffix("ь")
        assert CONVERTER.text(word).lower() == stem.cyrillic
        assert CONVERTER.text(word + "dan").lower() == bare + "дан"


def test_without_a_list_the_rules_still_spell() -> None:
    assert Transliterator().text("Oʻzbekiston Respublikasi") == "Ўзбекистон Республикаси"
