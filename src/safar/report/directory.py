"""The directory in the report: how old entries are, and what the Societies are to be asked."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from safar.model.directory import Age, Directory
from safar.parsing.centres import Centre
from safar.parsing.facts import Confidence
from safar.report.elements import Content, join, render_bars, render_file, render_fold, render_table

AGES = {
    Age.RECENT: "seen in the last 12 months",
    Age.OLDER: "12 to 36 months: call before you travel",
    Age.OLD: "older or undated: under old entries",
}


def render_directory(directory: Directory, base: str) -> Markup:
    """Counts by age, then the list to ask with, by country."""
    published = directory.published
    counts = [
        (text, sum(directory.age(centre) is age for centre in published))
        for age, text in AGES.items()
    ]
    counts.append(("not published", len(directory.asked)))
    heads = ("entry", "country", "town", "why it is not published", "what is known")
    rows = [_row(centre, base) for centre in by_country(directory.asked)]
    return join(
        (
            render_bars("Entries by age", counts),
            render_table("Ask the Society: entries that are not published", heads, rows),
            render_fold(
                "Published entries, the oldest first",
                ("entry", "last seen", "age", "confidence", "phones", "note"),
                [_published_row(directory, centre, base) for centre in _oldest_first(published)],
            ),
        )
    )


def by_country(centres: Iterable[Centre]) -> list[Centre]:
    """Entries by country and name."""
    return sorted(centres, key=lambda centre: (centre.country, centre.id))


def _oldest_first(centres: Iterable[Centre]) -> list[Centre]:
    return sorted(centres, key=lambda centre: (centre.checked, centre.id))


def _row(centre: Centre, base: str) -> tuple[Content, ...]:
    return _entry(centre, base), centre.country, centre.city, why_asked(centre), centre.note


def _entry(centre: Centre, base: str) -> Markup:
    return Markup("{}<br>{}").format(centre.id, render_file(centre.path, base, centre.line))


def why_asked(centre: Centre) -> str:
    """Why readers are not shown an entry."""
    if centre.withheld:
        return centre.withheld
    if not centre.sources:
        return "no source"
    return "confidence: low" if centre.confidence is Confidence.LOW else ""


def _published_row(directory: Directory, centre: Centre, base: str) -> tuple[Content, ...]:
    return (
        _entry(centre, base),
        centre.checked or "undated",
        directory.age(centre).value,
        centre.confidence.value,
        ", ".join(centre.phones) or "none",
        centre.note,
    )
