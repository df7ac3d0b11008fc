"""The fast build is the engine's build: same bytes, same events, fewer seconds."""

from __future__ import annotations

import os
import pty
import re
import runpy
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from built_portal import clean_environment, safar
from built_tree import hash_files
from forked import run_forked
from index_files import index_files, is_small, without_index
from safar.preview.loading import State, load_state
from safar.preview.memo import Memo
from safar.site import fast, pool, writer
from scenario import write_scenario

COUNTING = """
COUNT = []
{declared}

def on_page_markdown(markdown, page, config, files):
    COUNT.append(page)
    return markdown + f"\\n\\nPage {{len(COUNT)}}.\\n"
"""


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    root = tmp_path / "portal"
    write_scenario(root)
    return root


def build(root: Path, *words: str) -> str:
    done = run_forked(["build", *words], root)
    assert done.code == 0, done.output
    return done.output


def test_the_engine_alone_gives_the_same_tree(portal: Path) -> None:
    build(portal)
    words = [safar("mkdocs"), "build", "--strict", "--quiet", "--site-dir", "engine"]
    done = subprocess.run(
        words, cwd=portal, env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert hash_files(portal / "engine") == hash_files(portal / "site")


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_any_number_of_processes_gives_the_same_bytes(
    portal: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(pool, "METHOD", method)
    monkeypatch.setattr(pool, "FEWEST", 2)
    build(portal, "--jobs", "1")
    build(portal, "--jobs", "3", "--no-cache", "--site-dir", "three")
    build(portal, "--jobs", "7", "--no-cache", "--site-dir", "seven")
    one = hash_files(portal / "site")
    assert len(one) > 30
    assert hash_files(portal / "three") == hash_files(portal / "seven") == one


def add_hook(root: Path, text: str) -> None:
    (root / "hooks/count.py").write_text(text, encoding="utf-8")
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - hooks/line.py\n", "  - hooks/count.py\n"), "utf-8")


def test_pages_of_a_hook_that_declares_nothing_are_never_kept(portal: Path) -> None:
    add_hook(portal, COUNTING.format(declared=""))
    said = build(portal)
    assert "hooks/count.py does not say what it reads" in said
    pages = [path.read_text(encoding="utf-8") for path in (portal / "site").rglob("*.html")]
    assert len({found for page in pages for found in re.findall(r"Page \d+\.", page)}) > 10
    assert "Nothing has changed" not in build(portal)


def test_a_hook_that_looks_at_the_whole_site_gets_the_engine(portal: Path) -> None:
    hook = "INPUTS = ()\n\n\ndef on_nav(nav, config, files):\n    print('nav of', len(files))\n"
    add_hook(portal, hook)
    said = build(portal)
    assert "nav of" in said
    assert "on_nav, which is about more than one page" in said


def test_another_plugin_gets_the_engine(portal: Path) -> None:
    config = portal / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - safar\n", "  - safar\n  - search\n"), "utf-8")
    assert "search does not say what it reads" in build(portal)


def test_the_engine_builds_what_is_there_after_another_portal_was_prepared(
    portal: Path, tmp_path: Path
) -> None:
    """The engine keeps the plugin from one build of a process to the next."""
    other = tmp_path / "other"
    write_scenario(other)
    page = other / "docs/ru/work/wages.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOther.\n", encoding="utf-8")
    state = load_state(other / "mkdocs.yml", Memo(other), None)
    assert isinstance(state, State)
    add_hook(portal, COUNTING.format(declared=""))
    build(portal)
    assert "Other." not in (portal / "site/ru/work/wages.html").read_text(encoding="utf-8")


def test_a_configuration_without_the_plugin_is_told(portal: Path) -> None:
    config = portal / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("plugins:\n  - safar\n", "plugins: []\n"), "utf-8")
    done = run_forked(["build"], portal)
    assert done.code == 1
    assert "plugins: the plugin safar is missing [config.value]" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("template", ["article.html", "search.html"])
@pytest.mark.parametrize("text", ["{{ nothing }}", "{% block main %}"], ids=["name", "syntax"])
def test_a_broken_template_is_told_with_its_line(portal: Path, template: str, text: str) -> None:
    build(portal)
    before = hash_files(portal / "site")
    (portal / "overrides" / template).write_text(f"<p>\n{text}\n", encoding="utf-8")
    done = run_forked(["build"], portal)
    assert done.code == 1
    assert f"overrides/{template}:2: " in done.output
    assert "[template.error]" in done.output
    assert "Traceback" not in done.output
    assert hash_files(portal / "site") == before


def test_a_hook_that_fails_is_told_with_its_line(portal: Path) -> None:
    hook = (
        "INPUTS = ()\n\n\ndef on_page_markdown(markdown, page, config, files):\n    return 1 / 0\n"
    )
    add_hook(portal, hook)
    done = run_forked(["build"], portal)
    assert done.code == 1
    assert "hooks/count.py:5: ZeroDivisionError: division by zero [hook.error]" in done.output
    assert "Traceback" not in done.output


def test_what_a_hook_declared_is_looked_at(portal: Path) -> None:
    build(portal)
    assert "Nothing has changed" in build(portal)
    (portal / "hooks/line.txt").write_text("Another line.\n", encoding="utf-8")
    build(portal)
    assert "Another line." in (portal / "site/ru/index.html").read_text(encoding="utf-8")


def test_hooks_change_markdown_html_and_page(portal: Path) -> None:
    hook = """
INPUTS = ()

def on_page_content(html, page, config, files):
    return html + "<p>content event</p>"

def on_page_context(context, page, config, nav):
    context["own"] = 1
    return context

def on_post_page(output, page, config):
    return output.replace("</body>", "<!--post--></body>")
"""
    add_hook(portal, hook)
    build(portal)
    build(portal)
    text = (portal / "site/ru/work/wages.html").read_text(encoding="utf-8")
    assert "<p>content event</p>" in text
    assert "<!--post--></body>" in text
    words = [safar("mkdocs"), "build", "--quiet", "--site-dir", "engine"]
    done = subprocess.run(
        words, cwd=portal, env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert hash_files(portal / "engine") == hash_files(portal / "site")


def test_one_edited_page_leaves_all_other_files_alone(portal: Path) -> None:
    build(portal)
    before = {path: path.stat() for path in (portal / "site").rglob("*") if path.is_file()}
    page = portal / "docs/ru/work/patent.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    build(portal)
    changed = {
        path.relative_to(portal / "site").as_posix()
        for path, stat in before.items()
        if (path.stat().st_ino, path.stat().st_mtime_ns) != (stat.st_ino, stat.st_mtime_ns)
    }
    shown = {f"{tag}/work/patent.html" for tag in ("ru", "uz", "uz-Cyrl")}
    carriers = {f"{tag}/edition.html" for tag in ("ru", "uz", "uz-Cyrl")}
    assert without_index(changed) == shown | carriers | {"index.html", "edition.json"}
    touched = index_files(changed)
    assert touched.keys() == {"ru", "uz", "uz-Cyrl"}
    assert all(is_small(names, words=1) for names in touched.values()), touched


def test_rsync_sends_only_what_an_edit_changed(portal: Path, tmp_path: Path) -> None:
    rsync = shutil.which("rsync")
    assert rsync, "this test needs rsync: apt-get install rsync"
    server = f"{tmp_path / 'server'}/"
    send = [rsync, "--recursive", "--checksum", "--itemize-changes", "--delete"]
    send += [f"{portal / 'site'}/", server]
    build(portal)
    subprocess.run(send, check=True, capture_output=True)
    page = portal / "docs/uz/work/wages.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nYana.\n", encoding="utf-8")
    build(portal)
    sent = subprocess.run(send, check=True, capture_output=True, text=True).stdout.splitlines()
    names = sorted(line.split(" ", 1)[1] for line in sent if line.startswith(">f"))
    pages = ["uz-Cyrl/work/wages.html", "uz/work/wages.html"]
    carriers = [f"{tag}/edition.html" for tag in ("ru", "uz", "uz-Cyrl")]
    assert without_index(names) == {*pages, *carriers, "edition.json", "index.html"}
    touched = index_files(names)
    assert touched.keys() == {"uz", "uz-Cyrl"}
    assert all(is_small(parts, words=1) for parts in touched.values()), touched
    assert len(sent) == len(names), "nothing is deleted, no folder is made"


def test_a_page_saved_during_the_build_ends_it(
    portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = fast.plan_pages

    def save_then_plan(*given: object, **named: object) -> object:
        page = portal / "docs/ru/work/wages.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nLate.\n", encoding="utf-8")
        return plan(*given, **named)  # type: ignore[arg-type]

    build(portal)
    before = hash_files(portal / "site")
    page = portal / "docs/ru/work/wages.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEarly.\n", encoding="utf-8")
    monkeypatch.setattr(fast, "plan_pages", save_then_plan)
    done = run_forked(["build"], portal)
    assert done.code == 1
    assert "docs/ru/work/wages.md was changed during the build: build again" in done.output
    assert hash_files(portal / "site") == before


def test_a_worker_that_is_killed_ends_the_build(
    portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*given: object) -> object:
        os.kill(os.getpid(), 9)
        return given

    build(portal)
    before = hash_files(portal / "site")
    monkeypatch.setattr(writer, "_write_page", die)
    monkeypatch.setattr(pool, "FEWEST", 2)
    done = run_forked(["build", "--no-cache", "--jobs", "2"], portal)
    assert done.code == 1
    assert "a worker of the build was ended" in done.output
    assert hash_files(portal / "site") == before


def test_a_worker_that_loads_the_program_again_does_not_start_it() -> None:
    """Where processes cannot be copied, a worker loads `python -m safar` under this name."""
    found = runpy.run_module("safar", run_name="__mp_main__")
    assert callable(found["run"])


def test_profile_names_every_stage(portal: Path) -> None:
    said = build(portal, "--profile")
    stages = re.findall(r"^([a-z ]+?) +\d+\.\d{3} +\d+\.\d{3}", said, re.MULTILINE)
    assert {"read the pages", "write pages", "put the new site in place"} <= set(stages)
    assert stages[-1] == "together"


def test_a_terminal_shows_a_bar_and_a_pipe_shows_none(portal: Path) -> None:
    own, other = pty.openpty()
    words = [safar(), "build"]
    environment = clean_environment(TERM="xterm", COLUMNS="90")
    with subprocess.Popen(
        words, cwd=portal, env=environment, stdout=subprocess.PIPE, stderr=other
    ) as running:
        os.close(other)
        seen = b""
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                data = os.read(own, 65536)
            except OSError:
                break
            seen += data
        said = running.communicate()[0].decode()
    os.close(own)
    assert "write pages" in seen.decode(errors="replace")
    assert re.search(rb"\d+/\d+", seen)
    assert said == "The site is ready: open site/index.html\n"
    assert "\x1b" not in build(portal, "--no-cache")
