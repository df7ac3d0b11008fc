"""Front matter: what a page says about itself, typed, and every mistake in it."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from msgspec import to_builtins

from conftest import Golden
from safar.parsing.frontmatter import PageRules, parse_front_matter

RULES = PageRules(
    countries=frozenset({"KG", "KZ", "RU", "TJ", "UZ"}),
    tags=frozenset({"en", "ru", "uz", "uz-Cyrl", "ky"}),
    source="en",
)


def plain(value: Any) -> Any:
    """A record as YAML can hold it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if item not in (None, ())}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value if isinstance(value, bool) or value is None else str(value)


@pytest.mark.goldens("frontmatter")
def test_a_page_gives_the_meta_body_and_problems_of_its_golden_file(golden: Golden) -> None:
    case = golden.case
    text = case["input"].replace("<BOM>", "\ufeff").replace("<CR>", "\r")
    page = parse_front_matter(text, "docs/ky/work/wages.md", case.get("locale", "ky"), RULES)
    meta = plain(to_builtins(page.meta)) if page.meta else None
    expected = {"meta": meta, "body": page.body, "body_line": page.body_line}
    golden.check(expected, page.problems)


def test_without_a_locale_table_or_closed_lists_nothing_is_held_against_a_page() -> None:
    text = "---\ntitle: T\ndescription: D\nchecked: 2026-11-23\ndanger: low\ncountries: [XX]\n---\n"
    rules = PageRules(countries=frozenset(), tags=frozenset(), source="")
    page = parse_front_matter(text, "docs/ky/a.md", "ky", rules)
    assert page.problems == ()
    assert page.meta is not None
    assert page.meta.countries == ("XX",)
