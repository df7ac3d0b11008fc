"""The bytes of compressed siblings."""

from __future__ import annotations

import gzip
import hashlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safar.packaging.compress import Encoding, compressed, is_compressible, original_of, unpacked

PAGE = ("<p>Патент керек. Патент қажет. Patent kerak.</p>\n" * 200).encode()


@pytest.mark.parametrize("encoding", Encoding)
def test_other_readers_get_the_text_back(encoding: Encoding) -> None:
    packed = compressed(PAGE, encoding)
    read = {Encoding.GZIP: gzip.decompress, Encoding.BROTLI: brotli.decompress}[encoding]
    assert read(packed) == PAGE
    assert len(packed) < len(PAGE) / 20


@pytest.mark.parametrize("encoding", Encoding)
def test_the_same_text_has_the_same_bytes(encoding: Encoding) -> None:
    assert compressed(PAGE, encoding) == compressed(bytearray(PAGE), encoding)


def test_gzip_names_no_time_no_file_and_no_system() -> None:
    assert compressed(PAGE, Encoding.GZIP)[:10].hex(" ") == "1f 8b 08 00 00 00 00 00 02 ff"


def test_brotli_is_smaller_than_gzip() -> None:
    assert len(compressed(PAGE, Encoding.BROTLI)) < len(compressed(PAGE, Encoding.GZIP))


@pytest.mark.parametrize("encoding", Encoding)
def test_what_does_not_become_smaller_has_no_sibling(encoding: Encoding) -> None:
    assert compressed(PAGE[:1023], encoding) == b""
    assert compressed(PAGE[:1024], encoding) != b""
    assert compressed(random_bytes(4096), encoding) == b""


def random_bytes(count: int) -> bytes:
    """Bytes that nobody can pack, the same in every run."""
    return b"".join(hashlib.sha256(bytes([number])).digest() for number in range(count // 32))


@given(st.binary(min_size=1, max_size=200), st.integers(min_value=6, max_value=2000))
def test_anything_comes_back_as_it_was(part: bytes, times: int) -> None:
    data = part * times
    for encoding in Encoding:
        packed = compressed(data, encoding)
        assert not packed or unpacked(packed, encoding) == data


@pytest.mark.parametrize("encoding", Encoding)
def test_a_damaged_sibling_holds_nothing(encoding: Encoding) -> None:
    packed = compressed(PAGE, encoding)
    assert unpacked(packed, encoding) == PAGE
    broken = (b"", packed[:-1], packed[: len(packed) // 2], packed + b"more", PAGE)
    assert [unpacked(bad, encoding) for bad in broken] == [None] * len(broken)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", True),
        ("ky/work/wages.html", True),
        ("assets/safar.css", True),
        ("assets/safar.js", True),
        ("assets/icon.svg", True),
        ("edition.json", True),
        ("sitemap.xml", True),
        ("robots.txt", True),
        ("assets/img/stamp.png", False),
        ("assets/img/stamp.webp", False),
        ("ky/index.html.br", False),
        ("assets/forms.zip", False),
        ("html", False),
        ("a.html/LICENSE", False),
    ],
)
def test_text_deserves_siblings(path: str, expected: bool) -> None:
    assert is_compressible(path) == expected


@pytest.mark.parametrize(
    ("path", "original"),
    [
        ("ky/index.html.br", "ky/index.html"),
        ("ky/index.html.gz", "ky/index.html"),
        ("ky/index.html", ""),
        ("assets/forms.tar.gz", ""),
        ("ky/index.html.gz.br", ""),
        (".gz", ""),
    ],
)
def test_a_sibling_belongs_to_a_text(path: str, original: str) -> None:
    assert original_of(path) == original
