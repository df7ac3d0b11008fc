"""Rules of calculators: what they name is there, and their page prints what they count with."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Golden
from safar.problems import Problem
from safar.sources.portal import load_sources
from sample_site import write_site


@pytest.mark.goldens("tools")
def test_rules_are_checked_as_their_golden_file_says(golden: Golden, tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/assets/img/stamp.png": None, **golden.case["files"]})
    loaded = load_sources(tmp_path / "mkdocs.yml", "")
    assert not isinstance(loaded, Problem)
    told = [problem for problem in loaded.problems if problem.code.value != "host.entry"]
    rules = loaded.tools
    golden.check({"stay": len(rules.stay), "deadlines": len(rules.deadlines)}, told)
