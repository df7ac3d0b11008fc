"""Images of docs/assets: read by their headers, made into lighter files, the same every time."""

from __future__ import annotations

import io
import math
import struct
import zlib
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageChops, ImageDraw, ImageStat

from safar.model.images import Image
from safar.problems import Code, Problem
from safar.sources.images import encode_image, load_images, write_image

Points = PIL.Image.Image
FORMATS = ("avif", "webp")


def photo(width: int = 900, height: int = 600) -> Points:
    """Something like a photograph: soft shapes under noise."""
    noise = PIL.Image.effect_noise((width, height), 40)
    soft = PIL.Image.linear_gradient("L").resize((width, height))
    return PIL.Image.merge("RGB", (noise, soft, ImageChops.add(noise, soft, 2)))


def drawing(width: int = 900, height: int = 600) -> Points:
    """Something like a stamp or a screenshot: lines, letters, few colours."""
    image = PIL.Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for step in range(10, height // 2, 30):
        draw.ellipse((step, step, width - step, height - step), outline=(20, 40, 140), width=4)
        draw.text((20, step * 2), "Registration of migrants, 2026", fill="black")
    return image


def place(docs: Path, name: str, image: Points | bytes, **options: Any) -> str:
    """Puts an image into docs/assets/img; gives its name."""
    path = docs / "assets/img" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(image, bytes):
        path.write_bytes(image)
    else:
        image.save(path, **options)
    return f"assets/img/{name}"


def make(docs: Path, name: str, *formats: str) -> dict[str, bytes]:
    """All files of one image, which has no problems."""
    images, problems = load_images(docs, [name], formats or ("webp",))
    assert problems == []
    files, problems = encode_image(docs, name, images[name])
    assert problems == []
    assert set(files) == {name, *(variant.path for variant in images[name].variants)}
    return files


def shown(data: bytes) -> Points:
    """A file as a browser decodes it."""
    return PIL.Image.open(io.BytesIO(data))


def likeness(one: Points, other: Points) -> float:
    """Peak signal to noise ratio in dB; 99 for the same picture."""
    squares = ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).sum2
    mean = sum(squares) / (3 * one.width * one.height)
    return 10 * math.log10(255**2 / mean) if mean else 99


def loaded(docs: Path, *names: str) -> list[Problem]:
    """The problems of some files."""
    return load_images(docs, names)[1]


@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "gif"])
def test_a_photo_gets_lighter_files_in_all_widths(tmp_path: Path, ending: str) -> None:
    name = place(tmp_path, f"photo.{ending}", photo())
    files = make(tmp_path, name, *FORMATS)
    widths = {path: shown(data).width for path, data in files.items() if path != name}
    assert sorted(widths.values()) == [648, 648, 900, 900]
    assert {shown(files[path]).format for path in widths} == {"WEBP", "AVIF"}
    lighter = [path for path in widths if len(files[path]) < len(files[name])]
    assert sorted(lighter) == sorted(widths)


def test_a_drawing_stays_exact_at_its_own_width_and_readable_when_smaller(tmp_path: Path) -> None:
    files = make(tmp_path, place(tmp_path, "stamp.png", drawing()))
    exact, small = files["assets/img/stamp-900.webp"], files["assets/img/stamp-648.webp"]
    assert likeness(shown(exact), drawing()) == 99
    assert len(small) <= len(exact) < len(files["assets/img/stamp.png"])
    again = shown(small).convert("RGB").resize((900, 600), PIL.Image.Resampling.LANCZOS)
    assert likeness(again, drawing()) > 25


def test_a_photo_is_close_to_what_it_was(tmp_path: Path) -> None:
    smooth = photo().resize((90, 60)).resize((800, 500))
    files = make(tmp_path, place(tmp_path, "photo.png", smooth), *FORMATS)
    for path in ("assets/img/photo-800.webp", "assets/img/photo-800.avif"):
        assert likeness(shown(files[path]), smooth) > 38


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_in_every_file(tmp_path: Path, orientation: int) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telephone"
    for ending in ("jpg", "png", "webp"):
        half = PIL.Image.new("RGB", (200, 120), "red")
        half.paste("blue", (0, 0, 100, 120))
        name = place(tmp_path, f"photo.{ending}", half, exif=exif)
        images, _ = load_images(tmp_path, [name])
        files = make(tmp_path, name)
        wanted = (120, 200) if orientation >= 5 else (200, 120)
        corner = "red" if orientation in {2, 3, 7, 8} else "blue"
        assert (images[name].width, images[name].height) == wanted
        for path, data in files.items():
            image = shown(data)
            if path.endswith(".jpg"):  # browsers turn a JPEG, and know no more than that
                assert dict(image.getexif()) == ({} if orientation == 1 else {0x0112: orientation})
                continue
            assert (image.size, dict(image.getexif())) == (wanted, {}), path
            red, _, blue = image.convert("RGB").getpixel((8, 8))
            assert ("red" if red > blue else "blue") == corner, f"{path} {orientation}"


def test_no_file_says_where_a_photo_was_taken(tmp_path: Path) -> None:
    exif = PIL.Image.Exif()
    exif[0x013B] = "Karimov"
    exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 18.0, 0.0)})
    for ending in ("jpg", "png", "webp"):
        name = place(tmp_path, f"p-{ending}.{ending}", photo(), exif=exif, xmp=b"Karimov")
        assert b"Karimov" in (tmp_path / name).read_bytes()
        for path, data in make(tmp_path, name, *FORMATS).items():
            assert b"Karimov" not in data, path
            assert shown(data).info.keys() & {"exif", "xmp", "comment"} == set(), path


def test_transparency_is_kept(tmp_path: Path) -> None:
    clear = photo(300, 200).convert("RGBA")
    clear.putalpha(PIL.Image.linear_gradient("L").resize((300, 200)))
    few = drawing(300, 200).quantize(8)
    for name, image, more in (("a.png", clear, {}), ("b.png", few, {"transparency": 0})):
        files = make(tmp_path, place(tmp_path, name, image, **more), *FORMATS)
        for path, data in files.items():
            low, high = shown(data).convert("RGBA").getchannel("A").getextrema()
            assert (low < 10, high > 250) == (True, True), path


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_points_is_shown_as_it_looks(tmp_path: Path, mode: str) -> None:
    grey = PIL.Image.linear_gradient("L").resize((300, 200))
    if mode == "I;16":
        image = PIL.Image.new("I;16", grey.size)
        image.putdata([value * 257 for value in grey.tobytes()])
    else:
        image = grey.convert(mode)
    name = place(tmp_path, "x.jpg" if mode == "CMYK" else "x.png", image)
    for path, data in make(tmp_path, name, *FORMATS).items():
        if path != name:
            was = grey.convert("1") if mode == "1" else grey
            assert likeness(shown(data), was) > 25, path
            assert shown(data).mode == "RGB"


def test_colours_of_another_screen_become_those_of_every_screen(tmp_path: Path) -> None:
    green = PIL.Image.new("RGB", (300, 200), (60, 200, 80))
    profile = swapped_profile()  # holds the second in which it was made
    name = place(tmp_path, "wide.png", green, icc_profile=profile)
    files = make(tmp_path, name)
    assert shown(files[name]).info["icc_profile"] == profile
    made = shown(files["assets/img/wide-300.webp"])
    assert "icc_profile" not in made.info
    red, green_, _ = made.convert("RGB").getpixel((5, 5))
    assert red > green_, "the profile says that the first colour is green"
    broken = make(tmp_path, place(tmp_path, "odd.png", green, icc_profile=b"no profile"))
    assert shown(broken["assets/img/odd-300.webp"]).convert("RGB").getpixel((5, 5))[1] > 190


def swapped_profile() -> bytes:
    """sRGB with the columns of red and green exchanged."""
    from PIL import ImageCms  # noqa: PLC0415 - only here

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ", 128), profile.index(b"gXYZ", 128)
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def test_what_moves_and_what_is_tiny_is_only_cleaned(tmp_path: Path) -> None:
    frames = [photo(200, 100), photo(200, 100)]
    for ending in ("gif", "webp", "png"):
        more = {"save_all": True, "append_images": frames[1:], "duration": 100}
        name = place(tmp_path, f"film.{ending}", drawing(200, 100), **more)
        files = make(tmp_path, name)
        assert list(files) == [name]
        assert shown(files[name]).n_frames == 2
    assert len(make(tmp_path, place(tmp_path, "badge.png", drawing(60, 60)))) == 1


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ('<svg xmlns="x" width="120" height="80">', (120, 80)),
        (
            '<?xml version="1.0"?><!-- x --><svg height="80px" viewBox="0 0 9 9" width="120px">',
            None,
        ),
        ('<svg viewBox="0 0 300.4 200">', (300, 200)),
        ('<svg width="100%" height="100%" viewBox="0,0,30,20">', (30, 20)),
        ("<svg>", (0, 0)),
        ('<svg width="1.2.3" height="4">', (0, 0)),
        ("no drawing", (0, 0)),
    ],
)
def test_a_drawing_of_lines_is_left_as_it_is_and_has_its_size(
    tmp_path: Path, tag: str, size: tuple[int, int] | None
) -> None:
    name = place(tmp_path, "x.svg", tag.encode())
    images, problems = load_images(tmp_path, [name])
    assert problems == []
    assert images[name] == Image(*(size or (120, 80)))
    assert encode_image(tmp_path, name, images[name]) == ({name: tag.encode()}, [])


def test_other_files_are_no_images(tmp_path: Path) -> None:
    names = ["assets/form.pdf", "assets/README", "assets/data.json"]
    assert load_images(tmp_path, names) == ({}, [])


def test_a_broken_file_is_a_problem_with_a_way_out(tmp_path: Path) -> None:
    whole = io.BytesIO()
    photo().save(whole, "PNG")
    names = [
        place(tmp_path, "empty.png", b""),
        place(tmp_path, "letter.jpg", b"Dear editor"),
        place(tmp_path, "iphone.jpg", b"\0\0\0\x18ftypheic0000"),
        place(tmp_path, "old.png", b"BM" + bytes(60)),
        "assets/img/lost.png",
    ]
    problems = loaded(tmp_path, *names)
    assert [(p.code, p.path) for p in problems] == [
        (Code.IMAGE_READ, f"{tmp_path.name}/{name}") for name in sorted(names)
    ]
    assert all(problem.hint or "missing" in problem.message for problem in problems)
    assert "HEIC" in next(p.message for p in problems if "iphone" in p.path)


def test_a_file_that_ends_too_early_is_found_when_it_is_made(tmp_path: Path) -> None:
    stream = io.BytesIO()
    for ending, kind in (("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP"), ("gif", "GIF")):
        stream = io.BytesIO()
        photo().save(stream, kind)
        name = place(tmp_path, f"half.{ending}", stream.getvalue()[: stream.tell() // 2])
        images, problems = load_images(tmp_path, [name])
        if name in images:
            files, problems = encode_image(tmp_path, name, images[name])
            assert files == {}
            assert write_image(tmp_path, name, images[name], tmp_path / "site") == problems
        assert [problem.code for problem in problems] == [Code.IMAGE_READ], ending
    assert not (tmp_path / "site").exists()


def test_an_image_without_end_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    for side in (8_000, 12_000, 60_000):
        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]
        body = b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in chunks
        )
        name = place(tmp_path, "bomb.png", b"\x89PNG\r\n\x1a\n" + body)
        assert [problem.code for problem in loaded(tmp_path, name)] == [Code.IMAGE_SIZE]


def test_a_wrong_ending_is_said_and_the_image_is_shown(tmp_path: Path) -> None:
    stream = io.BytesIO()
    photo().save(stream, "JPEG")
    name = place(tmp_path, "stamp.PNG", stream.getvalue())
    images, (problem,) = load_images(tmp_path, [name])
    assert str(problem) == (
        f"{tmp_path.name}/assets/img/stamp.PNG: expected an image of the kind .PNG, received one "
        "of the kind .jpg [image.name]\n"
        "  hint: rename it to stamp.jpg, and in the pages that show it"
    )
    files, problems = encode_image(tmp_path, name, images[name])
    assert (len(files), problems) == (3, [])


def test_the_bytes_are_the_same_in_any_process_and_any_order(tmp_path: Path) -> None:
    names = [
        place(tmp_path, "a.png", drawing()),
        place(tmp_path, "b.jpg", photo(1400, 900)),
        place(tmp_path, "c.webp", photo(500, 300)),
        place(tmp_path, "d.gif", drawing(300, 200)),
    ]
    images, _ = load_images(tmp_path, names, FORMATS)
    here = [encode_image(tmp_path, name, images[name]) for name in names]
    with ProcessPoolExecutor(2) as pool:
        make_one = partial(encode_image, tmp_path)
        back = names[::-1]
        there = list(pool.map(make_one, back, [images[name] for name in back]))
    assert here == there[::-1]
    assert write_image(tmp_path, names[0], images[names[0]], tmp_path / "site") == []
    written = {path: (tmp_path / "site" / path).read_bytes() for path in here[0][0]}
    assert written == here[0][0]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_damage_of_a_file_stops_the_reader(tmp_path: Path, data: Any) -> None:
    ending = data.draw(st.sampled_from(["png", "jpg", "webp", "gif"]))
    whole = SMALL.setdefault(ending, small_file(ending))
    damaged = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    for index in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=5)):
        damaged[index] = data.draw(st.integers(0, 255))
    name = place(tmp_path, f"x.{ending}", bytes(damaged))
    images, problems = load_images(tmp_path, [name])
    assert (name in images) or problems
    if name in images:
        files, problems = encode_image(tmp_path, name, images[name])
        assert files or problems


SMALL: dict[str, bytes] = {}


def small_file(ending: str) -> bytes:
    """A file with everything in it that a parser can stumble over."""
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    stream = io.BytesIO()
    kind = {"jpg": "JPEG"}.get(ending, ending.upper())
    drawing(120, 100).save(stream, kind, exif=exif)
    return stream.getvalue()


@pytest.mark.parametrize(("name", "start"), [("map.svg", b"<svg></svg>"), ("map.png", b"")])
def test_an_image_of_too_many_bytes_is_a_problem(tmp_path: Path, name: str, start: bytes) -> None:
    if not start:
        place(tmp_path / "docs", "map.png", drawing(20, 20))
        start = (tmp_path / "docs/assets/img/map.png").read_bytes()
    full = place(tmp_path / "docs", name, start.ljust(3_000_000, b" "))
    assert load_images(tmp_path / "docs", [full])[1] == []
    place(tmp_path / "docs", name, start.ljust(3_000_001, b" "))
    problems = load_images(tmp_path / "docs", [full])[1]
    assert [str(problem).splitlines()[0] for problem in problems] == [
        f"docs/{full}: expected at most 3 million bytes, received 3.0 million [image.weight]"
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("<svg>\n<script>a()</script></svg>", 2),
        ('<svg onload="a()"></svg>', 1),
        ('<svg>\n\n<a href="javascript:a()"/></svg>', 3),
        ("<svg><foreignObject/></svg>", 1),
        ('<svg><image href="https://example.org/a.png"/></svg>', 1),
        ("<svg><style>@import 'a.css'</style></svg>", 1),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', 1),
    ],
)
def test_a_drawing_that_runs_or_loads_something_is_refused(
    tmp_path: Path, content: str, line: int
) -> None:
    name = place(tmp_path, "x.svg", content.encode())
    _, problems = load_images(tmp_path, [name])
    assert [(found.code, found.line) for found in problems] == [(Code.IMAGE_RUNS, line)]


def test_a_plain_drawing_is_good(tmp_path: Path) -> None:
    content = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0" id="on"/></svg>'
    )
    name = place(tmp_path, "x.svg", content)
    assert load_images(tmp_path, [name])[1] == []
