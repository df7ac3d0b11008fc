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
SHORT = 3  # letters
MOST_TARGETS = 8  # forms kept for marking in snippets


class Member(Struct, frozen=True):
    """A word or phrase: its words joined, their stems joined, and the stem and skeleton of each."""

    form: str
    stem: str
    stems: tuple[str, ...]
    skeletons: tuple[str, ...]


class Synonyms:
    """The groups of a locale as one analyser sees them."""

    def __init__(self, analyser: Analyser, groups: Iterable[Iterable[str]]) -> None:
        self._analyser = analyser
        self.groups = tuple(self._members(group) for group in groups)
        self._forms: dict[tuple[str, str], bool] = {}
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
        keys = [next(iter(self._analyser.keys(form)), (form, form)) for form in forms]
        stems = tuple(stem for _, stem in keys)
        return Member("".join(forms), "".join(stems), stems, tuple(raw for raw, _ in keys))

    def is_form(self, form: str, skeleton: str) -> bool:
        """False for a form that lacks the end of a word: «полис» is not «полиция».

        One letter less may be an ending («виз» of «виза»), but not in a word of three.
        """
        known = self._forms.get((form, skeleton))
        if known is None:
            raws = [raw for raw, _ in self._analyser.keys(form)]
            least = len(skeleton) - (2 if len(skeleton) > SHORT else 0)
            known = not all(skeleton.startswith(raw) and len(raw) < least for raw in raws)
            self._forms[form, skeleton] = known
        return known

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
        there = [seen for one in group if (seen := _look_for(synonyms, one, forms, found))]
        rests: dict[tuple[str, ...], str] = {}  # most members of a group have the same
        for one in group if there else ():
            others = [seen for seen in there if seen.stem != one.stem]
            if others:
                names = tuple(seen.stem for seen in others)
                if names not in rests:
                    rests[names] = _render_rest(others)
                yield one.stem, f"{one.form}={rests[names]}"


class _Seen(Struct):
    """A member on a page: its stem, the forms that stand for it, impacts by section."""

    stem: str
    forms: list[str]
    sections: dict[int, int]


def _render_rest(others: list[_Seen]) -> str:
    """The forms that are seen on the page, and the postings of all the others together."""
    best: dict[int, int] = {}
    for other in others:
        _keep_strongest(best, other.sections)
    targets = {form for other in others for form in other.forms}
    return f"{','.join(sorted(targets)[:MOST_TARGETS])} {_encode(best)}"


def _look_for(
    synonyms: Synonyms, member: Member, forms: Mapping[str, list[str]], found: Mapping[str, str]
) -> _Seen | None:
    """The sections that hold all words of a member, with the impact of the weakest of them."""
    if not all(stem in forms for stem in member.stems):
        return None
    seen: list[str] = []
    whole: dict[int, int] | None = None
    for stem, skeleton in zip(member.stems, member.skeletons, strict=True):
        names = [form for form in forms[stem] if synonyms.is_form(form, skeleton)]
        word = _sections(names, found)
        if whole is not None:
            word = {section: min(whole[section], word[section]) for section in whole.keys() & word}
        whole = word
        seen += names
    return _Seen(member.stem, seen, whole) if whole else None


def _sections(names: Iterable[str], found: Mapping[str, str]) -> dict[int, int]:
    """The sections that hold one of some forms, with the strongest impact of any."""
    best: dict[int, int] = {}
    for form in names:
        _keep_strongest(best, {v >> 3: v & 7 for v in decode_numbers(found[form])[::2]})
    return best


def _keep_strongest(best: dict[int, int], others: Mapping[int, int]) -> None:
    for section, impact in others.items():
        best[section] = max(best.get(section, 0), impact)


def _encode(best: Mapping[int, int]) -> str:
    return SAME_PAGE.join(SECTION_IMPACT[section * 8 + best[section]] for section in sorted(best))
