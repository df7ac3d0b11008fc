"""The directory: what editors are told about entries, towns and names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import Golden
from safar.problems import Problem
from safar.sources.portal import load_sources
from sample_site import sample_files, write_site

LISTS = "docs/_data/lists.yml"
CLOSED = """kinds: [consulate, hotline]
services: [consular, legal_advice]
tongues: [uz, ru]
short_codes: {UZ: ["1282"]}
"""
TEXTS = """kinds: {consulate: Consulate, hotline: Hotline}
services: {consular: Papers, legal_advice: A lawyer}
tongues: {uz: Uzbek, ru: Russian}
cities: {tashkent: Tashkent, moscow: Moscow}
"""
CITIES = """tashkent: {country: UZ, point: [41.2647, 69.2163], zone: Asia/Tashkent}
moscow: {country: RU, point: [55.752, 37.6178], zone: Europe/Moscow}
"""


def write_directory(root: Path, files: Mapping[str, str]) -> None:
    """The small portal with towns, kinds and services, and the files of a case."""
    found = sample_files()
    found[LISTS] += CLOSED
    for path in [path for path in found if path.endswith("/_data/lists.yml") and path != LISTS]:
        found[path] += TEXTS
    found["docs/_data/cities.yml"] = CITIES
    found["docs/_data/edition.yml"] = "date: 2026-11-29\n"
    write_site(root, {**found, "docs/assets/img/stamp.png": None, **files})


@pytest.mark.goldens("centres")
def test_entries_are_checked_as_their_golden_file_says(golden: Golden, tmp_path: Path) -> None:
    write_directory(tmp_path, golden.case["files"])
    loaded = load_sources(tmp_path / "mkdocs.yml", "")
    assert not isinstance(loaded, Problem)
    told = [problem for problem in loaded.problems if problem.code.value != "host.entry"]
    directory = loaded.directory
    shown = {name: directory.age(centre).value for name, centre in directory.centres.items()}
    golden.check({"ages": shown, "asked": [each.id for each in directory.asked]}, told)
