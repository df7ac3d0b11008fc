"""A build that is killed at any moment leaves a whole site: the old one or the new one."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from built_portal import Portal, build, clean_environment, safar
from built_tree import hash_files

MOMENTS = random.Random(20261123)


def start_build(root: Path, site: Path) -> subprocess.Popen[bytes]:
    """A build that runs beside the test."""
    return subprocess.Popen(
        [safar(), "build", "--site-dir", str(site), "--locales", "ky,ru"],
        cwd=root,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_somewhere(root: Path, site: Path) -> None:
    """Kill a build at a random moment of its whole time."""
    with start_build(root, site) as running:
        time.sleep(MOMENTS.uniform(0.1, 1.5))
        running.send_signal(signal.SIGKILL)


def kill_at_the_end(root: Path, site: Path) -> None:
    """Kill a build in the short time when the new tree takes the place of the old one."""
    fresh = site.with_name(site.name + ".new") / "edition.json"
    with start_build(root, site) as running:
        while running.poll() is None and not fresh.exists():
            time.sleep(0.001)
        time.sleep(MOMENTS.uniform(0, 0.12))
        running.send_signal(signal.SIGKILL)


def assert_whole(site: Path) -> str:
    """Every file that the edition lists is there, as listed, and nothing else; returns its code."""
    edition = json.loads((site / "edition.json").read_text(encoding="utf-8"))
    actual = hash_files(site)
    carriers = {"edition.json", "index.html", "ky/edition.html", "ru/edition.html"}
    assert {path: actual[path] for path in actual if path not in carriers} == edition["sha256"]
    for name in carriers:
        assert edition["content"] in (site / name).read_text(encoding="utf-8"), name
    return str(edition["content"])


@pytest.fixture
def small(source: Path, tmp_path: Path) -> Portal:
    """A portal of two languages with a site, to be edited and killed."""
    root = tmp_path / "портал"
    shutil.copytree(source, root)
    return build(root, tmp_path / "site", "--locales", "ky,ru")


def test_a_killed_build_leaves_the_old_site_or_the_new_one(small: Portal) -> None:
    page = small.root / "docs/ru/work/patent.md"
    codes = {assert_whole(small.site)}
    for kill in [kill_somewhere, kill_at_the_end] * 6:
        with page.open("a", encoding="utf-8") as file:
            file.write(f"\nПравка {len(codes)}.\n")
        kill(small.root, small.site)
        codes.add(assert_whole(small.site))
    build(small.root, small.site, "--locales", "ky,ru")
    codes.add(assert_whole(small.site))
    assert len(codes) > 1
    left = sorted(path.name for path in small.site.parent.iterdir())
    assert left == ["site", "портал"]


def test_a_swap_of_two_renames_that_was_cut_off_is_mended(small: Portal) -> None:
    old = small.site.with_name("site.old")
    small.site.rename(old)
    build(small.root, small.site, "--locales", "ky,ru")
    assert_whole(small.site)
    assert not old.exists()
