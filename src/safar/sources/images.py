"""Images of docs/assets: their headers for a page to be rendered, their lighter files to be shown.

What is written depends on the bytes of an image and on its plan alone, in any process, in any
order: one encoder, one thread, no date.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import PIL.Image
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from safar.model.images import Header, Image, plan_images
from safar.problems import Code, Problem, Severity
from safar.sources.drawings import check_drawing
from safar.sources.encoders import (
    PHOTO_KINDS,
    SIDEWAYS,
    decode_image,
    encode_variants,
    read_orientation,
)

KINDS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP"}
READ_KINDS = ("PNG", "JPEG", "GIF", "WEBP")
VECTOR = ".svg"
MAX_POINTS = 50_000_000
MAX_BYTES = 3_000_000  # a page that shows it loads it whole where no lighter file can be shown
SMALLER = "make it at most 1600 points wide; every image program can do that"
AGAIN = "open it in an image program and save it as PNG or JPEG"
_SVG = re.compile(rb"<svg\b[^>]*>", re.IGNORECASE)
_LENGTH = r"""\s{}\s*=\s*["']\s*([0-9.]+)(?:px)?\s*["']"""
_BOX = re.compile(r"""\sviewBox\s*=\s*["'][\s,]*\S+?[\s,]+\S+?[\s,]+([0-9.]+)[\s,]+([0-9.]+)""")


def load_images(
    docs_dir: Path, names: Iterable[str], formats: Iterable[str] = ("webp",)
) -> tuple[dict[str, Image], list[Problem]]:
    """The images among the shared files, by `assets/img/stamp.png`, and what is wrong with them.

    Reads the first bytes of each only. `names` are all files of docs/assets, from docs/;
    `formats` those of `safar.model.images.FORMATS` in the order in which browsers are asked.
    """
    headers: dict[str, Header] = {}
    problems: list[Problem] = []
    assets = sorted(names)
    for name in assets:
        if name.lower().endswith(VECTOR):
            headers[name] = _vector_header(Path(docs_dir, name))
            problems += check_drawing(docs_dir, name)
        elif _ending(name) in KINDS:
            header, found = _load_header(docs_dir, name)
            problems += found
            if header is not None:
                headers[name] = header
    problems += (heavy for name in headers if (heavy := _check_weight(docs_dir, name)))
    return plan_images(headers, assets, formats), problems


def encode_image(docs_dir: Path, name: str, image: Image) -> tuple[dict[str, bytes], list[Problem]]:
    """All files of an image by their place in the tree: itself without metadata, its variants.

    An image that turns out to be broken gives a problem and no file at all.
    """
    file = Path(docs_dir, name)
    if name.lower().endswith(VECTOR):
        return {name: file.read_bytes()}, []
    width = max((variant.width for variant in image.variants), default=0)
    try:
        with _quiet(), PIL.Image.open(file, formats=READ_KINDS) as opened:
            decoded = decode_image(opened, file.read_bytes(), width)
    except Exception as error:  # a decoder may raise anything on bytes that follow no rule
        return {}, [_broken(f"{docs_dir.name}/{name}", error)]
    variants = encode_variants(decoded, image.variants) if image.variants else {}
    return {name: decoded.file, **variants}, []


def write_image(docs_dir: Path, name: str, image: Image, target: Path) -> list[Problem]:
    """Write all files of an image below `target`, the root of a tree; returns its problems."""
    files, problems = encode_image(docs_dir, name, image)
    for path, content in files.items():
        Path(target, path).parent.mkdir(parents=True, exist_ok=True)
        Path(target, path).write_bytes(content)
    return problems


@contextmanager
def _quiet() -> Iterator[None]:
    """Warnings about single bytes are nobody's, but one about a picture without end is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", DecompressionBombWarning)
        yield


def _load_header(docs_dir: Path, name: str) -> tuple[Header | None, list[Problem]]:
    path = f"{docs_dir.name}/{name}"
    try:
        with _quiet(), PIL.Image.open(Path(docs_dir, name), formats=READ_KINDS) as image:
            return _read_header(image, path, KINDS[_ending(name)])
    except (DecompressionBombError, DecompressionBombWarning):
        return None, [_too_big(path, "far more")]
    except Exception as error:  # a decoder may raise anything on bytes that follow no rule
        return None, [_broken(path, error, Path(docs_dir, name))]


def _read_header(
    image: PIL.Image.Image, path: str, kind: str
) -> tuple[Header | None, list[Problem]]:
    width, height = image.size
    if width * height > MAX_POINTS:
        return None, [_too_big(path, f"{width} x {height}")]
    if read_orientation(image) >= SIDEWAYS:
        width, height = height, width
    found = "JPEG" if image.format in PHOTO_KINDS else image.format
    moving = found != "JPEG" and bool(getattr(image, "is_animated", False))
    problems = [] if found == kind else [_misnamed(path, str(found))]
    return Header(width, height, fixed=moving), problems


def _vector_header(file: Path) -> Header:
    """The size that a drawing names, or the shape of its box; 0 where it says neither."""
    try:
        with file.open("rb") as opened:
            tag = _SVG.search(opened.read(16_384))
    except OSError:
        tag = None
    text = tag[0].decode("utf-8", "replace") if tag else ""
    width, height = (re.search(_LENGTH.format(name), text) for name in ("width", "height"))
    box = _BOX.search(text)
    sizes = (width[1], height[1]) if width and height else box.groups() if box else ("0", "0")
    try:
        points = [round(float(size)) for size in sizes]
        return Header(points[0], points[1], fixed=True)
    except ValueError:
        return Header(0, 0, fixed=True)


def _ending(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _too_big(path: str, received: str) -> Problem:
    message = f"expected at most {MAX_POINTS // 1_000_000} million points, received {received}"
    return Problem(Code.IMAGE_SIZE, path, 0, message, SMALLER)


def _check_weight(docs_dir: Path, name: str) -> Problem | None:
    size = Path(docs_dir, name).stat().st_size if Path(docs_dir, name).is_file() else 0
    if size <= MAX_BYTES:
        return None
    limit = MAX_BYTES // 1_000_000
    message = f"expected at most {limit} million bytes, received {size / 1_000_000:.1f} million"
    return Problem(Code.IMAGE_WEIGHT, f"{docs_dir.name}/{name}", 0, message, SMALLER)


def _misnamed(path: str, found: str) -> Problem:
    ending = next(ending for ending, kind in KINDS.items() if kind == found)
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)
    message = f"expected an image of the kind .{name[1]}, received one of the kind .{ending}"
    hint = f"rename it to {name[0]}.{ending}, and in the pages that show it"
    return Problem(Code.IMAGE_NAME, path, 0, message, hint, Severity.WARNING)


def _broken(path: str, error: Exception, file: Path | None = None) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(Code.IMAGE_READ, path, 0, "the file is missing")
    message = "expected an image, received a file that is broken or of another kind"
    if file is not None and _is_heif(file):
        message = "expected PNG, JPEG, GIF or WebP, received HEIC or AVIF"
    return Problem(Code.IMAGE_READ, path, 0, message, AGAIN)


def _is_heif(file: Path) -> bool:
    """True for what some telephones write whatever the name says."""
    try:
        with file.open("rb") as opened:
            return opened.read(8)[4:] == b"ftyp"
    except OSError:
        return False
