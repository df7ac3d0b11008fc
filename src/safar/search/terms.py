"""The words of one page, weighed: what the word shards need of it, grouped by shard key.

A form's weight in a section is the part of BM25 that depends on the section alone: how often it
occurs there, title, heading and description counting more, against the section's length. It is
rounded to eight steps, and the length before that, so that a word more or less in a section does
not change the postings of its other words.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from safar.search.analysis import Analyser, Keys
from safar.search.coding import LAST_SECTION, SAME_PAGE, SECTION_IMPACT
from safar.search.folding import collapse
from safar.search.model import IndexedPage, PageTerms
from safar.search.synonyms import Synonyms, synonym_entries

TITLE, HEADING, DESCRIPTION = 8, 4, 2  # occurrences in the text that one there is worth
MEAN_LENGTH = 100  # words of a section; fixed, or one edit would change every shard
_K1, _B = 1.6, 0.45
_STEP = 1.25  # lengths within a quarter count as equal
_SEVERAL = 40  # more occurrences weigh the same

_BEGINNING = 6  # letters: an error in the first two leaves four to recognise a word by

Entry = tuple[str, str, str]  # the shard key, "stem form " and the beginning of the skeleton


class TermReader:
    """Reads pages with one analyser; a form that was met before costs a look-up.

    `synonyms` are the groups of words of the locale that mean the same, see
    `safar.search.synonyms`.
    """

    def __init__(self, analyser: Analyser, synonyms: Iterable[Iterable[str]] = ()) -> None:
        self.analyser = analyser
        self.synonyms = Synonyms(analyser, synonyms)
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._related: dict[str, tuple[str, ...]] = {}  # stems of forms that have synonyms

    def entries(self, forms: Collection[str]) -> dict[str, tuple[Entry, ...]]:
        """Under which keys and stems forms stand: at least these, perhaps more forms."""
        if new := [form for form in forms if form not in self._entries]:
            self._learn(self.analyser.keys_of(new))
        return self._entries

    def _learn(self, found: dict[str, Keys]) -> None:
        starts = iter(collapse([raw for keys in found.values() for raw, _ in keys]))
        shard_key, synonyms = self.analyser.shard_key, self.synonyms
        for form, keys in found.items():
            self._entries[form] = tuple(
                [
                    (shard_key(stem), f"{stem} {form} ", next(starts)[:_BEGINNING])
                    for _, stem in keys
                ]
            )
            if related := synonyms.stems_of(stem for _, stem in keys):
                self._related[form] = related

    def related(self, forms: Mapping[str, str]) -> dict[str, list[str]]:
        """Of forms that `entries` was asked for, those that have synonyms, by stem."""
        found: dict[str, list[str]] = {}
        for form in sorted(self._related.keys() & forms.keys()):
            for stem in self._related[form]:
                found.setdefault(stem, []).append(form)
        return found


def read_terms(page: IndexedPage, reader: TermReader) -> PageTerms:
    """The words of a page, for `merge_terms`."""
    found: dict[str, str] = {}
    sections = _weighed_sections(page, reader.analyser)
    for number, counts in enumerate(sections):
        codes = _codes(min(number, LAST_SECTION), sum(counts.values()))
        for form, count in counts.items():
            code = codes[count if count < _SEVERAL else _SEVERAL]
            found[form] = found[form] + SAME_PAGE + code if form in found else code
    groups: defaultdict[str, list[str]] = defaultdict(list)
    beginnings: set[str] = set()
    entries = reader.entries(found)
    for form, postings in found.items():
        for key, head, beginning in entries[form]:
            beginnings.add(beginning)
            groups[key].append(head + postings)
    if reader.synonyms:
        for key, entry in synonym_entries(reader.synonyms, reader.related(found), found):
            groups[key].append(entry)
    shards = {key: "|".join(sorted(groups[key])) for key in sorted(groups)}
    return PageTerms(page.family, len(sections), shards, "|".join(sorted(beginnings)))


def _weighed_sections(page: IndexedPage, analyser: Analyser) -> list[Counter[str]]:
    """How often each form occurs in each section, those in titles counted several times."""
    sections = page.sections or (("", "", ""),)
    found = analyser.counts_of(text for _, _, text in sections)
    headings = (heading for _, heading, _ in sections[1:])
    title, description, *others = analyser.words_of([page.title, page.description, *headings])
    _add(found[0], title, TITLE)
    _add(found[0], description, DESCRIPTION)
    for counts, forms in zip(found[1:], others, strict=True):
        _add(counts, forms, HEADING)
    return found


def _add(counts: Counter[str], forms: list[str], weight: int) -> None:
    for form in forms:
        counts[form] += weight


def _codes(section: int, length: int) -> tuple[str, ...]:
    """How a posting is written, by number of occurrences in that section of so many words."""
    step = round(math.log(max(length, 1), _STEP))
    if (section, step) not in _CODES:
        norm = _K1 * (1 - _B + _B * _STEP**step / MEAN_LENGTH)
        impacts = [min(7, int(count / (count + norm) * 8)) for count in range(_SEVERAL + 1)]
        _CODES[section, step] = tuple(SECTION_IMPACT[section * 8 + impact] for impact in impacts)
    return _CODES[section, step]


_CODES: dict[tuple[int, int], tuple[str, ...]] = {}
