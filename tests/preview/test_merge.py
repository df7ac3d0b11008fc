"""A portal with single pages put into it is the portal that is read as a whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from built_portal import copy_portal
from safar.model.content import PageSource
from safar.model.portal import Portal
from safar.preview.memo import Memo, is_broken
from safar.preview.merge import find_moves, put_records, show_again
from safar.sources.pages import PageFile
from safar.sources.portal import Loaded, load_sources

PAGE = "docs/uz/before/documents.md"
HAND_WRITTEN = "docs/uz-Cyrl/before/documents.md"


def edit(root: Path) -> list[str]:
    text = (root / PAGE).read_text("utf-8")
    (root / PAGE).write_text(text.replace("title: ", "title: Yangi "), "utf-8")
    return [PAGE]


def delete(root: Path) -> list[str]:
    (root / PAGE).unlink()
    return [PAGE]


def rename(root: Path) -> list[str]:
    (root / PAGE).rename(root / "docs/uz/before/papers.md")
    return [PAGE, "docs/uz/before/papers.md"]


def delete_source(root: Path) -> list[str]:
    (root / "docs/en/before/documents.md").unlink()
    return ["docs/en/before/documents.md"]


def write_by_hand(root: Path) -> list[str]:
    (root / HAND_WRITTEN).parent.mkdir(parents=True)
    shutil.copy2(root / PAGE, root / HAND_WRITTEN)
    return [HAND_WRITTEN]


def delete_all_but_english(root: Path) -> list[str]:
    paths = sorted(root.glob("docs/*/before/documents.md"))
    gone = [path for path in paths if "/en/" not in path.as_posix()]
    for path in gone:
        path.unlink()
    return [path.relative_to(root).as_posix() for path in gone]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_portal(tmp_path / "portal")


def read(root: Path) -> tuple[Loaded, Memo]:
    """The portal with or without errors, and the memo it was read with."""
    memo = Memo(root)
    loaded = load_sources(root / "mkdocs.yml", "", memo)
    assert isinstance(loaded, Loaded)
    return loaded, memo


def look(portal: Portal) -> dict[str, list[tuple[str, str, str, str]]]:
    """What every address of a portal shows, in the order of its pages."""
    return {
        tag: [(page.path, page.text.tag, page.source.digest, page.meta.title) for page in shown]
        for tag, pages in portal.pages.items()
        for shown in [pages.values()]
    }


def merge(loaded: Loaded, memo: Memo, paths: list[str]) -> Portal:
    """The portal after single files were read again."""
    files = tuple(PageFile(path.split("/")[1], path) for path in paths)
    entries = memo.read_again(files)
    records: dict[PageFile, PageSource | None] = {
        file: entry.record if entry else None for file, entry in entries.items()
    }
    portal = loaded.assemble()
    pages = put_records(loaded.sources.pages, records, portal.locales, portal.converter)
    return show_again(portal, pages, {file.norm for file in files})


@pytest.mark.parametrize(
    "change", [edit, delete, rename, delete_source, write_by_hand, delete_all_but_english]
)
def test_pages_put_in_one_by_one_give_the_portal_that_is_read_as_a_whole(
    change: Callable[[Path], list[str]], root: Path
) -> None:
    loaded, memo = read(root)
    before = look(loaded.assemble())
    merged = merge(loaded, memo, change(root))
    assert look(merged) == look(read(root)[0].assemble())
    assert look(merged) != before


def test_a_page_written_by_hand_gives_way_to_the_made_one_when_deleted(root: Path) -> None:
    before = look(read(root)[0].assemble())
    write_by_hand(root)
    loaded, memo = read(root)
    (root / HAND_WRITTEN).unlink()
    assert look(merge(loaded, memo, [HAND_WRITTEN])) == before


def test_a_file_outside_the_locales_changes_nothing(root: Path) -> None:
    loaded, memo = read(root)
    (root / "docs/xx").mkdir()
    shutil.copy2(root / PAGE, root / "docs/xx/index.md")
    assert look(merge(loaded, memo, ["docs/xx/index.md"])) == look(loaded.assemble())


def test_a_renamed_page_is_followed_in_every_script(root: Path) -> None:
    loaded, memo = read(root)
    merged = merge(loaded, memo, rename(root))
    assert find_moves(loaded.assemble(), merged) == {
        "uz/before/documents.html": "uz/before/papers.html",
        "uz-Cyrl/before/documents.html": "uz-Cyrl/before/papers.html",
    }
    assert find_moves(merged, merged) == {}


def test_an_unchanged_file_is_not_read_again(root: Path) -> None:
    _, memo = read(root)
    files: list[PageFile] = []
    counting = Memo(root, lambda reading, wanted: files.extend(wanted) or memo(reading, wanted))
    loaded = load_sources(root / "mkdocs.yml", "", counting)
    assert isinstance(loaded, Loaded)
    number = len(files)
    assert number > 10
    load_sources(root / "mkdocs.yml", "", counting)
    assert len(files) == number


def test_a_broken_file_is_known_until_it_is_mended(root: Path) -> None:
    _, memo = read(root)
    good = (root / PAGE).read_bytes()
    file = PageFile("uz", PAGE)
    assert list(memo.broken()) == []
    (root / PAGE).write_bytes(good.replace(b"title: ", b"title: a: b: "))
    entry = memo.read_again([file])[file]
    assert entry is not None and is_broken(entry)
    assert list(memo.broken()) == [file]
    (root / PAGE).write_bytes(good)
    memo.read_again([file])
    assert list(memo.broken()) == []
