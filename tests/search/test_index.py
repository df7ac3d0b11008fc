"""The index is the same whoever makes it, and an edit changes only what it touched."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safar.search import shards
from safar.search.coding import (
    SECTION_IMPACT,
    decode_numbers,
    decode_pages,
    encode_number,
    encode_pages,
)
from safar.search.model import IndexedPage, KeyGroup, PageTerms
from safar.search.scripts import file_key
from safar.search.shards import MOST_POSTINGS, merge_terms
from search.analysers import load_words
from search.indexes import PAGES, SYNONYMS, read_pages, render_files


def many_pages(count: int, words: int = 60) -> list[IndexedPage]:
    """Pages of random words, the same at every run."""
    source = random.Random(11)
    known = load_words("ky")
    return [
        IndexedPage(
            path=f"p/{number:04}.html",
            title=" ".join(source.choices(known, k=3)),
            family="turkic",
            sections=(("", "", " ".join([*source.choices(known, k=words), "жана"])),),
        )
        for number in range(count)
    ]


@given(st.lists(st.integers(0, 10**9)))
def test_numbers_that_were_written_one_after_another_are_read_back(numbers: list[int]) -> None:
    text = "".join(map(encode_number, numbers))
    assert decode_numbers(text) == numbers
    assert msgspec.json.encode(text) == f'"{text}"'.encode()
    assert not set(text) & set(' !|}~"\\')


@given(st.dictionaries(st.integers(0, 5000), st.integers(0, len(SECTION_IMPACT) - 1)))
def test_the_postings_of_pages_are_distances_and_values_in_turn(found: dict[int, int]) -> None:
    pages = sorted(found.items())
    coded = [(number, SECTION_IMPACT[value]) for number, value in pages]
    numbers = decode_numbers(encode_pages(coded))
    distances = [
        number - last for (number, _), (last, _) in zip(pages, [(0, 0), *pages], strict=False)
    ]
    assert numbers[::2] == distances
    assert numbers[1::2] == [value for _, value in pages]
    assert decode_pages(coded) == pages


def test_the_order_in_which_pages_are_read_does_not_matter() -> None:
    assert render_files("ky", PAGES) == render_files("ky", PAGES[::-1])


def test_terms_and_groups_survive_the_store() -> None:
    terms = read_pages(PAGES)
    kept = msgspec.msgpack.decode(msgspec.msgpack.encode(terms), type=dict[int, PageTerms])
    assert kept == terms
    groups = merge_terms(kept)
    stored = msgspec.msgpack.encode(groups)
    assert msgspec.msgpack.decode(stored, type=dict[str, KeyGroup]) == groups


def test_an_edited_page_changes_its_own_file_and_the_shards_of_the_words_it_won_or_lost() -> None:
    pages = many_pages(60)
    before = render_files("ky", pages)
    edited = replace(pages[7], sections=(("", "", pages[7].sections[0][2] + " мамлекет"),))
    known = merge_terms(read_pages(pages))
    after = render_files("ky", [*pages[:7], edited, *pages[8:]], known)
    changed = {name for name in before.keys() | after if before.get(name) != after.get(name)}
    own = [name for name in changed if name.startswith("w-ma") or name == "w-m.js"]
    assert len(own) == 1
    assert {"p-7.js", "index.js"} <= changed <= {"p-7.js", "index.js", "stems.js", own[0]}


def test_groups_that_are_known_are_kept_and_those_that_changed_are_as_made_anew() -> None:
    pages = many_pages(30)
    known = merge_terms(read_pages(pages))
    edited = [*pages[:3], replace(pages[3], title="Мамлекет"), *pages[4:]]
    merged = merge_terms(read_pages(edited), known)
    assert merged == merge_terms(read_pages(edited))
    assert sum(merged[key] is known.get(key) for key in merged) > len(merged) * 3 / 4


def test_a_page_that_is_gone_takes_its_words_with_it() -> None:
    known = merge_terms(read_pages(PAGES))
    assert merge_terms(read_pages(PAGES[:1]), known) == merge_terms(read_pages(PAGES[:1]))


def test_a_very_common_form_keeps_its_strongest_postings_and_says_how_many_there_were() -> None:
    pages = many_pages(MOST_POSTINGS + 100, words=8)
    strong = replace(pages[-1], title="жана жана")
    part = next(
        lines
        for group in merge_terms(read_pages([*pages[:-1], strong], ())).values()
        for texts in group.parts.values()
        for lines in texts.values()
        if "жана }" in lines
    )
    coded = part.partition("жана }")[2].partition("!")[0].partition("|")[0]
    count, numbers = decode_numbers(coded[0])[0], decode_numbers(coded[1:])
    assert count == (MOST_POSTINGS + 100).bit_length()
    assert len(numbers) == MOST_POSTINGS * 2
    assert sum(numbers[::2]) == MOST_POSTINGS + 99  # the strong one is on the last page


def test_keys_with_much_text_have_files_of_their_own_and_no_part_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shards, "OWN_FILE", 100)
    monkeypatch.setattr(shards, "DIVIDED_FILE", 400)
    groups = merge_terms(read_pages(many_pages(100)))
    parts = shards.shard_parts(groups)
    assert {len(name) for name in parts} == {1, 2, 3}
    lines = [text for texts in parts.values() for part in texts for text in part.values()]
    assert sorted(lines) == sorted(
        text for group in groups.values() for part in group.parts.values() for text in part.values()
    )


@pytest.mark.parametrize(
    ("key", "name"), [("ka", "ka"), ("7", "7"), ("سل", "_633_644"), ("😀", "_1f600")]
)
def test_a_key_of_any_alphabet_is_a_file_name_everywhere(key: str, name: str) -> None:
    assert file_key(key) == name


def test_a_word_that_only_begins_like_a_member_is_another_word() -> None:
    groups = (("милиция", "полиция"),)
    for word, is_member in (("полиция", True), ("полиции", True), ("полис", False)):
        page = IndexedPage(path="a.html", title=word, family="russian")
        entries = "|".join(read_pages([page], groups)[0].shards.values()).split("|")
        assert any("милиция=" in entry for entry in entries) == is_member, word


def test_a_member_of_a_group_is_entered_for_pages_with_another_member_only() -> None:
    terms = read_pages(sorted(PAGES, key=lambda page: page.path), SYNONYMS)
    entries = {n: "|".join(page.shards.values()) for n, page in terms.items()}
    police = next(text for text in entries.values() if " полиция " in text)
    assert "мент=полиция,полициядан " in police
    assert not any(" патент=" in text for text in entries.values())  # "иш кагаз" is nowhere
    assert sum("ишкагаз=" in text for text in entries.values()) == 1
