"""Checks of everything under docs/: all problems of a site in one list."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from safar.checks.anchors import expected_anchors
from safar.checks.glossary import check_glossary
from safar.checks.hosts import check_hosts
from safar.checks.language import check_data_letters
from safar.checks.markers import check_data_markers
from safar.checks.page import check_page, hint_anchors, lacks_anchors
from safar.checks.site import check_site
from safar.checks.synonyms import check_synonyms
from safar.checks.texts import check_lists, check_texts
from safar.model.content import PageSource, SiteSources
from safar.problems import Problem


def check_sources(sources: SiteSources, made: Collection[str] = ()) -> list[Problem]:
    """Every problem of pages, texts and what is between them; `made` are pages without a source.

    Without a source locale only what needs no other page is checked.
    """
    problems = [*_check_pages(sources), *check_hosts(sources)]
    for texts in sources.texts.values():
        problems += check_synonyms(texts.synonyms)
    problems += [*check_data_letters(sources), *check_data_markers(sources)]
    if sources.locales.source_tag:
        problems += [*_check_texts(sources), *check_site(sources, made), *check_glossary(sources)]
    return problems


def _check_pages(sources: SiteSources) -> Iterator[Problem]:
    tags = {*sources.locales, *sources.pages}
    source = sources.pages.get(sources.locales.source_tag, {})
    for pages in sources.pages.values():
        for norm, page in pages.items():
            problems = _found(sources, page, tags)
            if lacks_anchors(problems):
                original = source.get(norm, page)
                problems = hint_anchors(problems, page, expected_anchors(original, page))
            yield from problems


def _found(sources: SiteSources, page: PageSource, tags: Collection[str]) -> list[Problem]:
    """What is wrong with a page by itself: as was found when it was read, where it was."""
    known = sources.found.get(page.path)
    return check_page(page, tags) if known is None else list(known)


def _check_texts(sources: SiteSources) -> Iterator[Problem]:
    source = sources.texts.get(sources.locales.source.tag)
    if source is None:
        return
    yield from check_lists(sources.lists, source)
    for tag, texts in sources.texts.items():
        generated = sources.locales[tag].generated_from is not None
        yield from check_texts(source, texts, complete=not generated)
