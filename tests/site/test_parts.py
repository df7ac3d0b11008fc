"""Parts of a site that were built apart are put together into the bytes of one build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from built_tree import hash_files
from forked import Done, run_forked
from scenario import write_scenario

LOCALES = ("uz", "uz-Cyrl", "ru")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario, its site, and its parts: two of one locale and one of two with one again."""
    root = tmp_path_factory.mktemp("parts") / "portal"
    write_scenario(root)
    build(root, "--site-dir", "site")
    for part in ("uz", "ru", "uz-Cyrl,ru"):
        build(root, "--part", part, "--site-dir", f"parts/{part.replace(',', '+')}")
    return root


def build(root: Path, *words: str, **environment: str) -> None:
    done = run_forked(["build", *words], root, **environment)
    assert done.code == 0, done.output


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A folder with copies of the parts, as another machine gets them."""
    shutil.copytree(built / "parts", tmp_path / "parts")
    return tmp_path


def assemble(folder: Path, *names: str) -> Done:
    parts = [f"parts/{name}" for name in names]
    return run_forked(["assemble", *parts, "--site-dir", "site"], folder)


def test_all_parts_together_are_the_site(built: Path, folder: Path) -> None:
    done = assemble(folder, "uz", "uz-Cyrl+ru")
    assert done == Done(0, "The site is ready: open site/index.html\n")
    assert hash_files(folder / "site") == hash_files(built / "site")


def test_parts_that_overlap_and_their_order_change_nothing(built: Path, folder: Path) -> None:
    assert assemble(folder, "uz-Cyrl+ru", "ru", "uz").code == 0
    assert hash_files(folder / "site") == hash_files(built / "site")


def test_a_part_shows_all_languages_and_holds_only_its_own(built: Path) -> None:
    part = built / "parts/uz"
    assert {path.name for path in part.iterdir() if path.is_dir()} == {"assets", "uz"}
    page = (part / "uz/index.html").read_text(encoding="utf-8")
    assert "../ru/index.html" in page
    assert page == (built / "site/uz/index.html").read_text(encoding="utf-8")


def test_an_edit_reaches_the_site_through_its_part_alone(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "portal"
    shutil.copytree(built, root, ignore=shutil.ignore_patterns(".safar-cache"))
    page = root / "docs/uz/work/wages.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nYana.\n", encoding="utf-8")
    build(root, "--part", "uz", "--site-dir", "parts/uz")
    build(root, "--part", "uz-Cyrl,ru", "--site-dir", "parts/uz-Cyrl+ru")
    assert assemble(root, "uz", "uz-Cyrl+ru").code == 0
    build(root, "--site-dir", "whole")
    assert hash_files(root / "site") == hash_files(root / "whole")


def test_a_missing_language_is_named(folder: Path) -> None:
    done = assemble(folder, "uz", "ru")
    assert done.code == 1
    assert "parts: the part of the locale uz-Cyrl is missing [part.missing]" in done.output
    assert "safar build --part uz-Cyrl --site-dir part-uz-Cyrl" in done.output
    assert not (folder / "site").exists()


@pytest.mark.parametrize("harm", ["changed", "deleted"])
def test_a_damaged_part_is_refused_and_the_old_site_stays(folder: Path, harm: str) -> None:
    assert assemble(folder, "uz", "uz-Cyrl+ru").code == 0
    before = hash_files(folder / "site")
    page = folder / "parts/uz/uz/about.html"
    page.unlink() if harm == "deleted" else page.write_text("x", encoding="utf-8")
    done = assemble(folder, "uz", "uz-Cyrl+ru")
    assert done.code == 1
    assert "parts/uz/uz/about.html: missing or damaged [part.broken]" in done.output
    assert hash_files(folder / "site") == before


def test_a_part_of_other_sources_is_refused(built: Path, folder: Path) -> None:
    other = folder / "other"
    shutil.copytree(built, other, ignore=shutil.ignore_patterns(".safar-cache", "parts", "site"))
    page = other / "docs/ru/work/wages.md"
    page.write_text(
        page.read_text("utf-8").replace("checked: 2026-11-23", "checked: 2026-11-22"), "utf-8"
    )
    build(other, "--part", "uz", "--site-dir", str(folder / "parts/old"))
    done = assemble(folder, "uz-Cyrl+ru", "old")
    assert done.code == 1
    assert "not from the same sources and versions" in done.output
    assert "[part.other]" in done.output


@pytest.mark.parametrize(
    "manifest", ["", "{", "[]", '{"format": 1}', '{"format": 99}', "nothing"], ids=repr
)
def test_a_folder_that_is_no_part_is_named(folder: Path, manifest: str) -> None:
    file = folder / "parts/uz/part.json"
    file.unlink() if manifest == "nothing" else file.write_text(manifest, encoding="utf-8")
    done = assemble(folder, "uz", "uz-Cyrl+ru")
    assert done.code == 1
    assert "parts/uz: expected a part of a site" in done.output


def test_a_manifest_leads_nowhere_outside(folder: Path) -> None:
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    file = folder / "parts/uz/part.json"
    value = json.loads(file.read_text(encoding="utf-8"))
    for path in ("../../secret.txt", "/etc/hostname"):
        value["sha256"][path] = next(iter(value["sha256"].values()))
    file.write_text(json.dumps(value), encoding="utf-8")
    done = assemble(folder, "uz", "uz-Cyrl+ru")
    assert done.code == 1
    assert done.output.count("missing or damaged") == 2


def test_a_folder_with_other_files_is_not_replaced(folder: Path) -> None:
    (folder / "site").mkdir()
    (folder / "site/photo.jpg").write_bytes(b"mine")
    done = assemble(folder, "uz", "uz-Cyrl+ru")
    assert done.code == 1
    assert "received site with other files" in done.output
    assert (folder / "site/photo.jpg").read_bytes() == b"mine"


def test_an_unknown_language_of_a_part_is_named(built: Path) -> None:
    done = run_forked(["build", "--part", "xx", "--site-dir", "parts/x"], built)
    assert done.code == 1
    assert '--part: expected tags of the locale table, received "xx"' in done.output
