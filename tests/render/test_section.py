"""Which pages of its section an article names: all of a small one, the neighbours in a big one."""

from __future__ import annotations

import pytest

from safar.model.navigation import Section
from safar.render.section import NEAR, WHOLE, near_pages


def section(count: int) -> Section:
    """A section with an index page and `count` articles."""
    return Section("work", ("work/index.md", *(f"work/p{n:03}.md" for n in range(count))))


def test_a_section_of_ordinary_size_is_named_whole_and_in_order() -> None:
    small = section(WHOLE - 1)
    assert near_pages(small, "work/p007.md") == small.pages


def test_of_a_big_section_the_index_and_the_neighbours_are_named() -> None:
    named = near_pages(section(250), "work/p100.md")
    assert named[0] == "work/index.md"
    assert named[1:] == tuple(f"work/p{n:03}.md" for n in range(100 - NEAR, 100 + NEAR + 1))


@pytest.mark.parametrize("norm", ["work/p000.md", "work/p001.md", "work/p249.md"])
def test_at_the_ends_of_a_big_section_nothing_is_named_twice(norm: str) -> None:
    named = near_pages(section(250), norm)
    assert norm in named
    assert len(named) == len(set(named)) <= 2 * NEAR + 2


def test_a_big_section_without_an_index_names_the_neighbours_only() -> None:
    pages = tuple(f"p{n:03}.md" for n in range(WHOLE + 1))
    assert near_pages(Section("x", pages), "p000.md") == pages[: NEAR + 1]
