"""Putting a new folder in the place of the old one."""

from __future__ import annotations

from pathlib import Path

import pytest

from safar.sources import swap


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def read(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


@pytest.fixture(params=[True, False], ids=["one step", "two renames"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.param:
        monkeypatch.setattr(swap, "exchange", lambda first, second: False)


@pytest.mark.usefixtures("both_ways")
def test_the_new_files_stand_in_place_of_the_old(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"a/same": "1", "gone": "2", "changed": "3"})
    same = (site / "a/same").stat().st_ino
    with swap.fresh_folder(site) as folder:
        write(folder, {"a/same": "1", "changed": "4", "new": "5"})
        swap.swap_folder(folder, site, compare=True)
    assert read(site) == {"a/same": "1", "changed": "4", "new": "5"}
    assert (site / "a/same").stat().st_ino == same
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failed_build_leaves_the_old_site_alone(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"a": "1"})
    with pytest.raises(RuntimeError), swap.fresh_folder(site) as folder:
        write(folder, {"a": "half"})
        raise RuntimeError
    assert read(site) == {"a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_swap_cut_off_between_two_renames_is_mended_by_the_next_build(tmp_path: Path) -> None:
    write(tmp_path / "site.old", {"a": "1"})
    write(tmp_path / "site.new", {"a": "half"})
    with swap.fresh_folder(tmp_path / "site") as folder:
        assert read(folder) == {}
    assert read(tmp_path / "site") == {"a": "1"}


def test_a_changed_file_is_never_written_through_a_link(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"a": "1"})
    copy = tmp_path / "copy"
    copy.hardlink_to(site / "a")
    with swap.fresh_folder(site) as folder:
        write(folder, {"a": "2"})
        swap.swap_folder(folder, site)
    assert copy.read_text() == "1"
