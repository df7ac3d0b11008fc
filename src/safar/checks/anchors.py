"""Anchor drift: a translation has the anchors of its source page, in the same order.

Only then a link with `#how-to-pay` still leads to the right place after a switch of language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from safar.checks.markup import wrong_items
from safar.model.content import PageSource, SiteSources
from safar.parsing.corrections import nearest
from safar.parsing.scan import Heading
from safar.problems import Code, Problem

_ANCHOR = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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
    if source.scan.anchors == page.scan.anchors:
        return
    there, here = _by_anchor(source), _by_anchor(page)
    expected = expected_anchors(source, page)
    paired = set(expected.values())
    gaps: dict[int, list[Heading]] = {}
    for line, anchors in _missing(source, page).items():
        gaps[line] = [there[anchor] for anchor in anchors if anchor not in paired]
    yield from (_gap(source, page, line, gaps[line]) for line in gaps if gaps[line])
    told = {found.line for found in page.scan.attributes if wrong_items(found.text)}
    for anchor, heading in here.items():
        if (
            anchor in there
            or heading.line in told
            or not _ANCHOR.fullmatch(anchor)
            or heading.level == 1
        ):
            continue
        message = f'the anchor "{anchor}" is not in {source.path}'
        hint = "take the anchor of the source page, or add the heading there"
        if known := expected.get(heading.line):
            hint = f"write {{#{known}}}, as in {source.path}:{there[known].line}"
        yield Problem(Code.ANCHOR_DRIFT, page.path, heading.line, message, hint)
    yield from _moved(source, page, list(there), list(here))


def expected_anchors(source: PageSource, page: PageSource) -> dict[int, str]:
    """The anchors that headings without one or with a wrong one should have, by their lines.

    Between two anchors that both pages have, headings are paired in order; where their numbers
    differ, only anchors that are nearly the same.
    """
    there = _by_anchor(source)
    strangers: dict[int, list[Heading]] = {}
    line = page.body_line
    for heading in page.scan.headings:
        if heading.anchor in there:
            line = heading.line
        elif heading.level > 1:
            strangers.setdefault(line, []).append(heading)
    expected: dict[int, str] = {}
    for line, anchors in _missing(source, page).items():
        found = strangers.get(line, [])
        if len(found) == len(anchors):
            expected |= {head.line: name for head, name in zip(found, anchors, strict=True)}
            continue
        for heading in found:
            if close := nearest(heading.anchor or "", anchors):
                expected[heading.line] = close
    return expected


def _by_anchor(page: PageSource) -> dict[str, Heading]:
    return {heading.anchor: heading for heading in page.scan.headings if heading.anchor}


def _missing(source: PageSource, page: PageSource) -> dict[int, list[str]]:
    """The anchors that a page lacks, by the line of the last heading above that it has."""
    here = _by_anchor(page)
    line = page.body_line
    missing: dict[int, list[str]] = {}
    for anchor in _by_anchor(source):
        if anchor in here:
            line = here[anchor].line
        else:
            missing.setdefault(line, []).append(anchor)
    return missing


def _gap(source: PageSource, page: PageSource, line: int, headings: list[Heading]) -> Problem:
    names = ", ".join(f'"{heading.anchor}"' for heading in headings)
    many = len(headings) > 1
    message = (
        f"the anchor{'s' * many} {names} of {source.path}:{headings[0].line}"
        f" {'are' if many else 'is'} missing after this line"
    )
    added = ", ".join(f"{'#' * heading.level} … {{#{heading.anchor}}}" for heading in headings)
    hint = f"add the heading{'s' * many}: {added}"
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
