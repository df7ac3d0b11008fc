"""Anchor drift: a translation has the anchors of its source page, in the same order.

Only then a link with `#how-to-pay` still leads to the right place after a switch of language.
"""

from __future__ import annotations

from collections.abc import Iterator

from safar.content import PageSource, SiteSources
from safar.problems import Code, Problem
from safar.scan import Heading


def check_drift(sources: SiteSources) -> list[Problem]:
    """Anchors that translations lack, add or move, page by page."""
    source = sources.pages.get(sources.locales.source.tag, {})
    return [
        problem
        for pages in sources.pages.values()
        for norm, page in pages.items()
        if norm in source and source[norm] is not page
        for problem in compare_anchors(source[norm], page)
    ]


def compare_anchors(source: PageSource, page: PageSource) -> Iterator[Problem]:
    """How the anchors of a page differ from those of its source page."""
    there = {heading.anchor: heading for heading in source.scan.headings if heading.anchor}
    here = {heading.anchor: heading for heading in page.scan.headings if heading.anchor}
    line = page.body_line
    for anchor, heading in there.items():
        if anchor in here:
            line = here[anchor].line
        else:
            yield _missing(source, page, heading, line)
    for anchor, heading in here.items():
        if anchor not in there:
            message = f'the anchor "{anchor}" is not in {source.path}'
            hint = "take the anchor of the source page, or add the heading there"
            yield Problem(Code.ANCHOR_DRIFT, page.path, heading.line, message, hint)
    yield from _moved(source, page, list(there), list(here))


def _missing(source: PageSource, page: PageSource, heading: Heading, line: int) -> Problem:
    message = (
        f'the anchor "{heading.anchor}" of {source.path}:{heading.line} is missing after this line'
    )
    hint = f"add the heading: {'#' * heading.level} … {{#{heading.anchor}}}"
    return Problem(Code.ANCHOR_DRIFT, page.path, line, message, hint)


def _moved(
    source: PageSource, page: PageSource, there: list[str], here: list[str]
) -> Iterator[Problem]:
    expected = [anchor for anchor in there if anchor in set(here)]
    received = [anchor for anchor in here if anchor in set(there)]
    for wanted, found in zip(expected, received, strict=True):
        if wanted != found:
            line = next(h.line for h in page.scan.headings if h.anchor == found)
            message = (
                f'expected the anchor "{wanted}" here, as in {source.path}, received "{found}"'
            )
            hint = "put the headings in the order of the source page"
            yield Problem(Code.ANCHOR_DRIFT, page.path, line, message, hint)
            return
