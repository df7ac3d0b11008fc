"""The preview makes the files of a picture when a browser asks for one of them."""

from __future__ import annotations

import io
from pathlib import Path

import PIL.Image
import pytest

from safar.preview.loading import State, load_state
from safar.preview.memo import Memo
from safar.preview.screen import Screen
from scenario import write_scenario

PICTURE = "assets/img/stamp.png"


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    write_scenario(tmp_path)
    file = tmp_path / "docs" / PICTURE
    file.parent.mkdir(parents=True)
    noise = PIL.Image.effect_noise((1200, 800), 80).convert("RGB")
    noise.save(file, exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00")
    page = tmp_path / "docs/ru/work/wages.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + f"\n![Штамп](../../{PICTURE})\n", encoding="utf-8")
    state = load_state(tmp_path / "mkdocs.yml", Memo(tmp_path), None)
    assert isinstance(state, State), state
    return Screen(state, lambda page: None)


def test_every_file_that_a_page_names_is_there(screen: Screen) -> None:
    html = screen.answer("ru/work/wages.html").body.decode()
    variants = [v.path for v in screen.state.portal.images[PICTURE].variants]
    assert len(variants) > 1
    for path in (PICTURE, *variants):
        assert f"../../{path}" in html
        answer = screen.answer(path)
        assert (answer.status, answer.name) == (200, path)
        with PIL.Image.open(io.BytesIO(answer.body)) as image:
            assert image.width in (648, 792, 1200)
            assert not image.getexif()
    assert screen.answer("assets/img/stamp-5.webp").status == 404
