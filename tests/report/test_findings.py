"""What a report finds in a portal: ages, sources, gaps, facts, hard texts."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from report.small_portal import DAY, small_material
from safar.report.coverage import Kind, find_coverage
from safar.report.factlist import find_facts
from safar.report.freshness import find_freshness
from safar.report.material import Material
from safar.report.readability import find_reading
from safar.report.sourcing import find_sourcing, host_of, is_older, years_before


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return small_material(tmp_path_factory.mktemp("findings"))


def test_a_page_is_as_old_as_its_oldest_fact_and_ends_with_the_first(material: Material) -> None:
    pages = {age.page.path: age for age in find_freshness(material).pages}
    english, russian = pages["docs/en/work/wages.md"], pages["docs/ru/work/wages.md"]
    assert list(pages)[:2] == [russian.page.path, english.page.path]
    assert (english.checked, english.ends, english.left) == (
        date(2025, 12, 1),
        date(2026, 11, 30),
        7,
    )
    assert (russian.checked, russian.left, russian.is_past) == (date(2024, 2, 29), -22, True)
    assert pages["docs/en/index.md"].left is None
    home = pages["docs/ru/index.md"]
    assert (home.ends, home.cause, english.cause) == (date(2026, 12, 31), "tax", "")


def test_ends_are_counted_by_locale_and_month(material: Material) -> None:
    found = find_freshness(material)
    counted = {part.tag: (part.pages, part.past, part.soon, part.endless) for part in found.locales}
    assert counted == {
        "ky": (1, 0, (0, 0, 0), 1),
        "ru": (2, 1, (0, 1, 0), 0),
        "en": (2, 0, (1, 0, 0), 1),
    }
    assert found.ends[:3] == (("past", 1), ("2026-11", 1), ("2026-12", 1))
    assert (found.ends[-2][0], found.ends[-1]) == ("2027-10", ("later", 0))
    assert [number for _, number in found.ages] == [2, 0, 2, 1]


def test_sources_are_counted_and_the_weak_ones_named(material: Material) -> None:
    found = find_sourcing(material)
    assert dict(found.counts) == {"none": 2, "1": 1, "2": 2, "3 to 5": 0, "6 and more": 0}
    assert [(h.host, h.sources, h.pages, h.facts) for h in found.hosts] == [
        ("tax.example", 1, 3, 1),
        ("law.example", 1, 2, 0),
        ("paper.example", 1, 0, 1),
    ]
    assert [use.source.url for use in found.undated] == ["https://paper.example/"]
    (old,) = found.old
    assert (old.source.title, old.locale and old.locale.tag, old.pages) == ("Wages", "en", 2)


def test_a_page_on_one_leg_is_named(material: Material) -> None:
    alone = [page for page in material.pages if page.path == "docs/en/work/wages.md"]
    bare = replace(material, pages=(replace(alone[0], facts=()),))
    assert [page.path for page in find_sourcing(bare).thin] == ["docs/en/work/wages.md"]
    assert find_sourcing(material).thin == ()


@pytest.mark.parametrize(
    ("text", "older"),
    [
        ("2023", True),
        ("2024", False),  # its last day is less than two years ago
        ("2024-10", True),
        ("2024-11", False),
        ("2024-11-22", True),
        ("2024-11-23", False),
        ("undated", False),
        ("9999", False),
        ("9999-12", False),
        ("2020-02", True),
    ],
)
def test_a_date_is_old_if_all_of_it_is(text: str, older: bool) -> None:
    assert is_older(text, years_before(DAY, 2)) is older


def test_years_are_counted_over_leap_days_and_to_the_ends_of_the_calendar() -> None:
    assert years_before(date(2024, 2, 29), 4) == date(2020, 2, 29)
    assert years_before(date(2024, 2, 29), -1) == date(2025, 2, 28)
    assert years_before(date(9999, 12, 31), -1) == date(9999, 12, 31)
    assert years_before(date(1, 1, 1), 2) == date(1, 1, 1)


def test_hosts_are_those_of_addresses() -> None:
    assert host_of("https://www.Law.example:8080/a") == "law.example"
    assert host_of("http://[broken") == "http://[broken"


def test_each_cell_says_what_a_reader_gets(material: Material) -> None:
    found = find_coverage(material)
    kinds = {row.norm: [(cell.kind, cell.origin) for cell in row.cells] for row in found.rows}
    assert found.tags == ("ky", "ru", "en")
    assert kinds == {
        "index.md": [(Kind.DRAFT, ""), (Kind.DRAFT, ""), (Kind.SOURCE, "")],
        "work/wages.md": [(Kind.FALLBACK, "ru"), (Kind.REVIEWED, ""), (Kind.SOURCE, "")],
    }
    assert [dict(counts)[Kind.DRAFT] for counts in found.counts] == [1, 1, 0]
    assert [page.path for page in found.drafts] == ["docs/ky/index.md", "docs/ru/index.md"]
    (behind,) = found.behind
    assert (behind.page.path, behind.translated, behind.checked) == (
        "docs/ru/work/wages.md",
        date(2026, 11, 20),
        DAY,
    )


def test_pages_without_a_file_are_left_out_if_they_are_made(material: Material) -> None:
    assert [row.norm for row in find_coverage(material, {"index.md"}).rows] == ["work/wages.md"]


def test_facts_have_their_pages_and_the_weak_ones_are_named(material: Material) -> None:
    found = find_facts(material)
    uses = {use.fact.id: [page.path for page in use.pages] for use in found.facts}
    assert uses == {
        "tax": ["docs/ru/index.md", "docs/ru/work/wages.md", "docs/en/work/wages.md"],
        "patience": [],
    }
    assert [use.fact.id for use in found.unused] == ["patience"]
    assert [use.fact.id for use in found.unsure] == ["patience"]
    assert [(use.fact.id, use.left) for use in found.ending] == [("tax", 38)]


def test_the_hardest_page_comes_first(material: Material) -> None:
    (english,) = find_reading(material)
    assert (english.tag, english.known) == ("en", 2)
    assert [worst.page.path for worst in english.worst] == [
        "docs/en/work/wages.md",
        "docs/en/index.md",
    ]
