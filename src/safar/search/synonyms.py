"""Words and phrases that mean the same: what a page holds for the ones it does not use.

A group is a list of words and phrases of at most three words. A page on which one member occurs
(all words of a phrase in one section, in whatever inflection) is entered under the other members
too, marked as a synonym, together with the forms that the reader will see on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from safar.search.analysis import Analyser, Keys
from safar.search.coding import SAME_PAGE, SECTION_IMPACT, decode_numbers

MOST_WORDS = 3
SHORT = 3  # letters
MOST_TARGETS = 8  # forms kept for marking in snippets


class Member(Struct, frozen=True):
    """A word or phrase: its words joined, their stems joined, and the stem and skeleton of each.

    `key` is the shard key of the stem.
    """

    form: str
    stem: str
    key: str
    stems: tuple[str, ...]
    skeletons: tuple[str, ...]


class Synonyms:
    """The groups of a locale as one analyser sees them."""

    def __init__(self, analyser: Analyser, groups: Iterable[Iterable[str]]) -> None:
        self._analyser = analyser
        texts = [list(group) for group in groups]
        words = iter(analyser.words_of(chain.from_iterable(texts)))
        phrases = [[next(words) for _ in group] for group in texts]
        keys = analyser.keys_of(form for group in phrases for phrase in group for form in phrase)
        self.groups = tuple(self._members(group, keys) for group in phrases)
        self._forms: dict[tuple[str, str], bool] = {}
        self._stems = {stem for group in self.groups for one in group for stem in one.stems}
        self._by_first: dict[str, list[tuple[int, Member]]] = {}  # by the stem of the first word
        for number, group in enumerate(self.groups):
            for one in group:
                self._by_first.setdefault(one.stems[0], []).append((number, one))

    def __bool__(self) -> bool:
        return bool(self.groups)

    def _members(
        self, phrases: Iterable[Sequence[str]], keys: Mapping[str, Keys]
    ) -> tuple[Member, ...]:
        distinct = dict.fromkeys(map(tuple, phrases))
        return tuple(
            self._member(forms, keys) for forms in distinct if 0 < len(forms) <= MOST_WORDS
        )

    def _member(self, forms: tuple[str, ...], keys: Mapping[str, Keys]) -> Member:
        pairs = [next(iter(keys[form]), (form, form)) for form in forms]
        stems = tuple(stem for _, stem in pairs)
        stem = "".join(stems)
        skeletons = tuple(raw for raw, _ in pairs)
        return Member("".join(forms), stem, self._analyser.shard_key(stem), stems, skeletons)

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
        return tuple(stem for stem in dict.fromkeys(stems) if stem in self._stems)

    def starting_with(self, stems: Iterable[str]) -> Iterator[tuple[int, Member]]:
        """The members whose first word has one of the stems, each with the number of its group."""
        for stem in stems:
            yield from self._by_first.get(stem, ())


def synonym_entries(
    synonyms: Synonyms, forms: Mapping[str, list[str]], found: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """(shard key, "stem form=seen,forms postings") for each member the page is to be found by.

    `forms` are the forms of the page whose stems belong to a group, by stem; `found` are all
    forms of the page with their postings.
    """
    there: dict[int, list[_Seen]] = {}
    for number, member in synonyms.starting_with(forms):
        if seen := _look_for(synonyms, member, forms, found):
            there.setdefault(number, []).append(seen)
    for number, members in there.items():
        rests: dict[str, str] = {}  # by the stem that is left out; most members leave out none
        for one in synonyms.groups[number]:
            others = [seen for seen in members if seen.stem != one.stem]
            left_out = one.stem if len(others) < len(members) else ""
            if others and left_out not in rests:
                rests[left_out] = _render_rest(others)
            if others:
                yield one.key, f"{one.stem} {one.form}={rests[left_out]}"


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
