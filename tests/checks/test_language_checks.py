"""Long sentences and letters that only look right, on pages and in data files."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Golden
from safar.checks.language import check_data_letters
from safar.language.letters import Spelling, find_odd_words
from safar.language.locales import parse_locales
from safar.language.reading import measure_reading
from safar.model.content import SiteSources
from safar.parsing.frontmatter import PageRules
from safar.parsing.nav import Nav
from safar.parsing.yaml_text import Document, parse_yaml
from safar.sources.pages import PageFile, Reading, read_page

DOCS = Path(__file__).parents[2] / "docs"
LANGUAGES = "docs/_data/languages.yml"
TABLE = parse_locales(parse_yaml((DOCS / "_data/languages.yml").read_text("utf-8"), LANGUAGES))[0]
RULES = PageRules(frozenset(), frozenset(TABLE), "en")


@pytest.mark.goldens("language_checks")
def test_a_page_has_the_problems_of_its_golden_file(golden: Golden, tmp_path: Path) -> None:
    path = f"docs/{golden.case['locale']}/x.md"
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(golden.case["input"], "utf-8")
    reading = Reading(tmp_path, RULES, frozenset(TABLE), spellings=TABLE.spellings)
    entry = read_page(reading, PageFile(golden.case["locale"], path))
    assert entry.record is not None
    level = entry.record.level
    figures = f"{level.words} words in {level.sentences} sentences, longest {level.longest}"
    golden.check(figures, entry.found)


@pytest.mark.goldens("data_letters")
def test_data_files_have_the_problems_of_their_golden_file(golden: Golden) -> None:
    files = {path: parse_yaml(text, path) for path, text in golden.case["files"].items()}
    sources = SiteSources("docs", TABLE, Nav("mkdocs.yml"), Document("docs/_data/lists.yml"))
    sources = type(sources)("docs", TABLE, sources.nav, sources.lists, data=files)
    golden.check(None, check_data_letters(sources))


@pytest.mark.parametrize(
    "text",
    [
        "ID-карта, COVID-тест, T-банк, RuID-ро, SIM-карта",
        "Закон 115-ФЗ, ст. 18.8, категории B и C, витамин C и D, группа A",
        "XXI век, глава IV, I группа, Петр I и Иван IV",
        "Пишите на info@почта.рф, сайт сервисы.мвд.рф/a, https://ru.wikipedia.org/wiki/Патентx_а",
        "[Форма](../assets/img/form_Аb.png) {#pat-а} 112, №5, 5 м²",
        "**патент** (pa-TYENT, a work permit)",
    ],
)
@pytest.mark.parametrize("tag", ["ru", "ky", "kk", "tg", "uz", "kaa", "en"])
def test_what_is_right_in_every_language_raises_no_alarm(tag: str, text: str) -> None:
    assert find_odd_words(text, TABLE.spellings[tag]) == ()


@pytest.mark.parametrize("text", ["Қазақша {lang=kk}", "- рўз, виза c ним {: lang=tg }", "ӣӯҳқғҷ"])
def test_words_of_another_language_raise_no_alarm_where_they_are_known(text: str) -> None:
    assert find_odd_words(text, TABLE.spellings["ky"]) == ()
    assert find_odd_words(f"қала\n{text}", TABLE.spellings["ky"])[0].meant == "кала"


def test_a_text_of_many_mistakes_takes_no_time() -> None:
    for text in ("аa" * 100_000, "a'" * 100_000, "рaб " * 50_000, "ў" * 200_000):
        for tag in TABLE:
            assert len(find_odd_words(text, TABLE.spellings[tag])) <= 1000


def test_without_a_locale_only_mixed_words_are_odd() -> None:
    found = find_odd_words("рaбота, рўз, o'zbek, виза c паспортом", Spelling())
    assert [(odd.word, odd.meant) for odd in found] == [("рaбота", "работа")]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Take copies, e.g. of the passport. See Art. 18.8 of the Code.", 2),
        ("По ст. 18.8 штраф 5 тыс. руб. и выезд. Живу в г. Москва, ул. Мира, д. 5.", 2),
        ("Это было в 2026 г. Потом закон изменили.", 2),
        ("Паспорт, виза и т. д. Всё в папке.", 2),
        ("А. С. Пушкин. И. о. начальника Б. Ли подпишет.", 2),
        ("It costs 1.5 or 10 000 roubles. Pay! Really? Yes…", 4),
        ("First line\nof one sentence.\n\nNext paragraph", 2),
        ("## Heading {#a}\nText\n\n### Other {#b}", 3),
        ("- one\n- two\n  more\n\n1. three\n2. four", 4),
        ("| A | B |\n| --- | --- |\n| c d | 112 |", 4),
        ('!!! note "A title"\n    Text.\n\n=== "Tab"\n\n    Text.', 4),
        ("Term\n: Definition", 2),
        ("See [the page (1)](../a/b_(c).md), <https://a.org/b.c> or https://a.org/x.y now", 1),
        ("![What it shows. Two.](a.png) {{ fact.x }} is the price.", 1),
        ("[r]: https://example.org/a.b", 0),
        ("", 0),
    ],
)
def test_sentences_are_those_that_a_reader_sees(text: str, sentences: int) -> None:
    assert measure_reading(text).sentences == sentences


def test_the_figures_of_a_text_are_exact() -> None:
    level = measure_reading("One two three. Documents 10 000 well-known!\n\n- Паспорт")
    assert (level.sentences, level.words, level.longest) == (3, 7, 3)
    assert (level.mean, level.long_words) == (2.33, 0.429)
    assert level.word_length == round((3 + 3 + 5 + 9 + 6 + 10 + 7) / 7, 2)


@pytest.mark.parametrize("tag", [tag for tag in TABLE if not TABLE[tag].generated_from])
def test_the_portals_own_texts_have_no_odd_letters(tag: str) -> None:
    for name in ("ui.yml", "lists.yml"):
        text = (DOCS / tag / "_data" / name).read_text("utf-8")
        assert text
        assert find_odd_words(text, TABLE.spellings[tag]) == (), f"{tag}/{name}"
