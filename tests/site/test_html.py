"""The Nu HTML checker finds no error in any kind of page, in any language."""

from __future__ import annotations

from pathlib import Path

from built_portal import Portal
from built_tree import list_tree
from html_checker import check_pages

KINDS = (
    "index.html",
    "before/index.html",
    "before/documents.html",
    "gallery.html",
    "english-only.html",
    "emergency.html",
    "sensitive.html",
    "search.html",
    "edition.html",
    "calendar.html",
    "start/kg-ru.html",
)


def test_no_page_has_an_error(portal: Portal, hosted: Portal) -> None:
    files = list_tree(portal.site)
    paths = [f"{tag}/{kind}" for tag in portal.locales for kind in KINDS]
    assert [path for path in paths if path not in files] == []
    assert check_pages(portal.site, [*paths, "index.html", "404.html"]) == []
    some = [path for path in paths if path.startswith(("ky/", "en/"))]
    assert check_pages(hosted.site, [*some, "index.html", "404.html"]) == []


def test_the_checker_does_find_errors(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><head><title>x</title></head><body><p><ul></p></body>'
    (tmp_path / "bad.html").write_text(page, encoding="utf-8")
    assert check_pages(tmp_path, ["bad.html"])
