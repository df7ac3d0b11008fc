"""Images in a page: every browser is offered the lightest file it can show, at a size it knows.

The lighter files stand beside the image, so their addresses differ from the author's in the last
part only: a page works at any depth, shown in another locale, and from a folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from posixpath import basename, dirname, join, normpath
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

from safar.model.images import COLUMN, MARGIN, Image, Variant


def asset_of(path: str, src: str) -> str:
    """The shared file that a page shows: `docs/ky/work/wages.md`, `../../assets/img/stamp.png`
    give `assets/img/stamp.png`; whatever leads elsewhere gives a name that no asset has."""
    try:
        parts = urlsplit(src)
    except ValueError:
        return ""
    root = path.partition("/")[0] + "/"
    place = normpath(join(dirname(path), unquote(parts.path)))
    ours = not parts.scheme and not parts.netloc and place.startswith(root)
    return place.removeprefix(root) if ours else ""


def dress_images(root: Element, path: str, images: Mapping[str, Image]) -> None:
    """Give the images of a page their sizes, and lighter files to those that have some.

    `path` is the source of the page, from which addresses lead; unknown images stay as they are.
    The first image is loaded with the page, the others when the reader comes near.
    """
    if next(root.iter("img"), None) is None:
        return
    first = True
    for parent in [element for element in root.iter() if element.find("img") is not None]:
        for place, child in enumerate(list(parent)):
            if child.tag != "img":
                continue
            if not first:
                child.set("loading", "lazy")
            first = False
            image = images.get(asset_of(path, child.get("src", "")))
            if image is not None:
                _set_size(child, image)
                if image.variants:
                    parent[place] = _picture(child, image)


def _set_size(element: Element, image: Image) -> None:
    """The size of the file, for a page that does not jump; a width that is written is kept."""
    if element.get("loading"):
        element.set("decoding", "async")
    written = element.get("width", str(image.width))
    if image.width and image.height and written.isdecimal() and "height" not in element.attrib:
        element.set("width", written)
        element.set("height", str(round(image.height * int(written) / image.width)))


def _picture(element: Element, image: Image) -> Element:
    picture = Element("picture")
    picture.tail, element.tail = element.tail, None
    for kind, variants in groupby(image.variants, lambda variant: variant.type):
        picture.append(_source(element.get("src", ""), kind, list(variants)))
    picture.append(element)
    return picture


def _source(src: str, kind: str, variants: list[Variant]) -> Element:
    """One format. A single file needs no widths to choose by; it is as wide as the image."""
    folder = dirname(urlsplit(src).path)
    files = [join(folder, quote(basename(variant.path))) for variant in variants]
    if len(variants) == 1:
        return Element("source", {"type": kind, "srcset": files[0]})
    widths = [variant.width for variant in variants]
    choices = ", ".join(f"{file} {width}w" for file, width in zip(files, widths, strict=True))
    shown = min(widths[-1], COLUMN)
    sizes = f"(min-width: {shown + MARGIN}px) {shown}px, calc(100vw - {MARGIN}px)"
    return Element("source", {"type": kind, "srcset": choices, "sizes": sizes})
