"""Pictures of the corpus: colour gradients with a little noise, about 45 kB as PNG."""

from __future__ import annotations

import struct
import zlib
from random import Random

from bench.corpus import PICTURES

WIDTH, HEIGHT = 480, 270


def make_pictures() -> dict[str, bytes]:
    """Every picture of the corpus by its name."""
    return {f"i{number:02d}.png": make_picture(number) for number in range(PICTURES)}


def make_picture(seed: int) -> bytes:
    """One PNG file; the same seed gives the same bytes with the same zlib."""
    random = Random(seed)
    first, last = ([random.randrange(256) for _ in range(3)] for _ in range(2))
    rows = b"".join(_row(y, first, last, random) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _row(y: int, first: list[int], last: list[int], random: Random) -> bytes:
    row = bytearray([0])
    for x in range(WIDTH):
        share = (x + y) / (WIDTH + HEIGHT)
        noise = random.randrange(2) if (x * y) % 5 == 0 else 0
        row += bytes(
            min(255, int(start + (end - start) * share) + noise)
            for start, end in zip(first, last, strict=True)
        )
    return bytes(row)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
