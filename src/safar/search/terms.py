"""The words of one page, weighed: what the word shards need of it, grouped by shard key.

A form's weight in a section is the part of BM25 that depends on the section alone: how often it
occurs there, title, heading and description counting more, against the section's length. It is
rounded to eight steps, and the length before that, so that a word more or less in a section does
not change the postings of its other words.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from safar.search.analysis import Analyser
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

    def entries(self, forms: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Under which keys and stems forms stand: at least these, perhaps more forms."""
        new = [form for form in forms if form not in self._entries]
        for form, keys in (self.analyser.keys_of(new) if new else {}).items():
            starts = collapse([raw for raw, _ in keys])
            self._entries[form] = tuple(
                (self.analyser.shard_key(stem), f"{stem} {form} ", start[:_BEGINNING])
                for (_, stem), start in zip(keys, starts, strict=False)  # no keys: one empty start
            )
            if related := self.synonyms.stems_of(stem for _, stem in keys):
                self._related[form] = related
        return self._entries

    def related(self, forms: Iterable[str]) -> dict[str, list[str]]:
        """Of forms that `entries` was asked for, those that have synonyms, by stem."""
        found: dict[str, list[str]] = {}
        for form in forms:
            for stem in self._related.get(form, ()):
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
        for stem, rest in synonym_entries(reader.synonyms, reader.related(found), found):
            groups[reader.analyser.shard_key(stem)].append(f"{stem} {rest}")
    shards = {key: "|".join(sorted(groups[key])) for key in sorted(groups)}
    return PageTerms(page.family, len(sections), shards, "|".join(sorted(beginnings)))


def _weighed_sections(page: IndexedPage, analyser: Analyser) -> list[Counter[str]]:
    """How often each form occurs in each section, those in titles counted several times."""
    sections = []
    for number, (_, heading, text) in enumerate(page.sections or (("", "", ""),)):
        counts = Counter(analyser.words(text))
        if number:
            _add(counts, analyser.words(heading), HEADING)
        else:
            _add(counts, analyser.words(page.title), TITLE)
            _add(counts, analyser.words(page.description), DESCRIPTION)
        sections.append(counts)
    return sections


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
