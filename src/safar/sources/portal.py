"""Read a whole portal: configuration, texts and pages in, the portal or every problem out."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from safar.checks import check_sources
from safar.checks.ends import Ageing, check_ends, last_same_day
from safar.checks.facts import check_facts
from safar.checks.hosts import check_page_hosts
from safar.checks.literals import Found, check_literals
from safar.checks.texts import check_formats, check_used
from safar.checks.tools import check_tools
from safar.language.locales import parse_subset
from safar.language.transliteration import Transliterator, parse_exceptions
from safar.maps.borders import Borders
from safar.model.assemble import assemble_portal
from safar.model.content import SiteSources
from safar.model.directory import Directory
from safar.model.generation import generate_locales
from safar.model.images import DEFAULT_FORMATS, FORMATS, Image
from safar.model.portal import Portal, Settings
from safar.parsing.facts import FactRules, Facts, parse_facts
from safar.parsing.glossary import make_glossary
from safar.parsing.literals import PATH as LITERALS
from safar.parsing.literals import parse_literals
from safar.parsing.overrides import parse_overrides
from safar.parsing.rules import Choice, Day, Field, Items, Record, Table, Text
from safar.parsing.schema import check_value, parse_day
from safar.parsing.tools import PATH as TOOLS
from safar.parsing.tools import Tools, parse_tools
from safar.parsing.yaml_text import Document, parse_yaml
from safar.problems import Code, Problem, Severity, has_errors
from safar.render.frame import MADE
from safar.render.strings import USED
from safar.sources.borders import load_borders
from safar.sources.directory import load_directory
from safar.sources.files import load_text
from safar.sources.pages import ReadPages, read_pages
from safar.sources.site import load_nav, load_site
from safar.sources.strings import expand_families, used_strings
from safar.sources.today import DayError, today

DOCS = "docs"
EDITION = "docs/_data/edition.yml"
HOSTS = "docs/_data/hosts.yml"
OVERRIDES = "docs/_data/overrides.yml"
EXCEPTIONS = "docs/_data/uz-cyrl-exceptions.yml"
EDITION_RULE = Record({"date": Field(Day(), required=True)})
MAIL = Text(r"[^@\s]+@[^@\s]+", "a mail address", "errors@society.org")
COLOUR = Text(r"[-#\w(),.% ]+", "a CSS colour", "#0d5c63")
COLOURS = Field(Table(COLOUR))
IMAGES = Field(Items(Choice(list(FORMATS))))
EXTRA_RULE = Record(
    {
        "report_mail": Field(MAIL),
        "colours": COLOURS,
        "colours_dark": COLOURS,
        "images": IMAGES,
    }
)
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
CONFIG_RULE = Record({"extra": Field(EXTRA_RULE)})


SeeImages = Callable[
    [Path, Collection[str], Collection[str]], tuple[dict[str, Image], list[Problem]]
]


class Loaded(Struct, frozen=True):
    """Everything that was read of a portal, generated locales included, with or without errors.

    The problems are those of `day`; what is old is the same through `same_until`.
    """

    sources: SiteSources
    settings: Settings
    converter: Transliterator
    problems: list[Problem]
    images: Mapping[str, Image]
    facts: Facts
    tools: Tools
    directory: Directory
    day: date
    same_until: date
    allowed: int = 0

    def assemble(self) -> Portal:
        """The portal; its texts and lists may have no errors."""
        portal = assemble_portal(self.sources, self.settings, self.converter, self.images)
        entries = {tag: texts.glossary for tag, texts in self.sources.texts.items()}
        return replace(
            portal,
            facts=self.facts,
            tools=self.tools,
            directory=replace(self.directory, day=self.settings.edition),
            borders=load_borders() if self.directory.centres else Borders(),
            hosts=self.sources.hosts,
            allowed=self.allowed,
            glossary=make_glossary(self.sources.concepts, entries),
        )


def load_portal(
    config_file: Path, wanted: str, read: ReadPages = read_pages, look: SeeImages | None = None
) -> tuple[Portal | None, list[Problem]]:
    """The portal of a configuration file and its problems; `wanted` is `ky,ru`, or `""` for all.

    There is no portal if any problem is an error. `read` reads the pages, `look` the pictures.
    """
    loaded = load_sources(config_file, wanted, read, look)
    if isinstance(loaded, Problem):
        return None, [loaded]
    return (None if has_errors(loaded.problems) else loaded.assemble()), loaded.problems


def check_portal(config_file: Path, wanted: str) -> tuple[list[Problem], int, Portal | None]:
    """All problems, how many literals are allowed, and the portal if none is an error."""
    loaded = load_sources(config_file, wanted)
    if isinstance(loaded, Problem):
        return [loaded], 0, None
    portal = None if has_errors(loaded.problems) else loaded.assemble()
    return loaded.problems, loaded.allowed, portal


def load_sources(
    config_file: Path, wanted: str, read: ReadPages = read_pages, look: SeeImages | None = None
) -> Loaded | Problem:
    """What a portal is assembled from; one problem where there is no portal at all."""
    root = config_file.parent
    if missing := _check_there(config_file):
        return missing
    try:
        day = today()
    except DayError as error:
        return error.problem
    nav, problems = load_nav(config_file)
    sources, found = load_site(root / DOCS, nav, read)
    settings, unset = load_settings(config_file, sources)
    converter, unread = load_converter(sources)
    problems += found + unset + unread + check_sources(sources, MADE)
    facts, wrong = load_facts(sources)
    problems += wrong + check_facts(sources, facts)
    tools, wrong = parse_tools(sources.data.get(TOOLS) or Document(TOOLS))
    problems += wrong + check_tools(sources, tools, facts)
    directory, wrong = load_directory(sources, day)
    problems += wrong
    old, same_until = check_age(sources, facts, day)
    problems += [*old, *check_edition(sources, settings, day)]
    problems += check_templates(config_file, sources)
    complete = generate_locales(sources, converter)
    literals = load_literals(complete)
    problems += [*check_texts(root, complete), *literals.problems]
    locales, unknown = parse_subset(sources.locales, wanted)
    problems += unknown
    images, unreadable = (look or see_images)(root / DOCS, sources.assets, settings.images)
    problems += unreadable
    complete = replace(complete, locales=locales)
    return Loaded(
        complete,
        settings,
        converter,
        problems,
        images,
        facts,
        tools,
        directory,
        day,
        same_until,
        literals.allowed,
    )


def load_facts(sources: SiteSources) -> tuple[Facts, list[Problem]]:
    """The facts of all files, checked against the closed lists of units and countries."""
    rules = FactRules(sources.closed_list("units"), sources.closed_list("countries"))
    return parse_facts(sources.fact_files, rules)


def check_edition(sources: SiteSources, settings: Settings, day: date) -> list[Problem]:
    """An edition of the future would tell readers nothing of what is old; tomorrow is good."""
    if settings.edition.toordinal() <= day.toordinal() + 1:
        return []
    line = sources.data[EDITION].line("date") if EDITION in sources.data else 0
    message = f"date: {settings.edition} has not come yet"
    return [Problem(Code.YAML_DATE, EDITION, line, message, f"write date: {day}")]


def check_templates(config_file: Path, sources: SiteSources) -> list[Problem]:
    """Hosts that may not be named, in the portal's own templates and in its configuration."""
    root = config_file.parent
    problems = [] if HOSTS in sources.data else [_without_hosts()]
    for path in [config_file, *sorted((root / "overrides").rglob("*.html"))]:
        text, _ = load_text(root, path.relative_to(root).as_posix())
        problems += check_page_hosts(text or "", path.relative_to(root).as_posix(), sources.hosts)
    return problems


def _without_hosts() -> Problem:
    message = "the file is missing: no host is refused, however dangerous for readers in Russia"
    hint = "take it from the portal that yours was made with, or from safar new"
    return Problem(Code.HOST_ENTRY, HOSTS, 0, message, hint, Severity.WARNING)


def load_literals(sources: SiteSources) -> Found:
    """What should be a fact and is written into a page; a portal without the table is not asked."""
    document = sources.data.get(f"{sources.root}/{LITERALS}")
    if document is None:
        return Found()
    table, problems = parse_literals(document, sources.closed_list("units"), [*sources.locales])
    found = check_literals(sources, table) if table else Found()
    return Found((*problems, *found.problems), found.allowed)


def check_age(sources: SiteSources, facts: Facts, day: date) -> tuple[list[Problem], date]:
    """What is old on a day, and the last day on which the same is."""
    document = sources.data.get(OVERRIDES) or Document(OVERRIDES)
    overrides, problems = parse_overrides(document)
    ageing = Ageing(sources, facts, overrides)
    return [*problems, *check_ends(ageing, day)], last_same_day(ageing, day)


def see_images(
    docs_dir: Path, assets: Collection[str], formats: Collection[str]
) -> tuple[dict[str, Image], list[Problem]]:
    """The pictures of docs/assets, as far as there are any."""
    if not any(name.lower().endswith(PICTURES) for name in assets):
        return {}, []
    from safar.sources.images import load_images  # noqa: PLC0415 - slow to load

    return load_images(docs_dir, assets, formats)


def _check_there(config_file: Path) -> Problem | None:
    """The one problem of a folder that holds no portal: nothing else is worth saying then."""
    if not config_file.is_file():
        hint = (
            "run safar in the folder of the portal, or name its file: safar check -f …/mkdocs.yml"
        )
        return Problem(Code.CONFIG_VALUE, config_file.as_posix(), 0, "the file is missing", hint)
    if not (config_file.parent / DOCS).is_dir():
        hint = "it holds the pages and texts of the portal: take it from your copy"
        return Problem(Code.FILE_READ, DOCS, 0, "the folder is missing", hint)
    return None


def check_texts(root: Path, sources: SiteSources) -> list[Problem]:
    """Formats of generated locales, and interface texts that no template and no code asks for."""
    problems: list[Problem] = []
    for tag in sources.locales:
        if sources.locales[tag].generated_from and tag in sources.texts:
            texts = sources.texts[tag]
            problems += check_formats(texts.formats, texts.lists)
    if (source := sources.texts.get(sources.locales.source_tag)) is not None:
        named = {*USED, *used_strings(root / "overrides")}
        problems += check_used(source, {*named, *expand_families(source.strings)})
    return problems


def load_settings(config_file: Path, sources: SiteSources) -> tuple[Settings, list[Problem]]:
    """What `mkdocs.yml`, the edition file and the environment say; the clock is never asked."""
    text, problems = load_text(config_file.parent, config_file.name)
    config = parse_yaml(text or "", config_file.name, only=("extra",))
    edition = sources.data.get(EDITION) or Document(EDITION, readable=False)
    if EDITION not in sources.data:
        hint = "make it, with one line: date: 2026-11-23"
        problems = [*problems, Problem(Code.FILE_READ, EDITION, 0, "the file is missing", hint)]
    problems += check_value(config, CONFIG_RULE) + check_value(edition, EDITION_RULE)
    extra = config.get("extra") or {}
    settings = Settings(
        site_url=os.environ.get("SAFAR_SITE_URL", ""),
        report_mail=extra.get("report_mail") or "",
        edition=parse_day(edition.get("date") or "") or Settings().edition,
        colours=extra.get("colours") or {},
        colours_dark=extra.get("colours_dark") or {},
        images=tuple(extra.get("images") or DEFAULT_FORMATS),
    )
    return settings, problems


def load_converter(sources: SiteSources) -> tuple[Transliterator, list[Problem]]:
    """The maker of generated locales, with the reviewed list of words that follow no rule."""
    document = sources.data.get(EXCEPTIONS) or Document(EXCEPTIONS)
    exceptions, problems = parse_exceptions(document.value, EXCEPTIONS, document.line)
    return Transliterator(exceptions), problems
