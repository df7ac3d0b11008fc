"""Markdown pages: prose converts, machine text stays to the byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from safar.language.transliteration import Transliterator, parse_exceptions

ROOT = Path(__file__).resolve().parents[3]
LIST = ROOT / "docs/_data/uz-cyrl-exceptions.yml"
CONVERTER = Transliterator(parse_exceptions(yaml.safe_load(LIST.read_text(encoding="utf-8")))[0])
GOLDEN = yaml.safe_load(
    (ROOT / "tests/golden/transliteration/markdown.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_pages_are_converted_as_recorded(name: str) -> None:
    assert CONVERTER.markdown(GOLDEN[name]["latin"]) == GOLDEN[name]["cyrillic"]


@pytest.mark.parametrize("name", GOLDEN)
def test_a_converted_page_does_not_change_again(name: str) -> None:
    assert CONVERTER.markdown(GOLDEN[name]["cyrillic"]) == GOLDEN[name]["cyrillic"]


@pytest.mark.parametrize("name", GOLDEN)
def test_lines_keep_their_number_indent_and_marks(name: str) -> None:
    before = GOLDEN[name]["latin"].splitlines()
    after = CONVERTER.markdown(GOLDEN[name]["latin"]).splitlines()
    marks = re.compile(r"^[\s#>|*+!?=:`~-]*")
    assert [marks.match(line)[0] for line in before] == [marks.match(line)[0] for line in after]


def test_every_page_written_in_uzbek_keeps_its_addresses_and_anchors() -> None:
    machine = re.compile(r"\]\([^)\"]*|\{#[^}]*\}|https?://\S+")
    for page in sorted((ROOT / "docs/uz").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        assert machine.findall(CONVERTER.markdown(text)) == machine.findall(text), page.name


def test_front_matter_texts_convert_and_other_values_stay() -> None:
    meta = {
        "title": "Mehnat patenti",
        "danger": "high",
        "countries": ["RU"],
        "sensitive": False,
        "sources": [{"title": "Qonun", "url": "https://lex.uz/qonun", "date": 2025}],
    }
    assert CONVERTER.meta(meta) == {
        "title": "Меҳнат патенти",
        "danger": "high",
        "countries": ["RU"],
        "sensitive": False,
        "sources": [{"title": "Қонун", "url": "https://lex.uz/qonun", "date": 2025}],
    }
