"""Reading docs/: the locale table, texts, pages and data of every locale, and their problems."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from msgspec import Struct, field

from safar.language.locales import TAG, LocaleTable, parse_locales, parse_subset
from safar.model.content import LocaleTexts, PageSource, SiteSources
from safar.parsing.corrections import nearest
from safar.parsing.frontmatter import PageRules
from safar.parsing.glossary import FILE as GLOSSARY
from safar.parsing.glossary import avoided_words
from safar.parsing.hosts import Hosts, parse_hosts
from safar.parsing.nav import NAV_KEYS, Nav, parse_nav
from safar.parsing.synonyms import parse_synonyms
from safar.parsing.yaml_text import Document, parse_yaml
from safar.problems import Code, Problem
from safar.sources.files import (
    check_leftover,
    check_name,
    check_place,
    is_linked_folder,
    leads_outside,
    list_entries,
    load_text,
    outside_problem,
)
from safar.sources.pages import PageFile, Reading, ReadPages, read_pages

DATA = "_data"
ASSETS = "assets"
FACTS = "facts"
CENTRES = "centres"
HOSTS = "hosts.yml"
TEXTS = ("ui.yml", "lists.yml", "formats.yml")
SYNONYMS = "synonyms.yml"


def load_nav(config_file: Path) -> tuple[Nav, list[Problem]]:
    """The navigation of `mkdocs.yml`, with the lines of its entries."""
    text, problems = load_text(config_file.parent, config_file.name)
    if text is None:
        return Nav(config_file.name, readable=False), problems
    return parse_nav(parse_yaml(text, config_file.name, only=NAV_KEYS))


def load_locales(root: Path, wanted: str = "") -> tuple[LocaleTable, list[Problem]]:
    """The locale table of the portal in `root`, its `built` cut down to `wanted` (`"ky,ru"`)."""
    document = _load_yaml(root, f"docs/{DATA}/languages.yml")
    table, problems = parse_locales(document)
    table, unknown = parse_subset(table, wanted)
    return table, problems + (unknown if document.readable else [])


def load_site(
    docs_dir: Path, nav: Nav, read: ReadPages = read_pages
) -> tuple[SiteSources, list[Problem]]:
    """Everything under docs/ and what is wrong with each file by itself; `read` reads pages."""
    root, name = docs_dir.parent, docs_dir.name
    languages = _load_yaml(root, f"{name}/{DATA}/languages.yml")
    lists = _load_yaml(root, f"{name}/{DATA}/lists.yml")
    table, problems = parse_locales(languages)
    listed = _load_optional(root, f"{name}/{DATA}/{HOSTS}")
    hosts, wrong = parse_hosts(listed) if listed else (Hosts(), [])
    problems += wrong
    reader = _SiteReader(docs_dir, table, _page_rules(table, lists), read, hosts)
    tags = [*table] or reader.guess_tags()
    problems += reader.check_root(tags, languages)
    for tag in tags:
        reader.read_locale(tag)
    reader.read_pages(tags)
    reader.read_data(lists, languages, *([listed] if listed else ()))
    sources = SiteSources(
        root=name,
        locales=table,
        nav=nav,
        lists=lists,
        pages=reader.pages,
        texts=reader.texts,
        data=reader.data,
        assets=frozenset(reader.list_assets()),
        unread=frozenset(reader.unread),
        misnamed=frozenset(reader.misnamed),
        found=reader.found,
        hosts=hosts,
    )
    return sources, [*problems, *reader.problems]


def _load_yaml(
    root: Path, path: str, parse: Callable[[str, str], Document] = parse_yaml
) -> Document:
    text, problems = load_text(root, path)
    if text is None:
        return Document(path, problems=tuple(problems), readable=False)
    return parse(text, path)


def _load_optional(root: Path, path: str) -> Document | None:
    """A file that a portal may do without."""
    return _load_yaml(root, path) if os.path.lexists(root / path) else None


def _page_rules(table: LocaleTable, lists: Document) -> PageRules:
    codes = lists.get("countries")
    countries = frozenset(map(str, codes)) if isinstance(codes, list) else frozenset[str]()
    return PageRules(countries, frozenset(table), table.source_tag)


class _SiteReader(Struct):
    """Walks one docs/ folder; collects what it holds."""

    docs: Path
    table: LocaleTable
    rules: PageRules
    read: ReadPages
    hosts: Hosts
    files: list[PageFile] = field(default_factory=list)
    found: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    pages: dict[str, dict[str, PageSource]] = field(default_factory=dict)
    texts: dict[str, LocaleTexts] = field(default_factory=dict)
    data: dict[str, Document] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    misnamed: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def guess_tags(self) -> list[str]:
        """The folders that could be locales, for a table that cannot be read."""
        folders = [entry.name for entry in list_entries(self.docs) if entry.is_dir()]
        return [name for name in folders if re.fullmatch(TAG, name)]

    def check_root(self, tags: list[str], languages: Document) -> Iterator[Problem]:
        """What may not stand directly in docs/, and locales without a folder."""
        entries = list_entries(self.docs)
        for entry in entries:
            path = f"{self.docs.name}/{entry.name}"
            if left := check_leftover(path):
                yield left
            elif leads_outside(self.docs, Path(entry.path)) or is_linked_folder(entry):
                yield outside_problem(path)
            elif entry.is_dir() and entry.name not in (DATA, ASSETS, *tags):
                yield self._no_locale(path, entry.name, tags)
            elif entry.name.lower().endswith(".md"):
                yield self._stray_page(path, entry.name)
        names = {entry.name for entry in entries if entry.is_dir()}
        for tag in tags:
            if tag not in names and not self.table[tag].generated_from:
                message = f"the locale {tag} has no folder {self.docs.name}/{tag}"
                hint = f"make it, with {DATA}/ui.yml, lists.yml and formats.yml"
                yield Problem(
                    Code.LOCALE_FOLDER, languages.path, languages.line(tag), message, hint
                )

    def _no_locale(self, path: str, name: str, tags: list[str]) -> Problem:
        close = nearest(name, tags)
        table = f"{self.docs.name}/{DATA}/languages.yml"
        hint = (
            f'rename it to "{close}"'
            if close
            else f"rename it to one of {', '.join(tags)}, add the locale to {table},"
            f" or move the files to {self.docs.name}/{ASSETS}"
        )
        message = f'expected the folder of a locale, {DATA} or {ASSETS}, received "{name}"'
        return Problem(Code.LOCALE_FOLDER, path, 0, message, hint)

    def _stray_page(self, path: str, name: str) -> Problem:
        folder = self.rules.source or "en"
        message = "a page outside the folders of the locales"
        hint = f"move it to {self.docs.name}/{folder}/{name}"
        return Problem(Code.FILE_PLACE, path, 0, message, hint)

    def read_locale(self, tag: str) -> None:
        """Texts and pages of one locale, where it has a folder of its own."""
        folder = self.docs / tag
        if not folder.is_dir() or folder.is_symlink():
            return
        self._read_texts(tag)
        self.pages[tag] = {}
        self.files += (PageFile(tag, path) for path in self._page_paths(tag))

    def _read_texts(self, tag: str) -> None:
        base = f"{self.docs.name}/{tag}/{DATA}"
        generated = tag in self.table and self.table[tag].generated_from
        if generated and not (self.docs / tag / DATA).is_dir():
            return
        documents = {}
        optional = generated or tag not in self.table
        for name in TEXTS:
            path = f"{base}/{name}"
            written = not optional or (self.docs.parent / path).exists()
            documents[name] = self._read_yaml(path) if written else Document(path)
        documents[SYNONYMS] = self._read_optional(f"{base}/{SYNONYMS}", parse_synonyms)
        documents[GLOSSARY] = self._read_optional(f"{base}/{GLOSSARY}", parse_yaml)
        names = f"{CENTRES}.yml"
        documents[names] = self._read_optional(f"{base}/{names}", parse_yaml)
        self.texts[tag] = LocaleTexts(tag, *documents.values())
        self._read_folder(base)

    def _read_optional(self, path: str, parse: Callable[[str, str], Document]) -> Document:
        """A file of a locale that may be missing."""
        if not os.path.lexists(self.docs.parent / path):
            return Document(path)
        return self._keep(_load_yaml(self.docs.parent, path, parse))

    def read_data(self, *known: Document) -> None:
        """The shared data files; `known` are read already, and the table's problems are told."""
        for document in known:
            self.data[document.path] = document
        self.problems += known[0].problems
        self._read_folder(f"{self.docs.name}/{DATA}", folders=(FACTS, CENTRES))
        for name in (FACTS, CENTRES):
            self._read_folder(f"{self.docs.name}/{DATA}/{name}")

    def _read_folder(self, base: str, folders: Collection[str] = ()) -> None:
        folder = self.docs.parent / base
        for entry in list_entries(folder):
            path = f"{base}/{entry.name}"
            if entry.name in folders and entry.is_dir() and not entry.is_symlink():
                continue
            if left := check_leftover(path):
                self.problems.append(left)
            elif path not in self.data and entry.name.lower() in (SYNONYMS, "synonym.yml"):
                self.problems.append(self._misplaced_synonyms(path))
            elif path.endswith(".yml") and path not in self.data:
                self._read_yaml(path)
            elif not path.endswith(".yml"):
                message = f"expected files that end with .yml, received {entry.name}"
                problem = Problem(Code.FILE_PLACE, path, 0, message, "rename it, or delete it")
                self.problems.append(problem)

    def _misplaced_synonyms(self, path: str) -> Problem:
        tag = next((tag for tag in self.texts if f"/{tag}/" in path), self.rules.source or "en")
        home = f"{self.docs.name}/{tag}/{DATA}/{SYNONYMS}"
        message = "expected synonyms in the folder of a language, nothing reads this file"
        return Problem(Code.FILE_PLACE, path, 0, message, f"move it to {home}")

    def _read_yaml(self, path: str) -> Document:
        return self._keep(_load_yaml(self.docs.parent, path))

    def _keep(self, document: Document) -> Document:
        self.data[document.path] = document
        self.problems += document.problems
        return document

    def _page_paths(self, tag: str) -> Iterator[str]:
        """Paths of the page files of a locale, in order; everything else there is a problem."""
        for path in self._walk(self.docs / tag, skip=DATA):
            if path.lower().endswith(".md"):
                yield path
            else:
                self.problems.append(check_place(path, f"{self.docs.name}/{ASSETS}", DATA))

    def _walk(self, top: Path, skip: str = "") -> Iterator[str]:
        """Files below a folder, as paths from the checkout; links are followed by nobody."""
        for folder, names, files in os.walk(top):
            base = Path(folder).relative_to(self.docs.parent).as_posix()
            names[:] = sorted(name for name in names if not (name == skip and folder == str(top)))
            for name in names:
                if Path(folder, name).is_symlink():
                    self.problems.append(outside_problem(f"{base}/{name}"))
            for name in sorted(files):
                if left := check_leftover(f"{base}/{name}"):
                    self.problems.append(left)
                else:
                    yield f"{base}/{name}"

    def read_pages(self, tags: Collection[str]) -> None:
        """All pages of all locales at once, so that they can be read side by side."""
        reading = Reading(
            self.docs.parent,
            self.rules,
            frozenset({*self.table, *tags}),
            hosts=self.hosts,
            spellings=self.table.spellings,
            avoided={tag: avoided_words(texts.glossary) for tag, texts in self.texts.items()},
        )
        for file, entry in zip(self.files, self.read(reading, self.files), strict=True):
            if wrong := check_name(file.path):
                self.problems += wrong
                self.misnamed.add(file.norm)
            self.problems += entry.problems
            self.found[file.path] = entry.found
            if entry.record is None:
                self.unread.add(file.norm)
            else:
                self.pages[file.locale][file.norm] = entry.record

    def list_assets(self) -> Iterator[str]:
        """The shared files, from docs/: `assets/img/stamp.png`."""
        for path in self._walk(self.docs / ASSETS):
            if leads_outside(self.docs, self.docs.parent / path):
                self.problems.append(outside_problem(path))
            else:
                yield path.removeprefix(f"{self.docs.name}/")
