"""Faults by kind: each changes one line of a file and knows the codes it must be named under."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from msgspec import Struct

PROSE = re.compile(r"(?![#!|>{<`-]|\s*$).{30,}")
WORD = re.compile(r"(?<![\w{}#./:@&-])[^\W\d_]{5,}(?![\w{}./:@-])")
DIGIT = re.compile(r"[0-9]")
LATIN, CYRILLIC = "aceopx", "асеорх"
TWINS = dict(zip(LATIN + CYRILLIC, CYRILLIC + LATIN, strict=True))
DAYS = {
    "en": "within {} days",
    "ru": "в течение {} дней",
    "uz": "{} kun ichida",
    "kaa": "{} kún ishinde",
    "tg": "дар давоми {} рӯз",
    "ky": "{} күн ичинде",
    "kk": "{} күн ішінде",
}
LONG = {"en": "and then we go on", "ru": "и потом мы идём дальше"}

Edit = Callable[["Place", Random], str | None]


class Place(Struct, frozen=True):
    """A line of a file: where, in which locale, its text, and the lines above it."""

    path: str
    number: int
    text: str
    above: tuple[str, ...]

    @property
    def locale(self) -> str:
        """The locale of the file, "_data" for shared files."""
        return self.path.split("/")[1]


class Kind(Struct, frozen=True):
    """A kind of fault: the files and lines it fits, the edit, the beginnings of its codes."""

    name: str
    files: str
    edit: Edit
    codes: tuple[str, ...]


class Fault(Struct, frozen=True):
    """One fault: the line `place` becomes `after`."""

    kind: Kind
    place: Place
    after: str


def add_words(words: Callable[[Place, Random], str]) -> Edit:
    """Add words to the end of a line of prose."""

    def edit(place: Place, random: Random) -> str | None:
        if not PROSE.fullmatch(place.text):
            return None
        return f"{place.text.rstrip()} {words(place, random)}".rstrip()

    return edit


def change(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Edit:
    """Replace what a pattern finds first in a line."""
    compiled = re.compile(pattern)

    def edit(place: Place, _: Random) -> str | None:
        after = compiled.sub(new, place.text, count=1)
        return after if after != place.text else None

    return edit


def literal_days(place: Place, random: Random) -> str:
    """A deadline in the language of the page."""
    return DAYS.get(place.locale, DAYS["en"]).format(random.randrange(2, 90)) + "."


def swap_letter(place: Place, random: Random) -> str | None:
    """A letter of a word becomes its twin of the other alphabet."""
    if not PROSE.fullmatch(place.text):
        return None
    spots = [
        found.start() + offset
        for found in WORD.finditer(place.text)
        for offset, sign in enumerate(found[0])
        if sign in TWINS
    ]
    if not spots:
        return None
    spot = random.choice(spots)
    return place.text[:spot] + TWINS[place.text[spot]] + place.text[spot + 1 :]


def long_sentence(place: Place, _: Random) -> str | None:
    """A sentence of more than thirty words, where sentences are judged."""
    words = LONG.get(place.locale)
    if not words or not PROSE.fullmatch(place.text):
        return None
    return f"{place.text.rstrip()} " + " ".join([words] * 8).capitalize() + "."


def second_anchor(place: Place, _: Random) -> str | None:
    """A heading gets the anchor of the one before it."""
    earlier = [found[1] for line in place.above if (found := re.search(r"\{#([\w-]+)\}", line))]
    found = re.search(r"^##+ .*\{#([\w-]+)\}", place.text)
    if not found or not earlier:
        return None
    return place.text.replace(f"#{found[1]}", f"#{earlier[-1]}")


def second_id(place: Place, _: Random) -> str | None:
    """A fact gets the id of the one before it."""
    earlier = [line for line in place.above if re.fullmatch(r"[a-z_0-9]+:", line)]
    fits = re.fullmatch(r"[a-z_0-9]+:", place.text) and earlier
    return earlier[-1] if fits else None


def other_digit(place: Place, random: Random) -> str | None:
    """One digit of a value is another one."""
    found = re.fullmatch(r"(  value: \"?)(.*[0-9].*)", place.text)
    if not found:
        return None
    spot = random.choice([digit.start() for digit in DIGIT.finditer(found[2])])
    other = str((int(found[2][spot]) + random.randrange(1, 9)) % 10)
    return found[1] + found[2][:spot] + other + found[2][spot + 1 :]


def list_kinds(denied: str) -> Iterator[Kind]:
    """Every kind; `denied` is a host that no page may name."""
    yield from _text_kinds(denied)
    yield from _markup_kinds()
    yield from _meta_kinds(denied)
    yield from _fact_kinds(denied)


def _text_kinds(denied: str) -> Iterator[Kind]:
    literal = ("literal.",)
    yield Kind("literal deadline", "body", add_words(literal_days), literal)
    yield Kind("literal price", "body", add_words(lambda *_: "5 000 $."), literal)
    yield Kind("literal phone", "body", add_words(lambda *_: "+7 495 123-45-67."), literal)
    yield Kind("literal law", "body", add_words(lambda *_: "№ 1126."), literal)
    yield Kind("denied link", "body", add_words(lambda *_: f"[x](https://{denied}/a)"), ("host.",))
    yield Kind("denied name", "body", add_words(lambda *_: f"{denied}."), ("host.",))
    yield Kind("lookalike letter", "body", swap_letter, ("letter.",))
    yield Kind("long sentence", "body", long_sentence, ("language.",))
    yield Kind("unknown fact", "body", change(r"\{\{ fact\.\w+", r"\g<0>q"), ("fact.unknown",))
    yield Kind("unknown term", "body", change(r"\]\(term:\w+", r"\g<0>q"), ("term.",))


def _markup_kinds() -> Iterator[Kind]:
    yield Kind("dead link", "body", change(r"(\]\([\w./-]+)\.md", r"\1q.md"), ("link.page",))
    yield Kind("dead anchor", "body", change(r"(\.md#[\w-]+)\)", r"\1q)"), ("link.anchor",))
    yield Kind("script link", "body", add_words(lambda *_: "[x](javascript:a)"), ("link.scheme",))
    yield Kind("raw html", "body", add_words(lambda *_: "<b>x</b>"), ("page.html",))
    yield Kind("script", "body", add_words(lambda *_: "<script>a()</script>"), ("page.html",))
    yield Kind("heading skips", "body", change(r"^## (?=\S)", "#### "), ("page.level",))
    yield Kind("first heading", "body", change(r"^## (?=\S)", "# "), ("page.title",))
    yield Kind("no anchor", "body", change(r"^(##+ .*) \{#[\w-]+\}$", r"\1"), ("anchor.missing",))
    yield Kind("anchor twice", "body", second_anchor, ("anchor.duplicate",))
    yield Kind("callout", "body", change(r"^!!! (\w+)", r"!!! \1q"), ("page.callout",))
    yield Kind("attribute", "body", change(r"^(##+ .*\{)#", r"\1onclick=a #"), ("page.attribute",))


def _meta_kinds(denied: str) -> Iterator[Kind]:
    day = ("meta.date",)
    yield Kind("no such day", "head", change(r"^checked: .*", "checked: 2026-02-31"), day)
    yield Kind("soon", "head", change(r"^checked: .*", "checked: soon"), day)
    old = ("meta.date", "page.ended")
    yield Kind("page over", "head", change(r"^valid_until: .*", "valid_until: 2025-01-31"), old)
    yield Kind("unknown key", "head", change(r"^description:", "descripton:"), ("meta.key",))
    yield Kind("danger", "head", change(r"^danger: .*", "danger: hihg"), ("meta.value",))
    address = change(r"^( +url: )http.*", r"\1example")
    yield Kind("no address", "head", address, ("meta.value",))
    source = change(r"^( +url: )http.*", rf"\1https://{denied}/a")
    yield Kind("denied source", "head", source, ("host.",))
    tab = change(r"^  (- title: )", "\t\\1")
    yield Kind("tab", "head", tab, ("yaml.",))
    name = change(r"^(?!#)(.*)\{\w+\}", r"\1{qqq}")
    yield Kind("placeholder", "texts", name, ("text.placeholder",))


def _fact_kinds(denied: str) -> Iterator[Kind]:
    yield Kind("changed fact", "facts", other_digit, ("fact.claim", "fact.value"))
    yield Kind("fact about", "facts", change(r"^(  value: ).*", r"\1about 30"), ("fact.value",))
    yield Kind("fact unit", "facts", change(r"^(  unit: ).*", r"\1dayz"), ("yaml.value",))
    day = change(r"^(  checked: ).*", r"\g<1>2026-02-31")
    yield Kind("fact day", "facts", day, ("yaml.date",))
    yield Kind("fact twice", "facts", second_id, ("yaml.duplicate", "fact.twice"))
    source = change(r"(url: )https?://[^\s,}]+", rf"\1https://{denied}/a")
    yield Kind("fact denied", "facts", source, ("host.",))
    over = change(r"^(  valid_until: ).*", r"\g<1>2026-01-31")
    yield Kind("fact over", "facts", over, ("fact.date", "fact.ended"))
    yield Kind("fact renamed", "facts", change(r"^([a-z]\w+):$", r"\1_q:"), ("fact.unused",))
    yield Kind("fact tab", "facts", change(r"^  (value:)", "\t\\1"), ("yaml.",))


class Files(Struct, frozen=True):
    """The files of the copy of a portal in `root` that faults are put into."""

    root: Path

    def places(self, files: str) -> list[Place]:
        """The lines of the pages' bodies or heads, of facts, of texts of translations."""
        if files in ("facts", "texts"):
            wanted = "/_data/facts/" if files == "facts" else "/_data/ui.yml"
            return [place for path in self._paths(wanted) for place in self._lines(path)]
        pages = [path for path in self._paths(".md") if "/_data/" not in path]
        return [
            place
            for path in pages
            for place in self._lines(path)
            if _is_body(place) == (files == "body")
        ]

    def _paths(self, part: str) -> list[str]:
        found = (path for path in (self.root / "docs").rglob("*") if path.is_file())
        paths = sorted(path.relative_to(self.root).as_posix() for path in found)
        return [path for path in paths if part in path and not path.startswith("docs/en/_data")]

    def _lines(self, path: str) -> Iterator[Place]:
        lines = (self.root / path).read_text(encoding="utf-8").split("\n")
        for number, text in enumerate(lines, start=1):
            yield Place(path, number, text, tuple(lines[: number - 1]))


def _is_body(place: Place) -> bool:
    return place.above.count("---") >= 2
