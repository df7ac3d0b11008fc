"""Drawings: an SVG is text that a browser can run, so what runs or loads is refused."""

from __future__ import annotations

import re
from pathlib import Path

from safar.problems import Code, Problem

_REFUSED = {
    "a script": re.compile(rb"<(?:\w+:)?script\b|javascript:", re.IGNORECASE),
    "a handler": re.compile(rb"\son[a-z]+\s*=", re.IGNORECASE),
    "HTML inside": re.compile(rb"<(?:\w+:)?foreignObject\b", re.IGNORECASE),
    "an entity": re.compile(rb"<!ENTITY", re.IGNORECASE),
    "something from another host": re.compile(
        rb"(?:href|src)\s*=\s*[\"'](?:https?:)?//|url\(\s*[\"']?(?:https?:)?//|@import",
        re.IGNORECASE,
    ),
}


def check_drawing(docs_dir: Path, name: str) -> list[Problem]:
    """What a drawing may not hold; nothing for a file that cannot be read."""
    try:
        content = Path(docs_dir, name).read_bytes()
    except OSError:
        return []
    hint = "save it again as plain SVG: in Inkscape, Save as, Plain SVG"
    return [
        Problem(
            Code.IMAGE_RUNS,
            f"{docs_dir.name}/{name}",
            content.count(b"\n", 0, found.start()) + 1,
            f"expected a drawing, received {what}",
            hint,
        )
        for what, pattern in _REFUSED.items()
        if (found := pattern.search(content))
    ]
