"""The policy of a page: no inline block runs but those it was made with."""

from __future__ import annotations

import base64
import hashlib

from safar.render.csp import PLACEHOLDER, POLICY, add_policy


def test_a_page_without_inline_blocks_has_the_plain_policy() -> None:
    assert add_policy(f"<meta content='{PLACEHOLDER}'>") == f"<meta content='{POLICY}'>"


def test_inline_blocks_are_allowed_by_their_hash() -> None:
    html = add_policy(f"{PLACEHOLDER}<style>a{{}}</style><script>b()</script>")
    for body in ("a{}", "b()"):
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'self' 'sha256-{digest}'" in html
    assert "unsafe" not in html


def test_a_text_that_looks_like_the_placeholder_is_left_alone() -> None:
    assert add_policy(f"{PLACEHOLDER} {PLACEHOLDER}") == f"{POLICY} {PLACEHOLDER}"
