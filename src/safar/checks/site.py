"""What is wrong between pages: links, anchors, the navigation, titles, pages without a source."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fnmatch import fnmatch

from safar.checks.anchors import check_drift
from safar.checks.links import check_links
from safar.model.content import PageSource, SiteSources
from safar.parsing.corrections import nearest
from safar.problems import Code, Problem, Severity


def check_site(sources: SiteSources, made: Collection[str] = ()) -> list[Problem]:
    """Every problem that needs more than one file; `made` are pages that have no source file."""
    made = {*made, *sources.unread, *(norm.lower() for norm in sources.misnamed)}
    return [
        *check_links(sources, made),
        *check_drift(sources),
        *_check_nav(sources, made),
        *_check_sections(sources),
        *_check_sources(sources, made),
        *_check_titles(sources),
        *_check_urgent(sources, made),
    ]


def _norms(sources: SiteSources) -> dict[str, PageSource]:
    """Every page once, in the source locale where it has one."""
    chain = [sources.locales.source.tag, *sources.pages]
    norms: dict[str, PageSource] = {}
    for tag in chain:
        for norm, page in sources.pages.get(tag, {}).items():
            norms.setdefault(norm, page)
    return norms


def _check_nav(sources: SiteSources, made: Collection[str]) -> Iterator[Problem]:
    """Lines without a page and pages without a line; a misspelt line is told once."""
    if not sources.nav.readable:
        return
    known = _norms(sources)
    meant = set(sources.nav.meant)
    for entry in sources.nav.entries:
        if entry.norm in known or entry.norm in made:
            continue
        folder = f"{sources.root}/{sources.locales.source.tag}"
        message = f"nav: no page {folder}/{entry.norm}"
        close = nearest(entry.norm, known)
        meant.add(close or entry.norm)
        hint = f"write - {close}" if close else "write the page or delete the line"
        yield Problem(Code.NAV_PAGE, sources.nav.path, entry.line, message, hint)
    yield from _check_forgotten(sources, meant | {entry.norm for entry in sources.nav.entries})


def _check_forgotten(sources: SiteSources, listed: Collection[str]) -> Iterator[Problem]:
    for norm, page in _norms(sources).items():
        if norm in listed or norm in sources.misnamed:
            continue
        if any(fnmatch(norm, pattern) for pattern in sources.nav.hidden):
            continue
        message = f"the page is not in nav of {sources.nav.path}, no reader finds it"
        yield Problem(Code.NAV_PAGE, page.path, 0, message, f"add a line: - {norm}")


def _check_sections(sources: SiteSources) -> Iterator[Problem]:
    known = sources.lists.get("sections")
    if not isinstance(known, dict):
        return
    for name, line in sources.nav.sections:
        if name not in known:
            message = f'nav: the section "{name}" is not in {sources.lists.path}'
            close = nearest(name, known)
            hint = f'did you mean "{close}"?' if close else "known sections: " + ", ".join(known)
            yield Problem(Code.NAV_SECTION, sources.nav.path, line, message, hint)


def _check_sources(sources: SiteSources, made: Collection[str]) -> Iterator[Problem]:
    tag = sources.locales.source.tag
    known = {*sources.pages.get(tag, {}), *made, *sources.misnamed}
    for pages in sources.pages.values():
        for norm in [norm for norm in pages if norm not in known]:
            known.add(norm)
            message = f"a translation without the page {sources.root}/{tag}/{norm}"
            hint = "write that page, or check the name of this one"
            path = pages[norm].path
            yield Problem(Code.PAGE_SOURCE, path, 0, message, hint, Severity.WARNING)


def _check_titles(sources: SiteSources) -> Iterator[Problem]:
    for pages in sources.pages.values():
        first: dict[str, PageSource] = {}
        for page in pages.values():
            if page.meta is None or page.norm in sources.misnamed:
                continue
            other = first.setdefault(page.meta.title.casefold(), page)
            if other is not page:
                message = f"the same title as {other.path}: {page.meta.title}"
                hint = "readers choose pages by their titles"
                yield Problem(Code.META_TITLE, page.path, 2, message, hint, Severity.WARNING)


def _check_urgent(sources: SiteSources, made: Collection[str]) -> Iterator[Problem]:
    """The entries of "I need help now": a page and an anchor that are there."""
    lists = sources.lists
    for place, entry in enumerate(lists.get("urgent") or ()):
        if not isinstance(entry, dict):
            continue
        norm, anchor = str(entry.get("page")), str(entry.get("anchor"))
        page = sources.find_page(sources.locales.source.tag, norm)
        if norm in made:
            continue
        if page is None:
            line = lists.line("urgent", place, "page")
            yield Problem(Code.LINK_PAGE, lists.path, line, f"urgent: no page {norm}")
        elif anchor not in page.scan.anchors:
            line = lists.line("urgent", place, "anchor")
            message = f'urgent: no anchor "{anchor}" in {page.path}'
            yield Problem(Code.LINK_ANCHOR, lists.path, line, message)
