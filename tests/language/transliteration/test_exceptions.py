"""The exception list: parsing tells every mistake, lookup finds the right stem."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from safar.language.transliteration import Transliterator, check_exceptions, parse_exceptions

GOLDEN = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "golden/transliteration/exceptions.yml").read_text(
        encoding="utf-8"
    )
)
SOURCES = [{"title": "x", "url": "https://example.org"}]


def convert(words: dict[str, str], text: str) -> str:
    group = {"id": "test", "sources": SOURCES, "words": words}
    exceptions, problems = parse_exceptions({"groups": [group]})
    assert problems == []
    return Transliterator(exceptions).text(text)


@pytest.mark.parametrize("name", GOLDEN)
def test_broken_lists_are_told_as_problems(name: str) -> None:
    _, problems = parse_exceptions(GOLDEN[name]["data"], "list.yml")
    assert [str(problem) for problem in problems] == GOLDEN[name]["problems"]


def test_a_stem_needs_an_ending_after_it_unless_it_is_open() -> None:
    assert convert({"sirk": "цирк"}, "sirk sirkda sirka") == "цирк циркда сирка"
    assert convert({"sirk*": "цирк"}, "sirk sirkda sirka") == "цирк циркда цирка"


def test_the_longest_stem_wins() -> None:
    words = {"sent*": "цент", "sentabr": "сентябрь"}
    assert convert(words, "sentga sentabrda") == "центга сентябрда"


def test_a_stem_is_found_after_a_loan_element() -> None:
    assert convert({"model": "модель"}, "fotomodel supermodelga") == "фотомодель супермоделга"


def test_a_name_fits_only_capitals() -> None:
    assert convert({"Perm": "пермь"}, "Perm Permda PERM perm") == "Пермь Пермда ПЕРМЬ перм"


def test_a_line_that_the_rules_make_needless_is_warned_of() -> None:
    group = {"id": "test", "sources": SOURCES, "words": {"mart": "март", "aprel": "апрель"}}
    exceptions, _ = parse_exceptions({"groups": [group]})
    assert [problem.message for problem in check_exceptions(exceptions)] == [
        "mart: the rules already give март"
    ]
