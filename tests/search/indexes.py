"""A small index of pages in two languages, and how its files are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from safar.search.model import IndexedPage, KeyGroup, PageTerms
from safar.search.scripts import Frame, render_page_shard
from safar.search.scripts import render_files as index_files
from safar.search.shards import merge_terms
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
    ordered = sorted(pages, key=lambda page: page.path)
    texts = {f"p-{n}.js": render_page_shard(tag, n, page) for n, page in enumerate(ordered)}
    frame = Frame(load_tables(), {"label": "Издөө"})
    return texts | index_files(tag, groups, terms.values(), texts.values(), frame=frame)
