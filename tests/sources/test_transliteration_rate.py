"""The measuring command: figures that can be checked by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from safar.sources import transliteration_rate as measure


def test_edits_are_counted_as_levenshtein_distance() -> None:
    assert measure.count_edits("сирк", "цирк") == 1
    assert measure.count_edits("апрел", "апрель") == 1
    assert measure.count_edits("", "март") == 4


def test_the_command_prints_the_rate_with_and_without_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, word in (("latin", "aprel"), ("cyrillic", "апрель")):
        text = {"docs": [{"title": "1", "text": word}], "preamble": ""}
        (tmp_path / f"{name}.json").write_text(json.dumps(text), encoding="utf-8")
    files = [str(tmp_path / "latin.json"), str(tmp_path / "cyrillic.json")]
    exceptions = Path(__file__).resolve().parents[2] / measure.LIST
    monkeypatch.setattr(
        sys,
        "argv",
        ["measure", "--latin", files[0], "--cyrillic", files[1], "--exceptions", str(exceptions)],
    )
    measure.main()
    printed = capsys.readouterr().out
    assert ": 0 edits in 7 characters, 0.000 %" in printed
    assert "rules only: 1 edits in 7 characters, 14.286 %" in printed
