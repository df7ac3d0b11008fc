"""Checks between files: links, anchors, navigation, texts, on a small portal on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Golden
from sample_site import check_folder, write_site


@pytest.mark.goldens("site_checks")
def test_a_portal_has_the_problems_of_its_golden_file(golden: Golden, tmp_path: Path) -> None:
    write_site(tmp_path, golden.case["files"])
    golden.check(None, check_folder(tmp_path))


def test_a_portal_without_mistakes_has_no_problems(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    assert check_folder(tmp_path) == []
