"""The corpus: which pages there are and what stands in them, the same for every peer and machine.

Half of the sentences are whole ones of the Universal Declaration, half are chains of its word
pairs with endings, so that the vocabulary grows with the pages. A page has about 640 words: four
headings, two below them, a list, a table, an admonition, about seven links, one or two pictures.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from random import Random

from bench.locales import Language

PICTURES = 24
SECTION = 12  # pages in a section, its first page included
SIZES = {"S": 60, "M": 250, "L": 1000}  # pages in each language

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_WORD = re.compile(r"[\w'‘’ʻʼ‐-]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: `section` is "" at the root, `slug` is "index" for a first page."""

    section: str
    slug: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a paragraph; `target` is the number of a page."""

    target: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words and links in order."""

    words: tuple[str | Link, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `anchor` is the same in every language."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A head and rows of the same width."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """An admonition."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the shared folder and what it shows."""

    text: str
    name: str


Block = Paragraph | Heading | Items | Table | Note | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language; `number` is its place in reading order, 0 is the first page."""

    number: int
    place: Place
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Voice:
    """The sentences of one language and ways to make more of them."""

    language: Language
    sentences: tuple[str, ...]

    @cached_property
    def words(self) -> list[str]:
        return [word for sentence in self.sentences for word in _WORD.findall(sentence)]

    @cached_property
    def pairs(self) -> dict[str, list[str]]:
        pairs: dict[str, list[str]] = {}
        for sentence in self.sentences:
            words = _WORD.findall(sentence)
            for word, following in pairwise(words):
                pairs.setdefault(word, []).append(following)
        return pairs

    def chain(self, random: Random, length: int) -> str:
        """Words that follow each other somewhere, some with an ending put on."""
        word = random.choice(self.words)
        chain = [word]
        while len(chain) < length:
            word = random.choice(self.pairs.get(word) or self.words)
            bent = len(word) > 3 and random.random() < 0.25
            ending = random.choice(self.language.endings) if bent else ""
            chain.append(word + ending if is_latin(word) == is_latin(ending) else word)
        text = " ".join(chain)
        return text[0].upper() + text[1:]

    def phrase(self, random: Random, shortest: int, longest: int) -> str:
        """A title, a heading, an item of a list or a cell."""
        return self.chain(random, random.randint(shortest, longest)).rstrip(".")

    def paragraph(self, random: Random, length: int) -> list[str]:
        """The words of whole sentences, `length` of them at least."""
        words: list[str] = []
        while len(words) < length:
            if random.random() < 0.5:
                sentence = random.choice(self.sentences)
            else:
                sentence = self.chain(random, random.randint(9, 18)) + "."
            words += sentence.split()
        return words


def is_latin(text: str) -> bool:
    """True for Latin letters, and for no letters."""
    return text[-1:] < "\u0370"


def load_voice(language: Language, folder: Path) -> Voice:
    """The sentences of the Declaration in one language; `folder` is that of the package."""
    text = (folder / f"{language.text}.html").read_text(encoding="utf-8")
    return Voice(language, tuple(read_sentences(text)))


def read_sentences(text: str) -> Iterator[str]:
    """Sentences of four words or more from the paragraphs of an HTML page."""
    for found in _PARAGRAPH.findall(text):
        paragraph = html.unescape(re.sub(r"<[^>]+>", "", found)).strip()
        for part in re.split(r"(?<=[.;])\s+", paragraph):
            sentence = part.strip()
            if len(sentence.split()) >= 4:
                yield sentence if sentence.endswith(".") else sentence.rstrip(";,") + "."


def make_places(count: int) -> list[Place]:
    """The first page and sections of twelve; `count` pages in all."""
    places = [Place("", "index")]
    for number in range(count - 1):
        slug = f"p{number:04d}" if number % SECTION else "index"
        places.append(Place(f"s{number // SECTION:03d}", slug))
    return places[:count]


def make_titles(voice: Voice, count: int) -> list[str]:
    """A title for each page, none of them twice."""
    titles: dict[str, str] = {}
    for number in range(count):
        random = Random(f"{voice.language.tag}/title/{number}")
        title = voice.phrase(random, 2, 5)
        while title.casefold() in titles:
            title = voice.phrase(random, 3, 6)
        titles[title.casefold()] = title
    return list(titles.values())


def make_pages(voice: Voice, count: int) -> Iterator[Page]:
    """All pages of one language in reading order."""
    titles = make_titles(voice, count)
    places = make_places(count)
    return (make_page(voice, titles, places, number) for number in range(count))


def make_page(voice: Voice, titles: list[str], places: list[Place], number: int) -> Page:
    """One page; `titles` and `places` are those of all pages."""
    blocks = tuple(_PageMaker(voice, titles, number).blocks())
    return Page(number, places[number], titles[number], blocks)


class _PageMaker:
    """The blocks of one page; `random` varies by language, `shape` is the same in all of them."""

    def __init__(self, voice: Voice, titles: list[str], number: int) -> None:
        self.voice = voice
        self.titles = titles
        self.number = number
        self.random = Random(f"{voice.language.tag}/{number}")
        self.shape = Random(f"shape/{number}")

    def blocks(self) -> Iterator[Block]:
        yield self._paragraph(50)
        yield self._picture()
        for part in range(4):
            yield Heading(2, self._phrase(2, 6), f"part-{part + 1}")
            yield self._paragraph(45)
            yield self._figure((self.number + part) % 4)
            if part % 2 == 0:
                yield Heading(3, self._phrase(2, 4), f"part-{part + 1}-more")
                yield self._paragraph(35)
            if part == 2 and self.number % 3 == 0:
                yield self._picture()

    def _phrase(self, shortest: int, longest: int) -> str:
        return self.voice.phrase(self.random, shortest, longest)

    def _paragraph(self, length: int) -> Paragraph:
        words: list[str | Link] = list(self.voice.paragraph(self.random, length))
        target = self._target()
        # The share, not the place, is drawn: languages differ in the number of their words.
        place = int(self.shape.random() * len(words))
        words.insert(place + 1, Link(target, self.titles[target]))
        return Paragraph(tuple(words))

    def _target(self) -> int:
        """Any page, or one close by."""
        last = len(self.titles) - 1
        if self.shape.random() < 0.4:
            return self.shape.randrange(last + 1)
        return max(0, min(last, self.number + self.shape.randint(-6, 6)))

    def _picture(self) -> Picture:
        return Picture(self.titles[self.number], f"i{self.shape.randrange(PICTURES):02d}.png")

    def _figure(self, kind: int) -> Block:
        if kind == 0:
            return Items(tuple(self._phrase(6, 10) for _ in range(5)))
        if kind == 1:
            head = tuple(self._phrase(1, 2) for _ in range(4))
            rows = tuple(tuple(self._phrase(1, 3) for _ in range(4)) for _ in range(5))
            return Table(head, rows)
        if kind == 2:
            text = " ".join(self.voice.paragraph(self.random, 25))
            return Note(self.voice.language.note, text)
        return Items(tuple(self._phrase(5, 9) for _ in range(4)), numbered=True)
