"""The files of `hosting/`: those that are generated, and the workflow of GitHub Pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from built_portal import ROOT
from hosting.web_servers import HOSTING
from safar.packaging.headers import HSTS, render_files
from safar.sources.hosting import write_hosting

BY_HAND = {
    *("nginx/brotli.conf", "nginx/server-at-root.conf", "nginx/server-in-sub-path.conf"),
    *("apache/site.conf", "github/pages.yml"),
}


def list_files(folder: Path) -> set[str]:
    """Every file below a folder by its path."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_committed_files_are_what_the_list_gives() -> None:
    for name, text in render_files().items():
        assert (HOSTING / name).read_bytes() == text.encode(), (
            f"{name}: run python -m safar.sources.hosting"
        )


def test_every_file_is_generated_or_known_to_be_written_by_hand() -> None:
    assert list_files(HOSTING) == set(render_files()) | BY_HAND


def test_the_command_writes_all_of_them(tmp_path: Path) -> None:
    write_hosting(tmp_path / "hosting")
    assert list_files(tmp_path / "hosting") == set(render_files())


@pytest.mark.parametrize("name", ["nginx/portal.conf", "apache/.htaccess", "netlify/_headers"])
def test_the_promise_of_https_is_there_but_not_made(name: str) -> None:
    lines = render_files()[name].splitlines()
    (place,) = (at for at, line in enumerate(lines) if HSTS[0] in line)
    assert all(line.strip().startswith("#") for line in lines[place - 2 : place + 1])


@pytest.fixture
def workflow() -> dict[str, Any]:
    """The workflow, parsed."""
    return dict(yaml.safe_load((HOSTING / "github/pages.yml").read_text(encoding="utf-8")))


def test_the_workflow_builds_and_hands_over_what_make_site_makes(workflow: dict[str, Any]) -> None:
    steps = workflow["jobs"]["build"]["steps"]
    (building,) = (step for step in steps if "run" in step)
    assert building["run"] == "make site"
    assert re.search(r"^site: ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    (pages,) = (step for step in steps if step.get("id") == "pages")
    assert building["env"] == {"SAFAR_SITE_URL": "${{ steps.pages.outputs.base_url }}/"}
    assert steps.index(pages) < steps.index(building)
    (handing,) = (step for step in steps if "upload-pages" in step.get("uses", ""))
    assert handing["with"] == {"path": "site"}
    assert steps[-1] == handing


def test_only_the_job_that_publishes_may_write(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {}
    jobs = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert set(jobs["build"].values()) == {"read"}
    assert jobs["deploy"] == {"pages": "write", "id-token": "write"}
    assert [step.keys() & {"run"} for step in workflow["jobs"]["deploy"]["steps"]] == [set()]


def test_every_action_is_of_its_maker_and_of_one_version(workflow: dict[str, Any]) -> None:
    used = [
        step["uses"]
        for job in workflow["jobs"].values()
        for step in job["steps"][:]
        if "uses" in step
    ]
    assert len(used) == 5
    assert [name for name in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", name)] == []
