"""The same pages as a portal of Safar that `safar check` accepts without a word."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from bench.corpus import Page, Paragraph, Place
from bench.files import relative, write_text
from bench.locales import LANGUAGES, SOURCE, Language
from bench.markdown import Dialect, note_safar, render_blocks
from safar.sources.starter import NewPortal, starter_root, write_portal

DAY = "2026-11-23"
EMERGENCY = Place("", "emergency")
URGENT = ("part-1", "part-1-more", "part-2", "part-3", "part-4")
TRANSLATION = "translation: {status: draft, by: Editors, date: %s, source: %s}\n"
NAV = re.compile(r"^nav:\n(?:[ #].*\n|\n)*", re.MULTILINE)
DESCRIPTION = 150  # characters at most


def move_last(places: list[Place]) -> list[Place]:
    """The last page of the corpus is the page for emergencies, which every portal has."""
    return [*places[:-1], EMERGENCY] if len(places) > 1 else places


def write_settings(folder: Path, places: list[Place]) -> None:
    """A new portal as `safar new` makes it, then the sections and the data of the repository."""
    tags = [language.tag for language in LANGUAGES if language.tag != SOURCE]
    if problems := write_portal(folder, NewPortal("Portal", ",".join([*tags, SOURCE]))):
        raise SystemExit("\n".join(str(problem) for problem in problems))
    for page in folder.glob("docs/*/*.md"):
        page.unlink()
    write_text(folder / "docs/_data/edition.yml", f"date: {DAY}\n")
    by_hand = starter_root() / "docs/uz-Cyrl/_data"
    if by_hand.is_dir():
        shutil.copytree(by_hand, folder / "docs/uz-Cyrl/_data", dirs_exist_ok=True)
    config = folder / "mkdocs.yml"
    text = NAV.sub("", config.read_text(encoding="utf-8"))
    write_text(config, text + "\n" + render_nav(move_last(places)))
    _write_lists(folder, _sections(move_last(places)))


def render_nav(places: list[Place]) -> str:
    """`nav` of the configuration: pages at the root first, then section by section."""
    lines = ["nav:", *(f"  - {place.slug}.md" for place in places if not place.section)]
    for section in _sections(places):
        lines.append(f"  - {section}:")
        inside = (place for place in places if place.section == section)
        lines += [f"      - {section}/{place.slug}.md" for place in inside]
    return "\n".join([*lines, ""])


def _sections(places: Iterable[Place]) -> list[str]:
    return list(dict.fromkeys(place.section for place in places if place.section))


def _write_lists(folder: Path, sections: list[str]) -> None:
    """The closed lists of the repository with the corpus's own sections and emergencies."""
    lists = _load(starter_root() / "docs/_data/lists.yml")
    icons = list(lists["sections"].values())
    lists["sections"] = {
        section: icons[number % len(icons)] for number, section in enumerate(sections)
    }
    lists["icons"] = {}
    names = [entry["id"] for entry in lists["urgent"]]
    lists["urgent"] = [
        {"id": name, "page": "emergency.md", "anchor": anchor}
        for name, anchor in zip(names, URGENT, strict=False)
    ]
    _dump(folder / "docs/_data/lists.yml", lists)


def _load(path: Path) -> Any:
    """A data file with every value as it is written: NO is a country, not a refusal."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def _dump(path: Path, value: Any) -> None:
    write_text(path, yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000))


def page_path(place: Place) -> str:
    """The path of a page below the folder of its language."""
    return "/".join(filter(None, (place.section, f"{place.slug}.md")))


def write_pages(
    folder: Path, language: Language, pages: Iterable[Page], places: list[Place]
) -> None:
    """All pages of one language, and the names of its sections."""
    moved = move_last(places)
    titles: dict[str, str] = {}
    for page in pages:
        here = page_path(moved[page.number])
        titles[here] = page.title
        text = render_blocks(page.blocks, _dialect(here, language, moved))
        head = render_front_matter(page, language)
        write_text(folder / "docs" / language.tag / here, head + text)
    _write_section_names(
        folder, language, {name: titles[f"{name}/index.md"] for name in _sections(moved)}
    )


def _dialect(here: str, language: Language, places: list[Place]) -> Dialect:
    return Dialect(
        lambda target: relative(here, page_path(places[target])),
        lambda name: relative(f"{language.tag}/{here}", f"assets/img/{name}"),
        note_safar,
        anchors=True,
    )


def _write_section_names(folder: Path, language: Language, names: dict[str, str]) -> None:
    path = folder / "docs" / language.tag / "_data/lists.yml"
    if path.is_file():
        _dump(path, _load(path) | {"sections": names})


def render_front_matter(page: Page, language: Language) -> str:
    """What Safar wants to know about a page; every fourth page is one of danger."""
    danger = "high" if page.number % 4 == 0 else "low"
    lines = [
        f"title: {_quoted(page.title)}",
        f"description: {_quoted(describe(page))}",
        f"checked: {DAY}",
        f"danger: {danger}",
        "sources:",
    ]
    for number in range(2):
        lines += [
            f"  - title: {_quoted(f'{page.title}, {number + 1}')}",
            f"    url: https://example.org/{page.place.section}/{page.place.slug}/{number + 1}",
            f"    date: {DAY if number else 'undated'}",
        ]
    translation = "" if language.tag == SOURCE else TRANSLATION % (DAY, SOURCE)
    return "---\n" + "\n".join(lines) + f"\n{translation}---\n"


def describe(page: Page) -> str:
    """The beginning of the first paragraph, as long as a description may be."""
    first = next(block for block in page.blocks if isinstance(block, Paragraph))
    text = ""
    for word in first.words:
        if not isinstance(word, str) or len(text) + len(word) >= DESCRIPTION:
            break
        text = f"{text} {word}".strip()
    return text or page.title


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
