"""The scripts that a browser gets are made from those that people read."""

from __future__ import annotations

from pathlib import Path

from safar.sources.scripts import ASSETS, SCRIPTS, render_scripts

ROOT = Path(__file__).parents[2]


def test_the_committed_scripts_are_made_from_their_sources() -> None:
    made = render_scripts(ROOT / SCRIPTS)
    kept = {name: (ROOT / ASSETS / name).read_text(encoding="utf-8") for name in made}
    assert kept == made, "run .venv/bin/python -m safar.sources.scripts and commit what it writes"
