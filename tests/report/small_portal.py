"""A portal of three locales in which everything that a report speaks of happens once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from safar.language.reading import ReadingLevel
from safar.problems import Code, Problem, Severity
from safar.report.material import Material, name_portal, written_pages
from safar.sources.portal import Loaded, load_sources
from sample_site import LISTS, UI, sample_files, write_site

DAY = date(2026, 11, 23)
HOSTILE = '<script>alert("1")</script> & "two\'s" \u202e back'
FACTS = """tax:
  value: 1200.50
  claim: It is 1200.50.
  unit: rouble
  country: RU
  valid_until: 2026-12-31
  confidence: high
  checked: 2025-12-01
  sources:
    - {title: Tax office, url: "https://tax.example/a?b=1&c=2", date: 2026-01-01}
patience:
  value: 3
  claim: It is 3.
  unit: day
  country: all
  confidence: low
  checked: 2026-11-01
  sources:
    - {title: A paper, url: "https://paper.example/", date: undated}
"""
WAGES = """---
title: {title}
description: About wages.
checked: {checked}
danger: high
valid_until: {until}
sources:
  - {{title: "{source}", url: "https://www.law.example/{place}", date: {date}}}
{more}---

## In one minute {{#in-one-minute}}

You pay {fact}.

## Step by step {{#steps}}
"""
NAME = "site: {name: Small & fine}\n"
TRANSLATION = "translation: {{status: {}, by: Team, date: {}, source: en}}\n"
PROBLEMS = (
    Problem(Code.LINK_PAGE, "docs/ru/work/wages.md", 12, 'no page for the link "a<b.md"', "a & b"),
    Problem(Code.FACT_UNUSED, "docs/_data/facts/ru.yml", 10, "no page uses", "", Severity.WARNING),
)
READING = {
    "docs/en/index.md": ReadingLevel(mean=9.25, longest=21, words=140),
    "docs/en/work/wages.md": ReadingLevel(mean=14.0, longest=33, words=90),
}


def wages(title: str, fact: str, **more: str) -> str:
    """The page of wages in one language."""
    values = {"checked": "2026-11-23", "until": "2026-11-30", "source": title, "place": "b"}
    front = {**values, "date": "2020-05", "more": "", **more}
    return WAGES.format(title=f"'{title.replace(chr(39), chr(39) * 2)}'", fact=fact, **front)


def small_files() -> dict[str, str | bytes | None]:
    """Every file that differs from those of `sample_site`."""
    home = sample_files()["docs/ky/index.md"]
    russian = TRANSLATION.format("reviewed", "2026-11-20")
    return {
        "docs/_data/facts/ru.yml": FACTS,
        "docs/_data/lists.yml": sample_files()["docs/_data/lists.yml"].replace(
            "units: [day]", "units: [day, rouble]"
        ),
        **{
            f"docs/{tag}/_data/{name}": text
            for tag in ("en", "ru", "ky")
            for name, text in (
                ("ui.yml", UI + "site: {name: Small & fine}\n"),
                ("lists.yml", LISTS),
            )
        },
        "docs/en/work/wages.md": wages("Wages", "{{ fact.tax }}"),
        "docs/ru/work/wages.md": wages(
            "Зарплата", "{{ fact.tax }}", until="2026-11-01", checked="2024-02-29", more=russian
        ),
        "docs/ky/index.md": home.replace("title: Home", f"title: {_quote(HOSTILE)}"),
        "docs/ru/index.md": home + "\n{{ fact.tax }}\n",
    }


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def load_small(root: Path) -> Loaded:
    """The portal, written and read."""
    write_site(root, small_files())
    loaded = load_sources(root / "mkdocs.yml", "")
    assert isinstance(loaded, Loaded)
    return loaded


def small_material(root: Path) -> Material:
    """What its report is made of, with problems and figures that do not depend on other code."""
    loaded = load_small(root)
    pages = tuple(written_pages(loaded.sources, loaded.facts))
    name = name_portal(loaded.sources)
    material = Material(name, DAY, loaded.sources, loaded.facts, pages)
    return replace(material, problems=PROBLEMS, reading=READING)
