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
    plain = [_colour(first, last, step, 0) for step in range(WIDTH + HEIGHT)]
    noisy = [_colour(first, last, step, 1) for step in range(WIDTH + HEIGHT)]
    rows = b"".join(_row(y, plain, noisy, random) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _colour(first: list[int], last: list[int], step: int, noise: int) -> bytes:
    """The colour so many steps from the corner."""
    share = step / (WIDTH + HEIGHT)
    parts = zip(first, last, strict=True)
    return bytes(min(255, int(start + (end - start) * share) + noise) for start, end in parts)


def _row(y: int, plain: list[bytes], noisy: list[bytes], random: Random) -> bytes:
    """A line of the picture; every fifth product of its coordinates may be noisy."""
    row = plain[y : y + WIDTH]
    for x in range(0, WIDTH, 1 if y % 5 == 0 else 5):
        if random.getrandbits(1):
            row[x] = noisy[x + y]
    return b"\0" + b"".join(row)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
