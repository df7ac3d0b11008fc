"""The report as one HTML page: no script, nothing loaded, nothing sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from safar.problems import Problem, Severity, count_problems, sort_problems
from safar.render.csp import hash_block
from safar.report.coverage import Coverage, find_coverage
from safar.report.directory import render_directory
from safar.report.elements import join, render_file
from safar.report.factlist import FactList, find_facts
from safar.report.freshness import STEPS, Freshness, find_freshness
from safar.report.material import Material
from safar.report.readability import find_reading
from safar.report.sections import (
    render_coverage,
    render_facts,
    render_freshness,
    render_reading,
    render_sourcing,
)
from safar.report.sourcing import find_sourcing
from safar.report.style import STYLE

POLICY = "default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'"
FRAME = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Report for editors: {name}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{name}: report for editors</h1>
<p>State of {day}. This page is for those who write the portal; it is no part of the site.</p>
</header>
<nav aria-label="Sections">
<ul>
{links}
</ul>
</nav>
<main>
{tiles}
{sections}
</main>
</body>
</html>
""")

Section = tuple[str, str, Markup]  # id, title, content


def render_report_page(material: Material, base: str, made: Collection[str] = ()) -> str:
    """The whole page. `base` leads from it to the portal's folder: "" or "../".

    `made` are pages of the navigation that have no file.
    """
    fresh, facts = find_freshness(material), find_facts(material)
    cover = find_coverage(material, made)
    sections: list[Section] = [
        ("problems", "Problems", render_problems(material.problems, base)),
        ("freshness", "Age and end", render_freshness(fresh, base)),
        ("pages", "Missing pages", render_coverage(cover, base)),
        ("facts", "Facts", render_facts(facts, base)),
        ("sources", "Sources", render_sourcing(find_sourcing(material), base)),
    ]
    if material.directory.centres:
        sections.append(("centres", "Centres", render_directory(material.directory, base)))
    if reading := find_reading(material):
        sections.append(("reading", "Reading level", render_reading(reading, base)))
    page = FRAME.format(
        policy=POLICY.format(hash_block(STYLE)),
        name=material.name,
        style=Markup(STYLE),
        day=material.day,
        links=join(Markup('<li><a href="#{}">{}</a></li>').format(*part[:2]) for part in sections),
        tiles=_render_tiles(_find_tiles(material, fresh, cover, facts)),
        sections=join(
            Markup('<section id="{0}" aria-labelledby="{0}-title">\n{1}\n{2}\n</section>').format(
                name, Markup('<h2 id="{}-title">{}</h2>').format(name, title), content
            )
            for name, title, content in sections
        ),
    )
    return str(page)


def _find_tiles(
    material: Material, fresh: Freshness, cover: Coverage, facts: FactList
) -> Iterator[tuple[str, int]]:
    """The numbers that say at once whether there is something to do."""
    severities = [problem.severity for problem in material.problems]
    yield "errors", severities.count(Severity.ERROR)
    yield "warnings", severities.count(Severity.WARNING)
    yield "pages that have ended", sum(age.is_past for age in fresh.pages)
    soon = f"pages that end within {STEPS[0]} days"
    yield soon, sum(age.ends_within(0, STEPS[0]) for age in fresh.pages)
    yield "translations that are behind", len(cover.behind)
    yield "drafts", len(cover.drafts)
    yield "facts that are not sure", len(facts.unsure)


def _render_tiles(tiles: Iterator[tuple[str, int]]) -> Markup:
    items = join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*tile) for tile in tiles)
    return Markup('<dl class="tiles">\n{}\n</dl>').format(items)


def render_problems(problems: Sequence[Problem], base: str) -> Markup:
    """What `safar check` says, by file."""
    ordered = sort_problems(problems)
    if not ordered:
        return Markup("<p>None.</p>")
    groups = groupby(ordered, key=lambda problem: problem.path)
    files = join(
        Markup("<h3>{}</h3>\n<ul>\n{}\n</ul>").format(
            render_file(path, base), join(_render_problem(problem) for problem in found)
        )
        for path, found in groups
    )
    return Markup("<p>{}</p>\n{}").format(count_problems(ordered), files)


def _render_problem(problem: Problem) -> Markup:
    place = f"line {problem.line}, " if problem.line else ""
    hint = Markup('<span class="hint">{}</span>').format(problem.hint) if problem.hint else ""
    mark = Markup('<b class="{}">{}{}</b>').format(
        "bad" if problem.severity is Severity.ERROR else "soon", place, problem.severity.value
    )
    return Markup("<li>{}: {} <code>{}</code>{}</li>").format(
        mark, problem.message, problem.code.value, hint
    )
