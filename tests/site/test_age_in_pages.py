"""The days that a page carries: in its text, for people without a script, and for the script."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from built_portal import ROOT, Portal, build, replace_in
from built_tree import BuiltPage
from safar.model.portal import Portal as Model
from safar.render.markdown import RenderedPage
from safar.render.view import PageView, page_view
from safar.sources.portal import load_portal
from safar.sources.starter import NewPortal, write_portal

OUTSIDE = {"index.html", "404.html"}
SILENT = re.compile(r"[\w-]+/(calendar|search)\.html")  # one names no portal, one only leads on
AFTER = re.compile(r'data-after="([\d-]+)"')
NO_TEXT = RenderedPage("", (), (), (), (), ())


@pytest.fixture(scope="module")
def model() -> Model:
    """The portal of the checkout."""
    found, problems = load_portal(ROOT / "mkdocs.yml", "")
    assert found is not None, problems
    return found


def view_of(model: Model, edition: datetime.date, until: datetime.date | None) -> PageView:
    """A page with a last day in an edition."""
    shown = model.pages["ru"]["work/patent.md"]
    meta = replace(shown.meta, valid_until=until)
    portal = replace(model, settings=replace(model.settings, edition=edition), facts={})
    return page_view(portal, replace(shown, source=replace(shown.source, meta=meta)), NO_TEXT)


@pytest.mark.parametrize(
    ("edition", "good", "old"),
    [
        ("2026-11-23", "2027-11-23", "2027-11-24"),
        ("2026-12-31", "2027-12-31", "2028-01-01"),
        ("2028-02-29", "2029-02-28", "2029-03-01"),
        ("2027-02-28", "2028-02-28", "2028-02-29"),
    ],
)
def test_an_edition_is_good_for_a_year(model: Model, edition: str, good: str, old: str) -> None:
    frame = view_of(model, datetime.date.fromisoformat(edition), None).frame
    assert frame.edition_iso == edition
    assert good <= frame.edition_old < old


def test_a_page_is_good_through_its_last_day_and_never_old_before_the_edition(
    model: Model,
) -> None:
    edition, day = datetime.date(2026, 11, 23), datetime.timedelta(days=1)
    for until, after in (
        (edition + day, "2026-11-24"),
        (edition, "2026-11-23"),
        (edition - day, "2026-11-22"),
        (edition - 9 * day, "2026-11-22"),
    ):
        assert view_of(model, edition, until).old_after == after
    assert view_of(model, edition, None).old_after == ""


ENTRY_AGE = re.compile(r'<p class="seen">.*?</p>')  # entries of the directory have a day each


def test_every_page_carries_the_day_of_the_edition(
    portal: Portal, tree: dict[str, BuiltPage]
) -> None:
    for path in tree.keys() - OUTSIDE:
        html = portal.read(path)
        if not path.endswith("/calendar.html"):
            assert '<time datetime="2026-11-29">' in html.partition("<footer")[2], path
        html = ENTRY_AGE.sub("", html)
        days = AFTER.findall(html)
        if SILENT.fullmatch(path):
            assert days == [], path
        else:
            assert days[-1] == "2027-11-29", path
            assert len(re.findall(r"<p hidden[^>]* data-after=", html)) == len(days), path


def test_a_last_day_stands_in_the_text_of_every_kind_of_page(
    portal: Portal, tmp_path: Path
) -> None:
    for path in ("ru/work/patent.html", "uz-Cyrl/work/patent.html"):
        html = portal.read(path)
        assert 'class="meta"' in html
        assert '<time datetime="2026-12-31">' in html, path
        assert AFTER.findall(html) == ["2026-12-31", "2027-11-29"]
    root = tmp_path / "portal"
    assert write_portal(root, NewPortal("Ends", "ru")) == []
    replace_in(root / "docs/ru/index.md", "danger: low\n", "danger: low\nvalid_until: 2026-12-31\n")
    home = build(root, root / "site").read("ru/index.html")
    assert '<time datetime="2026-12-31">Действует до' in home
