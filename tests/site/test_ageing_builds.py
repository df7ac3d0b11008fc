"""A build on a later day: what has become old is told, and no byte of the site depends on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_portal import replace_in
from built_tree import hash_files
from forked import Done, run_forked
from safar.sources.starter import NewPortal, write_portal

DAY = 86400
FIRST = 1795392000  # 23 November 2026
NOTHING = "Nothing has changed"
PAGE = "docs/ru/index.md"


def build_on(root: Path, days: int) -> Done:
    """A build so many days after 23 November 2026."""
    return run_forked(["build"], root, SOURCE_DATE_EPOCH=str(FIRST + days * DAY))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new portal whose first page ends on 31 December 2026, built on 23 November."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(FIRST))
    root = tmp_path / "portal"
    assert write_portal(root, NewPortal("Ageing", "ru")) == []
    replace_in(root / PAGE, "danger: low\n", "danger: low\nvalid_until: 2026-12-31\n")
    done = build_on(root, 0)
    assert done.code == 0, done.output
    assert "page.end" not in done.output
    return root


def test_an_end_that_has_come_is_told_once_and_then_remembered(root: Path) -> None:
    before = hash_files(root / "site")
    assert build_on(root, 7).output.startswith(NOTHING)
    for days, code in ((8, "page.ends"), (39, "page.ended")):
        first, again, later = build_on(root, days), build_on(root, days), build_on(root, days + 5)
        assert (first.code, again.code) == (0, 0)
        assert NOTHING not in first.output
        assert all(NOTHING in done.output for done in (again, later))
        assert all(f"[{code}]" in done.output for done in (first, again, later))
    assert hash_files(root / "site") == before


def test_a_clock_that_goes_back_is_not_believed(root: Path) -> None:
    assert "[page.ended]" in build_on(root, 39).output
    assert "page.end" not in build_on(root, 0).output


def test_a_dangerous_page_that_has_ended_leaves_the_old_site_whole(root: Path) -> None:
    source = "danger: high\nsources:\n  - {title: A, url: https://example.org/a, date: 2026-11-23}"
    replace_in(root / PAGE, "danger: low", source)
    assert build_on(root, 38).code == 0
    before = hash_files(root / "site")
    for _ in range(2):
        done = build_on(root, 39)
        assert done.code == 1
        assert "[page.ended]" in done.output
        assert hash_files(root / "site") == before
    reason = "The law is not printed yet."
    override = f"index.md:\n  until: 2027-01-02\n  reason: {reason}\n"
    (root / "docs/_data/overrides.yml").write_text(override, encoding="utf-8")
    done = build_on(root, 39)
    assert done.code == 0
    assert reason in done.output
    assert hash_files(root / "site") == before
    assert reason in build_on(root, 40).output
    late = build_on(root, 41)
    assert late.code == 1
    assert "[override.ended]" in late.output


def test_check_says_the_same_as_build(root: Path) -> None:
    environment = {"SOURCE_DATE_EPOCH": str(FIRST + 39 * DAY)}
    done = run_forked(["check"], root, **environment)
    assert done.code == 0
    assert "[page.ended]" in done.output


def test_an_engine_build_says_it_too(root: Path) -> None:
    (root / "hooks/own.py").write_text("def on_env(env, config, files):\n    return env\n", "utf-8")
    replace_in(
        root / "mkdocs.yml", "  - hooks/pages.py\n", "  - hooks/pages.py\n  - hooks/own.py\n"
    )
    done = build_on(root, 39)
    assert done.code == 0, done.output
    assert "Nothing is kept" in done.output
    assert "[page.ended]" in done.output
