"""Another Society starts its own portal: name, colours and languages of its own, two commands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from built_portal import Portal, built_locales, run, safar
from built_tree import broken_links, list_tree, read_tree
from html_checker import check_pages

NAME = "Кол сунуу"
COLOUR = "#7a1f4b"


@pytest.fixture(scope="module")
def society(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """A new portal, made and built in a folder with a space and Cyrillic letters."""
    desk = tmp_path_factory.mktemp("desk")
    words = [safar(), "new", "Наш портал", "--name", NAME, "--colour", COLOUR]
    made = run([*words, "--locales", "kk,uz,ru"], desk)
    assert made.returncode == 0, made.stderr
    root = desk / "Наш портал"
    done = run(["make", "site", f"SAFAR={safar()}"], root)
    assert done.returncode == 0, done.stdout + done.stderr
    return Portal(root, root / "site", built_locales(root / "site"))


def test_the_new_portal_builds_in_its_own_languages(society: Portal) -> None:
    assert society.locales == ("kk", "ru", "uz")
    tree = read_tree(society.site)
    choices = tree["index.html"].html.find_all("a", "go")
    assert sorted(choice.attrs["href"].split("/")[0] for choice in choices) == ["kk", "ru", "uz"]


def test_the_new_portal_passes_its_own_test(society: Portal) -> None:
    done = run(["make", "test", f"SAFAR={safar()}"], society.root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_new_portal_has_its_own_name_and_colour(society: Portal) -> None:
    for page in read_tree(society.site).values():
        assert "Safar" not in page.html.text, page.path
    assert NAME in society.read("kk/index.html")
    assert NAME in society.read("index.html")
    assert COLOUR in society.read("kk/index.html"), "the colour is there with the first styles"


def test_the_new_portal_knows_what_it_may_not_name(society: Portal) -> None:
    page = society.root / "docs/ru/index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\nhttps://meduza.io/news\n", encoding="utf-8")
    done = run([safar(), "check"], society.root)
    page.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    assert "[host.denied]" in done.stdout


def test_the_new_portal_is_whole_and_valid(society: Portal) -> None:
    tree = read_tree(society.site)
    files = list_tree(society.site)
    pages = {path: page for path, page in tree.items() if path != "404.html"}
    assert broken_links(pages, files) == []
    assert check_pages(society.site, sorted(tree)) == []


def test_the_new_portal_has_two_pages_in_every_language(society: Portal) -> None:
    for tag in society.locales:
        pages = list((society.root / "docs" / tag).glob("*.md"))
        assert len(pages) == 2, tag
        for page in pages:
            assert (society.site / tag / page.with_suffix(".html").name).is_file()


def test_the_new_portal_survives_a_page_more_and_a_mistake(society: Portal, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(society.root, root)
    (root / "docs/kk/index.md").write_text("Алдыңғы бет.\n", encoding="utf-8")
    done = run(["make", "site", f"SAFAR={safar()}"], root)
    assert done.returncode != 0
    assert "docs/kk/index.md:1: " in done.stderr


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/letter.txt").write_text("mine", encoding="utf-8")
    done = run([safar(), "new", "full"], tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]
