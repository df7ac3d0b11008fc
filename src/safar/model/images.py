"""The images of the portal: how wide they are shown, and which lighter files stand beside them.

What is made depends on the names and dimensions alone, so a page can be rendered before any image
is converted, and on another machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from posixpath import splitext

from msgspec import Struct

FORMATS = {"avif": "image/avif", "webp": "image/webp"}
DEFAULT_FORMATS = ("webp",)  # AVIF is a fifth lighter and costs twice the time
COLUMN = 756  # CSS pixels: 44 rem of `.page` less its padding, with letters of 18 px
MARGIN = 36  # CSS pixels beside the text on a phone
PHONE = 2 * (360 - MARGIN)  # the text of a 360 px phone with two points per pixel
WIDTHS = (PHONE, 792, 2 * 792)  # a phone; a desk's widest column; the same with fine points
CLOSE = 0.85  # of two widths nearer to each other than this, the bigger one serves both
TINY = 96  # points: a badge or a sign, which is lighter than a second file is worth


class Variant(Struct, frozen=True):
    """A lighter file of an image: its place in the tree, its media type, its width in points."""

    path: str
    type: str
    width: int


class Image(Struct, frozen=True):
    """An image of docs/assets as it is shown, upright: points wide and high (0 = not known).

    `variants` stand in the order in which a browser is offered them: by format, then by width.
    """

    width: int
    height: int
    variants: tuple[Variant, ...] = ()


class Header(Struct, frozen=True):
    """What the first bytes of an image say; `fixed`: moving or drawn by lines, so never made anew.

    Width and height are those of the upright image.
    """

    width: int
    height: int
    fixed: bool = False


def plan_images(
    headers: Mapping[str, Header], assets: Iterable[str], formats: Iterable[str] = ("webp",)
) -> dict[str, Image]:
    """Every image by its path (`assets/img/stamp.png`) with the variants to be made of it.

    `assets` are all shared files: no variant takes a name that one of them has, on any system.
    """
    taken = {name.casefold() for name in (*assets, *headers)}
    planned = {}
    for name, header in sorted(headers.items()):
        widths = () if header.fixed else plan_widths(header.width, header.height)
        variants = tuple(_variants(_free_stem(name, widths, taken), widths, tuple(formats)))
        taken.update(variant.path.casefold() for variant in variants)
        planned[name] = Image(header.width, header.height, variants)
    return planned


def plan_widths(width: int, height: int) -> tuple[int, ...]:
    """The widths in points in which an image is made, never wider than it is; none if tiny."""
    if max(width, height) <= TINY or not width or not height:
        return ()
    chosen = [min(width, WIDTHS[-1])]
    for smaller in reversed(WIDTHS):
        if smaller <= chosen[0] * CLOSE:
            chosen.insert(0, smaller)
    return tuple(chosen)


def _variants(stem: str, widths: tuple[int, ...], formats: tuple[str, ...]) -> Iterable[Variant]:
    for name in formats:
        for width in widths:
            yield Variant(f"{stem}-{width}.{name}", FORMATS[name], width)


def _free_stem(name: str, widths: tuple[int, ...], taken: set[str]) -> str:
    """`assets/img/stamp`, or where `stamp.jpg` was first `assets/img/stamp-png`, `…-png-2`."""
    stem, ending = splitext(name)
    long = f"{stem}-{ending[1:].lower()}"
    stems = (stem, long, *(f"{long}-{number}" for number in range(2, len(taken) + 2)))
    ends = [f"-{width}.{kind}" for width in widths for kind in FORMATS]
    return next(stem for stem in stems if not any((stem + end).casefold() in taken for end in ends))
