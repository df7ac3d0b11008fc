"""`_headers`, read by the rules that Netlify and Cloudflare Pages document.

Both: a line that starts with `/` is a pattern, the lines after it are its headers, `#` starts a
comment, every rule that matches counts and values of one header are added up. Netlify: nothing
after `*`. Cloudflare: one `*` that takes everything, 100 rules, 2,000 characters in a line, and
pages are found without `.html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from built_portal import Portal
from built_tree import list_tree
from hosting.web_servers import HOSTING

FILE = HOSTING / "netlify/_headers"
HEADER = re.compile(r"[A-Za-z][A-Za-z-]*")
REFUSED_BY_NETLIFY = {
    *("accept-ranges", "age", "allow", "alt-svc", "connection", "content-encoding"),
    *("content-length", "content-range", "date", "server", "set-cookie", "trailer"),
    *("transfer-encoding", "upgrade"),
}
IN_FRAMES = "frame-ancestors 'none'"


def parse(text: str) -> Iterator[tuple[str, str, str]]:
    """Pattern, header, value of each line that says something."""
    pattern = ""
    for line in text.splitlines():
        word = line.strip()
        if word.startswith("/"):
            pattern = word
        elif word and not word.startswith("#"):
            name, colon, value = word.partition(":")
            assert pattern, f"before the first pattern: {line}"
            assert colon, line
            assert HEADER.fullmatch(name), line
            yield pattern, name.lower(), value.strip()


def is_match(pattern: str, path: str) -> bool:
    """True if a rule is for a path."""
    regex = "".join(".*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", pattern))
    return re.fullmatch(regex, path) is not None


def addresses(portal: Portal) -> set[str]:
    """Every address of the tree, as each host may call it, and wrong ones."""
    files = {f"/{path}" for path in list_tree(portal.site)} | {"/assets/img/photo.webp"}
    short = {re.sub(r"(/index)?\.html$", "", path) or "/" for path in files}
    folders = {re.sub(r"index\.html$", "", path) for path in files}
    return files | short | folders | {"/ky/no/such/page", "/no.html"}


@pytest.fixture(scope="module")
def rules() -> list[tuple[str, str, str]]:
    """The committed file, parsed."""
    return list(parse(FILE.read_text(encoding="utf-8")))


def test_the_limits_of_the_hosts_hold(rules: list[tuple[str, str, str]]) -> None:
    text = FILE.read_bytes()
    assert text.isascii()
    assert max(len(line) for line in text.splitlines()) <= 2000
    patterns = {pattern for pattern, _, _ in rules}
    assert 1 <= len(patterns) <= 100
    assert [pattern for pattern in patterns if "*" in pattern[:-1]] == []
    assert {name for _, name, _ in rules} & REFUSED_BY_NETLIFY == set()


def test_no_address_gets_a_header_twice(portal: Portal, rules: list[tuple[str, str, str]]) -> None:
    for address in addresses(portal):
        names = [name for pattern, name, _ in rules if is_match(pattern, address)]
        assert len(names) == len(set(names)), address


def test_every_address_protects_the_reader(
    portal: Portal, rules: list[tuple[str, str, str]]
) -> None:
    for address in addresses(portal):
        found = {name: value for pattern, name, value in rules if is_match(pattern, address)}
        assert found["content-security-policy"] == IN_FRAMES, address
        assert found["referrer-policy"] == "no-referrer", address
        assert found["x-content-type-options"] == "nosniff", address
        assert "strict-transport-security" not in found, address


def test_only_pictures_stay_on_a_phone_for_a_day(
    portal: Portal, rules: list[tuple[str, str, str]]
) -> None:
    """Everything else keeps what both hosts send: max-age=0, must-revalidate."""
    kept = {
        address: value
        for address in addresses(portal)
        for pattern, name, value in rules
        if name == "cache-control" and is_match(pattern, address)
    }
    assert kept.pop("/edition.json") == "no-cache"
    assert kept.pop("/assets/img/photo.webp") == "public, max-age=86400"
    assert {address for address in kept if not address.startswith("/assets/img/")} == set()


def test_the_parser_does_see_a_double(rules: list[tuple[str, str, str]]) -> None:
    more = [*rules, *parse("/ky/*\n  # why\n  Referrer-Policy: same-origin\n")]
    names = [name for pattern, name, _ in more if is_match(pattern, "/ky/index.html")]
    assert names.count("referrer-policy") == 2
