"""The portal with a ninth language, Dari: an entry in the locale table and a folder of texts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from built_portal import ROOT, copy_portal

SCENARIO = ROOT / "tests/sites/rtl"
LATIN = "abcdefghijklmnopqrstuvwxyz"
DARI = "ابچدیفگهیجکلمنوپقرستوووکیز"
LETTERS = str.maketrans(LATIN + LATIN.upper(), DARI * 2)
PARTS_TO_KEEP = re.compile(r"(\{\w*\})")


def to_dari(value: Any) -> Any:
    """A text in letters of Dari that nobody can read, as long as the English one."""
    if isinstance(value, dict):
        return {key: to_dari(text) for key, text in value.items()}
    if isinstance(value, list):
        return [to_dari(text) for text in value]
    parts = PARTS_TO_KEEP.split(str(value))
    return "".join(part if part.startswith("{") else part.translate(LETTERS) for part in parts)


def make_rtl_portal(folder: Path) -> Path:
    """The portal with the ninth locale in it; not one line of code or of a template is changed."""
    root = copy_portal(folder)
    with (root / "docs/_data/languages.yml").open("a", encoding="utf-8") as table:
        table.write((SCENARIO / "languages.yml").read_text(encoding="utf-8"))
    shutil.copytree(SCENARIO / "prs", root / "docs/prs")
    for name in ("ui.yml", "lists.yml", "formats.yml"):
        english = yaml.safe_load((root / "docs/en/_data" / name).read_text(encoding="utf-8"))
        changed = {key: to_dari(text) for key, text in english.items()}
        if name == "formats.yml":
            changed = english | {"months_in_date": changed["months_in_date"]}
        path = root / "docs/prs/_data" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
    return root
