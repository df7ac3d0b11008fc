"""Icons of a finished page: drawn once, pointed at from then on, under ids of their own."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from safar.render.icons import share_icons

PHONE = '<svg aria-hidden="true" viewBox="0 0 24 24"><path d="M1 1"/></svg>'
HOUSE = '<svg aria-hidden="true" viewBox="0 0 24 24"><path d="M2"/><circle r="3"/></svg>'
MARK = '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M1 1"/></svg>'


def test_an_icon_used_once_stays_as_it_is() -> None:
    page = f"<p>{PHONE}</p><p>{HOUSE}</p>{MARK}{MARK}"
    assert share_icons(page) == page


def test_an_icon_used_again_points_at_its_first_drawing() -> None:
    assert share_icons(f"<p>{PHONE}</p>{HOUSE}<p>{PHONE}</p>{PHONE}") == (
        '<p><svg aria-hidden="true" viewBox="0 0 24 24"><path id="icon_0" d="M1 1"/></svg></p>'
        f"{HOUSE}<p>"
        '<svg aria-hidden="true" viewBox="0 0 24 24"><use href="#icon_0"/></svg></p>'
        '<svg aria-hidden="true" viewBox="0 0 24 24"><use href="#icon_0"/></svg>'
    )


def test_an_icon_of_several_shapes_is_named_as_a_whole() -> None:
    assert '<g id="icon_0"><path d="M2"/><circle r="3"/></g>' in share_icons(HOUSE * 2)


def test_an_id_that_the_page_has_is_not_taken() -> None:
    page = share_icons(f'<h2 id="icon_0">x</h2><h2 id="icon__1">y</h2>{PHONE}{PHONE}')
    assert '<path id="icon___0"' in page
    assert '<use href="#icon___0"/>' in page


@given(st.lists(st.sampled_from([PHONE, HOUSE, MARK, "<i>", ' id="icon_0" ', "text"])))
def test_every_icon_is_still_there_and_no_id_stands_twice(parts: list[str]) -> None:
    page = "".join(parts)
    shared = share_icons(page)
    ours = [name for name in re.findall(r'id="([^"]*)"', shared) if name != "icon_0"]
    assert shared.count("<svg ") == page.count("<svg ")
    assert len(ours) == len(set(ours))
    assert set(re.findall(r'href="#([^"]*)"', shared)) <= set(re.findall(r'id="([^"]*)"', shared))
    assert all(shared.count(icon) <= 1 for icon in (PHONE, HOUSE))
