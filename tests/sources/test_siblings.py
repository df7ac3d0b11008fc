"""Siblings in a tree: written, kept, renewed, removed; everything else stays as it was."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli
import pytest

from built_portal import Portal
from built_tree import hash_files, list_tree
from safar.sources.siblings import write_siblings

TEXT = "Патент берилгенден кийин эки айдын ичинде иш табуу керек.\n" * 60
OTHERS = {
    "assets/img/stamp.png": b"\x89PNG" + bytes(4000),
    "assets/forms.tar.gz": gzip.compress(b"forms" * 1000),
    "assets/notes.gz": b"somebody's own",
    "short.txt": b"short",
}
PAGES = ("index.html", "ky/index.html", "ky/work/wages.html", "assets/safar.css", "edition.json")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree: texts in which each line is another, and files that are no texts."""
    for number, name in enumerate(PAGES):
        write(tmp_path / name, (TEXT + name * number).encode())
    for name, data in OTHERS.items():
        write(tmp_path / name, data)
    return tmp_path


def write(path: Path, data: bytes) -> None:
    """A file with its folders, of yesterday."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, ns=(1_700_000_000_123_456_789,) * 2)


def siblings(tree: Path) -> dict[str, str]:
    """The siblings of a tree and their hashes."""
    hashes = hash_files(tree)
    return {path: hashes[path] for path in hashes if path.removesuffix(path[-3:]) in hashes}


def test_texts_get_two_siblings_and_nothing_else_is_touched(tree: Path) -> None:
    before, times = hash_files(tree), {path: path.stat() for path in tree.rglob("*.*")}
    assert write_siblings(tree) == 2 * len(PAGES)
    made = {f"{name}{ending}" for name in PAGES for ending in (".br", ".gz")}
    assert list_tree(tree) == set(before) | made
    assert {path: code for path, code in hash_files(tree).items() if path in before} == before
    assert {path: path.stat().st_mtime_ns for path in times if path.is_file()} == {
        path: known.st_mtime_ns for path, known in times.items() if path.is_file()
    }


def test_siblings_hold_their_original_and_have_its_time(tree: Path) -> None:
    write_siblings(tree)
    for name in PAGES:
        original = tree / name
        for ending, read in ((".br", brotli.decompress), (".gz", gzip.decompress)):
            sibling = tree / f"{name}{ending}"
            assert read(sibling.read_bytes()) == original.read_bytes()
            assert sibling.stat().st_mtime_ns == original.stat().st_mtime_ns


def test_a_second_run_writes_nothing(tree: Path) -> None:
    write_siblings(tree)
    before = {path: path.stat().st_ino for path in tree.rglob("*.*")}
    assert write_siblings(tree) == 0
    assert {path: path.stat().st_ino for path in tree.rglob("*.*")} == before


def test_the_bytes_do_not_depend_on_the_number_of_jobs(portal: Portal, tmp_path: Path) -> None:
    """On pages of the real portal, in a folder of each number of jobs."""
    names = ["index.html", "404.html", "assets/safar.css", "assets/safar.js", "edition.json"]
    names += [f"{tag}/index.html" for tag in portal.locales]
    results = []
    for jobs in (1, 2, 7):
        copy = tmp_path / str(jobs)
        for name in names:
            write(copy / name, (portal.site / name).read_bytes())
        assert write_siblings(copy, jobs=jobs) == 2 * len(names)
        results.append(hash_files(copy))
    assert results[0] == results[1] == results[2]


def test_a_changed_original_gets_new_siblings_and_the_same_as_in_a_new_tree(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write_siblings(tree)
    write(tree / "ky/index.html", TEXT.replace("эки", "үч").encode())
    assert write_siblings(tree) == 2
    fresh = tmp_path_factory.mktemp("fresh")
    for name in list_tree(tree) - set(siblings(tree)):
        write(fresh / name, (tree / name).read_bytes())
    write_siblings(fresh)
    assert hash_files(fresh) == hash_files(tree)


def test_siblings_of_a_file_that_has_gone_go_too(tree: Path) -> None:
    write_siblings(tree)
    (tree / "ky/work/wages.html").unlink()
    assert write_siblings(tree) == 0
    assert not list((tree / "ky/work").iterdir())


def test_a_file_that_became_short_has_no_siblings_any_more(tree: Path) -> None:
    write_siblings(tree)
    write(tree / "edition.json", b"{}")
    write_siblings(tree)
    assert not {"edition.json.br", "edition.json.gz"} & list_tree(tree)


def test_with_names_only_these_are_looked_at(tree: Path) -> None:
    write_siblings(tree)
    for name in ("index.html", "ky/index.html"):
        write(tree / name, b"<p>" + TEXT.encode())
    (tree / "ky/work/wages.html").unlink()
    (tree / "assets/safar.css").unlink()
    names = ["ky/index.html", "ky/work/wages.html", "assets/img/stamp.png", "ky/never-was.html"]
    assert write_siblings(tree, names) == 2
    left = list_tree(tree)
    assert not {"ky/work/wages.html.br", "ky/work/wages.html.gz"} & left
    assert {"assets/safar.css.br", "assets/safar.css.gz"} <= left
    assert brotli.decompress((tree / "index.html.br").read_bytes()) == TEXT.encode()
    assert (tree / "assets/img/stamp.png").read_bytes() == OTHERS["assets/img/stamp.png"]


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b\x08", b"<p>not packed</p>" * 3])
@pytest.mark.parametrize("name", ["index.html.br", "index.html.gz"])
def test_a_damaged_sibling_is_written_again(tree: Path, name: str, damage: bytes) -> None:
    write_siblings(tree)
    whole = hash_files(tree)
    (tree / name).write_bytes(damage)
    assert write_siblings(tree) == 1
    assert hash_files(tree) == whole


def test_a_run_that_is_cut_off_leaves_the_old_sibling_whole(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_siblings(tree)
    old = (tree / "index.html.br").read_bytes()
    write(tree / "index.html", b"<p>" + TEXT.encode())

    def stop(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
        cut.setattr(Path, "replace", stop)
        write_siblings(tree, ["index.html"])
    assert (tree / "index.html.br").read_bytes() == old
    assert (tree / "index.html.br.part").exists()
    assert write_siblings(tree) == 2
    assert not [path for path in list_tree(tree) if path.endswith(".part")]


def test_a_left_over_part_of_a_page_that_has_gone_is_removed(tree: Path) -> None:
    (tree / "ky/old.html.gz.part").write_bytes(b"half")
    write_siblings(tree)
    assert "ky/old.html.gz.part" not in list_tree(tree)


def test_a_file_that_another_tree_shares_is_not_written_into(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An earlier build is hard linked to the new one."""
    write_siblings(tree)
    earlier = tmp_path_factory.mktemp("earlier") / "index.html.br"
    os.link(tree / "index.html.br", earlier)
    before = earlier.read_bytes()
    write(tree / "index.html", b"<p>" + TEXT.encode())
    write_siblings(tree)
    assert earlier.read_bytes() == before


def test_a_link_to_elsewhere_gets_no_sibling(tree: Path) -> None:
    (tree / "linked.html").symlink_to(tree / "index.html")
    write_siblings(tree)
    assert not {"linked.html.br", "linked.html.gz"} & list_tree(tree)
