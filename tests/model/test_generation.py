"""Generated locales: everything a reader sees is converted, nothing a machine reads is."""

from __future__ import annotations

from safar.language.locales import parse_locales
from safar.language.transliteration import Transliterator, parse_exceptions
from safar.model.content import LocaleTexts, PageSource, SiteSources
from safar.model.generation import convert_body, convert_page, convert_texts, generate_locales
from safar.parsing.frontmatter import PageRules, parse_front_matter
from safar.parsing.nav import Nav
from safar.parsing.scan import scan_body
from safar.parsing.synonyms import make_synonyms, parse_synonyms
from safar.parsing.yaml_text import parse_yaml

PAGE = """---
title: Hujjatlar
description: Nima olish kerak.
checked: 2026-11-23
danger: high
sources:
  - title: Migratsiya agentligi
    url: https://gov.uz/migration
    date: 2026-01
---

## Muddat {#deadline}

[Roʻyxat](../arrive/registration.md#deadline) va **патент**, `kod`, {{ fact.days }}, mib.uz.

**инспекция труда** (in-SPEK-tsi-ya tru-DA) va **патент** (pa-TENT, ruxsatnoma) va **МВД** (VII).

!!! danger "Hech qachon"
    Pasportni bermang.
"""
RULES = PageRules(frozenset(), frozenset({"uz"}), "uz")

TABLE = """
uz: {name: a, iso639_3: uzb, script: Latn, direction: ltr, fallback: [], analyser: uz}
uz-Cyrl:
  name: b
  iso639_3: uzb
  script: Cyrl
  direction: ltr
  fallback: [uz]
  analyser: uz
  generated_from: uz
"""


def converter() -> Transliterator:
    return Transliterator(parse_exceptions({})[0])


def test_a_page_changes_its_words_and_keeps_its_anchors_and_addresses() -> None:
    read = parse_front_matter(PAGE, "docs/uz/x.md", "uz", RULES)
    assert read.meta is not None, read.problems
    scan = scan_body(read.body, read.body_line)
    page = PageSource("uz", "p", "x.md", "", read.meta, read.body_line, scan)
    made = convert_page(page, "uz-Cyrl", converter())
    body = convert_body(read.body, converter())
    assert made.meta is not None
    assert (made.locale, made.meta.title) == ("uz-Cyrl", "Ҳужжатлар")
    assert made.meta.sources[0].url == "https://gov.uz/migration"
    assert "## Муддат {#deadline}" in body
    assert "[Рўйхат](../arrive/registration.md#deadline)" in body
    assert "**патент**, `kod`, {{ fact.days }}, mib.uz" in body
    assert '!!! danger "Ҳеч қачон"' in body
    assert "**инспекция труда** ва **патент** (рухсатнома) ва **МВД** (VII)" in body
    assert made.scan.anchors == ("deadline",)


def test_texts_keep_their_keys_placeholders_and_rules() -> None:
    texts = LocaleTexts(
        "uz",
        parse_yaml("page:\n  checked: '{date} kuni tekshirilgan'\n", "ui.yml"),
        parse_yaml("months: [yanvar]\nunits:\n  day: {other: '{n} kun'}\n", "lists.yml"),
        parse_yaml("plural: {one: n = 1}\ndate: '{year}-yil'\nlist: ', '\n", "formats.yml"),
    )
    made = convert_texts(texts, "uz-Cyrl", converter().text)
    assert made.strings == {"page.checked": "{date} куни текширилган"}
    assert made.lists.value == {"months": ["январ"], "units": {"day": {"other": "{n} кун"}}}
    assert made.formats.value == {"plural": {"one": "n = 1"}, "date": "{year}-йил", "list": ", "}


def generate_synonyms(latin: str, cyrillic: str = "") -> list[tuple[str, ...]]:
    """The synonyms of uz-Cyrl, made from those of uz, with a file of its own or without."""
    nothing = parse_yaml("a: b\n", "ui.yml")
    origin = LocaleTexts("uz", nothing, nothing, nothing, parse_synonyms(latin, "a.yml"))
    texts = {"uz": origin}
    if cyrillic:
        own = parse_synonyms(cyrillic, "b.yml")
        texts["uz-Cyrl"] = LocaleTexts("uz-Cyrl", nothing, nothing, nothing, own)
    table, _ = parse_locales(parse_yaml(TABLE, "languages.yml"))
    sources = SiteSources("docs", table, Nav("mkdocs.yml"), nothing, texts=texts)
    made = generate_locales(sources, converter())
    return list(make_synonyms(made.texts["uz-Cyrl"].synonyms))


def test_synonyms_are_made_in_the_other_script() -> None:
    latin = "- [oylik, ish haqi, RVP]\n- [90 kun, 112]\n"
    assert generate_synonyms(latin) == [("ойлик", "иш ҳақи", "РВП"), ("90 кун", "112")]


def test_words_that_become_equal_in_the_other_script_stand_once() -> None:
    assert generate_synonyms("- [sil, сил]\n- [deport, депорт, quvgʻin]\n") == [
        ("депорт", "қувғин")
    ]


def test_a_group_of_its_own_takes_in_the_made_groups_that_share_a_word() -> None:
    latin = "- [oylik, maosh]\n- [ment, militsiya]\n- [sud, sudya]\n"
    assert generate_synonyms(latin, "- [ойлик, зарплата, Мент]\n- [а, б]\n") == [
        ("ойлик", "зарплата", "Мент", "маош", "милиция"),
        ("а", "б"),
        ("суд", "судя"),
    ]


def test_a_generated_locale_may_have_synonyms_where_its_origin_has_none() -> None:
    nothing = parse_yaml("a: b\n", "ui.yml")
    texts = LocaleTexts("uz", nothing, nothing, nothing)
    made = convert_texts(texts, "uz-Cyrl", converter().text)
    assert make_synonyms(made.synonyms) == ()
