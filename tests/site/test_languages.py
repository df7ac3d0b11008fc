"""What a page says about languages is true: fallback, switcher, alternates, sitemap."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

from built_portal import SITE_URL, Portal, locale_table, text_locale
from built_tree import BuiltPage, Node, list_tree

Tree = dict[str, BuiltPage]
SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def written_pages(root: Path, tree: Tree) -> list[tuple[BuiltPage, str, str, str]]:
    """Every page with a source: the page, its locale, its path inside it, its text's locale."""
    pages = []
    for path, page in tree.items():
        locale, _, inner = path.partition("/")
        if inner and (text := text_locale(root, locale, inner)):
            pages.append((page, locale, inner, text))
    return pages


def alternates(page: BuiltPage) -> dict[str, str]:
    """The hreflang links of a page."""
    links = page.html.find_all("link", rel="alternate")
    return {link.attrs["hreflang"]: link.attrs["href"] for link in links}


def local(address: str) -> str:
    """The path in the tree of an absolute address of the portal."""
    assert address.startswith(SITE_URL), address
    return address.removeprefix(SITE_URL)


def test_a_missing_page_is_shown_in_the_next_language_and_says_so(
    portal: Portal, tree: Tree
) -> None:
    fallbacks = 0
    for page, locale, _, text in written_pages(portal.root, tree):
        notices = page.html.find_all("p", "fallback")
        article = page.html.find("article", "text")
        assert article.attrs["lang"] == text, page.path
        assert article.attrs["dir"] == locale_table(portal.root)[text]["direction"], page.path
        assert len(notices) == (text != locale), page.path
        if notices:
            fallbacks += 1
            assert locale_table(portal.root)[text]["name"] in notices[0].text, page.path
    assert fallbacks > 20


def test_the_notice_is_in_the_language_of_the_reader(portal: Portal, tree: Tree) -> None:
    for locale in ("ru", "uz", "kaa", "tg", "ky", "kk"):
        texts = portal.root / "docs" / locale / "_data/ui.yml"
        notice = yaml.safe_load(texts.read_text(encoding="utf-8"))["fallback"]["notice"]
        page = tree[f"{locale}/english-only.html"]
        assert page.html.find("p", "fallback").text == notice.format(language="English")
        assert page.html.find("h1").attrs["lang"] == "en"


def test_the_switcher_keeps_the_page_and_marks_every_fallback(portal: Portal, tree: Tree) -> None:
    for page, locale, inner, _ in written_pages(portal.root, tree):
        links = page.html.find("nav", "langs").find_all("a")
        assert len(links) == len(portal.locales), page.path
        for link in links:
            target = page.resolve(link.attrs["href"])[0]
            other, _, rest = target.partition("/")
            assert rest == inner, f"{page.path}: {target}"
            is_current = link.attrs.get("aria-current") == "true"
            assert is_current == (other == locale), f"{page.path}: {target}"
            fallback = text_locale(portal.root, other, inner) != other
            assert bool(link.find_all("small")) == fallback, f"{page.path}: {target}"


def test_a_name_in_the_switcher_is_in_its_own_language(portal: Portal, tree: Tree) -> None:
    links = tree["ky/index.html"].html.find("nav", "langs").find_all("a")
    spans = [next(part for part in link.parts if isinstance(part, Node)) for link in links]
    names = {span.attrs["lang"]: span.text for span in spans}
    assert names == {tag: entry["name"] for tag, entry in locale_table(portal.root).items()}


def test_a_fallback_points_to_the_original_and_claims_nothing(
    hosted: Portal, hosted_tree: Tree
) -> None:
    for page, locale, inner, text in written_pages(hosted.root, hosted_tree):
        canonical = page.html.find("link", rel="canonical").attrs["href"]
        assert canonical == f"{SITE_URL}{text}/{inner}", page.path
        if text != locale:
            assert alternates(page) == {}, page.path


def test_alternates_are_absolute_complete_and_mutual(hosted: Portal, hosted_tree: Tree) -> None:
    for page, locale, inner, text in written_pages(hosted.root, hosted_tree):
        own = {
            tag: f"{SITE_URL}{tag}/{inner}"
            for tag in hosted.locales
            if text_locale(hosted.root, tag, inner) == tag
        }
        found = alternates(page)
        if text == locale and len(own) > 1:
            assert {tag: url for tag, url in found.items() if tag != "x-default"} == own, page.path
            assert local(found["x-default"]) in hosted_tree, page.path
    for page in hosted_tree.values():
        for url in alternates(page).values():
            if local(url) != "index.html":
                assert alternates(hosted_tree[local(url)]) == alternates(page), page.path


def test_a_shared_link_shows_a_title_a_description_and_a_language(
    hosted: Portal, hosted_tree: Tree
) -> None:
    for page, locale, _, _ in written_pages(hosted.root, hosted_tree):
        graph = {
            node.attrs["property"]: node.attrs["content"]
            for node in page.html.find("head").find_all("meta")
            if "property" in node.attrs
        }
        assert graph["og:title"], page.path
        assert graph["og:description"], page.path
        assert graph["og:locale"].replace("_", "-").split("-")[0] == locale.split("-")[0]
        assert graph["og:url"] == page.html.find("link", rel="canonical").attrs["href"]


def front_matter(root: Path, locale: str, inner: str) -> dict[str, Any]:
    """The front matter of a page, read on its own; of the source of a generated one."""
    folder = locale_table(root)[locale].get("generated_from", locale)
    text = (root / "docs" / folder / inner).with_suffix(".md").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text.split("---\n")[1]))


def test_the_sitemap_lists_every_original_with_its_honest_date(
    hosted: Portal, hosted_tree: Tree
) -> None:
    root = ElementTree.parse(hosted.site / "sitemap.xml").getroot()
    listed = {local(entry.findtext("s:loc", "", SITEMAP)): entry for entry in root}
    own = {
        page.path: (locale, inner)
        for page, locale, inner, text in written_pages(hosted.root, hosted_tree)
        if text == locale
    }
    assert set(listed) == set(own)
    for path, (locale, inner) in own.items():
        meta = front_matter(hosted.root, locale, inner)
        dates = [meta["checked"], meta.get("translation", {}).get("date", date.min)]
        assert listed[path].findtext("s:lastmod", "", SITEMAP) == max(dates).isoformat(), path
        links = listed[path].findall("x:link", SITEMAP)
        urls = {link.attrib["hreflang"]: link.attrib["href"] for link in links}
        assert urls.items() <= alternates(hosted_tree[path]).items(), path


def test_the_chooser_offers_every_language_in_its_own_script(portal: Portal, tree: Tree) -> None:
    page = tree["index.html"]
    choices = page.html.find_all("a", "go")
    assert [choice.attrs["href"] for choice in choices] == [
        f"{tag}/index.html" for tag in locale_table(portal.root)
    ]
    names = [entry["name"] for entry in locale_table(portal.root).values()]
    assert [choice.find("b").text for choice in choices] == names
    assert not page.html.find_all("img")


def test_the_edition_date_stands_in_every_footer_and_the_code_only_where_it_may(
    portal: Portal, tree: Tree
) -> None:
    edition = json.loads(portal.read("edition.json"))
    for path in sorted(list_tree(portal.site)):
        carries = path in {"index.html", "edition.json"} or path.endswith("/edition.html")
        if path.endswith((".html", ".json")):
            assert (edition["content"] in portal.read(path)) == carries, path
    for page in tree.values():
        if "/" in page.path and not page.path.endswith("calendar.html"):
            assert "2026" in page.html.find("footer").text, page.path
