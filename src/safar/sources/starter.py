"""What comes with the generator (theme, hooks, texts), and a new portal made from it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

import safar
from safar.language.locales import Locale, LocaleTable, parse_locales, parse_subset
from safar.model.content import LocaleTexts
from safar.parsing.yaml_text import parse_yaml
from safar.problems import Code, Problem
from safar.render import starter as render
from safar.sources.today import DayError, today

OVERRIDES = "Templates and styles placed here win over those of the generator.\n"
LANGUAGES = "docs/_data/languages.yml"
HOSTS = "docs/_data/hosts.yml"  # what may not be named does not depend on the portal
DEFAULT_LANGUAGES = "ky,ru"
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-z]+|(?:rgb|hsl)a?\([\d.,% ]+\)")
TEXTS = ("ui.yml", "lists.yml", "formats.yml")
SYNONYMS = "synonyms.yml"
SHARED = ("hooks/content.py", "hooks/pages.py", "hooks/templates.py")


class NewPortal(Struct, frozen=True):
    """What a Society chooses for its own portal; `colour` is a CSS colour for the header."""

    name: str
    languages: str = DEFAULT_LANGUAGES
    colour: str = "#0d5c63"


def starter_root() -> Path:
    """The folder of `overrides`, `hooks` and `docs`: inside the package, or the checkout itself."""
    packaged = Path(safar.__file__).parent / "starter"
    return packaged if packaged.is_dir() else Path(safar.__file__).parents[2]


def package_folder() -> Path:
    """The folder of the generator's own code."""
    return Path(safar.__file__).resolve().parent


def theme_folder() -> Path:
    """The theme that comes with the generator."""
    return starter_root() / "overrides"


def write_portal(directory: Path, choice: NewPortal) -> list[Problem]:
    """Make a portal that builds at once; nothing is written where something is already."""
    if directory.exists() and any(directory.iterdir()):
        hint = "name a new folder, or empty this one"
        return [Problem(Code.CONFIG_VALUE, str(directory), 0, "the folder is not empty", hint)]
    table, _ = parse_locales(parse_yaml(_read(LANGUAGES), LANGUAGES))
    chosen, problems = parse_subset(table, choice.languages)
    problems += check_choice(choice, chosen)
    if problems:
        return problems
    try:
        day = today()
    except DayError as error:
        return [error.problem]
    _write_files(directory, portal_files(choice, [chosen[tag] for tag in chosen.built], day))
    return []


def check_choice(choice: NewPortal, chosen: LocaleTable) -> list[Problem]:
    """What would make the new portal fail its first check."""
    problems = [
        Problem(
            Code.LOCALE_TAG,
            "--locales",
            0,
            f"{tag} is made from {origin}, which is not among the languages",
            f"write --locales {origin},{choice.languages}",
        )
        for tag in chosen.built
        if (origin := chosen[tag].generated_from) and origin not in chosen.built
    ]
    if not COLOUR.fullmatch(choice.colour):
        message = f'expected a colour as in CSS, received "{choice.colour}"'
        problems.append(
            Problem(Code.CONFIG_VALUE, "--colour", 0, message, 'write --colour "#0d5c63"')
        )
    return problems


def portal_files(
    choice: NewPortal, locales: Sequence[Locale], day: datetime.date
) -> dict[str, str]:
    """Every file of a portal that is made on a day, by its path; the last locale is the source."""
    files = {name: _read(name) for name in SHARED}
    files |= {
        "mkdocs.yml": render.render_config(choice.name, choice.colour),
        "Makefile": render.MAKEFILE,
        ".gitignore": "site/\nsite.new/\nsite.old/\n.safar-cache/\nreport.html\ndue.ics\n",
        "overrides/README.md": OVERRIDES,
        LANGUAGES: render.render_languages(locales),
        "docs/_data/lists.yml": render.render_lists(_read("docs/_data/lists.yml")),
        "docs/_data/edition.yml": render.render_edition(day),
        HOSTS: _read(HOSTS),
    }
    for locale in locales:
        files |= _locale_files(choice, locale, locales[-1].tag, day)
    return files


def _locale_files(
    choice: NewPortal, locale: Locale, source: str, day: datetime.date
) -> dict[str, str]:
    if locale.generated_from:
        name = "docs/_data/uz-cyrl-exceptions.yml"
        return {name: _read(name)}
    folder = f"docs/{locale.tag}"
    names = [f"{folder}/_data/{name}" for name in (*TEXTS, SYNONYMS)]
    files = {name: _read(name) for name in names if (starter_root() / name).exists()}
    interface = f"{folder}/_data/ui.yml"
    files[interface] = render.rename_site(files[interface], choice.name)
    document = parse_yaml(files[interface], interface)
    strings = LocaleTexts(locale.tag, document, document, document).strings
    origin = "" if locale.tag == source else source
    pages = render.render_pages(choice.name, strings, day, origin)
    return files | {f"{folder}/{name}": text for name, text in pages.items()}


def _read(name: str) -> str:
    return (starter_root() / name).read_text(encoding="utf-8")


def _write_files(directory: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
