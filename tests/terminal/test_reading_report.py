"""The table of the pages that are hardest to read."""

from __future__ import annotations

from msgspec.structs import replace

from safar.language.reading import measure_reading
from safar.model.content import PageSource
from safar.parsing.scan import Scan
from safar.terminal.reading import render_levels


def make_page(locale: str, norm: str, text: str) -> PageSource:
    level = measure_reading(text)
    return PageSource(locale, f"docs/{locale}/{norm}", norm, "", None, 1, Scan(), level=level)


def test_the_hardest_pages_of_each_language_come_first() -> None:
    pages = [
        make_page("ky", "a.md", "Бир эки."),
        make_page("ky", "b.md", "Бир эки үч төрт. Беш алты жети сегиз."),
        make_page("ky", "c.md", "Бир эки үч."),
        make_page("en", "a.md", ""),
    ]
    generated = replace(pages[0], locale="ky-Latn", generated=True)
    lines = render_levels([*pages, pages[0], generated], shown=2).splitlines()
    assert lines[0] == "ky: 3.2 words a sentence on 3 pages"
    assert [line.split() for line in lines[2:4]] == [
        ["4.0", "4", "0%", "3.5", "docs/ky/b.md"],
        ["3.0", "3", "0%", "2.7", "docs/ky/c.md"],
    ]
    assert lines[4] == "en: 0.0 words a sentence on 1 pages"
    assert len(lines) == 7
