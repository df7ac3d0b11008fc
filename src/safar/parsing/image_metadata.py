"""Photographs tell where and when they were taken, and by whom: that is cut out of their bytes.

The picture itself is not touched, not one point of it. What stays is what a browser needs to show
it: colour profile, transparency, frames, and for JPEG which side is up.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ALONE = frozenset({0x01, 0xD8, *range(0xD0, 0xD8)})
_END, _SCAN = 0xD9, 0xDA
_KEPT_JPEG = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_KEPT_PNG = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP"}
    | {b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"}
)
_DROPPED_WEBP = {b"EXIF": 0x08, b"XMP ": 0x04}  # and their bits in the header
_KEPT_GIF = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"})


def strip_metadata(data: bytes, orientation: int = 1) -> bytes:
    """The bytes of a PNG, JPEG, GIF or WebP file without what they tell about the photographer.

    `orientation` is the EXIF value that a JPEG keeps. Raises ValueError for bytes that do not
    follow the format, or for another one.
    """
    try:
        if data.startswith(b"\xff\xd8"):
            return b"\xff\xd8" + _orientation(orientation) + b"".join(_jpeg_parts(data))
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return data[:8] + b"".join(_png_parts(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            body = b"WEBP" + b"".join(_webp_parts(data))
            return b"RIFF" + struct.pack("<I", len(body)) + body
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return b"".join(_gif_parts(data))
    except (IndexError, struct.error) as error:
        raise ValueError("the file ends too early") from error
    raise ValueError("not an image that can be cleaned")


def _orientation(value: int) -> bytes:
    """An EXIF segment that says which side is up and nothing else; none for an upright image."""
    if not 2 <= value <= 8:
        return b""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, value, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """Segments to keep, up to the end of the picture: telephones hang films behind it."""
    place = 2
    while True:
        if data[place] != 0xFF:
            raise ValueError("a mark was expected")
        while data[place + 1] == 0xFF:
            place += 1
        kind = data[place + 1]
        if kind == _END:
            yield data[place : place + 2]
            return
        end = place + 2
        if kind not in _ALONE:
            end += struct.unpack_from(">H", data, end)[0]
        if kind == _SCAN:
            found = _MARKER.search(data, end)
            end = found.start() if found else _fail()
        if _is_kept(kind, data[place + 4 : place + 20]):
            yield data[place:end]
        place = end


def _is_kept(kind: int, start: bytes) -> bool:
    if kind in _KEPT_JPEG:
        return start.startswith(_KEPT_JPEG[kind])
    return not (0xE0 <= kind <= 0xEF or kind == 0xFE)


def _png_parts(data: bytes) -> Iterator[bytes]:
    place, kind = 8, b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, place)
        kind, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data):
            _fail()
        if kind in _KEPT_PNG:
            yield data[place:end]
        place = end


def _webp_parts(data: bytes) -> Iterator[bytes]:
    place, last = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    unset = ~sum(_DROPPED_WEBP.values())
    while place < last:
        kind, length = struct.unpack_from("<4sI", data, place)
        end = place + 8 + length + length % 2
        part = data[place:end]
        if kind == b"VP8X":
            part = part[:8] + bytes([part[8] & unset]) + part[9:]
        if kind not in _DROPPED_WEBP:
            yield part
        place = end


def _gif_parts(data: bytes) -> Iterator[bytes]:
    place = 13 + _table(data[10])
    yield data[:place]
    while data[place] != 0x3B:
        start = place
        if data[place] == 0x2C:
            place = _after_blocks(data, place + 11 + _table(data[place + 9]))
            yield data[start:place]
        elif data[place] == 0x21:
            place = _after_blocks(data, place + 2)
            kind, name = data[start + 1], data[start + 3 : start + 14]
            if kind == 0xF9 or (kind == 0xFF and name in _KEPT_GIF):
                yield data[start:place]
        else:
            raise ValueError("a block was expected")
    yield b";"


def _table(flags: int) -> int:
    """The bytes of a colour table."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    while data[place]:
        place += data[place] + 1
    return place + 1


def _fail() -> int:
    raise ValueError("the file ends too early")
