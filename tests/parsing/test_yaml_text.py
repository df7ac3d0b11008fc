"""YAML texts: values, the line of every key, and mistakes as problems."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Golden
from safar.parsing.yaml_text import parse_yaml

SIGNS = "a\n\t\"'[]{}|>#,?%@é\ufeff\x00\ud800\u2028"
WORDS = ("b: ", "- ", "  ", "*x", "&x ", "!t ", ": ", "---\n", "...")
PIECES = st.sampled_from([*SIGNS, *WORDS])


@pytest.mark.goldens("yaml_text")
def test_a_text_gives_the_values_lines_and_problems_of_its_golden_file(golden: Golden) -> None:
    case = golden.case
    document = parse_yaml(
        case["input"], "data.yml", case.get("first_line", 1), only=tuple(case.get("only", ()))
    )
    lines = {".".join(map(str, keys)): line for keys, line in document.lines.items() if keys}
    golden.check({"value": document.value, "lines": lines}, document.problems)


def test_the_line_of_an_unknown_key_is_that_of_what_holds_it() -> None:
    document = parse_yaml("a: 1\nsources:\n  - title: x\n    url: y\n", "data.yml", first_line=10)
    assert document.line("sources", 0, "url") == 13
    assert document.line("sources", 0, "date") == 12
    assert document.line("nothing") == 10


def test_a_tag_never_makes_a_python_object() -> None:
    document = parse_yaml("a: !!python/object/apply:os.getcwd []\n", "data.yml")
    assert document.value == {"a": []}
    assert "!!python/object/apply:os.getcwd" in document.problems[0].message


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_text_is_an_exception_and_an_unreadable_one_says_why(text: str) -> None:
    document = parse_yaml(text, "data.yml")
    assert isinstance(document.value, dict)
    assert document.readable or (document.value == {} and document.problems)
    assert all(0 < found.line <= len(text.splitlines()) + 1 for found in document.problems)
