"""Queries with one right answer, by class, from the texts of a collection.

a  a word as it stands            f  its first four or five letters
b  another form of a word         g  two words that meet on one page only
c  without special letters        h  b, then c or d
d  other script or chat letters   i  one edit in the first or second letter
e  one edit from the third on     z  a word that does not occur

The tables behind the classes are in letters.py, endings.py, inflector.py and typos.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from random import Random

from msgspec import Struct

from bench.search.collection import Collection, Document
from bench.search.inflections import Forms
from bench.search.letters import in_other_letters, in_script, rough, without_letters
from bench.search.typos import early_typo, late_typo

CLASSES = tuple("abcdefghiz")
SHORTEST = 5  # letters of a word that is changed or taken as it is
START = 5  # letters by which words are taken for relatives
ALIKE = 4  # letters, whatever the script, that a word of class z shares with none
DRAWS = 60  # tries for one query
MOST_ALIKE = 2  # queries of a class from one word: one weak stem must not decide a class

Try = tuple[str, Document, str, str]  # the query, its page, the word it comes from, what was done


class Query(Struct, frozen=True, omit_defaults=True):
    """What is typed and the page that has to come first; `page` is "" if nothing is to be found.

    `kind` is the class; `section` is given where only one section of the page has the word.
    """

    locale: str
    kind: str
    text: str
    page: str
    language: str
    source: str
    how: str
    section: str | None = None


class Sources(Struct, frozen=True):
    """What the classes draw from besides the collection, by language of the text."""

    nouns: dict[str, Forms]
    strangers: dict[str, frozenset[str]]


class Generator(Struct, frozen=True, dict=True):
    """Draws queries for the pages of one locale that are written in `language`."""

    collection: Collection
    language: str
    sources: Sources
    seed: int

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The pages in the language by path."""
        pages = self.collection.documents
        return {page.path: page for page in pages if page.language == self.language}

    @cached_property
    def starts(self) -> dict[str, frozenset[str]]:
        """The first letters of all words and the pages where words begin so."""
        found: dict[str, set[str]] = {}
        for word, paths in self.collection.pages.items():
            for length in range(4, START + 1):
                found.setdefault(word[:length], set()).update(paths)
        return {start: frozenset(paths) for start, paths in found.items()}

    @cached_property
    def single(self) -> list[str]:
        """Words in the script of the language whose first five letters occur on one page only."""
        long = (word for word in sorted(self.collection.vocabulary) if len(word) >= SHORTEST)
        return [word for word in long if in_script(self.language, word) and self.page_of(word)]

    @cached_property
    def stems(self) -> list[str]:
        """Words of five letters and more with forms, all of whose relatives are on one page."""
        nouns = sorted(self.sources.nouns[self.language])
        return [word for word in nouns if len(word) >= SHORTEST and self._stays(word)]

    def _stays(self, stem: str) -> bool:
        """Whether one page alone has words like a stem and all of its forms."""
        page = self.page_of(stem)
        pages = self.collection.pages
        shown = self.sources.nouns[self.language][stem] & pages.keys()
        return page is not None and all(pages[form] == {page.path} for form in shown)

    @cached_property
    def alike(self) -> frozenset[str]:
        """The first letters of all words, whatever their script."""
        return frozenset(rough(word)[:ALIKE] for word in self.collection.vocabulary)

    def page_of(self, word: str) -> Document | None:
        """The only page that has words with this beginning, if it is one of the language."""
        pages = self.starts.get(word[:START], frozenset())
        return self.documents.get(next(iter(pages))) if len(pages) == 1 else None

    def draw(self, kind: str, number: int) -> list[Query]:
        """At most `number` different queries of a class, from one word twice only if need be."""
        random = Random(f"{self.seed}/{self.collection.locale}/{self.language}/{kind}")
        found: dict[str, Query] = {}
        sources: list[str] = []
        for turn in range(number * DRAWS):
            if len(found) == number:
                break
            drawn = self.tries[kind](random)
            most = 0 if turn < number * DRAWS / 2 else MOST_ALIKE - 1
            if drawn and sources.count(drawn[2]) <= most:
                sources.append(drawn[2])
                query = self._query(kind, drawn)
                found.setdefault(query.text, query)
        return list(found.values())

    def _query(self, kind: str, drawn: Try) -> Query:
        text, page, source, how = drawn
        anchors = page.words.get(source, frozenset())
        section = next(iter(anchors)) if len(anchors) == 1 else None
        locale = self.collection.locale
        return Query(locale, kind, text, page.path, self.language, source, how, section)

    @property
    def tries(self) -> dict[str, Callable[[Random], Try | None]]:
        """One attempt at each class."""
        return {
            "a": lambda random: self._changed(random, lambda word: (word, "as it stands")),
            "b": self.inflected,
            "c": lambda random: self._changed(random, lambda word: self._plain(word, random)),
            "d": lambda random: self._changed(random, lambda word: self._other(word, random)),
            "e": lambda random: self._edited(random, late_typo),
            "f": self.beginning,
            "g": self.pair,
            "h": self.inflected_and_changed,
            "i": lambda random: self._edited(random, early_typo),
            "z": self.stranger,
        }

    def _changed(self, random: Random, change: Callable[[str], tuple[str, str]]) -> Try | None:
        """A word of one page and what a change makes of it; None if nothing was changed."""
        if not self.single:
            return None
        word = random.choice(self.single)
        page = self.page_of(word)
        text, how = change(word)
        return (text, page, word, how) if page and how else None

    def _plain(self, word: str, random: Random) -> tuple[str, str]:
        text = without_letters(self.language, word, random)
        return text, "without special letters" if text != word else ""

    def _other(self, word: str, random: Random) -> tuple[str, str]:
        text = in_other_letters(self.language, word, random)
        return text, "in other letters" if text != word else ""

    def _edited(
        self, random: Random, edit: Callable[[str, str, Random], tuple[str, str]]
    ) -> Try | None:
        """An edited word that is not a word of the collection."""
        drawn = self._changed(random, lambda word: edit(self.language, word, random))
        return None if drawn is None or drawn[0] in self.collection.vocabulary else drawn

    def inflected(self, random: Random) -> Try | None:
        """A form that occurs nowhere, of a word that occurs on one page only."""
        if not self.stems:
            return None
        stem = random.choice(self.stems)
        page = self.page_of(stem)
        forms = sorted(self.sources.nouns[self.language][stem] - self.collection.vocabulary)
        related = [form for form in forms if self._belongs(form, page)]
        if page is None or not related:
            return None
        form = random.choice(related)
        source = stem if stem in page.words else next(iter(self._shown(stem, page)), "")
        return (form, page, source, f"form of {stem}") if source else None

    def _belongs(self, form: str, page: Document | None) -> bool:
        """Whether this page alone has words that begin like a form; "men" is no form of "man"."""
        if page is None or page.path not in self.starts.get(form[:4], ()):
            return False
        return self.starts.get(form[:START], {page.path}) == {page.path}

    def _shown(self, stem: str, page: Document) -> Iterator[str]:
        """The forms of a stem that a page has."""
        yield from sorted(self.sources.nouns[self.language][stem] & page.words.keys())

    def inflected_and_changed(self, random: Random) -> Try | None:
        """A form that occurs nowhere, typed without special letters or in other letters."""
        drawn = self.inflected(random)
        if drawn is None:
            return None
        form, page, source, how = drawn
        change = random.choice((without_letters, in_other_letters))
        text = change(self.language, form, random)
        if text == form:
            return None
        return text, page, source, f"{how} {form}, {change.__name__.replace('_', ' ')}"

    def beginning(self, random: Random) -> Try | None:
        """The first four or five letters, if no other page has words that begin so."""
        drawn = self._changed(random, lambda word: (word[: random.choice((4, 5))], "beginning"))
        if drawn is None or len(self.starts.get(drawn[0], ())) != 1 or drawn[0] == drawn[2]:
            return None
        return drawn

    def pair(self, random: Random) -> Try | None:
        """Two words of some pages each, together on one page only."""
        page = random.choice(list(self.documents.values()))
        pages = self.collection.pages
        shared = [word for word in sorted(page.words) if 2 <= len(pages[word]) <= 8]
        typed = [word for word in shared if len(word) > 2 and in_script(self.language, word)]
        if len(typed) < 2:
            return None
        first, second = random.sample(typed, 2)
        if pages[first] & pages[second] != {page.path}:
            return None
        return f"{first} {second}", page, f"{first} {second}", "together on one page"

    def stranger(self, random: Random) -> Try | None:
        """A word of another text that begins like none of the collection."""
        strangers = sorted(self.sources.strangers.get(self.language, ()))
        if not strangers:
            return None
        word = random.choice(strangers)
        unlike = (
            min(len(word), len(rough(word))) >= SHORTEST and rough(word)[:ALIKE] not in self.alike
        )
        nowhere = Document("", self.language, "", ())
        return (word, nowhere, word, "does not occur") if unlike else None


def draw_queries(generator: Generator, numbers: dict[str, int]) -> Iterator[Query]:
    """Queries of every class; `numbers` says how many of each."""
    for kind, number in numbers.items():
        yield from generator.draw(kind, number)
