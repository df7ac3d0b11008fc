"""The preview answers the files of a search index from memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from forked import run_forked
from safar.preview.loading import State, load_state
from safar.preview.memo import Memo
from safar.preview.screen import Screen
from scenario import write_scenario


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    write_scenario(tmp_path)
    return tmp_path


def show(portal: Path) -> Screen:
    state = load_state(portal / "mkdocs.yml", Memo(portal), None)
    assert isinstance(state, State), state
    return Screen(state, lambda page: None)


def test_the_index_is_the_one_that_a_build_writes(portal: Path) -> None:
    screen = show(portal)
    done = run_forked(["build"], portal)
    assert done.code == 0, done.output
    written = sorted((portal / "site").glob("*/search/*.js"))
    assert len(written) > 30
    for path in written:
        name = path.relative_to(portal / "site").as_posix()
        answer = screen.answer(name)
        assert (answer.status, answer.body) == (200, path.read_bytes()), name


def test_an_edit_is_found_and_a_file_that_is_none_is_missing(portal: Path) -> None:
    page = portal / "docs/ru/work/wages.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nЦуцванг.\n", encoding="utf-8")
    screen = show(portal)
    texts = [screen.answer(f"ru/search/p-{number}.js").body.decode() for number in range(8)]
    assert [text for text in texts if "Цуцванг" in text] != []
    assert screen.answer("ru/search/w-nothing.js").status == 404
    assert screen.answer("xx/search/index.js").status == 404
