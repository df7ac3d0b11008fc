"""What a build may replace: a new folder or an earlier build, never somebody's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from safar.site.build import BuildError, refuse_foreign_folder


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(BuildError, match="with other files") as refused:
        refuse_foreign_folder(tmp_path)
    assert "hint: name a new folder" in str(refused.value)


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(BuildError):
        refuse_foreign_folder(tmp_path / "letter.txt")


def test_a_new_an_empty_and_a_built_folder_are_taken(tmp_path: Path) -> None:
    refuse_foreign_folder(tmp_path / "new")
    refuse_foreign_folder(tmp_path)
    (tmp_path / "edition.json").write_text("{}")
    (tmp_path / "ky").mkdir()
    refuse_foreign_folder(tmp_path)
    assert (tmp_path / "ky").is_dir()
