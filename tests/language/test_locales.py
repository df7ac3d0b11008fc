"""The locale table: entries, fallback chains, subsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Golden
from safar.language.locales import Direction, parse_locales, parse_subset
from safar.parsing.yaml_text import parse_yaml

TABLE = Path(__file__).parents[2] / "docs" / "_data" / "languages.yml"


@pytest.mark.goldens("locales")
def test_a_table_gives_the_chains_and_problems_of_its_golden_file(golden: Golden) -> None:
    document = parse_yaml(golden.case["input"], "docs/_data/languages.yml")
    table, problems = parse_locales(document)
    table, unknown = parse_subset(table, golden.case.get("wanted", ""))
    chains = {tag: " ".join(table.chain(tag)) for tag in table}
    golden.check({"chains": chains, "built": " ".join(table.built)}, [*problems, *unknown])


def test_the_table_of_this_portal_has_eight_languages_and_english_as_source() -> None:
    table, problems = parse_locales(parse_yaml(TABLE.read_text("utf-8"), "languages.yml"))
    assert problems == []
    assert set(table) == {"en", "ru", "uz", "uz-Cyrl", "kaa", "tg", "ky", "kk"}
    assert table.source.tag == "en"
    assert table.chain("uz-Cyrl") == ("uz-Cyrl", "uz", "ru", "en")
    assert table.chain("kaa") == ("kaa", "uz", "ru", "en")
    assert table["uz-Cyrl"].generated_from == "uz"
    assert table["ky"].direction is Direction.LTR


def test_a_subset_shows_fewer_locales_and_keeps_every_chain() -> None:
    table, _ = parse_locales(parse_yaml(TABLE.read_text("utf-8"), "languages.yml"))
    subset = table.subset(["ru", "kaa"])
    assert subset.built == ("kaa", "ru")
    assert subset.chain("kaa") == ("kaa", "uz", "ru", "en")
    assert subset.source.tag == "en"


def test_a_ninth_language_from_right_to_left_is_one_entry() -> None:
    entry = (
        "fa-AF:\n  name: دری\n  iso639_3: prs\n  script: Arab\n  direction: rtl\n"
        "  fallback: [ru, en]\n  analyser: fa\n"
    )
    text = TABLE.read_text("utf-8") + entry
    table, problems = parse_locales(parse_yaml(text, "languages.yml"))
    assert problems == []
    assert table["fa-AF"].direction is Direction.RTL
