"""One picture to its files: cleaned, upright, in the colours of every screen, as light as may be.

How it is encoded is decided by measure. A picture of which the editor's file spends few bits a
point is a drawing: a screenshot, a stamp, a diagram. At its own width a drawing stays exact if
that costs at most half as much again; made smaller it is blurred by that alone, and a good lossy
file is a third of an exact one. A photograph is always lossy. No file is heavier than the exact
one of the whole picture, which then stands in its place.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from math import ceil
from typing import Any

import PIL.Image
from msgspec import Struct
from PIL import AvifImagePlugin, ImageCms, WebPImagePlugin
from PIL.Image import Resampling, Transpose

from safar.model.images import Variant
from safar.parsing.image_metadata import strip_metadata

ORIENTATION = 0x0112  # EXIF
SIDEWAYS = 5  # from this value on, width and height of the file are those of an image on its side
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
DRAWING = 2.0  # bits a point of the editor's file: screenshots have 0.3 to 1.9, photographs 3 to 15
EXACT = 1.5  # times the bytes of the lossy file
PHOTO_QUALITY = (80, 70, 60)  # the next one where the editor's own file is lighter
DRAWING_QUALITY = (90,)
AVIF_LESS = 20  # AVIF counts quality otherwise: 60 looks like 80
EFFORT: dict[str, dict[str, Any]] = {"WEBP": {"method": 2}, "AVIF": {"speed": 8, "max_threads": 1}}
LOSSLESS: dict[str, Any] = {"lossless": True, "quality": 25, "method": 1}
KINDS = {  # named by their modules, so that those of no other format are loaded
    "image/webp": WebPImagePlugin.WebPImageFile.format,
    "image/avif": AvifImagePlugin.AvifImageFile.format,
}
PHOTO_KINDS = frozenset({"JPEG", "MPO"})  # MPO: a JPEG of a telephone
SRGB = ImageCms.createProfile("sRGB")


class Decoded(Struct, frozen=True):
    """An image as it was read: the file itself, cleaned, and the upright picture, if it is needed.

    `weight` are the bytes of the editor's file.
    """

    file: bytes
    picture: PIL.Image.Image | None
    weight: int
    is_drawing: bool


def decode_image(opened: PIL.Image.Image, data: bytes, width: int) -> Decoded:
    """An opened image at least `width` points wide, where it is; 0 if no picture is needed.

    `data` are its bytes. Raises whatever a decoder raises on a broken file.
    """
    is_photo = opened.format in PHOTO_KINDS
    drawing = not is_photo and len(data) * 8 < DRAWING * opened.width * opened.height
    orientation = read_orientation(opened)
    file = _clean(opened, data, orientation)
    picture = _upright(opened, width, orientation) if width else None
    return Decoded(file, picture, len(data), drawing)


def encode_variants(image: Decoded, variants: Iterable[Variant]) -> dict[str, bytes]:
    """The variants of a decoded image by their paths."""
    encoder = _Encoder(image)
    return {variant.path: encoder.encode(variant) for variant in variants}


def read_orientation(image: PIL.Image.Image) -> int:
    """The EXIF value that says which side is up; 1 (upright) where nothing sensible is said."""
    if image.format == "PNG" and "exif" not in image.info:
        return 1  # asked for more, the decoder would read the whole picture
    try:
        value = image.getexif().get(ORIENTATION, 1)
    except Exception:  # whatever a parser raises on bytes that follow no rule
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _clean(opened: PIL.Image.Image, data: bytes, orientation: int) -> bytes:
    """The file itself without metadata, upright.

    A JPEG keeps its points and the one word that says which side is up; a PNG or WebP that lies
    on its side is written anew, exactly, since not every browser turns those.
    """
    if orientation == 1 or opened.format in PHOTO_KINDS or opened.format == "GIF":
        return strip_metadata(data, orientation)
    if getattr(opened, "is_animated", False):
        return strip_metadata(data)
    exact = {"lossless": True} if opened.format == "WEBP" else {}
    icc = opened.info.get("icc_profile")
    return _save(_turn(opened, orientation), str(opened.format), icc_profile=icc, exif=b"", **exact)


class _Encoder:
    """The variants of one picture; what serves several of them is made once."""

    def __init__(self, image: Decoded) -> None:
        assert image.picture is not None, "variants are made of a picture"
        self._picture = image.picture
        self._weight = image.weight
        self._drawing = image.is_drawing
        self._exact = b""

    def encode(self, variant: Variant) -> bytes:
        """The bytes of one variant."""
        kind = KINDS[variant.type]
        own = variant.width >= self._picture.width
        lossy = self._lossy(kind, variant.width, limit=self._weight if own else 0)
        if not self._drawing or kind != "WEBP":
            return lossy
        self._exact = self._exact or _save(self._picture, kind, **LOSSLESS)
        return self._exact if len(self._exact) <= len(lossy) * (EXACT if own else 1) else lossy

    def _lossy(self, kind: str, width: int, limit: int) -> bytes:
        sized, body = _resized(self._picture, width), b""
        for quality in DRAWING_QUALITY if self._drawing else PHOTO_QUALITY:
            less = AVIF_LESS if kind == "AVIF" else 0
            body = _save(sized, kind, quality=quality - less, **EFFORT[kind])
            if not limit or len(body) < limit:
                break
        return body


def _resized(picture: PIL.Image.Image, width: int) -> PIL.Image.Image:
    if width >= picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Resampling.LANCZOS, reducing_gap=2.0)


def _upright(opened: PIL.Image.Image, width: int, orientation: int) -> PIL.Image.Image:
    """The picture decoded, turned, in sRGB, RGB or RGBA; of a big JPEG no more than is needed."""
    icc = opened.info.get("icc_profile")
    across = opened.height if orientation >= SIDEWAYS else opened.width
    if opened.format in PHOTO_KINDS and width < across:
        scale = width / across
        opened.draft(opened.mode, (ceil(opened.width * scale), ceil(opened.height * scale)))
    return _turn(_in_srgb(_eight_bits(opened), icc), orientation)


def _turn(image: PIL.Image.Image, orientation: int) -> PIL.Image.Image:
    return image.transpose(TURNS[orientation]) if orientation in TURNS else image


def _eight_bits(image: PIL.Image.Image) -> PIL.Image.Image:
    """Grey of 16 bits a point has to be scaled down by hand, or it is white."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "P" or "transparency" in image.info:
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    image.load()
    return image


def _in_srgb(image: PIL.Image.Image, icc: bytes | None) -> PIL.Image.Image:
    """Colours of other screens and of printers become those of every screen."""
    mode = "RGBA" if "A" in image.getbands() else "RGB"
    plain = image.convert(mode) if image.mode not in (mode, "CMYK") else image
    if icc:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
            plain = ImageCms.profileToProfile(plain, source, SRGB, outputMode=mode) or plain
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile of another kind of picture, or a broken one: browsers pass over it too
    plain = plain.convert(mode)
    opaque = mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255)
    return plain.convert("RGB") if opaque else plain


def _save(image: PIL.Image.Image, kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    options = {"icc_profile": None, "exif": b"", **options}
    image.save(stream, format=kind, **options)
    return stream.getvalue()
