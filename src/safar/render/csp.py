"""The content security policy of a page: our own files only, and named hashes for inline blocks.

It stands in `<meta>`, so it also protects a tree that is opened from a folder. `frame-ancestors`
does not work there: servers send it.
"""

from __future__ import annotations

import base64
import hashlib
import re

POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "object-src 'none'"
)
PREVIEW = "; script-src 'self' 'unsafe-inline'"
PLACEHOLDER = "@@csp@@"
INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


def add_policy(html: str, *, preview: bool = False) -> str:
    """The page with its placeholder replaced by the policy, inline blocks allowed by their hash.

    A `preview` also allows the script that reloads the page of an editor.
    """
    return html.replace(PLACEHOLDER, POLICY + PREVIEW if preview else policy_for(html), 1)


def policy_for(html: str) -> str:
    """The policy of a page: `POLICY`, and hashes where it has inline blocks."""
    parts = [POLICY]
    for kind, directive in (("script", "script-src"), ("style", "style-src")):
        hashes = [_hash(body) for found, body in INLINE.findall(html) if found == kind]
        if hashes:
            parts.append(f"{directive} 'self' {' '.join(hashes)}")
    return "; ".join(parts)


def _hash(body: str) -> str:
    digest = hashlib.sha256(body.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
