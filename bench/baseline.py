"""The baseline as every user would configure it: MkDocs, Material and static-i18n."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from bench.corpus import Page, Place
from bench.files import relative, write_text
from bench.locales import LANGUAGES, SOURCE, Language
from bench.markdown import Dialect, note_python, render_blocks

CONFIG = """\
site_name: Portal
site_url: https://portal.example.org/
docs_dir: docs
site_dir: site
theme:
  name: material
  custom_dir: overrides
  font: false
  features: [navigation.sections, navigation.top, toc.follow, search.suggest]
markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.superfences
  - footnotes
  - def_list
plugins:
  - search
  - i18n:
      docs_structure: folder
      fallback_to_default: true
      languages:
"""
LANGUAGE_TEXTS = "templates/partials/languages"


def write_settings(folder: Path) -> None:
    """The configuration and interface texts for languages that the theme does not have."""
    lines = [
        f"        - {{locale: {language.folder}, name: '{language.name}', build: true"
        f"{', default: true' if language.tag == SOURCE else ''}}}\n"
        for language in LANGUAGES
    ]
    write_text(folder / "mkdocs.yml", CONFIG + "".join(lines))
    own = folder / "overrides/partials/languages"
    own.mkdir(parents=True, exist_ok=True)
    theirs = theme_root() / LANGUAGE_TEXTS
    for language in LANGUAGES:
        if not (theirs / f"{language.folder}.html").exists():
            closest = "uz" if language.tag.startswith("uz") else "ru"
            shutil.copy(theirs / f"{closest}.html", own / f"{language.folder}.html")


def theme_root() -> Path:
    """Where the theme is installed beside this program, in the version that the peers have too."""
    found = find_spec("material")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("mkdocs-material is missing: run the benchmark with the project's .venv")
    return Path(found.submodule_search_locations[0])


def page_path(language: Language, place: Place) -> str:
    """The path of a page below `docs`."""
    return "/".join(filter(None, (language.folder, place.section, f"{place.slug}.md")))


def write_pages(
    folder: Path, language: Language, pages: Iterable[Page], places: list[Place]
) -> None:
    """All pages of one language."""
    for page in pages:
        here = page_path(language, page.place)
        text = render_blocks(page.blocks, _dialect(here, language, places))
        write_text(folder / "docs" / here, f"# {page.title}\n\n{text}")


def _dialect(here: str, language: Language, places: list[Place]) -> Dialect:
    return Dialect(
        lambda target: relative(here, page_path(language, places[target])),
        lambda name: relative(here, f"assets/img/{name}"),
        note_python,
    )
