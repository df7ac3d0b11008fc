"""What is made of an image, planned from its name and size alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safar.model.images import TINY, WIDTHS, Header, plan_images, plan_widths

SIDES = st.integers(1, 20_000)


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((96, 96), ()),
        ((0, 0), ()),
        ((97, 40), (97,)),
        ((480, 270), (480,)),
        ((700, 500), (700,)),
        ((800, 600), (648, 800)),
        ((900, 600), (648, 900)),
        ((1000, 600), (648, 792, 1000)),
        ((4000, 3000), (648, 792, 1584)),
        ((40, 3000), (40,)),
    ],
)
def test_widths_are_those_of_a_phone_and_of_a_column(
    size: tuple[int, int], widths: tuple[int, ...]
) -> None:
    assert plan_widths(*size) == widths


@given(SIDES, SIDES)
def test_no_image_is_made_bigger_than_it_is(width: int, height: int) -> None:
    widths = plan_widths(width, height)
    assert all(made <= width for made in widths)
    assert list(widths) == sorted(set(widths))
    assert bool(widths) == (max(width, height) > TINY)
    assert not widths or widths[-1] == min(width, WIDTHS[-1])


def test_every_format_has_its_files_in_the_order_asked_for() -> None:
    image = plan_images({"assets/img/stamp.png": Header(800, 400)}, (), ("avif", "webp"))
    assert [(v.path, v.type) for v in image["assets/img/stamp.png"].variants] == [
        ("assets/img/stamp-648.avif", "image/avif"),
        ("assets/img/stamp-800.avif", "image/avif"),
        ("assets/img/stamp-648.webp", "image/webp"),
        ("assets/img/stamp-800.webp", "image/webp"),
    ]


def test_what_moves_or_is_drawn_by_lines_is_left_alone() -> None:
    planned = plan_images({"assets/a.gif": Header(500, 500, fixed=True)}, ())
    assert planned["assets/a.gif"].variants == ()
    assert planned["assets/a.gif"].width == 500


def test_no_variant_takes_a_name_that_an_asset_or_another_variant_has() -> None:
    names = ("assets/map.jpg", "assets/map.png", "assets/Map.gif", "assets/map.jpeg")
    others = ("assets/map-PNG-400.webp", "assets/map-400.webp")
    planned = plan_images(dict.fromkeys(names, Header(400, 300)), (*names, *others))
    files = [variant.path for image in planned.values() for variant in image.variants]
    everything = [*names, *others, *files]
    assert len({path.casefold() for path in everything}) == len(everything)
    assert planned["assets/map.jpg"].variants[0].path == "assets/map-jpg-400.webp"
    assert planned["assets/map.png"].variants[0].path == "assets/map-png-2-400.webp"


def test_the_plan_does_not_depend_on_the_order_of_the_files() -> None:
    headers = {f"assets/a.{kind}": Header(300, 200) for kind in ("png", "jpg", "webp")}
    backwards = dict(reversed(headers.items()))
    assert plan_images(headers, headers) == plan_images(backwards, backwards)
