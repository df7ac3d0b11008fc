"""What an editor sees: a real `safar serve`, a real browser that nobody touches, saved files."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.test_script import parse_all
from browser.visit import Visit, check_axe
from built_portal import ROOT, add_page, add_to_nav, clean_environment, copy_portal, safar
from preview.live import (
    PATIENCE,
    Preview,
    badge,
    save_by_backup,
    save_by_rename,
    save_in_two_steps,
    text_of,
    wait_until_clean,
)

PAGE = "docs/ky/before/documents.md"
ADDRESS = "ky/before/documents.html"
ANCHOR = "{#in-one-minute}\n"
Save = Callable[[Path, bytes], object]


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for tests that put back what they change."""
    root = copy_portal(tmp_path_factory.mktemp("desk") / "Моя папка" / "портал")
    (root / "docs/assets").mkdir(exist_ok=True)
    add_page(root, "en", "long.md", "## One {#one}\n\n" + "Words and words.\n\n" * 300)
    add_to_nav(root, "long.md")
    with Preview(root) as running:
        yield running


def test_a_saved_text_is_shown_and_the_place_on_the_page_is_kept(
    preview: Preview, browser: Browser
) -> None:
    with preview.page(browser, "en/long.html") as page:
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(300)
        before = page.evaluate("scrollY")
        assert before > 1000
        file = preview.root / "docs/en/long.md"
        text = file.read_text("utf-8")
        file.write_text(text + "\nThe last word.\n", "utf-8")
        text_of(page, "The last word.").wait_for()
        page.wait_for_timeout(500)
        assert abs(page.evaluate("scrollY") - before) < 50
        file.write_text(text, "utf-8")
        text_of(page, "The last word.").wait_for(state="detached")
    assert "docs/en/long.md: 0." in preview.said


def test_a_mistake_is_told_and_the_old_text_stays_until_it_is_mended(
    preview: Preview, browser: Browser
) -> None:
    with preview.page(browser, ADDRESS) as page:
        title = page.locator("h1").inner_text()
        with preview.changed(PAGE, "title: ", "title: a: b: "):
            badge(page).get_by_text("Old text shown: 1 of 1 problem on this page").wait_for()
            badge(page).click()
            page.locator("#safar-preview").get_by_text(f"{PAGE}:2").wait_for()
            assert page.locator("h1").inner_text() == title
            preview.wait_for_line(f"{PAGE}:2: ")
        wait_until_clean(page)


def test_a_broken_page_that_nobody_saw_lists_its_problems_and_then_shows_itself(
    preview: Preview, browser: Browser
) -> None:
    path = "docs/ru/index.md"
    with preview.changed(path, "title: ", "title: a: b: ") as file:
        preview.wait_for_line(f"{path}:2: ")
        with preview.page(browser, "ru/index.html") as page:
            text_of(page, "This page cannot be shown yet").wait_for()
            badge(page).click()
            page.locator("#safar-preview").get_by_text(f"{path}:2").wait_for()
            file.write_text(file.read_text("utf-8").replace("a: b: ", ""), "utf-8")
            text_of(page, "This page cannot be shown yet").wait_for(state="detached")
            wait_until_clean(page)


def test_the_browser_follows_a_renamed_page(preview: Preview, browser: Browser) -> None:
    old, new = (preview.root / f"docs/en/{name}.md" for name in ("long", "longer"))
    config = preview.root / "mkdocs.yml"
    nav = config.read_text("utf-8")
    with preview.page(browser, "en/long.html") as page:
        old.rename(new)
        page.wait_for_url("**/en/longer.html")
        badge(page).get_by_text("problem").wait_for()
        config.write_text(nav.replace("long.md", "longer.md"), "utf-8")
        wait_until_clean(page)
        config.write_text(nav, "utf-8")
        new.rename(old)
        page.wait_for_url("**/en/long.html")
        wait_until_clean(page)
        with preview.changed("docs/en/long.md", "{#one}\n", "{#one}\n\nBack again.\n"):
            text_of(page, "Back again.").wait_for()
            assert page.url == f"{preview.origin}/en/long.html"


def test_a_deleted_page_gives_way_to_the_next_language_and_comes_back(
    preview: Preview, browser: Browser
) -> None:
    file = preview.root / PAGE
    data = file.read_bytes()
    with preview.page(browser, ADDRESS) as page:
        title = page.locator("h1").inner_text()
        file.unlink()
        page.locator("h1", has_text=title).wait_for(state="detached")
        assert page.locator("h1").get_attribute("lang") or page.locator("main [lang]").count()
        file.write_bytes(data)
        page.locator("h1", has_text=title).wait_for()
        wait_until_clean(page)


def test_an_address_without_a_page_becomes_the_new_page(preview: Preview, browser: Browser) -> None:
    with preview.page(browser, "en/new.html") as page:
        assert page.locator("main").count() == 1
        file = add_page(preview.root, "en", "new.md", "## New {#new}\n\nA new text.\n")
        text_of(page, "A new text.").wait_for()
        badge(page).get_by_text("1 of 1 problem").wait_for()
        preview.wait_for_line("add a line: - new.md")
        file.unlink()
        text_of(page, "A new text.").wait_for(state="detached")


@pytest.mark.parametrize(
    "wrong",
    ["{% if %}", "{{ nothing.at.all }}", "{% include 'nowhere.html' %}"],
    ids=["syntax", "unknown name", "missing file"],
)
def test_a_broken_template_is_told_with_its_line(
    wrong: str, preview: Preview, browser: Browser
) -> None:
    with preview.page(browser, ADDRESS) as page:
        title = page.locator("h1").inner_text()
        with preview.changed("overrides/base.html", "<main", f"{wrong}<main"):
            badge(page).wait_for()
            badge(page).click()
            listed = page.locator("#safar-preview").get_by_text("overrides/base.html:")
            listed.wait_for()
            assert page.locator("h1").inner_text() == title
            with preview.changed(PAGE, ANCHOR, f"{ANCHOR}\nText besides.\n"):
                text_of(page, "Text besides.").wait_for()
                listed.wait_for()
        wait_until_clean(page)


def test_a_changed_template_text_and_style_are_shown(preview: Preview, browser: Browser) -> None:
    with preview.page(browser, ADDRESS) as page:
        with preview.changed("overrides/base.html", "<main", "<p>Seen</p><main"):
            page.get_by_text("Seen").wait_for()
        page.get_by_text("Seen").wait_for(state="detached")
        with preview.changed("docs/ky/_data/ui.yml", "  skip: ", "  skip: Жазуу "):
            page.locator("a.skip", has_text="Жазуу").wait_for(state="attached")
        page.locator("a.skip", has_text="Жазуу").wait_for(state="detached")
        sheet = preview.root / "overrides/styles/90-print.css"
        before = sheet.read_text("utf-8")
        sheet.write_text(before + "\nh1 { outline: 1px dotted; }\n", "utf-8")
        expect(page.locator("h1")).to_have_css("outline-style", "dotted", timeout=PATIENCE)
        sheet.write_text(before, "utf-8")
        expect(page.locator("h1")).to_have_css("outline-style", "none", timeout=PATIENCE)


@pytest.mark.parametrize(
    "case",
    [
        ("docs/ky/_data/ui.yml", "  skip: ", "  skip: a: b: ", "docs/ky/_data/ui.yml:"),
        ("mkdocs.yml", "nav:\n", "nav: [\n", "mkdocs.yml:"),
        ("mkdocs.yml", "name: material", "name: nothing", "mkdocs.yml"),
        ("hooks/content.py", "def on_config(", "def on_config((", "hooks/content.py:"),
        ("hooks/pages.py", "    return {**", "    return 1 / 0, {**", "hooks/pages.py:"),
        ("hooks/content.py", "    return prep", "    return 1 / 0, prep", "hooks/content.py:"),
        ("docs/_data/languages.yml", "kk:\n", "kk: x\n", "docs/_data/languages.yml:"),
    ],
)
def test_what_is_broken_outside_pages_leaves_them_as_they_were(
    case: tuple[str, str, str, str], preview: Preview, browser: Browser
) -> None:
    path, old, new, place = case
    with preview.page(browser, ADDRESS) as page:
        title = page.locator("h1").inner_text()
        with preview.changed(path, old, new):
            badge(page).wait_for()
            badge(page).click()
            page.locator("#safar-preview code").get_by_text(place).first.wait_for()
            assert page.locator("h1").inner_text() == title
        wait_until_clean(page)


def test_a_changed_hook_is_used(preview: Preview, browser: Browser) -> None:
    with preview.page(browser, ADDRESS) as page:
        old = "    return add_policy("
        new = f"    output = output.replace('</h1>', '!!!</h1>')\n{old}"
        with preview.changed("hooks/pages.py", old, new):
            page.locator("h1", has_text="!!!").wait_for()
        page.locator("h1", has_text="!!!").wait_for(state="detached")


def test_two_scripts_of_one_text_follow_in_two_tabs(preview: Preview, browser: Browser) -> None:
    path = "before/documents"
    with (
        preview.page(browser, f"uz/{path}.html") as latin,
        preview.page(browser, f"uz-Cyrl/{path}.html") as cyrillic,
        preview.changed(f"docs/uz/{path}.md", ANCHOR, f"{ANCHOR}\nYangi gap.\n"),
    ):
        text_of(latin, "Yangi gap.").wait_for()
        text_of(cyrillic, "Янги гап.").wait_for()


@pytest.mark.parametrize("save", [save_by_rename, save_by_backup, save_in_two_steps])
@pytest.mark.parametrize("before", ["", "\ufeff"], ids=["plain", "BOM"])
def test_every_way_to_save_a_file_is_seen(
    save: Save, before: str, preview: Preview, browser: Browser
) -> None:
    file = preview.root / PAGE
    data = file.read_bytes()
    with preview.page(browser, ADDRESS) as page:
        text = before + data.decode().replace(ANCHOR, f"{ANCHOR}\nSaved anew.\n", 1)
        save(file, text.replace("\n", "\r\n").encode())
        text_of(page, "Saved anew.").wait_for()
        page.wait_for_timeout(600)
        save(file, data)
        text_of(page, "Saved anew.").wait_for(state="detached")
        wait_until_clean(page)


def test_the_last_of_fifty_quick_saves_is_shown(preview: Preview, browser: Browser) -> None:
    file = preview.root / PAGE
    data = file.read_bytes()
    with preview.page(browser, ADDRESS) as page:
        for number in range(50):
            file.write_bytes(data + f"\nText number {number}.\n".encode())
            time.sleep(0.02)
        text_of(page, "Text number 49.").wait_for()
        page.wait_for_timeout(1000)
        assert text_of(page, "Text number 49.").count() == 1
        file.write_bytes(data)
        text_of(page, "Text number 49.").wait_for(state="detached")


def test_another_state_of_the_whole_folder_is_one_refresh(
    preview: Preview, browser: Browser
) -> None:
    folder = preview.root / "docs/en/many"
    folder.mkdir()
    nav = (preview.root / "mkdocs.yml").read_bytes()
    with preview.page(browser, "en/many/p39.html") as page:
        told = len(preview.lines)
        for number in range(40):
            add_page(preview.root, "en", f"many/p{number}.md", f"## A {{#a}}\n\nMany {number}.\n")
        add_to_nav(preview.root, *(f"many/p{number}.md" for number in range(40)))
        text_of(page, "Many 39.").wait_for()
        page.wait_for_timeout(700)
        refreshes = [line for line in preview.lines[told:] if " s, " in line]
        assert len(refreshes) <= 2, refreshes
        (preview.root / "mkdocs.yml").write_bytes(nav)
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        text_of(page, "Many 39.").wait_for(state="detached")


def test_the_list_of_problems_is_for_everybody_and_hides_nothing(
    preview: Preview, browser: Browser
) -> None:
    with (
        preview.page(browser, ADDRESS, width=360) as page,
        preview.changed(PAGE, ANCHOR, f"{ANCHOR}\n[x](nowhere.md) <b>x</b>\n"),
    ):
        badge(page).wait_for()
        assert badge(page).get_attribute("aria-expanded") == "false"
        dock, mine = page.locator(".dock").bounding_box(), badge(page).bounding_box()
        assert dock and mine and mine["y"] + mine["height"] <= dock["y"]
        assert mine["x"] >= 0 and mine["x"] + mine["width"] <= 360
        badge(page).focus()
        page.keyboard.press("Enter")
        assert badge(page).get_attribute("aria-expanded") == "true"
        here = Visit(page, preview.origin)
        check_axe(here)
        assert [fault for fault in here.faults if "safar-preview" in fault] == []
        assert here.ask("sideways()") == []
        page.keyboard.press("Escape")
        assert badge(page).get_attribute("aria-expanded") == "false"
        page.emulate_media(media="print")
        assert not badge(page).is_visible()


def test_every_kind_of_page_is_there(preview: Preview, browser: Browser) -> None:
    made = ["search", "calendar", "edition", "start/kg", "start/to-ru", "start/kg-ru", "index"]
    with preview.page(browser, "") as page:
        assert page.url == f"{preview.origin}/index.html"
        page.locator(".choose a.go").first.click()
        page.locator("h1").wait_for()
        for name in made:
            answer = page.goto(f"{preview.origin}/ky/{name}.html")
            assert answer and answer.status == 200, name
            assert page.locator("h1").count() == 1, name
        answer = page.goto(f"{preview.origin}/nothing/here.html")
        assert answer and answer.status == 404


def test_a_portal_that_is_broken_at_the_start_shows_itself_when_mended(
    tmp_path: Path, browser: Browser
) -> None:
    root = copy_portal(tmp_path / "portal")
    data = root / "docs/ky/_data/ui.yml"
    good = data.read_text("utf-8")
    data.write_text(good + "\n: :", "utf-8")
    with Preview(root) as running, running.page(browser, ADDRESS) as page:
        text_of(page, "The portal cannot be shown yet").wait_for()
        badge(page).click()
        page.locator("#safar-preview").get_by_text("docs/ky/_data/ui.yml:").first.wait_for()
        data.write_text(good, "utf-8")
        page.locator("h1", has_text="cannot").wait_for(state="detached")
        wait_until_clean(page)


def test_a_page_finds_the_preview_that_was_started_again(tmp_path: Path, browser: Browser) -> None:
    root = copy_portal(tmp_path / "portal")
    first = Preview(root)
    with first, first.page(browser, ADDRESS) as page:
        assert first.stop() == 0
        page.get_by_text("safar serve has stopped").wait_for()
        file = root / PAGE
        text = file.read_text("utf-8").replace(ANCHOR, f"{ANCHOR}\nWritten between.\n", 1)
        file.write_text(text, "utf-8")
        with Preview(root, first.port):
            text_of(page, "Written between.").wait_for()


def test_a_port_in_use_is_told_with_another(preview: Preview) -> None:
    done = run_serve(preview.root, f"127.0.0.1:{preview.port}")
    assert done.returncode == 1
    assert f"--address 127.0.0.1:{preview.port + 1}" in done.stderr


def test_an_address_without_a_port_is_told(preview: Preview) -> None:
    done = run_serve(preview.root, "nonsense")
    assert done.returncode == 1
    assert "expected HOST:PORT, received nonsense" in done.stderr


def test_a_plugin_of_its_own_is_served_by_the_engine_with_the_reason(tmp_path: Path) -> None:
    root = copy_portal(tmp_path / "portal")
    config = (root / "mkdocs.yml").read_text("utf-8")
    text = config.replace("  - safar\n", "  - safar\n  - search\n")
    (root / "mkdocs.yml").write_text(text, "utf-8")
    with Preview(root) as running:
        assert "The whole site is built at each save: the plugin material/search" in running.said


def test_the_script_of_the_preview_is_es2019(browser: Browser) -> None:
    code = (ROOT / "src/safar/preview/preview.js").read_text("utf-8")
    page = browser.new_page()
    assert parse_all(page, {"preview.js": code}) == {}
    page.close()


def run_serve(root: Path, address: str) -> subprocess.CompletedProcess[str]:
    """`safar serve` that is expected to end by itself."""
    return subprocess.run(
        [safar(), "serve", "--address", address],
        cwd=root,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
