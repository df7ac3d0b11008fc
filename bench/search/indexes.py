"""An index made directly with the functions of the product, for texts that are no portal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import safar.search
from bench.files import write_text
from bench.search.collection import Collection, Document
from safar.search.analysis import make_analyser
from safar.search.model import IndexedPage, PageTerms
from safar.search.scripts import Frame, render_files, render_page_shard
from safar.search.shards import merge_terms
from safar.search.tables import parse_tables
from safar.search.terms import TermReader, read_terms

ROOT = Path(__file__).parents[2]
SCRIPT = "assets/search.js"
FAMILIES = {"en": "english", "ru": "russian", "tg": "tajik"}
TABLES = Path(safar.search.__file__).with_name("tables.json")


def family_of(language: str) -> str:
    """The family of analysers of one of the eight languages."""
    return FAMILIES.get(language, "turkic")


def write_site(folder: Path, collections: Iterable[Collection]) -> None:
    """A folder with the engine and an index a locale, and nothing else."""
    write_text(folder / SCRIPT, (ROOT / "overrides" / SCRIPT).read_text(encoding="utf-8"))
    for collection in collections:
        for name, text in render_index(collection).items():
            write_text(folder / collection.locale / "search" / name, text)


def render_index(collection: Collection) -> Mapping[str, str]:
    """All files of an index by name."""
    tag = collection.locale
    tables = parse_tables(TABLES.read_bytes())
    readers: dict[str, TermReader] = {}
    files: dict[str, str] = {}
    terms: dict[int, PageTerms] = {}
    pages = sorted(collection.documents, key=lambda page: page.path)
    for number, document in enumerate(pages):
        page = _indexed(document, tag)
        if page.family not in readers:
            readers[page.family] = TermReader(make_analyser(tables, page.family))
        files[f"p-{number}.js"] = render_page_shard(tag, number, page)
        terms[number] = read_terms(page, readers[page.family])
    groups = merge_terms(terms)
    return files | render_files(
        tag, groups, terms.values(), files.values(), frame=Frame(tables, {})
    )


def _indexed(document: Document, tag: str) -> IndexedPage:
    sections = tuple((one.anchor, one.heading, one.text) for one in document.sections)
    return IndexedPage(
        path=document.path,
        title=document.title,
        description=document.description,
        lang="" if document.language == tag else document.language,
        family=family_of(document.language),
        sections=sections,
    )
