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
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from safar.language.transliteration.exceptions import Exceptions, Stem
from safar.language.transliteration.letters import fold_apostrophes, spell
from safar.parsing.schema import show_value
from safar.problems import Code, Problem, Severity

_LATIN_STEM = re.compile("[A-Za-z\u02bb\u02bc-]{2,}[*]?")
_CYRILLIC_STEM = re.compile("[А-Яа-яЁёЎўҚқҒғҲҳ-]{2,}")


LineOf = Callable[..., int]


def _no_line(*_keys: str | int) -> int:
    return 0


def parse_exceptions(
    data: Mapping[str, object], path: str = "", line_of: LineOf = _no_line
) -> tuple[Exceptions, list[Problem]]:
    """The exception list from its YAML mapping, and every mistake found in it.

    `path` names the file in the problems, `line_of("groups", 0, "words", "aprel")` gives the
    line of a value. A broken entry is left out; the rest is used.
    """
    file = _File(path, line_of)
    found: list[Problem] = [
        file.problem((key,), Code.YAML_KEY, f"expected groups or latin, received {show_value(key)}")
        for key in data
        if key not in {"groups", "latin"}
    ]
    stems: dict[str, Stem] = {}
    latin: set[str] = set()
    for group in _parse_groups(data, "groups", file, found):
        for word, latin_stem, stem in group.parse_stems(found):
            if latin_stem in stems:
                found.append(group.problem(Code.YAML_DUPLICATE, f"{word} is given twice", word))
            stems.setdefault(latin_stem, stem)
    for group in _parse_groups(data, "latin", file, found):
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


class _File(Struct, frozen=True):
    """The name of the file and the lines of its values."""

    path: str
    line_of: LineOf

    def problem(self, keys: tuple[str | int, ...], code: Code, message: str) -> Problem:
        return Problem(code, self.path, self.line_of(*keys), message)


class _Group(Struct, frozen=True):
    """One group of the file as read, with its name for messages and its place for lines."""

    name: str
    file: _File
    keys: tuple[str | int, ...]
    words: object

    def problem(self, code: Code, message: str, *word: str | int) -> Problem:
        keys = (*self.keys, "words", *word) if word else self.keys
        return self.file.problem(keys, code, f"{self.name}: {message}")

    def parse_stems(self, found: list[Problem]) -> Iterator[tuple[str, str, Stem]]:
        if not isinstance(self.words, Mapping):
            found.append(self.problem(Code.YAML_TYPE, "words: expected lines stem: spelling"))
            return
        for latin, cyrillic in self.words.items():
            if not isinstance(latin, str) or not _LATIN_STEM.fullmatch(fold_apostrophes(latin)):
                text = f"expected a stem in Latin letters, received {show_value(latin)}"
                found.append(self.problem(Code.YAML_TYPE, text, latin))
            elif not isinstance(cyrillic, str) or not _CYRILLIC_STEM.fullmatch(cyrillic):
                text = f"{latin}: expected Cyrillic letters, received {show_value(cyrillic)}"
                found.append(self.problem(Code.YAML_TYPE, text + _strangers(cyrillic), latin))
            else:
                key = fold_apostrophes(latin.rstrip("*")).lower()
                yield latin, key, Stem(cyrillic.lower(), latin.endswith("*"), latin[0].isupper())

    def parse_names(self, found: list[Problem]) -> list[str]:
        if not isinstance(self.words, Sequence) or isinstance(self.words, str):
            found.append(self.problem(Code.YAML_TYPE, "words: expected a list of names"))
            return []
        for place, word in enumerate(self.words):
            if not isinstance(word, str) or not word:
                text = f"expected a name in quotes, received {show_value(word)}"
                found.append(self.problem(Code.YAML_TYPE, text, place))
        return [word for word in self.words if isinstance(word, str) and word]


def _strangers(text: object) -> str:
    """Latin letters among Cyrillic ones, which look the same."""
    letters = sorted(set(re.findall("[A-Za-z]", text))) if isinstance(text, str) else []
    return f" with the Latin {', '.join(letters)}" if letters else ""


def _parse_groups(
    data: Mapping[str, object], key: str, file: _File, found: list[Problem]
) -> Iterator[_Group]:
    """The groups under a key; a group without a source is a problem, but is used."""
    groups = data.get(key, [])
    if not isinstance(groups, Sequence) or isinstance(groups, str):
        found.append(file.problem((key,), Code.YAML_TYPE, f"{key}: expected a list of groups"))
        return
    for place, fields in enumerate(groups):
        here = (key, place)
        if not isinstance(fields, Mapping):
            text = f"{key}.{place + 1}: expected a group of keys, received {show_value(fields)}"
            found.append(file.problem(here, Code.YAML_TYPE, text))
            continue
        name = str(fields.get("id", f"{key}.{place + 1}"))
        group = _Group(name, file, here, fields.get("words"))
        if not fields.get("sources"):
            text = "no source: where was the spelling seen?"
            found.append(group.problem(Code.YAML_MISSING, text))
        yield group
