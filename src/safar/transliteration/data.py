"""The exception file: how the list of exceptions is written, and every mistake in it.

The list is a mapping, read from `docs/_data/uz-cyrl-exceptions.yml`:

    groups:                    # words, with the works where the Cyrillic spelling was seen
      - id: months
        sources: [{title: ..., url: ...}]
        words: {aprel: апрель, "budjet*": бюджет, Igor: Игорь}
    latin:                     # groups of names that stay in Latin letters
      - id: services
        sources: [...]
        words: [WhatsApp, Telegram]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from safar.problems import Code, Problem, Severity
from safar.transliteration.exceptions import Exceptions, Stem
from safar.transliteration.letters import fold_apostrophes, spell

_LATIN_STEM = re.compile("[A-Za-z\u02bb\u02bc-]{2,}[*]?")
_CYRILLIC_STEM = re.compile("[А-Яа-яЁёЎўҚқҒғҲҳ-]{2,}")


def parse_exceptions(
    data: Mapping[str, object], path: str = ""
) -> tuple[Exceptions, list[Problem]]:
    """The exception list from its YAML mapping, and every mistake found in it.

    `path` names the file in the problems. A broken entry is left out; the rest is used.
    """
    found: list[Problem] = [
        Problem(Code.YAML_KEY, path, 0, f"expected groups or latin, received {key}")
        for key in data
        if key not in {"groups", "latin"}
    ]
    stems: dict[str, Stem] = {}
    latin: set[str] = set()
    for group in _parse_groups(data, "groups", path, found):
        for latin_stem, stem in group.parse_stems(found):
            if latin_stem in stems:
                found.append(group.problem(Code.YAML_DUPLICATE, f"{latin_stem} is given twice"))
            stems.setdefault(latin_stem, stem)
    for group in _parse_groups(data, "latin", path, found):
        latin.update(group.parse_names(found))
    return Exceptions(stems, frozenset(latin)), found


def check_exceptions(exceptions: Exceptions, path: str = "") -> list[Problem]:
    """A warning for each stem that the rules spell the same way: a line the list does not need."""
    return [
        Problem(
            Code.TEXT_UNUSED,
            path,
            0,
            f"{latin}: the rules already give {stem.cyrillic}",
            "take the line out of the list",
            Severity.WARNING,
        )
        for latin, stem in exceptions.stems.items()
        if _is_ruled(latin, stem.cyrillic)
    ]


def _is_ruled(latin: str, cyrillic: str) -> bool:
    """True if the rules alone spell the stem, alone and with an ending."""
    return spell(latin) == cyrillic and spell(latin + "da") == cyrillic.removesuffix("ь") + "да"


@dataclass(frozen=True, slots=True)
class _Group:
    """One group of the file as read, with its name for messages."""

    name: str
    path: str
    words: object

    def problem(self, code: Code, message: str) -> Problem:
        return Problem(code, self.path, 0, f"{self.name}: {message}")

    def parse_stems(self, found: list[Problem]) -> Iterator[tuple[str, Stem]]:
        if not isinstance(self.words, Mapping):
            found.append(self.problem(Code.YAML_TYPE, "words: expected lines `stem: spelling`"))
            return
        for latin, cyrillic in self.words.items():
            if not isinstance(latin, str) or not _LATIN_STEM.fullmatch(fold_apostrophes(latin)):
                text = f"expected a stem in Latin letters, received {latin!r}"
                found.append(self.problem(Code.YAML_TYPE, text))
            elif not isinstance(cyrillic, str) or not _CYRILLIC_STEM.fullmatch(cyrillic):
                text = f"{latin}: expected Cyrillic letters, received {cyrillic!r}"
                found.append(self.problem(Code.YAML_TYPE, text))
            else:
                key = fold_apostrophes(latin.rstrip("*")).lower()
                yield key, Stem(cyrillic.lower(), latin.endswith("*"), latin[0].isupper())

    def parse_names(self, found: list[Problem]) -> list[str]:
        if not isinstance(self.words, Sequence) or isinstance(self.words, str):
            found.append(self.problem(Code.YAML_TYPE, "words: expected a list of names"))
            return []
        wrong = [word for word in self.words if not isinstance(word, str) or not word]
        for word in wrong:
            text = f"expected a name in quotes, received {word!r}"
            found.append(self.problem(Code.YAML_TYPE, text))
        return [word for word in self.words if isinstance(word, str) and word]


def _parse_groups(
    data: Mapping[str, object], key: str, path: str, found: list[Problem]
) -> Iterator[_Group]:
    """The groups under a key; a group without a source is a problem, but is used."""
    groups = data.get(key, [])
    if not isinstance(groups, Sequence) or isinstance(groups, str):
        found.append(Problem(Code.YAML_TYPE, path, 0, f"{key}: expected a list of groups"))
        return
    for number, fields in enumerate(groups, start=1):
        if not isinstance(fields, Mapping):
            text = f"{key}: group {number}: expected a mapping, received {fields!r}"
            found.append(Problem(Code.YAML_TYPE, path, 0, text))
            continue
        group = _Group(str(fields.get("id", f"{key} {number}")), path, fields.get("words"))
        if not fields.get("sources"):
            text = "no source: where was the spelling seen?"
            found.append(group.problem(Code.YAML_MISSING, text))
        yield group
