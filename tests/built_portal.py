"""A copy of the portal with the test pages in it, built by the commands that a person uses.

The copy lies in a folder whose path has spaces and Cyrillic letters, like many a real desk's.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "tests/gallery"
PARTS = ("mkdocs.yml", "docs", "overrides", "hooks")
EPOCH = "1795910400"  # 2026-11-29
SITE_URL = "https://portal.example/a/b/"
ENGLISH_ONLY = "english-only.md"
TEST_PAGES = ("gallery.md", "sensitive.md", ENGLISH_ONLY)
NAV = "\nnav:\n  - index.md\n"
TRANSLATION = "translation:\n  status: draft\n  by: Tests\n  date: 2026-11-23\n  source: en\n"
FRONT = (
    "---\ntitle: {title}\ndescription: {description}\nchecked: 2026-11-23\ndanger: low\n{more}---\n"
)


@dataclass(frozen=True, slots=True)
class Portal:
    """A folder with a portal in it, and where its site was built."""

    root: Path
    site: Path
    locales: tuple[str, ...] = field(default=())

    def read(self, path: str) -> str:
        """A text file of the built tree."""
        return (self.site / path).read_text(encoding="utf-8")


def safar(name: str = "safar") -> str:
    """A command of the environment that runs the tests."""
    return str(Path(sys.executable).with_name(name))


def run(
    words: list[str], folder: Path, timeout: float = 300, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command with a fixed date and only the named settings of ours; never raises."""
    return subprocess.run(
        words,
        cwd=folder,
        env=clean_environment(**environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def clean_environment(**environment: str) -> dict[str, str]:
    """The environment of a build: whatever the machine says about our settings does not count."""
    ours = {name: text for name, text in os.environ.items() if not name.startswith("SAFAR_")}
    return {**ours, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONUTF8": "1", **environment}


def build(root: Path, site: Path, *options: str, **environment: str) -> Portal:
    """`safar build` in its own process; a failed build fails the test with all it said."""
    words = [safar(), "build", "--site-dir", str(site), *options]
    done = run(words, root, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return Portal(root, site, built_locales(site))


def built_locales(site: Path) -> tuple[str, ...]:
    """The locales that a built tree holds."""
    return tuple(sorted(path.parent.name for path in site.glob("*/index.html")))


def copy_portal(folder: Path) -> Path:
    """The portal as it is in the checkout, without anything that was built."""
    folder.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / part)
    # the test pages show numbers of all kinds, which no fact stands for
    (folder / "docs/_data/literals.yml").unlink(missing_ok=True)
    return folder


def written_locales(root: Path) -> list[str]:
    """The locales that people write, in the order of the table."""
    table = yaml.safe_load((root / "docs/_data/languages.yml").read_text(encoding="utf-8"))
    return [tag for tag, entry in table.items() if "generated_from" not in entry]


def add_test_pages(root: Path) -> None:
    """The gallery and a sensitive page in every written locale, one page in English only."""
    gallery = (GALLERY / "gallery.md").read_text(encoding="utf-8")
    (root / "docs/assets").mkdir(exist_ok=True)
    shutil.copy2(GALLERY / "picture.svg", root / "docs/assets/picture.svg")
    for locale in written_locales(root):
        emergency = root / "docs" / locale / "emergency.md"
        if not emergency.exists():
            emergency = root / "docs/en/emergency.md"
        more = "" if locale == "en" else TRANSLATION
        page = gallery.replace("\n---\n", f"\n{more}---\n", 1)
        (root / "docs" / locale / "gallery.md").write_text(page, encoding="utf-8")
        add_page(root, locale, "sensitive.md", body_of(emergency), "sensitive: true\n")
    add_page(root, "en", ENGLISH_ONLY, body_of(root / "docs/en/before/documents.md", depth=1))
    add_to_nav(root, *TEST_PAGES)


def add_page(root: Path, locale: str, name: str, body: str, more: str = "") -> Path:
    """A page with valid front matter around `body`; `more` is further front matter."""
    title = f"{name.removesuffix('.md')} {locale}"
    if locale != "en":
        more += TRANSLATION
    path = root / "docs" / locale / name
    path.parent.mkdir(parents=True, exist_ok=True)
    front = FRONT.format(title=title, description=f"A page for the tests, {title}.", more=more)
    path.write_text(front + body, encoding="utf-8")
    return path


def body_of(page: Path, depth: int = 0) -> str:
    """The text of a page without its front matter, its links moved up by `depth` folders."""
    body = page.read_text(encoding="utf-8").split("---\n", 2)[2]
    if not depth:
        return body
    beside = re.sub(r"\]\((?=[a-z-]+\.md)", f"]({page.parent.name}/", body)
    return re.sub(r"\]\(" + r"\.\./" * depth, "](", beside)


def add_to_nav(root: Path, *names: str) -> None:
    """Put pages right after the first page of the navigation."""
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert NAV in text
    lines = "".join(f"  - {name}\n" for name in names)
    config.write_text(text.replace(NAV, NAV + lines), encoding="utf-8")


def replace_in(path: Path, old: str, new: str) -> None:
    """Change one place of a source; a text that is not there is a mistake of the test."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@lru_cache
def locale_table(root: Path) -> dict[str, Any]:
    """The locale table, read on its own."""
    return dict(yaml.safe_load((root / "docs/_data/languages.yml").read_text(encoding="utf-8")))


def text_locale(root: Path, locale: str, path: str) -> str:
    """The locale whose text stands under an address of `locale`; `""` for a made page."""
    source = path.removesuffix(".html") + ".md"
    for tag in (locale, *locale_table(root)[locale]["fallback"]):
        origin = locale_table(root)[tag].get("generated_from", tag)
        if any((root / "docs" / folder / source).exists() for folder in (tag, origin)):
            return tag
    return ""
