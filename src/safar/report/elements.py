"""Parts of the page in HTML: tables, bars, links. Every text is escaped when it is put in.

The page's policy forbids `style=`, so lengths stand in attributes of SVG.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from markupsafe import Markup

from safar.language.locales import Locale
from safar.problems import count
from safar.report.material import WrittenPage

Content = str | int | Markup
NOTHING = Markup("")
SHORT = 12  # letters: a day, a locale


def join(parts: Iterable[Markup]) -> Markup:
    """Parts one after the other, each in a line."""
    return Markup("\n").join(parts)


def render_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[Content]]) -> Markup:
    """A table under its title; a line instead if it has no rows."""
    if not rows:
        return Markup("<p><b>{}:</b> none.</p>").format(title)
    return Markup("<h3>{}</h3>\n{}").format(title, _render_box(title, heads, rows))


def render_fold(title: str, heads: Sequence[str], rows: Sequence[Sequence[Content]]) -> Markup:
    """A long table that can be folded; it is open, so that it is printed."""
    if not rows:
        return render_table(title, heads, rows)
    fold = Markup("<details open>\n<summary>{} ({})</summary>\n{}\n</details>")
    return fold.format(title, len(rows), _render_box(title, heads, rows))


def _render_box(title: str, heads: Sequence[str], rows: Sequence[Sequence[Content]]) -> Markup:
    """A table that scrolls in a box of its own; the first cell of a row is its heading."""
    columns = zip(heads, zip(*rows, strict=True), strict=True)
    head = NOTHING.join(_render_head(name, cells) for name, cells in columns)
    body = join(_render_row(row) for row in rows)
    return Markup(
        '<div class="box" role="region" tabindex="0" aria-label="{}">\n<table>\n'
        "<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>\n</div>"
    ).format(title, head, body)


def _render_head(name: str, cells: Iterable[Content]) -> Markup:
    numbers = all(isinstance(cell, int) for cell in cells)
    mark = Markup(' class="n"') if numbers else NOTHING
    return Markup('<th scope="col"{}>{}</th>').format(mark, name)


def _render_row(row: Sequence[Content]) -> Markup:
    first = Markup('<th scope="row"{}>{}</th>').format(_mark(row[0]), row[0])
    cells = (Markup("<td{}>{}</td>").format(_mark(cell), cell) for cell in row[1:])
    return Markup("<tr>{}{}</tr>").format(first, NOTHING.join(cells))


def _mark(content: Content) -> Markup:
    """Numbers stand to the right, short texts such as days are not broken, the rest has room."""
    if isinstance(content, int):
        return Markup(' class="n"')
    if isinstance(content, Markup):
        return Markup(' class="wide"') if "<a " in content else NOTHING
    return Markup(' class="short"') if len(content) <= SHORT else NOTHING


def render_bars(caption: str, bars: Sequence[tuple[str, int]]) -> Markup:
    """A bar for each name, with its number beside it; a line instead if there are none."""
    if not bars:
        return render_table(caption, (), ())
    most = max((number for _, number in bars), default=0)
    row = '<tr><th scope="row">{}</th><td class="n">{}</td><td>{}</td></tr>'
    rows = join(
        Markup(row).format(name, number, _render_bar([("all", number)], most))
        for name, number in bars
    )
    table = '<table class="bars">\n<caption>{}</caption>\n<tbody>\n{}\n</tbody>\n</table>'
    return Markup(table).format(caption, rows)


def _render_bar(parts: Sequence[tuple[str, int]], most: int) -> Markup:
    """Coloured parts side by side, each named in words; `most` is the whole width."""
    shapes, start = [], 0
    for name, number in parts:
        if number:
            shape = Markup('<rect class="{}" x="{}%" width="{}%" height="100%"/>')
            shapes.append(shape.format(name, _share(start, most), _share(number, most)))
        start += number
    return Markup('<svg aria-hidden="true" focusable="false">{}</svg>').format(NOTHING.join(shapes))


def _share(number: int, most: int) -> str:
    return f"{100 * number / most:.2f}".rstrip("0").rstrip(".") if most else "0"


def render_stack(parts: Sequence[tuple[str, int]]) -> Markup:
    """One bar of parts with classes; the numbers must stand beside it in words."""
    return _render_bar(parts, sum(number for _, number in parts))


def render_text(text: str, locale: Locale | None) -> Markup:
    """A text in the language and direction of a locale."""
    if locale is None:
        return Markup("<bdi>{}</bdi>").format(text)
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(
        locale.tag, locale.direction.value, text
    )


def render_file(path: str, base: str, line: int = 0) -> Markup:
    """A link to a file of the portal; `base` leads from the page to the portal's folder."""
    place = Markup("/<wbr>").join(f"{path}:{line}".split("/") if line else path.split("/"))
    return Markup('<a class="file" href="{}">{}</a>').format(base + quote(path), place)


def render_page(page: WrittenPage, base: str) -> Markup:
    """The title of a page in its language, and its file below."""
    title = render_text(page.meta.title, page.locale)
    return Markup("{}<br>{}").format(title, render_file(page.path, base))


def render_address(url: str, text: Content) -> Markup:
    """A link out; an address that is no web address stays text."""
    if not url.startswith(("https://", "http://")):
        return Markup("{}").format(text)
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, text)


def render_left(left: int | None) -> Content:
    """How many days are left, in words."""
    if left is None:
        return "no end"
    if left < 0:
        return Markup('<b class="bad">ended {} ago</b>').format(count(-left, "day"))
    return Markup('<b class="soon">{}</b>' if left <= 90 else "{}").format(count(left, "day"))
