"""A small index of pages in two languages, and how its files are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from safar.search.model import IndexedPage, KeyGroup, PageTerms
from safar.search.scripts import (
    LoaderFacts,
    index_families,
    index_version,
    render_loader,
    render_page_shard,
    render_stems,
    render_word_shards,
)
from safar.search.shards import merge_terms
from safar.search.table_text import render_tables
from safar.search.terms import TermReader, read_terms
from search.analysers import load_analyser, load_tables

SYNONYMS = (("мент", "полиция", "милиция"), ("иш кагаз", "патент"))
PAGES = (
    IndexedPage(
        path="work/patent.html",
        title="Иш патенти",
        description="Ким алат жана канча турат.",
        crumbs=("Иш",),
        family="turkic",
        sections=(
            ("", "", "Патент Орусияда иштөөгө уруксат берет. Аны жыл сайын узартыңыз."),
            ("price", "Баасы", "Төлөмдү ай сайын төлөңүз: айына 90/180 күн, ИНН керек."),
        ),
    ),
    IndexedPage(
        path="help/police.html",
        title="Полициядан жардам",
        crumbs=("Жардам",),
        family="turkic",
        sections=(
            ("", "", "Сизди полиция токтотсо, документтериңизди көрсөтүңүз. Чалыңыз: 112."),
            ("phone", "Телефон", "Ишеним телефону: 8 (800) 200-01-22. Жолбаскаруучулар үчүн."),
        ),
    ),
    IndexedPage(
        path="family/school.html",
        title="Школа для детей",
        lang="ru",
        family="russian",
        sections=(("", "", "Ребёнка принимают в школу без регистрации. РВП не нужно. Инны нет."),),
    ),
)


def read_pages(
    pages: Sequence[IndexedPage], synonyms: Iterable[Iterable[str]] = SYNONYMS
) -> dict[int, PageTerms]:
    groups = [list(group) for group in synonyms]
    readers = {
        family: TermReader(load_analyser(family), groups)
        for family in {page.family for page in pages}
    }
    return {
        number: read_terms(page, readers[page.family])
        for number, page in enumerate(sorted(pages, key=lambda page: page.path))
    }


def render_files(
    tag: str,
    pages: Sequence[IndexedPage],
    known: Mapping[str, KeyGroup] | None = None,
    synonyms: Iterable[Iterable[str]] = SYNONYMS,
) -> dict[str, str]:
    """All files of the index of a locale, by name."""
    terms = read_pages(pages, synonyms)
    groups = merge_terms(terms, known)
    files = render_word_shards(tag, groups)
    files["stems.js"] = render_stems(tag, terms.values())
    for number, page in enumerate(sorted(pages, key=lambda page: page.path)):
        files[f"p-{number}.js"] = render_page_shard(tag, number, page)
    facts = LoaderFacts(
        index_version(files),
        len(pages),
        sum(page.sections for page in terms.values()),
        render_tables(load_tables(), index_families(groups)),
    )
    files["index.js"] = render_loader(tag, groups, facts, {"label": "Издөө"})
    return files
