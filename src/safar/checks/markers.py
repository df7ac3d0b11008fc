"""Markers where nothing replaces them: in front matter and in data files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from safar.model.content import SiteSources
from safar.parsing.yaml_text import Document, Keys
from safar.problems import Code, Problem

OPENING = "{{"


def check_data_markers(sources: SiteSources) -> Iterator[Problem]:
    """Markers in interface texts, lists, glossaries, facts: readers would see them as they are."""
    for document in sources.data.values():
        if document.readable:
            yield from find_markers(document)


def find_markers(document: Document) -> Iterator[Problem]:
    """Every text of a document that holds the beginning of a marker."""
    yield from _walk(document, document.value, ())


def check_head_markers(path: str, head: str) -> Iterator[Problem]:
    """The same in the lines of a page's front matter."""
    for number, line in enumerate(head.split("\n"), start=1):
        if OPENING in line:
            yield _misplaced(path, number)


def _walk(document: Document, value: Any, keys: Keys) -> Iterator[Problem]:
    if isinstance(value, str) and OPENING in value:
        yield _misplaced(document.path, document.line(*keys))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(document, item, (*keys, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _walk(document, item, (*keys, place))


def _misplaced(path: str, line: int) -> Problem:
    message = "a marker that nothing replaces: {{ }} works in the text of a page only"
    return Problem(Code.FACT_PLACE, path, line, message, "write it in words, or leave it out")
