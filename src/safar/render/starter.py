"""The files of a new portal: the configuration, the two pages and the lists of another Society."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from safar.language.locales import Locale

SITE_NAME = re.compile(r"(^site:\n  name: ).*$", re.MULTILINE)

MAKEFILE = """\
# make site   builds the portal into site/
# make test   checks every page and every text
SAFAR ?= safar

.PHONY: site test
site:
\t$(SAFAR) build
test:
\t$(SAFAR) check
"""

CONFIG = """\
site_name: {name}
site_url: !ENV [SAFAR_SITE_URL, ""]
use_directory_urls: false
exclude_docs: _data/

nav:
  - index.md
  - about.md

theme:
  name: material
  custom_dir: overrides
  font: false

plugins:
  - safar

hooks:
  - hooks/content.py
  - hooks/pages.py
  - hooks/templates.py

markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - tables
  - pymdownx.details
  - pymdownx.highlight:
      use_pygments: false        # pages are for people, not for programs
  - pymdownx.superfences
  - pymdownx.tabbed:
      alternate_style: true
  - pymdownx.tasklist

extra:
  # report_mail: errors@society.org
  colours:
    brand: "{colour}"
    head: "{colour}"
"""

LOCALE = """\
{tag}:
  name: {name}
  iso639_3: {iso639_3}
  script: {script}
  direction: {direction}
  fallback: [{fallback}]
  analyser: {analyser}
"""

PAGE = """\
---
title: {title}
description: {description}
checked: {today}
danger: low
{translation}---

{text}
"""

TRANSLATION = """\
translation:
  status: draft
  by: {by}
  date: {today}
  source: {source}
"""


def render_config(name: str, colour: str) -> str:
    """`mkdocs.yml` of a new portal; `colour` is a CSS colour."""
    return CONFIG.format(name=_quoted(name), colour=colour)


def render_languages(locales: Sequence[Locale]) -> str:
    """The locale table for some of the known locales; chains keep only the chosen ones."""
    chosen = {locale.tag for locale in locales}
    return "".join(_render_locale(locale, chosen, locales[-1].tag) for locale in locales)


def _render_locale(locale: Locale, chosen: set[str], source: str) -> str:
    """The last locale is the source: it has no fallback, and every chain ends in it."""
    chain = [tag for tag in locale.fallback if tag in chosen and tag != source]
    fallback = [] if locale.tag == source else [*chain, source]
    text = LOCALE.format(
        tag=locale.tag,
        name=locale.name,
        iso639_3=locale.iso639_3,
        script=locale.script,
        direction=locale.direction.value,
        fallback=", ".join(fallback),
        analyser=locale.analyser,
    )
    if locale.alphabet:
        text += f"  alphabet: {locale.alphabet}\n"
    if locale.generated_from in chosen:
        text += f"  generated_from: {locale.generated_from}\n"
    return text


def render_pages(name: str, strings: Mapping[str, str], today: date, source: str) -> dict[str, str]:
    """The two pages of one locale, from its own interface texts; `source` is `""` in the source."""
    translation = TRANSLATION.format(by=_quoted(name), today=today, source=source) if source else ""
    about = _page(strings["footer.label"], strings["site.description"], today, translation)
    home = _page(name, strings["site.tagline"], today, translation)
    return {
        "index.md": home.format(text=f"[{strings['footer.label']}](about.md)"),
        "about.md": about.format(text=strings["footer.advice"]),
    }


def _page(title: str, description: str, today: date, translation: str) -> str:
    page = PAGE.replace("{title}", _quoted(title)).replace("{description}", _quoted(description))
    return page.replace("{today}", today.isoformat()).replace("{translation}", translation)


def render_lists(text: str) -> str:
    """The closed lists of the generator without the entries that belong to its own pages."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("urgent:"):
            break
        name = line.partition(":")[0]
        lines.append(f"{name}: []" if name in {"origins", "destinations"} else line)
    return "\n".join([*lines, "urgent: []", ""])


def render_edition(today: date) -> str:
    """The edition of a new portal: the day it was made, until its makers set another."""
    return f"date: {today.isoformat()}\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def rename_site(text: str, name: str) -> str:
    """The interface texts with the portal's own name in place of the generator's."""
    return SITE_NAME.sub(lambda match: match[1] + _quoted(name), text, count=1)
