"""The glossary in a page: markers become words, code and other markers stay."""

from __future__ import annotations

from safar.parsing.glossary import Term, link_targets
from safar.render.glossary import write_terms

TERMS = {"patent": Term("патент"), "court": Term("сот")}


def test_a_marker_becomes_the_word_with_the_ending_that_stands_after_it() -> None:
    body = '{{ term.patent }}тен, {{term.court}}.\n\n!!! note "{{ term.court }}"\n    x\n'
    assert write_terms(body, TERMS) == 'патенттен, сот.\n\n!!! note "сот"\n    x\n'


def test_code_comments_and_what_is_not_of_the_glossary_stay() -> None:
    body = "`{{ term.patent }}` {{ fact.days }} {{ term.x }}\n\n<!-- {{ term.court }} -->\n"
    assert write_terms(body, TERMS) == body
    assert write_terms("no marker", TERMS) == "no marker"


def test_a_page_names_each_concept_once_in_the_order_of_the_text() -> None:
    links = [("term:b", False), ("x.md", False), ("term:a", False), ("term:b", False)]
    assert link_targets([*links, ("term:c", True)]) == ("b", "a")
