"""What editors are told about files of facts, and what becomes of good ones."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import Golden
from safar.parsing.facts import Confidence, Fact, FactRules, parse_facts
from safar.parsing.yaml_text import Document, parse_yaml
from safar.problems import Code

PATH = "docs/_data/facts/russia.yml"
RULES = FactRules(frozenset({"day", "month", "rouble"}), frozenset({"RU", "KZ"}))
GOOD = """ru_days:
  value: 30
  claim: It is 30 days.
  unit: day
  country: {country}
  confidence: medium
  checked: 2026-11-23
  valid_until: 2026-12-31
  sources:
    - {{title: A paper, url: https://example.org/a, date: 2026}}
"""


def read(text: str, path: str = PATH) -> Document:
    return parse_yaml(text, path)


@pytest.mark.goldens("facts")
def test_a_file_of_facts_has_the_problems_of_its_golden_file(golden: Golden) -> None:
    document = read(golden.case["text"])
    facts, problems = parse_facts([document], RULES)
    shown = {name: [fact.value, fact.unit] for name, fact in facts.items()}
    golden.check(shown, [*document.problems, *problems])


def test_a_fact_has_the_types_of_its_keys() -> None:
    facts, problems = parse_facts([read(GOOD.format(country="RU"))], RULES)
    fact = facts["ru_days"]
    assert problems == []
    assert (fact.value, fact.country, fact.confidence) == ("30", "RU", Confidence.MEDIUM)
    assert (fact.checked, fact.valid_until) == (date(2026, 11, 23), date(2026, 12, 31))
    assert [source.date for source in fact.sources] == ["2026"]
    assert (fact.path, fact.line) == (PATH, 1)


def test_what_holds_everywhere_has_no_country() -> None:
    facts, problems = parse_facts([read(GOOD.format(country="all"))], RULES)
    assert problems == []
    assert facts["ru_days"].country == ""


def test_one_id_in_two_files_is_told_at_the_second() -> None:
    text = GOOD.format(country="RU")
    other = "docs/_data/facts/other.yml"
    facts, problems = parse_facts([read(text), read("# more\n" + text, other)], RULES)
    assert isinstance(facts["ru_days"], Fact)
    assert [(found.code, found.path, found.line) for found in problems] == [
        (Code.FACT_TWICE, other, 2)
    ]
    assert f"{PATH}:1" in problems[0].message


def test_without_closed_lists_units_and_countries_are_not_judged_twice() -> None:
    """lists.yml that cannot be read is one problem, not one for every fact."""
    facts, problems = parse_facts(
        [read(GOOD.format(country="RU"))], FactRules(frozenset(), frozenset())
    )
    assert problems == []
    assert "ru_days" in facts
