"""Words, skeletons and stems: what must meet, and what must stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from search.analysers import TAGS, load_analyser, load_tables, load_words

FAMILIES = tuple(load_tables().families)
INFLECTIONS: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("inflections.yml").read_text("utf-8")
)
TEXTS = {
    "": [],
    "Oʻzbekiston, O‘zbekiston; O'zbekiston": ["o'zbekiston"] * 3,
    "‘so‘z’ workers’ 'tis": ["so'z", "workers", "tis"],
    "замо\u0301к за\u00adмок ЗАМОК": ["замок"] * 3,
    "и\u0306од йод İş ΣΙΣΥΦΟΣ": ["йод", "йод", "iş", "σισυφοσ"],
    "по-русски e-mail 90/180 27.12": ["по", "русски", "e", "mail", "90", "180", "27", "12"],
    "<b>x</b> 🇰🇬😀 \u202bكتاب\u202c": ["b", "x", "b", "كتاب"],
    "کتــاب کِتاب می\u200cخواهم ۱۲۳": ["کتاب", "کتاب", "میخواهم", "123"],
    "112 РВП": ["112", "рвп"],
}
PHONES = {
    "8 (800) 200-01-22": ["88002000122", "8002000122", "8", "800", "200", "01", "22"],
    "+7 495 123-45-67": ["74951234567", "4951234567", "7", "495", "123", "45", "67"],
    "+79951234567": ["9951234567", "79951234567"],
    "8 800 200-01-22a": ["880020001", "8", "800", "200", "01", "22a"],
    "112, 103": ["112", "103"],
    "1 2 3 4 5 6 7 8 9 10 11 12 13": [str(number) for number in range(1, 14)],
}
SAME = {
    "turkic": [
        "oʻzbek o'zbek o`zbek o’zbek ozbek õzbek özbek ўзбек узбек",
        "gʻisht g'isht ğisht ǵisht ғишт gisht",
        "shahar şahar шаҳар shaxar",
        "chiqish çıqış чиқиш",
        "құқық кукык quqyq kukyk",
        "жұмыс zhumys jumıs jumys жумыс",
        "әке аке ake əke",
        "үйдөн уйдон uydon",
        "jámiyet ja'miyet жәмийет",
    ],
    "tajik": ["ҳуқуқ хукук hukuk huquq", "шаҳр шахр shahr shakhr", "ӣ и"],
    "russian": [
        "паспорт pasport passport",
        "щука shchuka schuka",
        "объявление obyavlenie",
        "цена tsena cena",
        "жильё zhilyo",
    ],
    "english": ["café cafe", "паспорт passport"],
    "plain": ["كتاب کتاب", "على علی", "آب اب"],
}
DIFFERENT = {
    "turkic": ["polis pul", "112 12", "ish ishsiz", "қала қалам", "azamat azamatlik"],
    "tajik": ["қонун кунанд", "кор корт"],
    "russian": ["билет была", "порт паспорт", "дом дым"],
    "english": ["work fork", "cot sot", "wuhu vuhu", "but bot"],
}


def _stems(family: str, text: str) -> dict[str, str]:
    analyser = load_analyser(family)
    return {form: analyser.keys(form)[0][1] for form in analyser.words(text)}


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_cut_into_normal_forms(text: str) -> None:
    assert load_analyser("plain").words(text) == TEXTS[text]


@pytest.mark.parametrize("text", PHONES)
def test_a_phone_number_is_also_one_word(text: str) -> None:
    assert load_analyser("plain").words(f"– {text}.") == PHONES[text]


@pytest.mark.parametrize(("family", "text"), [(f, text) for f in SAME for text in SAME[f]])
def test_spellings_of_a_word_share_a_stem(family: str, text: str) -> None:
    assert len(set(_stems(family, text).values())) == 1, _stems(family, text)


@pytest.mark.parametrize(
    ("family", "text"), [(f, text) for f in DIFFERENT for text in DIFFERENT[f]]
)
def test_other_words_keep_their_stems(family: str, text: str) -> None:
    assert len(set(_stems(family, text).values())) == 2, _stems(family, text)


@pytest.mark.parametrize(
    ("tag", "forms"), [(tag, forms) for tag, lines in INFLECTIONS.items() for forms in lines]
)
def test_the_forms_of_a_word_share_a_stem(tag: str, forms: str) -> None:
    found = _stems(load_tables().family_of(tag), forms)
    assert len(found) > 1
    assert len(set(found.values())) == 1, found


def test_letters_that_people_type_in_two_ways_are_indexed_twice() -> None:
    turkic, tajik = load_analyser("turkic"), load_analyser("tajik")
    assert turkic.keys("ёлка") == (("iolka", "iolka"), ("elka", "elka"))
    assert tajik.keys("ҷавоб") == (("javob", "javob"), ("cavob", "cavob"))


def test_a_skeleton_keeps_its_double_letters_and_a_stem_does_not() -> None:
    assert load_analyser("russian").keys("инн") == (("inn", "in"),)
    assert load_analyser("english").keys("inn") == (("inn", "in"),)
    assert load_analyser("plain").keys("1122") == (("1122", "1122"),)


def test_what_is_left_with_nothing_has_no_keys() -> None:
    assert load_analyser("russian").keys_of(()) == {}
    assert load_analyser("russian").keys("ь") == ()


def test_an_unknown_analyser_is_plain() -> None:
    assert load_tables().family_of("fa") == "plain"
    assert load_analyser("klingon").keys("книгами") == (("knigami", "knigami"),)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("tag", TAGS)
def test_many_forms_at_once_have_the_keys_of_each(tag: str, family: str) -> None:
    analyser = load_analyser(family)
    forms = [form for word in load_words(tag) for form in analyser.words(word)]
    assert len(forms) > 400
    assert analyser.keys_of(forms) == {form: analyser.keys(form) for form in forms}


def _assert_one_shard(family: str, text: str) -> None:
    analyser = load_analyser(family)
    for keys in analyser.keys_of(analyser.words(text)).values():
        for skeleton, stem in keys:
            assert analyser.shard_key(stem) == analyser.shard_key(analyser.collapse(skeleton))


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("tag", TAGS)
def test_a_stem_lies_in_the_shard_of_its_skeleton(tag: str, family: str) -> None:
    _assert_one_shard(family, " ".join(load_words(tag)))


@given(
    st.sampled_from(FAMILIES), st.text(max_size=40) | st.text("аеоибвгҷёaeiosgbynd'", max_size=9)
)
def test_any_stem_lies_in_the_shard_of_its_skeleton(family: str, text: str) -> None:
    _assert_one_shard(family, text)


@given(st.text(max_size=60))
def test_the_words_of_a_form_are_that_form(text: str) -> None:
    analyser = load_analyser("plain")
    for form in analyser.words(text):
        assert form in analyser.words(form)
