"""The sections of the page: records that were found, as tables and bars.

`base` leads from the page to the folder of the portal, so that files can be opened from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from safar.language.formats import UNDATED
from safar.problems import count
from safar.report.coverage import Behind, Cell, Coverage, Kind
from safar.report.elements import (
    NOTHING,
    Content,
    join,
    render_address,
    render_bars,
    render_file,
    render_fold,
    render_left,
    render_page,
    render_stack,
    render_table,
    render_text,
)
from safar.report.factlist import FactList, FactUse
from safar.report.freshness import STEPS, Freshness, PageAge
from safar.report.material import WrittenPage
from safar.report.readability import LocaleReading
from safar.report.sourcing import OLD_YEARS, SourceUse, Sourcing, host_of

MOST_HOSTS = 30  # the rest is named in few pages each, and counted in one line


def render_freshness(found: Freshness, base: str) -> Markup:
    """Ages and ends: charts, a line for each locale, a line for each page."""
    heads = ("locale", "pages", "oldest check", "ended")
    soon = (f"within {STEPS[0]} days", *(f"within {step}" for step in STEPS[1:]), "no end")
    rows: list[tuple[Content, ...]] = [
        (c.tag, c.pages, str(c.oldest), c.past, *_running(c.soon), c.endless) for c in found.locales
    ]
    pages = [_page_row(age, base) for age in found.pages]
    heading = ("page", "left", "ends", "oldest check")
    return join(
        (
            _charts(
                render_bars("Pages by the month in which they end", found.ends),
                render_bars("Pages by the time since their oldest check", found.ages),
            ),
            render_table("Ends by locale", (*heads, *soon), rows),
            render_fold("All pages, what ends first on top", heading, pages),
        )
    )


def _running(counts: Iterable[int]) -> tuple[int, ...]:
    """`within 60 days` holds what ends within 30."""
    sums: list[int] = []
    for number in counts:
        sums.append(number + (sums[-1] if sums else 0))
    return tuple(sums)


def _page_row(age: PageAge, base: str) -> tuple[Content, ...]:
    return (
        render_page(age.page, base),
        render_left(age.left),
        f"{age.ends} (fact {age.cause})" if age.cause else str(age.ends or "—"),
        str(age.checked),
    )


def _charts(*charts: Markup) -> Markup:
    return Markup('<div class="charts">\n{}\n</div>').format(join(charts))


def render_sourcing(found: Sourcing, base: str) -> Markup:
    """What pages rest on: charts, then what is thin, undated or old."""
    hosts = [(host.host, host.pages + host.facts) for host in found.hosts[:10]]
    table = [(host.host, host.sources, host.pages, host.facts) for host in found.hosts[:MOST_HOSTS]]
    rest = len(found.hosts) - len(table)
    more = Markup("<p>And {} more.</p>").format(count(rest, "host")) if rest > 0 else NOTHING
    heads = ("source", "host", "date", "pages", "facts")
    thin = [(render_page(page, base), len(page.meta.sources)) for page in found.thin]
    old = f"Sources older than {OLD_YEARS} years"
    return join(
        (
            _charts(
                render_bars("Pages by number of sources", found.counts),
                render_bars("Hosts named most: pages and facts", hosts),
            ),
            render_table(
                "Pages with danger: high and one source only",
                ("page", "own sources"),
                thin,
            ),
            render_fold(old, heads, [_source_row(use) for use in found.old]),
            render_fold("Sources without a date", heads, [_source_row(u) for u in found.undated]),
            render_fold("Hosts by use", ("host", "addresses", "pages", "facts"), table),
            more,
        )
    )


def _source_row(use: SourceUse) -> tuple[Content, ...]:
    source = use.source
    title = render_address(source.url, render_text(source.title, use.locale))
    date = "no date" if source.date == UNDATED else source.date
    return title, host_of(source.url), date, use.pages, use.facts


def render_reading(found: Sequence[LocaleReading], base: str) -> Markup:
    """The pages that are hardest to read, a table for each locale."""
    heads = ("page", "words in a sentence", "longest sentence", "words")
    return join(
        render_table(
            f"{part.tag}: the hardest {len(part.worst)} of {count(part.known, 'page')}",
            heads,
            [
                (
                    render_page(worst.page, base),
                    f"{worst.figures.mean:.1f}",
                    worst.figures.longest,
                    worst.figures.words,
                )
                for worst in part.worst
            ],
        )
        for part in found
    )


def render_coverage(found: Coverage, base: str) -> Markup:
    """Which locale has what: bars, what waits for somebody, the matrix."""
    heads = ("locale", "share", *(kind.value for kind in Kind))
    bars: list[tuple[Content, ...]] = [
        (tag, _stack(counts), *(number for _, number in counts))
        for tag, counts in zip(found.tags, found.counts, strict=True)
    ]
    behind = ("translation", "translated", "from", "source checked")
    drafts = [_draft_row(page, base) for page in found.drafts]
    cells = [(row.norm, *map(_render_cell, row.cells)) for row in found.rows]
    return join(
        (
            render_table("Pages by locale", heads, bars),
            _render_legend(),
            render_table(
                "Translations older than the last check of their source",
                behind,
                [_behind_row(late, base) for late in found.behind],
            ),
            render_fold("All pages in all locales", ("page", *found.tags), cells),
            render_fold("Drafts", ("page", "translated", "by"), drafts),
        )
    )


def _stack(counts: Iterable[tuple[Kind, int]]) -> Markup:
    return render_stack([(f"k-{kind.name.lower()}", number) for kind, number in counts])


def _draft_row(page: WrittenPage, base: str) -> tuple[Content, ...]:
    translation = page.meta.translation
    words = (str(translation.date), translation.by) if translation else ("", "")
    return render_page(page, base), *words


def _behind_row(late: Behind, base: str) -> tuple[Content, ...]:
    page = render_page(late.page, base)
    return page, str(late.translated), late.origin, str(late.checked)


def _render_legend() -> Markup:
    keys = join(
        Markup("<li>{}{}</li>").format(_render_key(kind), text)
        for kind, text in (
            (Kind.SOURCE, "source: written in this language"),
            (Kind.REVIEWED, "reviewed: a translation that a second person has read"),
            (Kind.DRAFT, "draft: a translation that nobody else has read"),
            (Kind.MADE, "made: from the text of another script"),
            (Kind.FALLBACK, "fallback: readers get the named language"),
            (Kind.MISSING, "missing, or a page whose front matter has errors"),
        )
    )
    return Markup('<ul class="plain">\n{}\n</ul>').format(keys)


def _render_key(kind: Kind) -> Markup:
    return Markup(
        '<svg class="key" aria-hidden="true" focusable="false">'
        '<rect class="k-{}" width="100%" height="100%"/></svg>'
    ).format(kind.name.lower())


def _render_cell(cell: Cell) -> Markup:
    text = {Kind.FALLBACK: cell.origin, Kind.MADE: f"from {cell.origin}"}
    words = text.get(cell.kind, cell.kind.value)
    return Markup('<span class="short">{}{}</span>').format(_render_key(cell.kind), words)


def render_facts(found: FactList, base: str) -> Markup:
    """Every fact with its pages, after those that need work."""
    heads = ("fact", "value", "country", "sure", "checked", "ends", "sources", "pages")
    short = ("fact", "left", "value", "sure", "checked", "ends")
    parts = (
        (f"Facts that have ended or end within {STEPS[-1]} days", found.ending),
        ("Facts that are not sure (confidence below high)", found.unsure),
        ("Facts that no page uses", found.unused),
    )
    tables = [
        render_table(title, short, [_short_row(use, base) for use in uses]) for title, uses in parts
    ]
    every = [_fact_row(use, base) for use in found.facts]
    return join((*tables, render_fold("All facts, the oldest check first", heads, every)))


def _short_row(use: FactUse, base: str) -> tuple[Content, ...]:
    name, value, _, sure, checked, ends, *_ = _fact_row(use, base)
    return name, render_left(use.left), value, sure, checked, ends


def _fact_row(use: FactUse, base: str) -> tuple[Content, ...]:
    fact = use.fact
    name = Markup("{}<br>{}").format(fact.id, render_file(fact.path, base, fact.line))
    sources = (
        Markup("{}, {}").format(
            render_address(source.url, Markup("<bdi>{}</bdi>").format(source.title)), source.date
        )
        for source in fact.sources
    )
    return (
        name,
        f"{fact.value} {fact.unit}",
        fact.country or "all",
        fact.confidence.value,
        str(fact.checked),
        str(fact.valid_until or "—"),
        _render_list(sources),
        _render_list(render_file(page.path, base) for page in use.pages) or "none",
    )


def _render_list(items: Iterable[Markup]) -> Markup:
    found = join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup('<ul class="plain">\n{}\n</ul>').format(found) if found else NOTHING
