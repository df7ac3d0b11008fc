"""The edition: what this copy holds, so that two copies can be compared over the phone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

MANIFEST = "edition.json"
# These name the code and so cannot be part of it.
CARRIERS = ("index.html", MANIFEST)
CARRIER_SUFFIX = "/edition.html"
PLACEHOLDER = "····-····-····"  # stands for the code until all files are there


class Edition(Struct, frozen=True):
    """The date that the release set, and a short code of all content of the tree."""

    date: date
    code: str
    files: Mapping[str, str]


def make_edition(day: date, hashes: Mapping[str, str]) -> Edition:
    """The edition of a tree; `hashes` maps each path of the tree to the SHA-256 of its bytes."""
    files = {path: hashes[path] for path in sorted(hashes) if not is_carrier(path)}
    lines = "".join(f"{digest}  {path}\n" for path, digest in files.items())
    code = hashlib.sha256(lines.encode()).hexdigest()[:12]
    return Edition(day, "-".join(code[start : start + 4] for start in range(0, 12, 4)), files)


def is_carrier(path: str) -> bool:
    """True for the files that state the code."""
    return path in CARRIERS or path.endswith(CARRIER_SUFFIX)


def render_edition(edition: Edition, locales: Sequence[str]) -> str:
    """`edition.json`: date, code, locales, and the SHA-256 of every other file of the tree."""
    value = {
        "edition": edition.date.isoformat(),
        "content": edition.code,
        "locales": list(locales),
        "sha256": dict(edition.files),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
