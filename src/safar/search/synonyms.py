"""Words and phrases that mean the same: what a page holds for the ones it does not use.

A group is a list of words and phrases of at most three words. A page on which one member occurs
(all words of a phrase in one section, in whatever inflection) is entered under the other members
too, marked as a synonym, together with the forms that the reader will see on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from safar.search.analysis import Analyser
from safar.search.coding import SAME_PAGE, SECTION_IMPACT, decode_numbers

MOST_WORDS = 3
MOST_TARGETS = 8  # forms kept for marking in snippets


class Member(Struct, frozen=True):
    """A word or phrase: its words joined, their stems joined, and the stems of each."""

    form: str
    stem: str
    stems: tuple[str, ...]


class Synonyms:
    """The groups of a locale as one analyser sees them."""

    def __init__(self, analyser: Analyser, groups: Iterable[Iterable[str]]) -> None:
        self._analyser = analyser
        self.groups = tuple(self._members(group) for group in groups)
        self._groups_of: dict[str, list[int]] = {}  # by stem
        for number, group in enumerate(self.groups):
            for stem in {stem for one in group for stem in one.stems}:
                self._groups_of.setdefault(stem, []).append(number)

    def __bool__(self) -> bool:
        return bool(self.groups)

    def _members(self, group: Iterable[str]) -> tuple[Member, ...]:
        words = dict.fromkeys(tuple(self._analyser.words(text)) for text in group)
        return tuple(self._member(forms) for forms in words if 0 < len(forms) <= MOST_WORDS)

    def _member(self, forms: tuple[str, ...]) -> Member:
        stems = tuple(self._stem(form) for form in forms)
        return Member("".join(forms), "".join(stems), stems)

    def _stem(self, form: str) -> str:
        return next((stem for _, stem in self._analyser.keys(form)), form)

    def stems_of(self, stems: Iterable[str]) -> tuple[str, ...]:
        """Those of the stems of a form that belong to a group."""
        return tuple(stem for stem in dict.fromkeys(stems) if stem in self._groups_of)

    def groups_of(self, stems: Iterable[str]) -> Iterator[tuple[Member, ...]]:
        """The groups that have one of the stems, in their order."""
        for number in sorted({number for stem in stems for number in self._groups_of[stem]}):
            yield self.groups[number]


def synonym_entries(
    synonyms: Synonyms, forms: Mapping[str, list[str]], found: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """(stem, "form=seen,forms postings") for each member that the page is to be found by.

    `forms` are the forms of the page whose stems belong to a group, by stem; `found` are all
    forms of the page with their postings.
    """
    for group in synonyms.groups_of(forms):
        seen = {one: _occurrences(one, forms, found) for one in group}
        for one in group:
            best: dict[int, int] = {}
            targets: dict[str, None] = {}
            for other in group:
                if other.stem != one.stem and seen[other]:
                    _keep_strongest(best, seen[other])
                    targets |= {form: None for stem in other.stems for form in forms[stem]}
            if best:
                names = ",".join(sorted(targets)[:MOST_TARGETS])
                yield one.stem, f"{one.form}={names} {_encode(best)}"


def _occurrences(
    member: Member, forms: Mapping[str, list[str]], found: Mapping[str, str]
) -> dict[int, int]:
    """The sections that hold all words of a member, with the impact of the weakest of them."""
    whole: dict[int, int] | None = None
    for stem in member.stems:
        word: dict[int, int] = {}
        for form in forms.get(stem, ()):
            _keep_strongest(word, {v >> 3: v & 7 for v in decode_numbers(found[form])[::2]})
        whole = (
            word
            if whole is None
            else {section: min(whole[section], word[section]) for section in whole.keys() & word}
        )
    return whole or {}


def _keep_strongest(best: dict[int, int], others: Mapping[int, int]) -> None:
    for section, impact in others.items():
        best[section] = max(best.get(section, 0), impact)


def _encode(best: Mapping[int, int]) -> str:
    return SAME_PAGE.join(SECTION_IMPACT[section * 8 + best[section]] for section in sorted(best))
