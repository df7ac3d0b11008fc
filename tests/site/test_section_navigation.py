"""The navigation that an article carries: its own section, and one way to everything else."""

from __future__ import annotations

from built_portal import Portal, text_locale
from built_tree import BuiltPage, Node, read_page
from safar.sources.site import load_nav

Tree = dict[str, BuiltPage]


def section_pages(portal: Portal) -> dict[str, list[str]]:
    """The articles of every section by their paths in a locale, with all pages of the section."""
    nav, _ = load_nav(portal.root / "mkdocs.yml")
    sections: dict[str, list[str]] = {}
    for entry in nav.entries:
        if entry.sections:
            sections.setdefault(entry.sections[0], []).append(entry.norm.replace(".md", ".html"))
    return {page: pages for pages in sections.values() for page in pages[1:]}


def links_of(page: BuiltPage) -> list[Node]:
    """The links of the section's navigation."""
    return page.html.find("nav", "siblings").find_all("a")


def test_an_article_names_the_pages_of_its_section_in_order(portal: Portal, tree: Tree) -> None:
    articles = section_pages(portal)
    assert len(articles) >= 3
    for locale in portal.locales:
        for path, pages in articles.items():
            page = tree[f"{locale}/{path}"]
            *siblings, rest = [page.resolve(link.attrs["href"])[0] for link in links_of(page)]
            assert siblings == [f"{locale}/{sibling}" for sibling in pages]
            assert rest == f"{locale}/search.html"
            current = [link for link in links_of(page) if "aria-current" in link.attrs]
            assert [page.resolve(link.attrs["href"])[0] for link in current] == [page.path]


def test_a_title_in_another_language_says_so(portal: Portal, tree: Tree) -> None:
    marked = 0
    for locale in portal.locales:
        for path in section_pages(portal):
            (current,) = (
                tree[f"{locale}/{path}"]
                .html.find("nav", "siblings")
                .find_all("a", aria_current="page")
            )
            text = text_locale(portal.root, locale, path)
            assert current.attrs.get("lang", locale) == text, f"{locale}/{path}"
            marked += text != locale
    assert marked >= 4


def test_only_articles_of_a_section_carry_it(portal: Portal, tree: Tree) -> None:
    carrying = {
        path.split("/", 1)[1] for path, page in tree.items() if page.html.find_all(name="siblings")
    }
    assert carrying == set(section_pages(portal))


def test_an_icon_is_drawn_once_on_a_written_page(portal: Portal) -> None:
    shared = 0
    for locale in portal.locales:
        for path in ("index.html", "before/index.html", "before/documents.html"):
            page = read_page(portal.site, f"{locale}/{path}")
            icons = page.html.find_all("svg", aria_hidden="true")
            drawn = [shape.attrs["d"] for icon in icons for shape in icon.find_all("path")]
            assert len(drawn) == len(set(drawn)), page.path
            uses = [use.attrs["href"] for use in page.html.find_all("use")]
            assert {use.lstrip("#") for use in uses} <= set(page.ids)
            shared += len(uses)
    assert shared >= len(portal.locales)
