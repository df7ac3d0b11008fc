"""Checks of interface texts, closed lists and formats against the source locale."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Golden
from safar.checks.texts import check_lists, check_texts, check_used
from safar.model.content import LocaleTexts
from safar.parsing.yaml_text import parse_yaml
from sample_site import FORMATS, LISTS, UI

DOCS = Path(__file__).parents[2] / "docs"


def make_texts(tag: str, files: dict[str, str]) -> LocaleTexts:
    """Texts of a locale: those of the sample portal, some of them replaced."""
    texts = {"ui": UI, "lists": LISTS, "formats": FORMATS, **files}
    base = f"docs/{tag}/_data"
    return LocaleTexts(
        tag, *(parse_yaml(texts[name], f"{base}/{name}.yml") for name in ("ui", "lists", "formats"))
    )


@pytest.mark.goldens("texts")
def test_texts_have_the_problems_of_their_golden_file(golden: Golden) -> None:
    case = golden.case
    source = make_texts("en", case.get("source", {}))
    texts = make_texts("ky", case.get("texts", {}))
    problems = check_texts(source, texts, complete=case.get("complete", True))
    if "closed" in case:
        problems += check_lists(parse_yaml(case["closed"], "docs/_data/lists.yml"), source)
    golden.check(None, problems)


def test_a_text_that_no_template_asks_for_is_a_problem() -> None:
    texts = make_texts("en", {})
    problems = check_used(texts, {"page.checked"})
    assert [str(problem).splitlines()[0] for problem in problems] == [
        "docs/en/_data/ui.yml:4: urgent.detained: no template asks for this text [text.unused]"
    ]


def test_dotted_keys_hold_every_interface_text() -> None:
    strings = {"page.checked": "Checked on {date}", "urgent.detained": "I am detained"}
    assert make_texts("en", {}).strings == strings
