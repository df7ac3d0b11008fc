"""A page of the portal with a word more, and the same page again as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.corpus import make_places
from bench.locales import LANGUAGES
from bench.portal import move_last, page_path

TOKEN = "benchedit"
PARAGRAPH = re.compile(r"^(?=[^\W\d_]).+\.$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Edited:
    """A page of the portal: its source below `docs`, its address in the site."""

    source: str
    address: str


def choose_pages(count: int, rounds: int) -> list[Edited]:
    """A different page for each round, its language and place by chance, always the same ones."""
    random = Random(f"edits/{count}")
    places = [place for place in move_last(make_places(count)) if place.section]
    chosen: dict[Edited, None] = {}
    while len(chosen) < min(rounds, len(places)):
        path = f"{random.choice(LANGUAGES).tag}/{page_path(random.choice(places))}"
        chosen[Edited(path, path.removesuffix(".md") + ".html")] = None
    return list(chosen)


def add_word(path: Path, word: str) -> str:
    """Append a word to a paragraph in the middle of a page; returns the text as it was."""
    text = path.read_text(encoding="utf-8")
    body = text.index("\n---\n") + 5
    paragraphs = list(PARAGRAPH.finditer(text, body))
    place = paragraphs[len(paragraphs) // 2].end() - 1
    path.write_bytes(f"{text[:place]} {word}{text[place:]}".encode())
    return text


@contextmanager
def edited_page(path: Path, word: str) -> Iterator[None]:
    """The page with one word more, as long as the block runs."""
    before = add_word(path, word)
    try:
        yield
    finally:
        path.write_bytes(before.encode())
