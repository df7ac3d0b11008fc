"""The sites that are asked: built by `safar build`, or an index alone for other texts."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from bench import portal
from bench.contenders import QUIET, SAFAR
from bench.corpus import make_places
from bench.files import write_bytes
from bench.locales import LANGUAGES
from bench.pictures import make_pictures
from bench.projects import PICTURE_FOLDERS
from bench.search.collection import CODES, Collection, read_declaration, read_json, read_tree
from bench.search.indexes import write_site
from bench.search.portals import as_collection, language_of, make_wide_pages
from bench.timing import Job, measure

ROOT = Path(__file__).parents[2]


class Site(Struct, frozen=True):
    """A folder with an index a locale, and the texts in it; `built` if `safar build` made it."""

    folder: Path
    collections: dict[str, Collection]
    built: bool = False


def declaration_site(folder: Path, texts: Path) -> Site:
    """The thirty articles of the Declaration as thirty pages a language."""
    found = {tag: read_declaration(texts, tag)[0] for tag in CODES.values()}
    return _fresh(folder, found)


def json_site(folder: Path, documents: Path) -> Site:
    """Documents as JSON, a page each."""
    return _fresh(folder, read_json(documents))


def wide_index(folder: Path, texts: Path, count: int, tags: Iterable[str]) -> Site:
    """Pages of a large vocabulary, as an index alone."""
    found = {}
    for tag in tags:
        language = language_of(tag)
        pages = list(make_wide_pages(language, texts, count))
        found[tag] = as_collection(language, pages)
    return _fresh(folder, found)


def wide_portal(folder: Path, texts: Path, count: int) -> Site:
    """The same pages as a portal in eight languages, built by `safar build`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    places = make_places(count)
    portal.write_settings(folder, places)
    for name, data in make_pictures().items():
        write_bytes(folder / PICTURE_FOLDERS["safar"] / name, data)
    for language in LANGUAGES:
        portal.write_pages(folder, language, make_wide_pages(language, texts, count), places)
    return build(folder, folder / "site")


def build(project: Path, site: Path) -> Site:
    """Build a portal. Raises BenchError with what the command said.

    A site without an index gets one that is made directly, so that older versions can be asked.
    """
    words = (*SAFAR, "build", "--site-dir", str(site))
    measure(Job(f"safar build {project.name}", project, (words,), (site,), QUIET))
    found = read_tree(site)
    if all((site / locale / "search/index.js").is_file() for locale in found):
        return Site(site, found, built=True)
    write_site(site, found.values())
    return Site(site, found)


def _fresh(folder: Path, collections: dict[str, Collection]) -> Site:
    shutil.rmtree(folder, ignore_errors=True)
    write_site(folder, collections.values())
    return Site(folder, collections)


def shown(site: Site, tags: Sequence[str]) -> list[str]:
    """Those of some locales that a site has."""
    return [tag for tag in tags if tag in site.collections]
