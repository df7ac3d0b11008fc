"""The call sheet on paper: a table with boxes to tick, one HTML file that loads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from markupsafe import Markup

from safar.parsing.centres import Centre
from safar.parsing.phones import spaced

STYLE = (
    "body{font:11pt/1.3 sans-serif;margin:1cm}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #000;padding:4px;text-align:start;vertical-align:top}"
    "tr{break-inside:avoid}thead{display:table-header-group}.box{width:2.2cm}"
    "code{font-size:8pt;color:#444}"
)
HEADS = (
    "office",
    "number to dial",
    "last seen",
    "right people answered? ☐ yes ☐ no",
    "day",
    "note",
)
GUIDE = (
    "Dial each number as it stands here; one with few digits works only inside its country. "
    "Ask: who are you, is this number for migrants, when are you open? Say no names of others. "
    "Tick, write the day, and copy both into the file of the same name (answered: yes or no, "
    "date: 2026-11-29). Then: safar centres import FILE."
)
PAGE = Markup(
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>Call sheet, {day}</title><style>{style}</style></head>\n<body>\n"
    "<h1>Call sheet, {day}</h1>\n<p>{guide}</p>\n<table>\n<thead><tr>{heads}</tr></thead>\n"
    "<tbody>\n{rows}\n</tbody></table>\n</body></html>\n"
)
ROW = Markup(
    "<tr><td>{name}<br><small>{town}</small><br><code>{id}</code></td><td>{phones}</td>"
    '<td>{seen}</td><td class="box"></td><td class="box"></td><td class="box"></td></tr>'
)


def render_sheet_page(
    centres: Iterable[Centre], names: Mapping[str, str], cities: Mapping[str, str], day: date
) -> str:
    """The sheet as a page to print."""
    rows = Markup("\n").join(
        ROW.format(
            name=names.get(centre.id, centre.id),
            town=cities.get(centre.city, ""),
            id=centre.id,
            phones=Markup("<br>").join(spaced(phone) for phone in centre.phones),
            seen=centre.checked or "undated",
        )
        for centre in centres
    )
    heads = Markup("").join(Markup("<th>{}</th>").format(head) for head in HEADS)
    return str(PAGE.format(day=day, style=Markup(STYLE), guide=GUIDE, heads=heads, rows=rows))
