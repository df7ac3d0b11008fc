"""The cache is a help and never a witness: damaged, old or foreign, it changes no byte."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from built_tree import hash_files
from forked import run_forked
from safar.cache import question
from safar.cache.record import load_record
from scenario import write_scenario

CACHE = ".safar-cache"
SEED = 20261123


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built scenario, to be copied."""
    root = tmp_path_factory.mktemp("cache") / "portal"
    write_scenario(root)
    done = run_forked(["build"], root)
    assert done.code == 0, done.output
    return root


@pytest.fixture
def portal(built: Path, tmp_path: Path) -> Path:
    """A copy whose cache holds, and one page that was edited since."""
    root = tmp_path / "portal"
    shutil.copytree(built, root, ignore=shutil.ignore_patterns(CACHE, "site"))
    assert run_forked(["build"], root).code == 0
    edit(root)
    return root


def edit(root: Path) -> None:
    page = root / "docs/ru/work/wages.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nA new line.\n", encoding="utf-8")


def clean(root: Path) -> dict[str, str]:
    """The files of a build without any cache."""
    done = run_forked(["build", "--no-cache", "--site-dir", "clean"], root)
    assert done.code == 0, done.output
    return hash_files(root / "clean")


def assert_right(root: Path) -> str:
    """The build gives the right bytes and exit code; returns what it said."""
    done = run_forked(["build"], root)
    assert done.code == 0, done.output
    assert "Traceback" not in done.output
    assert hash_files(root / "site") == clean(root)
    return done.output


def record_of(root: Path) -> Path:
    (path,) = (root / CACHE).glob("site-*.json")
    return path


def damage(raw: bytes, choice: random.Random) -> bytes:
    """Bytes flipped, cut out, doubled, cut off or replaced."""
    data = bytearray(raw)
    place = choice.randrange(len(data))
    match choice.randrange(5):
        case 0:
            for _ in range(choice.randrange(1, 20)):
                data[choice.randrange(len(data))] ^= 1 << choice.randrange(8)
        case 1:
            del data[place : place + choice.randrange(1, 2000)]
        case 2:
            data[place:place] = data[: choice.randrange(1, 2000)]
        case 3:
            del data[place:]
        case _:
            data[place : place + 500] = choice.randbytes(500)
    return bytes(data)


@pytest.mark.parametrize("round_", range(12))
def test_a_damaged_cache_changes_no_byte(portal: Path, round_: int) -> None:
    choice = random.Random(SEED + round_)
    for path in (record_of(portal), portal / CACHE / "pages.sqlite"):
        if choice.random() < 0.7:
            path.write_bytes(damage(path.read_bytes(), choice))
    assert_right(portal)


def test_a_damaged_record_is_told_in_one_line(portal: Path) -> None:
    record = record_of(portal)
    record.write_bytes(record.read_bytes()[:-100])
    said = assert_right(portal)
    assert said.count("\n") == 2
    assert "damaged" in said.splitlines()[0]


def test_a_record_of_another_version_is_not_used(portal: Path) -> None:
    record = record_of(portal)
    content = json.dumps({**json.loads(record.read_bytes().split(b"\n", 1)[1]), "format": 99})
    checksum = hashlib.sha256(content.encode()).hexdigest()
    record.write_bytes(checksum.encode() + b"\n" + content.encode())
    found, notice = load_record(record)
    assert found is None
    assert "another version" in notice
    assert "another version" in assert_right(portal)


def test_a_store_with_wrong_texts_is_found_out(portal: Path) -> None:
    """Rows of right keys whose values were exchanged: each is told by its checksum."""
    database = sqlite3.connect(portal / CACHE / "pages.sqlite")
    database.execute("UPDATE rendered SET value = zeroblob(50)")
    database.execute("UPDATE entries SET value = zeroblob(50)")
    database.commit()
    database.close()
    assert "cache is damaged" in assert_right(portal)


def test_a_file_that_is_no_store_is_thrown_away(portal: Path) -> None:
    (portal / CACHE / "pages.sqlite").write_text("not a database, but long enough " * 100)
    assert "cache is damaged" in assert_right(portal)
    assert "damaged" not in run_forked(["build"], portal).output


def test_the_cache_of_another_portal_is_of_no_use(portal: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_scenario(other)
    page = other / "docs/ru/work/wages.md"
    page.write_text(page.read_text(encoding="utf-8").replace("title:", "title: X"), "utf-8")
    shutil.copytree(portal / CACHE, other / CACHE)
    (other / CACHE / record_of(portal).name).rename(other / CACHE / "site-000000000000.json")
    assert_right(other)


def test_a_cache_folder_that_cannot_be_written_is_no_error(portal: Path) -> None:
    shutil.rmtree(portal / CACHE)
    (portal / CACHE).write_text("a file")
    assert_right(portal)


def test_another_version_of_the_generator_makes_everything_anew(
    portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = question.load_versions
    monkeypatch.setattr(question, "load_versions", lambda: versions() + " other-1.0.dist-info")
    done = run_forked(["build", "--profile"], portal)
    line = next(line for line in done.output.splitlines() if line.startswith("read the pages"))
    assert int(line.split()[-1]) > 10, "every page is read again"


@pytest.mark.parametrize("kind", ["folder", "broken link", "pipe"])
def test_what_only_has_the_name_of_a_file_is_a_change(portal: Path, kind: str) -> None:
    assert_right(portal)
    assert assert_right(portal).startswith("Nothing has changed")
    odd = portal / "docs/_data/facts/zz.yml"
    if kind == "folder":
        odd.mkdir()
    elif kind == "broken link":
        odd.symlink_to("nowhere.yml")
    else:
        os.mkfifo(odd)
    before = hash_files(portal / "site")
    done = run_forked(["build"], portal)
    assert done.code == 1, done.output
    assert "docs/_data/facts/zz.yml" in done.output
    assert hash_files(portal / "site") == before
