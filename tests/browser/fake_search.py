"""A built tree with an index and an engine that stand in for the real ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from built_portal import ROOT
from built_tree import Node, read_page
from safar.model.portal import Portal, ShownPage
from safar.render.search import search_strings
from safar.sources.portal import load_portal

ENGINE = ROOT / "tests/browser/fake_engine.js"
PANEL = ROOT / "overrides/scripts/search-panel.js"
SLOW = {"slow": 700}  # ms that an answer takes
MEANT = {"xqzpatnet": "patent"}
MARKUP = '<img src=x onerror="window.broken=1"> <b>title</b>'


def make_page(title: str, text: str, **more: object) -> dict[str, object]:
    """A page of the index that leads to the first page of the locale."""
    sections = [["", "", text], ["one", "Heading", f"More {text}"], ["two", "", ""]]
    page = {"path": "index.html", "title": title, "description": "", "crumbs": ["Section"]}
    return {**page, "lang": "", "dir": "", "sections": sections, **more}


MORE_PAGES = [
    *(make_page(f"Counted {number}", "xqzmany") for number in range(1, 26)),
    make_page("Slow page", "slow"),
    make_page("Quick page", "xqzquick"),
    make_page(MARKUP, "xqzmarkup <script>window.broken=1</script>"),
    make_page("Патент", "xqzforeign", lang="ru", dir="ltr"),
]


def write_fake_search(root: Path, site: Path, **more: Any) -> Portal:
    """Put the fake engine, the real panel and an index of every locale into a built tree.

    `more` goes into the index: `slow`, `meant`, and `pages` beside the real ones.
    """
    portal, _ = load_portal(root / "mkdocs.yml", "")
    assert portal is not None
    script = ENGINE.read_text("utf-8") + PANEL.read_text("utf-8")
    (site / "assets/search.js").write_text(script, encoding="utf-8")
    for locale in portal.built:
        pages = [read_indexed(portal, site, shown) for shown in portal.pages[locale.tag].values()]
        index = {**more, "strings": search_strings(portal, locale)}
        index["pages"] = pages + more.get("pages", [])
        write_index(site, locale.tag, index)
    return portal


def write_index(site: Path, tag: str, index: Mapping[str, Any]) -> None:
    """The loader of one locale."""
    path = site / tag / "search/index.js"
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(index, ensure_ascii=False)
    path.write_text(f'safarSearch.index("{tag}", {text});\n', encoding="utf-8")


def read_indexed(portal: Portal, site: Path, shown: ShownPage) -> dict[str, Any]:
    """A page as the engine would give it back."""
    section = portal.navigation.section_of(shown.norm)
    texts = portal.texts[shown.locale.tag]
    article = read_page(site, shown.path).html.find("article")
    return {
        "path": shown.path.partition("/")[2],
        "title": shown.meta.title,
        "description": shown.meta.description,
        "crumbs": [texts.sections[section.id]] if section else [],
        "lang": shown.text.tag if shown.is_fallback else "",
        "dir": shown.text.direction.value if shown.is_fallback else "",
        "sections": [["", "", ""], *(read_section(part) for part in article.find_all("section"))],
    }


def read_section(part: Node) -> list[str]:
    """Anchor, heading and text of a part of a page."""
    headings = [node for node in part.walk() if node.tag in ("h2", "h3")]
    if not headings:
        return ["", "", part.text]
    text = part.text.replace(headings[0].text, "", 1).strip()
    return [headings[0].attrs.get("id", ""), headings[0].text, text]
