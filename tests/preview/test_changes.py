"""What a changed file means, and when it is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from safar.cache.keys import Roots
from safar.preview.changes import (
    DOUBTFUL,
    LATEST,
    MANY,
    MANY_LATEST,
    MANY_QUIET,
    QUIET,
    Kind,
    kind_of,
    sort_changes,
    time_to_wait,
)
from safar.sources.pages import PageFile

DESK = Path("/desk/портал").absolute()
ROOTS = Roots(
    config=(DESK / "mkdocs.yml",),
    docs=DESK / "docs",
    package=Path("/lib/safar").absolute(),
    themes=(DESK / "overrides",),
    code=(DESK / "hooks",),
)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("docs/ky/index.md", Kind.PAGE),
        ("docs/ky/work/wages.md", Kind.PAGE),
        ("docs/ky/work/WAGES.MD", Kind.PAGE),
        ("docs/tk/index.md", Kind.PAGE),
        ("docs/ky/_data/ui.yml", Kind.SITE),
        ("docs/_data/languages.yml", Kind.SITE),
        ("docs/assets/img/stamp.svg", Kind.SITE),
        ("docs/assets/read.md", Kind.SITE),
        ("docs/ky/work", Kind.SITE),
        ("docs/ky/photo.jpg", Kind.SITE),
        ("docs/stray.md", Kind.SITE),
        ("mkdocs.yml", Kind.SITE),
        ("overrides/base.html", Kind.SITE),
        ("hooks/pages.py", Kind.SITE),
        ("hooks/__pycache__/pages.cpython-311.pyc", Kind.NOTHING),
        ("docs/ky/.index.md.swp", Kind.NOTHING),
        ("docs/ky/index.md~", Kind.NOTHING),
        ("docs/ky/.git/index.md", Kind.NOTHING),
        ("docs/ky/~$index.docx", Kind.NOTHING),
        ("site/ky/index.html", Kind.NOTHING),
        (".safar-cache/pages.sqlite", Kind.NOTHING),
        ("README.md", Kind.NOTHING),
    ],
)
def test_a_changed_file_means_a_page_the_site_or_nothing(path: str, kind: Kind) -> None:
    assert kind_of(ROOTS, DESK / path) is kind


def test_changes_are_sorted_into_pages_and_the_rest() -> None:
    paths = [str(DESK / name) for name in ("docs/ky/a.md", "docs/ky/b.md~", "README.md")]
    batch = sort_changes(ROOTS, paths)
    assert batch.pages == (PageFile("ky", "docs/ky/a.md"),)
    assert not batch.whole
    assert sort_changes(ROOTS, [*paths, str(DESK / "mkdocs.yml")]).whole


def test_many_pages_at_once_are_another_state_of_the_whole() -> None:
    paths = [str(DESK / f"docs/ky/p{number}.md") for number in range(MANY + 1)]
    assert sort_changes(ROOTS, paths).whole
    assert not sort_changes(ROOTS, paths[:-1]).whole


@pytest.mark.parametrize(
    ("times", "number", "doubtful", "wait"),
    [
        ((0.0, 0.0, 0.0), 1, False, QUIET),
        ((0.0, 0.0, QUIET), 1, False, 0.0),
        ((0.0, 0.14, 0.14), 1, False, LATEST - 0.14),
        ((0.0, 0.0, 0.0), 1, True, DOUBTFUL),
        ((0.0, 0.1, 0.1), 1, True, LATEST - 0.1),
        ((0.0, 1.0, 1.0), MANY + 1, False, MANY_QUIET),
        ((0.0, 2.9, 2.9), MANY + 1, False, MANY_LATEST - 2.9),
    ],
)
def test_a_batch_is_answered_after_a_short_quiet_time(
    times: tuple[float, float, float], number: int, doubtful: bool, wait: float
) -> None:
    assert time_to_wait(times, number, doubtful=doubtful) == pytest.approx(wait)
