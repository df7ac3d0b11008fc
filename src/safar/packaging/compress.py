"""Compressed siblings: `page.html.br` and `page.html.gz` beside `page.html`, ready to be sent.

A server sends them as they are, so they are as small as the formats allow, and the same input has
the same bytes whenever and wherever the tree is built with the same versions of the libraries.
"""

from __future__ import annotations

import struct
import zlib
from enum import Enum

import brotli  # type: ignore[import-untyped]

from safar.packaging.headers import MIN_COMPRESSED, TEXT_TYPES

GZIP_LEVEL = 9
BROTLI_QUALITY = 11
# Magic, deflate, no flags; no time; slowest; "unknown system" wherever it was written (RFC 1952).
GZIP_HEAD = b"\x1f\x8b\x08\x00" + bytes(4) + b"\x02\xff"
RAW_DEFLATE = -15
GZIP_WRAPPED = 31


class Encoding(Enum):
    """A form of a sibling; the value is the end of its name."""

    BROTLI = ".br"
    GZIP = ".gz"


def is_compressible(path: str) -> bool:
    """True for a kind of file that deserves siblings: text, by the end of its name."""
    name, dot, ending = path.rpartition(".")
    return bool(name and dot) and ending in TEXT_TYPES


def original_of(path: str) -> str:
    """The path of the file that a sibling belongs to; `""` for any other path."""
    for encoding in Encoding:
        original = path.removesuffix(encoding.value)
        if original != path and is_compressible(original):
            return original
    return ""


def compressed(data: bytes, encoding: Encoding) -> bytes:
    """The smallest form of `data`; `b""` if it is not worth a sibling: short, or not smaller."""
    if len(data) < MIN_COMPRESSED:
        return b""
    packed = _brotli(data) if encoding is Encoding.BROTLI else _gzip(data)
    return packed if len(packed) < len(data) else b""


def unpacked(data: bytes, encoding: Encoding) -> bytes | None:
    """What a sibling holds; None if it is damaged."""
    try:
        if encoding is Encoding.BROTLI:
            return bytes(brotli.decompress(data))
        return _gunzip(data)
    except (brotli.error, zlib.error):
        return None


def _gunzip(data: bytes) -> bytes | None:
    reader = zlib.decompressobj(wbits=GZIP_WRAPPED)
    text = reader.decompress(data)
    return text if reader.eof and not reader.unused_data else None


def _brotli(data: bytes) -> bytes:
    return bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY))


def _gzip(data: bytes) -> bytes:
    deflate = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, RAW_DEFLATE, memLevel=9)
    body = deflate.compress(data) + deflate.flush()
    return GZIP_HEAD + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
