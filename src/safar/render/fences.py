"""Code blocks: what stands in braces behind a fence reaches the HTML past the page's tree."""

from __future__ import annotations

import re

from safar.problems import Code

_TAG = re.compile(r"<(pre|code)((?: [^\s=<>\"]+(?:=\"[^\"]*\")?)+)\s*>")
_ATTRIBUTE = re.compile(r" ([^\s=<>\"]+)(?:=\"[^\"]*\")?")
_ALLOWED = frozenset({"class", "id", "lang", "dir", "role", "tabindex", "aria-label"})


def clean_fences(html: str) -> tuple[str, list[tuple[Code, str]]]:
    """The page without attributes of code that are not allowed, and what was taken out."""
    removed: list[tuple[Code, str]] = []
    if "<pre " not in html and "<code " not in html:
        return html, removed

    def keep(attribute: re.Match[str]) -> str:
        if attribute[1] in _ALLOWED:
            return attribute[0]
        removed.append((Code.PAGE_ATTRIBUTE, f"{attribute[1]}= is not allowed"))
        return ""

    def clean(tag: re.Match[str]) -> str:
        return f"<{tag[1]}{_ATTRIBUTE.sub(keep, tag[2])}>"

    return _TAG.sub(clean, html), removed
