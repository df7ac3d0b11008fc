"""Facts and the pages that use them: unknown ids, and facts that no page asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from safar.model.content import PageSource, SiteSources
from safar.model.facts import parse_marker
from safar.parsing.corrections import nearest
from safar.parsing.facts import Facts
from safar.parsing.glossary import parse_marker as parse_term
from safar.problems import Code, Problem, Severity


def check_facts(sources: SiteSources, facts: Facts) -> list[Problem]:
    """What pages ask for and is not there, what is there and nobody asks for.

    A fact with mistakes of its own has been told: it counts as there.
    """
    pages = [page for pages in sources.pages.values() for page in pages.values()]
    known = {name for file in sources.fact_files for name in file.value}
    unread = any(not file.readable for file in sources.fact_files)
    problems = [problem for page in pages if not unread for problem in _check_page(page, known)]
    used = {name for page in pages for name in _names(page)}
    return [*problems, *(_unused(facts, name) for name in facts if name not in used)]


def _names(page: PageSource) -> Iterator[str]:
    for marker in page.scan.markers:
        if asked := parse_marker(marker.text):
            yield asked[0]


def _check_page(page: PageSource, facts: Collection[str]) -> Iterator[Problem]:
    for marker in page.scan.markers:
        asked = parse_marker(marker.text)
        if parse_term(marker.text) is not None:
            continue
        if asked is None or asked[0] not in facts:
            name = asked[0] if asked else marker.text
            close = nearest(name, facts)
            hint = f"did you mean {{{{ fact.{close} }}}}?" if close else "see docs/_data/facts"
            message = f'no fact is called "{name}"'
            yield Problem(Code.FACT_UNKNOWN, page.path, marker.line, message, hint)


def _unused(facts: Facts, name: str) -> Problem:
    fact = facts[name]
    message = f'no page uses the fact "{name}"'
    hint = f"write {{{{ fact.{name} }}}} where it belongs, or delete it"
    return Problem(Code.FACT_UNUSED, fact.path, fact.line, message, hint, Severity.WARNING)
