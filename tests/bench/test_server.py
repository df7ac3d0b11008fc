"""The server that both sites are read from."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import brotli
import pytest
from bench.server import find_file, served


def test_texts_are_sent_compressed_and_pictures_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "index.html").write_text("слово " * 100, encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    with served(tmp_path) as origin:
        with urllib.request.urlopen(f"{origin}/ru/") as answer:
            assert answer.headers["Content-Encoding"] == "br"
            assert brotli.decompress(answer.read()).decode() == "слово " * 100
        with urllib.request.urlopen(f"{origin}/a.png") as answer:
            assert answer.headers["Content-Encoding"] is None
            assert answer.read() == b"\x89PNG"
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{origin}/none.html")


def test_nothing_outside_of_the_site_is_sent(tmp_path: Path) -> None:
    (tmp_path / "secret").touch()
    (tmp_path / "site").mkdir()
    assert find_file(tmp_path / "site", "/../secret") is None
    assert find_file(tmp_path / "site", "/%2e%2e/secret") is None
