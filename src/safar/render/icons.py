"""Each icon once per page: its first use is drawn, every further use points at that drawing.

A sheet of `<symbol>` needs an element that is hidden and stands apart; pointing at the first use
needs none, is smaller on every page, and works from a folder and under our policy all the same.
"""

from __future__ import annotations

import re
from collections import Counter

ICON = re.compile(r'<svg aria-hidden="true"( viewBox="[^"]*")>(.*?)</svg>', re.DOTALL)
PREFIX = "icon_"  # no anchor of a text has a low line


def share_icons(html: str) -> str:
    """A finished page in which the drawing of an icon that is used again has an id.

    An icon is what `icon(name)` writes in a template: an `<svg>` hidden from screen readers.
    Ids are `icon_0`, `icon_1`, … and never one that the page has already.
    """
    uses = Counter(match.groups() for match in ICON.finditer(html))
    repeated = [icon for icon, count in uses.items() if count > 1]
    if not repeated:
        return html
    prefix = _free_prefix(html)
    ids = {icon: f"{prefix}{number}" for number, icon in enumerate(repeated)}
    drawn: set[tuple[str | None, ...]] = set()

    def write(match: re.Match[str]) -> str:
        icon = match.groups()
        if icon not in ids:
            return match[0]
        body = f'<use href="#{ids[icon]}"/>' if icon in drawn else _named(match[2], ids[icon])
        drawn.add(icon)
        return f'<svg aria-hidden="true"{match[1]}>{body}</svg>'

    return ICON.sub(write, html)


def _named(drawing: str, name: str) -> str:
    """A drawing that can be pointed at; several shapes are named together."""
    if drawing.count("<") == 1:
        return re.sub(r"^<\w+", lambda tag: f'{tag[0]} id="{name}"', drawing)
    return f'<g id="{name}">{drawing}</g>'


def _free_prefix(html: str) -> str:
    prefix = PREFIX
    while f'id="{prefix}' in html:
        prefix += "_"
    return prefix
