"""The day of a build."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from built_portal import EPOCH
from forked import run_forked
from safar.sources.today import VARIABLE, DayError, today


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (EPOCH, "2026-11-29"),
        ("0", "1970-01-01"),
        ("951782399", "2000-02-28"),
        ("951782400", "2000-02-29"),
        ("951868800", "2000-03-01"),
    ],
)
def test_the_day_is_that_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, written: str, day: str
) -> None:
    monkeypatch.setenv(VARIABLE, written)
    assert today().isoformat() == day


def test_without_it_the_day_is_that_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    before = datetime.datetime.now(tz=datetime.UTC).date()
    assert before <= today() <= datetime.datetime.now(tz=datetime.UTC).date()
    monkeypatch.setenv(VARIABLE, "")
    assert before <= today() <= datetime.datetime.now(tz=datetime.UTC).date()


@pytest.mark.parametrize("written", ["soon", "-1", "1e9", "2026-11-23", "9" * 12, " 1", "１"])
def test_no_number_is_no_day(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv(VARIABLE, written)
    with pytest.raises(DayError, match=VARIABLE):
        today()


@pytest.mark.parametrize("words", [["check"], ["build"], ["new", "portal"]])
def test_every_command_says_so_in_one_line(tmp_path: Path, words: list[str]) -> None:
    root = tmp_path / "there"
    assert run_forked(["new", str(root)], tmp_path).code == 0
    done = run_forked(words, root, **{VARIABLE: "soon"})
    assert done.code == 1
    told = 'expected seconds since 1970, received "soon" [config.value]'
    lines = [line for line in done.output.splitlines() if told in line]
    assert len(lines) == 1
    assert "SOURCE_DATE_EPOCH" in done.output
    assert "1 error" in done.output.splitlines()[-1]
    assert not (root / "site").exists()
