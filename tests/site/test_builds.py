"""What a build does to the bytes on the disk: nothing more than it must."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from built_portal import (
    SITE_URL,
    Portal,
    build,
    built_locales,
    replace_in,
    run,
    safar,
    text_locale,
)
from built_tree import broken_links, changed_files, hash_files, list_tree, read_tree
from index_files import index_files, is_small, without_index

PATENT = "work/patent.html"


def copy_source(source: Path, folder: Path) -> Path:
    """The portal again, in another place, to be edited."""
    shutil.copytree(source, folder)
    return folder


def code_files(portal: Portal) -> set[str]:
    """The files that state the content code."""
    return {"edition.json", "index.html", *(f"{tag}/edition.html" for tag in portal.locales)}


def test_two_builds_of_one_date_are_the_same_bytes(
    portal: Portal, source: Path, tmp_path: Path
) -> None:
    root = copy_source(source, tmp_path / "elsewhere")
    for path in root.rglob("*.md"):
        path.touch()
    again = build(
        root,
        tmp_path / "again",
        PYTHONHASHSEED="7",
        TZ="Asia/Bishkek",
        LC_ALL="C.UTF-8",
        LANG="ru_RU.UTF-8",
    )
    assert changed_files(portal.site, again.site) == set()


def test_a_changed_body_changes_its_page_where_it_is_shown_and_nothing_else(
    portal: Portal, source: Path, tmp_path: Path
) -> None:
    root = copy_source(source, tmp_path / "edited")
    site = tmp_path / "site"
    shutil.copytree(portal.site, site)
    before = {path: (site / path).stat() for path in list_tree(site)}
    page = root / "docs/ru/work/patent.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nНовое предложение.\n", encoding="utf-8")
    build(root, site)
    shown = {tag for tag in portal.locales if text_locale(root, tag, PATENT) == "ru"}
    assert len(shown) > 1
    changed = changed_files(portal.site, site)
    assert without_index(changed) == {f"{tag}/{PATENT}" for tag in shown} | code_files(portal)
    touched = index_files(changed)
    assert touched.keys() == shown
    assert all(is_small(names, words=2) for names in touched.values()), touched
    for path in list_tree(site):
        after = (site / path).stat()
        kept = (after.st_ino, after.st_mtime_ns) == (before[path].st_ino, before[path].st_mtime_ns)
        assert kept == (path not in changed), path


def test_a_changed_title_changes_only_the_pages_that_say_it(
    portal: Portal, source: Path, tmp_path: Path
) -> None:
    root = copy_source(source, tmp_path / "edited")
    page = root / "docs/ru/work/patent.md"
    title = page.read_text(encoding="utf-8").split("title: ", 1)[1].split("\n", 1)[0]
    replace_in(page, f"title: {title}", "title: Совсем другой заголовок")
    built = build(root, tmp_path / "site")
    said = {path for path in list_tree(portal.site) if title.strip('"') in portal.read(path)}
    changed = without_index(changed_files(portal.site, built.site))
    assert changed == without_index(said) | code_files(portal)
    assert all("Совсем другой" in built.read(path) for path in changed - code_files(portal))


def test_a_second_build_of_the_same_portal_touches_no_file(source: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(source, site, "--locales", "ky,ru")
    before = {path: (site / path).stat().st_ino for path in list_tree(site)}
    build(source, site, "--locales", "ky,ru")
    assert {path: (site / path).stat().st_ino for path in list_tree(site)} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_a_subset_of_locales_is_a_whole_tree_that_knows_no_others(
    source: Path, tmp_path: Path
) -> None:
    built = build(source, tmp_path / "site", "--locales", "ky,ru", SAFAR_SITE_URL=SITE_URL)
    tree = read_tree(built.site)
    files = list_tree(built.site)
    others = {"en", "uz", "uz-Cyrl", "tg", "kk", "kaa"}
    assert built_locales(built.site) == ("ky", "ru")
    assert {path.split("/")[0] for path in files if "/" in path} == {"ky", "ru", "assets"}
    pages = {path: page for path, page in tree.items() if path != "404.html"}
    assert broken_links(pages, files) == []
    for page in tree.values():
        named = {node.attrs.get("hreflang", "ky") for node in page.html.walk()}
        assert named <= {"ky", "ru", "x-default", "en"}, page.path
        for _, _, address in page.addresses():
            if address.startswith(SITE_URL):
                assert address.removeprefix(SITE_URL) in files, f"{page.path}: {address}"
    for name in ("index.html", "404.html", "ky/edition.html"):
        tags = {node.attrs.get("lang") for node in tree[name].html.walk()}
        assert not tags & others, name
    assert not any(f"/{tag}/" in built.read("sitemap.xml") for tag in others)


def test_a_subset_of_one_generated_locale_is_built(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "site", "--locales", "uz-Cyrl")
    assert built.locales == ("uz-Cyrl",)


def test_an_unknown_locale_is_one_clear_line(source: Path, tmp_path: Path) -> None:
    site = str(tmp_path / "site")
    done = run([safar(), "build", "--locales", "ky,xx", "--site-dir", site], source)
    assert done.returncode == 1
    assert "xx" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_engine_alone_builds_the_same_tree(
    portal: Portal, source: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    done = run([safar("mkdocs"), "build", "--strict", "--quiet", "--site-dir", str(site)], source)
    assert done.returncode == 0, done.stdout + done.stderr
    assert changed_files(portal.site, site) == set()


def test_a_build_needs_no_special_folder_to_stand_in(source: Path, tmp_path: Path) -> None:
    config = str(source / "mkdocs.yml")
    words = [
        safar(),
        "build",
        "--config-file",
        config,
        "--locales",
        "ky",
        "--site-dir",
        "новый сайт",
    ]
    done = run(words, tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "новый сайт/ky/index.html").is_file()
    assert "index.html" in done.stdout


def test_the_listed_hashes_are_those_of_the_tree(portal: Portal) -> None:
    listed = json.loads(portal.read("edition.json"))["sha256"]
    actual = hash_files(portal.site)
    assert listed == {path: actual[path] for path in actual if path not in code_files(portal)}
