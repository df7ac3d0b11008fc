"""A small portal for tests: three locales, a section, three pages; cases change single files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from safar.checks import check_sources
from safar.problems import Problem
from safar.sources.site import load_nav, load_site

ENTRY = """{tag}:
  name: {tag}
  iso639_3: {iso}
  script: Cyrl
  direction: ltr
  fallback: {chain}
  analyser: {tag}
"""
FORMATS = """plural: {one: n = 1}
months_in_date: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
date: "{day} {month} {year}"
month: "{month} {year}"
decimal: ","
group: "\\u00a0"
group_from: 4
list: ", "
source: this test
""".replace("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]", str([f"m{n}" for n in range(1, 13)]))
LISTS = f"""sections: {{work: Work}}
countries: {{RU: Russia, UZ: Uzbekistan}}
months: {[f"m{n}" for n in range(1, 13)]}
weekdays: [a, b, c, d, e, f, g]
units:
  day: {{one: "{{n}} day", other: "{{n}} days"}}
"""
UI = """page:
  checked: Checked on {date}
urgent:
  detained: I am detained
"""
PAGE = """---
title: {title}
description: About {title}.
checked: 2026-11-23
danger: low
{more}---

## In one minute {{#in-one-minute}}

Text with [a link](work/wages.md#steps).

## Step by step {{#steps}}
"""
TRANSLATION = "translation: {status: draft, by: Team, date: 2026-11-23, source: en}\n"


def sample_files() -> dict[str, str]:
    """Every file of the small portal by its path."""
    files = {
        "mkdocs.yml": "site_name: !ENV [X, x]\n"
        "nav:\n  - index.md\n  - work:\n      - work/wages.md\n",
        "docs/_data/languages.yml": ENTRY.format(tag="ky", iso="kir", chain="[ru, en]")
        + ENTRY.format(tag="ru", iso="rus", chain="[en]")
        + ENTRY.format(tag="en", iso="eng", chain="[]"),
        "docs/_data/lists.yml": "sections: {work: scale}\ncountries: [RU, UZ]\norigins: [UZ]\n"
        "destinations: [RU]\nunits: [day]\n"
        "urgent:\n  - {id: detained, page: index.md, anchor: steps}\n",
        "docs/assets/img/stamp.png": "",
    }
    for tag in ("en", "ru", "ky"):
        more = "" if tag == "en" else TRANSLATION
        files[f"docs/{tag}/_data/ui.yml"] = UI
        files[f"docs/{tag}/_data/lists.yml"] = LISTS
        files[f"docs/{tag}/_data/formats.yml"] = FORMATS
        files[f"docs/{tag}/index.md"] = PAGE.format(title="Home", more=more)
        wages = PAGE.format(title="Wages", more=more).replace("work/wages.md", "../index.md")
        files[f"docs/{tag}/work/wages.md"] = wages
    del files["docs/ky/work/wages.md"]
    return files


def write_site(root: Path, changes: Mapping[str, str | bytes | None]) -> None:
    """Writes the small portal with some files changed, added or (None) left out."""
    for path, text in {**sample_files(), **changes}.items():
        if text is None:
            continue
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())


def check_folder(root: Path) -> list[Problem]:
    """Every problem of the portal in a folder, as `safar check` collects them."""
    nav, problems = load_nav(root / "mkdocs.yml")
    sources, found = load_site(root / "docs", nav)
    return [*problems, *found, *check_sources(sources, made=("search.md",))]
