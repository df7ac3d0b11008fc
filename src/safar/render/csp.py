"""The content security policy of a page: our own files only, and named hashes for inline blocks.

It stands in `<meta>`, so it also protects a tree that is opened from a folder. `frame-ancestors`
does not work there: servers send it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import lru_cache

POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "object-src 'none'"
)
PREVIEW = "; script-src 'self' 'unsafe-inline'"
PLACEHOLDER = "@@csp@@"


def add_policy(html: str, *, preview: bool = False) -> str:
    """The page with its placeholder replaced by the policy, inline blocks allowed by their hash.

    A `preview` also allows the script that reloads the page of an editor.
    """
    return html.replace(PLACEHOLDER, POLICY + PREVIEW if preview else policy_for(html), 1)


def policy_for(html: str) -> str:
    """The policy of a page: `POLICY`, and hashes where it has inline blocks."""
    parts = [POLICY]
    for kind, directive in (("script", "script-src"), ("style", "style-src")):
        if hashes := [hash_block(body) for body in _inline_blocks(html, kind)]:
            parts.append(f"{directive} 'self' {' '.join(hashes)}")
    return "; ".join(parts)


def _inline_blocks(html: str, kind: str) -> Iterator[str]:
    """What stands in the elements of a kind that have no attributes."""
    for rest in html.split(f"<{kind}>")[1:]:
        body, end, _ = rest.partition(f"</{kind}>")
        if end:
            yield body


@lru_cache(maxsize=64)  # all pages have the same blocks
def hash_block(body: str) -> str:
    """What a policy says to allow one inline block: `'sha256-…'`."""
    digest = hashlib.sha256(body.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
