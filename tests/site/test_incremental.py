"""After any change, what `safar build` writes is what a build from nothing would have written."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from built_tree import hash_files
from forked import run_forked
from safar.site.plan import shape_key
from safar.sources.portal import load_portal
from scenario import Editor, write_scenario

LOCALES = ("uz", "uz-Cyrl", "ru")


def build_anew(editor: Editor, folder: Path, *options: str) -> dict[str, str]:
    """The files of a build that knows nothing of earlier ones."""
    words = ["build", "--no-cache", "--site-dir", str(folder), *options]
    done = run_forked(words, editor.root, **editor.environment)
    assert done.code == 0, done.output
    return hash_files(folder)


@pytest.fixture
def editor(tmp_path: Path, request: pytest.FixtureRequest) -> Editor:
    """A built scenario and its editor; the seed is printed when a test fails."""
    seed = request.config.getoption("--seed") or time.time_ns() % 10**9
    print(f"seed {seed}: repeat with --seed {seed}")
    root = tmp_path / "portal"
    write_scenario(root)
    editor = Editor(root, root / "site", random.Random(seed))
    done = run_forked(["build"], root)
    assert done.code == 0, done.output
    return editor


def test_random_edits_give_the_bytes_of_a_clean_build(
    editor: Editor, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for number in range(request.config.getoption("--edits")):
        editor.edit()
        jobs = editor.choice.choice(("1", "2", "3"))
        done = run_forked(["build", "--jobs", jobs], editor.root, **editor.environment)
        assert done.code == 0, (number, editor.done, done.output)
        expected = build_anew(editor, tmp_path / "clean", "--jobs", "1")
        assert hash_files(editor.site) == expected, (number, editor.done[-3:])
        again = run_forked(["build"], editor.root, **editor.environment)
        last = again.output.splitlines()[-1]  # warnings of editors' slips stand before it
        assert last.startswith("Nothing has changed"), (editor.done[-3:], again.output)


def test_a_new_synonym_is_a_change_and_a_wrong_one_leaves_the_site_whole(editor: Editor) -> None:
    path = editor.root / "docs/uz/_data/synonyms.yml"
    shapes = {shape_of(editor.root, tag) for tag in ("uz", "uz-Cyrl", "ru")}
    with path.open("a", encoding="utf-8") as file:
        file.write("- [qurilish, stroyka]\n")
    assert not run_forked(["build"], editor.root).output.startswith("Nothing has changed")
    assert shapes.isdisjoint(shape_of(editor.root, tag) for tag in ("uz", "uz-Cyrl"))
    assert shape_of(editor.root, "ru") in shapes
    assert run_forked(["build"], editor.root).output.startswith("Nothing has changed")
    before = hash_files(editor.site)
    path.write_text("- [qurilish]\n", encoding="utf-8")
    done = run_forked(["build"], editor.root)
    assert done.code == 1
    assert "docs/uz/_data/synonyms.yml:1: " in done.output
    assert hash_files(editor.site) == before
    assert not list(editor.root.glob("site.*"))


def shape_of(root: Path, tag: str) -> str:
    """What a build of one locale compares besides the texts of its pages."""
    portal, problems = load_portal(root / "mkdocs.yml", tag)
    assert portal is not None, problems
    return shape_key(portal)
