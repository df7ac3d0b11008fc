"""A directory of hundreds of entries: lists are divided into pages, none of them heavy."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from bench.entries import write_entries
from playwright.sync_api import Browser, Page

from browser.visit import check_axe, visit
from built_portal import Portal, build, copy_portal
from built_tree import read_tree

ENTRIES = 400
ID = re.compile(r'<li class="centre [^"]*" id="([^"]+)"')


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    root = copy_portal(tmp_path_factory.mktemp("long") / "portal")
    write_entries(root / "docs", ENTRIES, countries=("UZ",))
    return build(root, root.parent / "site", SAFAR_LOCALES="en,ru,uz-Cyrl")


def test_every_entry_stands_on_one_page_of_its_country(long: Portal) -> None:
    whole = long.read("ru/centres/uzbekistan.html")
    assert ID.findall(whole) == []
    links = re.findall(r'<li><a href="(uzbekistan/[a-z0-9_-]+\.html)">', whole)
    assert len(links) > 10
    found = [each for link in links for each in ID.findall(long.read(f"ru/centres/{link}"))]
    assert len(found) == len(set(found))
    synthetic = [each for each in found if "-synthetic-" in each]
    assert len(synthetic) == ENTRIES and "uz-gov-mfa" in found


def test_no_page_is_heavy_and_every_link_leads_somewhere(long: Portal) -> None:
    tree = read_tree(long.site)
    pages = [page for page in tree.values() if "/centres/" in page.path]
    assert len(pages) > 40
    for page in pages:
        assert len(brotli.compress(long.read(page.path).encode())) < 30 * 1024, page.path
        for link in page.html.find_all("a"):
            target = link.attrs.get("href", "")
            if target and not re.match(r"[a-z]+:|#", target):
                path = Path(long.site, page.path).parent / target.partition("#")[0]
                assert path.resolve().is_file(), (page.path, target)


def shown(page: Page, choice: str) -> set[str]:
    """The ids of the entries that are seen after a choice, which is then taken back."""
    page.click(f"label[for={choice}]")
    seen = page.eval_on_selector_all(
        ".centre", "all => all.filter(e => e.getClientRects().length).map(e => e.id)"
    )
    page.click(f"label[for={choice}]")
    return set(seen)


def test_hours_for_women_and_wheelchairs_are_found_without_script(
    browser: Browser, long: Portal
) -> None:
    home = f"{long.site.as_uri()}/"
    path = max(Path(long.site, "ru/centres/uzbekistan").glob("uz-*.html"), key=size_of)
    html = path.read_text(encoding="utf-8")
    cards = {name: html.split(f'id="{name}"')[1].split("</li>")[0] for name in ID.findall(html)}
    women = {name for name, card in cards.items() if "Часы для женщин" in card}
    barred = {name for name, card in cards.items() if "На коляске не въехать" in card}
    assert 0 < len(women) < len(cards) and 0 < len(barred) < len(cards)
    with visit(browser, path.as_uri(), home, java_script_enabled=False) as here:
        assert shown(here.page, "for_women") == women
        assert shown(here.page, "for_wheelchair") == cards.keys() - barred
    assert here.faults == []


def size_of(path: Path) -> int:
    return path.stat().st_size


def test_open_now_is_told_of_young_entries_with_hours(browser: Browser, long: Portal) -> None:
    home = f"{long.site.as_uri()}/"
    path = next(Path(long.site, "ru/centres/uzbekistan").glob("uz-*.html"))
    with visit(browser, path.as_uri(), home, day="2026-11-30", timezone_id="Asia/Tashkent") as here:
        said = here.page.locator("[data-week]:visible").all_inner_texts()
        assert said and all("Сейчас открыто. Там сейчас 12:" in each for each in said)
    assert here.faults == []


def test_a_page_of_a_list_is_open_to_everybody(browser: Browser, long: Portal) -> None:
    home = f"{long.site.as_uri()}/"
    path = next(Path(long.site, "ru/centres/uzbekistan").glob("uz-*.html"))
    size = {"width": 360, "height": 740}
    with visit(browser, path.as_uri(), home, viewport=size) as here:
        check_axe(here)
        here.check("sideways()")
        here.check("smallTargets()")
        here.page.click(".langs a >> nth=0")
        assert "/centres/uzbekistan/" in here.page.url
    assert here.faults == []
