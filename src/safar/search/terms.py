"""The words of one page, weighed: what the word shards need of it, grouped by shard key.

A form's weight in a section is the part of BM25 that depends on the section alone: how often it
occurs there, title, heading and description counting more, against the section's length. It is
rounded to eight steps, and the length before that, so that a word more or less in a section does
not change the postings of its other words.
"""

from __future__ import annotations

import math
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

    def entries(self, forms: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Under which keys and stems forms stand: at least these, perhaps more forms."""
        new = [form for form in forms if form not in self._entries]
        for form, keys in self.analyser.keys_of(new).items():
            starts = collapse([raw for raw, _ in keys])
            self._entries[form] = tuple(
                (self.analyser.shard_key(stem), f"{stem} {form} ", start[:_BEGINNING])
                for (_, stem), start in zip(keys, starts, strict=False)  # no keys: one empty start
            )
        return self._entries


def read_terms(page: IndexedPage, reader: TermReader) -> PageTerms:
    """The words of a page, for `merge_terms`."""
    found: dict[str, str] = {}
    sections = _weighed_sections(page, reader.analyser)
    for number, counts in enumerate(sections):
        row = _impacts(sum(counts.values()))
        codes = SECTION_IMPACT[min(number, LAST_SECTION) * 8 :]
        for form, count in counts.items():
            code = codes[row[count if count < _SEVERAL else _SEVERAL]]
            before = found.get(form)
            found[form] = code if before is None else f"{before}{SAME_PAGE}{code}"
    groups: dict[str, list[str]] = {}
    beginnings: set[str] = set()
    entries = reader.entries(found)
    for form, postings in found.items():
        for key, head, beginning in entries[form]:
            beginnings.add(beginning)
            groups.setdefault(key, []).append(head + postings)
    if reader.synonyms:
        for stem, rest in synonym_entries(reader.synonyms, found):
            groups.setdefault(reader.analyser.shard_key(stem), []).append(f"{stem} {rest}")
    shards = {key: "|".join(sorted(groups[key])) for key in sorted(groups)}
    return PageTerms(page.family, len(sections), shards, "|".join(sorted(beginnings)))


def _weighed_sections(page: IndexedPage, analyser: Analyser) -> list[dict[str, int]]:
    """How often each form occurs in each section, those in titles counted several times."""
    sections = []
    for number, (_, heading, text) in enumerate(page.sections or (("", "", ""),)):
        counts: dict[str, int] = {}
        for form in analyser.words(text):
            counts[form] = counts.get(form, 0) + 1
        if number:
            _add(counts, analyser.words(heading), HEADING)
        else:
            _add(counts, analyser.words(page.title), TITLE)
            _add(counts, analyser.words(page.description), DESCRIPTION)
        sections.append(counts)
    return sections


def _add(counts: dict[str, int], forms: list[str], weight: int) -> None:
    for form in forms:
        counts[form] = counts.get(form, 0) + weight


def _impacts(length: int) -> tuple[int, ...]:
    """The impact (0 to 7) of each number of occurrences in a section of so many words."""
    step = round(math.log(max(length, 1), _STEP))
    if step not in _ROWS:
        norm = _K1 * (1 - _B + _B * _STEP**step / MEAN_LENGTH)
        _ROWS[step] = tuple(
            max(0, min(7, int(count * (1 + _K1) / (count + norm) / (1 + _K1) * 8)))
            for count in range(_SEVERAL + 1)
        )
    return _ROWS[step]


_ROWS: dict[int, tuple[int, ...]] = {}
