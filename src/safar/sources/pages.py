"""Reading pages: of each file its record and its own problems, and later its text to render."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from safar.checks.hosts import check_page_hosts
from safar.checks.markers import check_head_markers
from safar.checks.page import check_page
from safar.checks.words import check_words
from safar.language.letters import Spelling, find_odd_words
from safar.language.reading import JUDGED, ReadingLevel, measure_reading
from safar.language.transliteration import Transliterator
from safar.model.content import PageSource
from safar.model.generation import convert_body
from safar.parsing.figures import find_head_figures
from safar.parsing.frontmatter import FrontMatter, PageRules, parse_front_matter
from safar.parsing.glossary import Avoided
from safar.parsing.hosts import Hosts
from safar.parsing.masks import mask_body
from safar.parsing.scan import scan_body
from safar.problems import Problem
from safar.sources.files import load_text


class PageFile(Struct, frozen=True):
    """A page file: its locale and its path from the checkout (`docs/ky/work/wages.md`)."""

    locale: str
    path: str

    @property
    def norm(self) -> str:
        """The page without its locale: `work/wages.md`."""
        return self.path.split("/", 2)[2]


class PageEntry(Struct, frozen=True):
    """What one file gave: its record (None if it holds no page) and what is wrong with it.

    `problems` are those of reading it, `found` those of `check_page` without its source page.
    """

    record: PageSource | None
    problems: tuple[Problem, ...] = ()
    found: tuple[Problem, ...] = ()


class Reading(Struct, frozen=True):
    """What every page of a portal is read with; `tags` are all locales.

    `spellings` and `avoided` are by locale; the second are the words that it should not use.
    """

    root: Path
    rules: PageRules
    tags: frozenset[str]
    hosts: Hosts = Hosts()
    spellings: Mapping[str, Spelling] = {}
    avoided: Mapping[str, tuple[Avoided, ...]] = field(default_factory=dict)


ReadPages = Callable[[Reading, Sequence[PageFile]], Sequence[PageEntry]]


def read_pages(reading: Reading, files: Sequence[PageFile]) -> list[PageEntry]:
    """Read all pages here, one after the other."""
    return [read_page(reading, file) for file in files]


def read_page(reading: Reading, file: PageFile) -> PageEntry:
    """Read one page and check it by itself."""
    text, problems = load_text(reading.root, file.path)
    if text is None:
        return PageEntry(None, tuple(problems))
    parts = parse_front_matter(text, file.path, file.locale, reading.rules)
    problems += parts.problems
    if parts.meta is None and not parts.body:
        return PageEntry(None, tuple(problems))
    record = _make_record(reading, file, text, parts)
    words = reading.avoided.get(file.locale, ())
    found = [
        *check_page(record, reading.tags),
        *check_head_markers(file.path, head_of(text, parts)),
        *check_page_hosts(text, file.path, reading.hosts),
        *check_words(file.path, text, record.scan, words, body_line=parts.body_line),
    ]
    return PageEntry(record, tuple(problems), tuple(found))


def _make_record(reading: Reading, file: PageFile, text: str, parts: FrontMatter) -> PageSource:
    """The record of a page; its words are looked at here, while its text is at hand."""
    masked = mask_body(parts.body)
    prose, line, head = masked.prose, parts.body_line, head_of(text, parts)
    scan = scan_body(parts.body, line, masked)
    spelling = reading.spellings.get(file.locale, Spelling())
    return PageSource(
        file.locale,
        file.path,
        file.norm,
        digest(text),
        parts.meta,
        line,
        replace(scan, figures=(*find_head_figures(head), *scan.figures)),
        level=measure_reading(prose, line) if file.locale in JUDGED else ReadingLevel(),
        odd_words=(*find_odd_words(head, spelling), *find_odd_words(prose, spelling, line)),
    )


def head_of(text: str, parts: FrontMatter) -> str:
    """The lines of a file before the body of its page."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n", parts.body_line - 1)
    return "\n".join(lines[: parts.body_line - 1])


def load_level(root: Path, page: PageSource) -> ReadingLevel:
    """How hard a page is to read, in any language; zeros for a file that cannot be read now."""
    if page.level.sentences:
        return page.level
    text, _ = load_text(root, page.path)
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    body = "\n".join(lines[page.body_line - 1 :])
    return measure_reading(mask_body(body).prose, page.body_line)


def load_body(root: Path, page: PageSource, converter: Transliterator) -> str:
    """The Markdown of a page of a portal without errors, in the script of its locale.

    Raises ChangedError if the file is not the one that was read before.
    """
    text, problems = load_text(root, page.path)
    if text is None or digest(text) != page.digest:
        raise ChangedError(str(problems[0]) if problems else page.path)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    body = "\n".join(text.split("\n")[page.body_line - 1 :])
    return convert_body(body, converter) if page.generated else body


class ChangedError(Exception):
    """A file was changed while the site was being built; the message names it."""


def digest(text: str) -> str:
    """The SHA-256 of a file with this text."""
    return hashlib.sha256(text.encode()).hexdigest()
