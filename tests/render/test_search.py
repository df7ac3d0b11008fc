"""The list of all pages, and what search says."""

from __future__ import annotations

import json

import pytest

from built_portal import ROOT
from safar.language.alphabet import make_alphabet
from safar.model.portal import Portal
from safar.render.frame import SEARCH, make_frame
from safar.render.search import list_letters, search_strings
from safar.sources.portal import load_portal


@pytest.fixture(scope="module")
def whole() -> Portal:
    portal, _ = load_portal(ROOT / "mkdocs.yml", "")
    assert portal is not None
    return portal


def test_every_page_stands_once_in_the_order_of_the_alphabet(whole: Portal) -> None:
    for locale in whole.built:
        letters = list_letters(whole, locale, make_frame(whole, locale, SEARCH, kind="search"))
        entries = [entry for letter in letters for entry in letter.entries]
        assert sorted(f"{locale.tag}/{entry.href}" for entry in entries) == sorted(
            page.path for page in whole.pages[locale.tag].values()
        )
        chain = [whole.locales[tag].alphabet for tag in whole.locales.chain(locale.tag)]
        keys = [make_alphabet(*chain).sort_key(entry.title) for entry in entries]
        assert keys == sorted(keys), locale.tag
        assert len({letter.name for letter in letters}) == len(letters)


def test_a_page_in_another_language_says_which(whole: Portal) -> None:
    locale = whole.locales["ky"]
    letters = list_letters(whole, locale, make_frame(whole, locale, SEARCH, kind="search"))
    texts = {entry.href: entry.text for letter in letters for entry in letter.entries}
    assert {href for href, text in texts.items() if text is None} == {
        page.path.removeprefix("ky/") for page in whole.pages["ky"].values() if not page.is_fallback
    }


@pytest.mark.parametrize(
    ("tag", "numbers"),
    [
        ("ru", {0: "Найдено 0 страниц", 1: "Найдена 1 страница", 3: "Найдены 3 страницы"}),
        ("ru", {11: "Найдено 11 страниц", 21: "Найдена 21 страница", 112: "Найдено 112 страниц"}),
        ("ru", {101: "Найдена 101 страница", 1000: "Найдено 1000 страниц"}),
        ("en", {1: "1 page found", 2: "2 pages found", 101: "101 pages found"}),
        ("tg", {1: "1 саҳифа ёфт шуд", 5: "5 саҳифа ёфт шуд"}),
        ("uz-Cyrl", {2: "2 саҳифа топилди"}),
    ],
)
def test_the_script_finds_the_plural_form_of_a_number(
    whole: Portal, tag: str, numbers: dict[int, str]
) -> None:
    strings = search_strings(whole, whole.locales[tag])
    for number, text in numbers.items():
        figure = strings["forms"][number if number < 100 else 100 + number % 100]
        assert strings["found"][int(figure)].replace("{n}", str(number)) == text


def test_what_search_says_is_plain_data_in_every_locale(whole: Portal) -> None:
    for locale in whole.built:
        strings = search_strings(whole, locale)
        assert json.loads(json.dumps(strings)) == strings
        assert set(strings) == {"results", "all", "meant", "none", "others", "found", "forms"}
        assert "{query}" in strings["meant"] and "{query}" in strings["none"]
        assert len(strings["forms"]) == 200
