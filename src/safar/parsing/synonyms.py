"""`synonyms.yml`: a list of groups of words that readers type for the same thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from safar.parsing.yaml_text import Document, parse_yaml
from safar.problems import Code, Problem

Synonyms = tuple[tuple[str, ...], ...]

GROUPS = "synonym_groups"
EXAMPLE = "- [salary, wages, pay]"
_GROUP = re.compile(r"\s*- \[[^][]*\]\s*(?:#.*)?")
_EMPTY = re.compile(r",\s*,|\[\s*,")
_BETWEEN = re.compile(r"[,;=:|]")
_APOSTROPHE = re.compile("[ʻʼ‘’`´]")


def parse_synonyms(text: str, path: str) -> Document:
    """The groups of a file under the key `GROUPS`; lines are those of the file."""
    text = text.removeprefix("\ufeff")
    document = parse_yaml(f"{GROUPS}:\n{text}", path, first_line=0)
    if document.readable:
        return document
    lines = ["", *text.split("\n")]
    return replace(document, problems=tuple(_explain(found, lines) for found in document.problems))


def make_synonyms(document: Document) -> Synonyms:
    """The groups of a document: words once each, groups of fewer than two words left out."""
    groups = document.get(GROUPS) or ()
    made = (tuple(words_once(group)) for group in groups if isinstance(group, list))
    return tuple(group for group in made if len(group) > 1)


def join_synonyms(made: Document, written: Document) -> list[list[str]]:
    """Groups written by hand, each with the made groups that share a word with it, and the rest."""
    rest = [list(group) for group in make_synonyms(made)]
    joined = []
    for group in map(list, make_synonyms(written)):
        words = set(map(fold_word, group))
        same = [other for other in rest if not words.isdisjoint(map(fold_word, other))]
        rest = [other for other in rest if other not in same]
        joined.append(list(words_once([*group, *(word for other in same for word in other)])))
    return [*joined, *rest]


def word_of(value: Any) -> str:
    """A word as the search gets it: composed letters, single spaces; `""` for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return " ".join(unicodedata.normalize("NFC", str(value)).split())


def fold_word(word: str) -> str:
    """What two spellings of one word share: capitals and the shape of apostrophes do not count."""
    return _APOSTROPHE.sub("'", word.casefold())


def words_once(group: list[Any]) -> Iterator[str]:
    """The words of a group, each in its first spelling only."""
    seen = {""}
    for word in map(word_of, group):
        if fold_word(word) not in seen:
            seen.add(fold_word(word))
            yield word


def write_group(words: Iterable[str]) -> str:
    """A group as it stands in the file."""
    return f"- [{', '.join(words)}]"


def meant_words(value: Any) -> list[str]:
    """The words that an editor meant in anything but a group: `мент, полиция`, `мент: полиция`."""
    if isinstance(value, dict):
        return [word for pair in value.items() for part in pair for word in meant_words(part)]
    if isinstance(value, list):
        return [word for item in value for word in meant_words(item)]
    if not isinstance(value, str):
        return [word_of(value)] if word_of(value) else []
    words = (word_of(part.strip("-[]{}\"'«» ")) for part in _BETWEEN.split(value))
    return [word for word in words if word]


def _explain(problem: Problem, lines: list[str]) -> Problem:
    """A syntax problem with the line as it should be, where it is not written as a group."""
    line = lines[problem.line] if problem.line < len(lines) else ""
    words = meant_words(line.split(" #")[0])
    if problem.code is not Code.YAML_SYNTAX or "\t" in line or not words:
        return problem
    message, hint = problem.message, f"write {write_group(words)}"
    if _EMPTY.search(line):
        message = "two commas without a word between them"
    elif _GROUP.fullmatch(line):
        message = "expected all groups in the same column"
        hint = f"start every line at the left edge: {write_group(words)}"
    elif "closed" not in message:
        message = f"expected a line such as {EXAMPLE}"
    return replace(problem, message=message, hint=hint)
