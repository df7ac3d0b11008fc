"""What a photograph tells about its owner is cut out; the picture stays as it is, to the point."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms
from PIL.PngImagePlugin import PngInfo

from safar.parsing.image_metadata import strip_metadata

SECRET = b"Karimov"
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def picture(mode: str = "RGB") -> Image.Image:
    """A small picture in which every point differs from its neighbours."""
    image = Image.new("RGB", (48, 32))
    image.putdata([(x * 5, y * 7, x * y % 256) for y in range(32) for x in range(48)])
    return image.convert(mode)


def exif(orientation: int = 1) -> bytes:
    """EXIF with a name, a date and a place on the map."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x013B] = SECRET.decode()
    tags.get_ifd(0x8825).update({1: "N", 2: (41.0, 18.0, 0.0), 29: SECRET.decode()})
    return tags.tobytes()


def packed(kind: str, mode: str = "RGB", **options: Any) -> bytes:
    """The file of the small picture."""
    stream = io.BytesIO()
    picture(mode).save(stream, format=kind, **options)
    return stream.getvalue()


def notes() -> PngInfo:
    """The texts that image programs leave in a PNG."""
    info = PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=True)
    return info


FILES = {
    "jpeg": packed("JPEG", exif=exif(6), comment=SECRET, icc_profile=ICC, xmp=SECRET),
    "jpeg in steps": packed("JPEG", exif=exif(), progressive=True),
    "jpeg for printers": packed("JPEG", "CMYK", exif=exif()),
    "png": packed("PNG", exif=exif(), pnginfo=notes(), icc_profile=ICC),
    "png of few colours": packed("PNG", "P", pnginfo=notes(), transparency=3),
    "webp": packed("WEBP", exif=exif(), xmp=SECRET, icc_profile=ICC, lossless=True),
    "gif": packed("GIF", "P", comment=SECRET),
    "moving gif": packed("GIF", "P", save_all=True, append_images=[Image.new("P", (48, 32))]),
    "moving webp": packed(
        "WEBP", save_all=True, append_images=[Image.new("RGB", (48, 32))], exif=exif()
    ),
    "moving png": packed("PNG", save_all=True, append_images=[Image.new("RGB", (48, 32))]),
}


@pytest.mark.parametrize("name", FILES)
def test_the_picture_stays_and_everything_said_about_it_goes(name: str) -> None:
    before = FILES[name]
    after = strip_metadata(before)
    for word in (SECRET, b"Exif", b"EXIF", b"eXIf", b"GPS", b"Author", b"xap"):
        assert word not in after
    old, new = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert (new.format, new.mode, new.size) == (old.format, old.mode, old.size)
    assert new.info.get("icc_profile") == old.info.get("icc_profile")
    assert getattr(new, "n_frames", 1) == getattr(old, "n_frames", 1)
    assert new.info.get("transparency") == old.info.get("transparency")
    assert ImageChops.difference(old.convert("RGBA"), new.convert("RGBA")).getbbox() is None
    assert strip_metadata(after) == after


def test_the_files_of_this_test_do_hold_what_must_go() -> None:
    holding = [name for name, data in FILES.items() if SECRET in data or b"xif" in data.lower()]
    assert len(holding) >= 7


def test_a_jpeg_keeps_the_one_word_that_says_which_side_is_up() -> None:
    image = Image.open(io.BytesIO(strip_metadata(FILES["jpeg"], 6)))
    assert dict(image.getexif()) == {0x0112: 6}


def test_what_a_telephone_hangs_behind_a_photo_is_cut_off() -> None:
    for name in ("jpeg", "png", "webp", "gif"):
        assert strip_metadata(FILES[name] + b"a film of " + SECRET) == strip_metadata(FILES[name])


@pytest.mark.parametrize("data", [b"", b"BM1234", b"\xff\xd8", b"RIFF\0\0\0\0WAVE", b"GIF89a"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"ends too early|can be cleaned"):
        strip_metadata(data)


@given(st.sampled_from(sorted(FILES)), st.data())
def test_damaged_files_are_cleaned_or_refused_and_nothing_else(name: str, data: Any) -> None:
    damaged = bytearray(FILES[name][: data.draw(st.integers(0, len(FILES[name])))])
    for place in data.draw(st.lists(st.integers(0, max(0, len(damaged) - 1)), max_size=4)):
        if damaged:
            damaged[place] ^= 0xFF
    with suppress(ValueError):
        assert isinstance(strip_metadata(bytes(damaged)), bytes)
