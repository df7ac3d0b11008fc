"""Who may ask the preview, and what nobody gets from it."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest

from built_portal import copy_portal
from preview.live import Preview
from safar.preview.server import is_this_computer, parse_address
from safar.site.errors import BuildError


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = copy_portal(tmp_path_factory.mktemp("desk") / "portal")
    (root / "docs/assets").mkdir(exist_ok=True)
    (root / "docs/assets/стамп.png").write_bytes(b"\x89PNG")
    (root / "secret.txt").write_text("secret", "utf-8")
    with Preview(root) as running:
        yield running


def ask(
    preview: Preview, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """The raw answer to a path that no client has tidied up."""
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=10)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, text in headers.items():
        connection.putheader(name, text)
    connection.endheaders()
    answer = connection.getresponse()
    found = (answer.status, dict(answer.getheaders()), answer.read())
    connection.close()
    return found


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/ky/../../secret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e%2f%2e%2e%2fsecret.txt",
        "//secret.txt",
        "/..%5csecret.txt",
        "/secret.txt",
        "/mkdocs.yml",
        "/docs/ky/index.md",
        "/~safar/../report.py",
        "/~safar/session.py",
        "/~safar/%2e%2e/session.py",
        "/ky/_data/ui.yml",
    ],
)
def test_nothing_outside_the_site_is_given(path: str, preview: Preview) -> None:
    status, _, body = ask(preview, path)
    assert status == 404
    assert b"secret" not in body.replace(b"secret.txt", b"").replace(b"secret.html", b"")


@pytest.mark.parametrize(
    ("host", "own", "good"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("localhost:8000", "127.0.0.1", True),
        ("[::1]:8000", "::1", True),
        ("192.168.1.5:8000", "0.0.0.0", True),
        ("my-desk:8000", "my-desk", True),
        ("evil.example", "127.0.0.1", False),
        ("127.0.0.1.evil.example:8000", "127.0.0.1", False),
        ("localhost.evil.example", "127.0.0.1", False),
        ("", "127.0.0.1", False),
    ],
)
def test_a_foreign_name_does_not_lead_here(host: str, own: str, good: bool) -> None:
    assert is_this_computer(host, own) is good


def test_a_foreign_name_is_refused_for_pages_and_events(preview: Preview) -> None:
    for path in ("/ky/index.html", "/~safar/events?path=ky/index.html", "/assets/safar.css"):
        assert ask(preview, path, Host="evil.example")[0] == 421


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/ky/index.html", "text/html; charset=utf-8"),
        ("/assets/safar.css", "text/css; charset=utf-8"),
        ("/assets/safar.js", "text/javascript; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml; charset=utf-8"),
        ("/assets/%D1%81%D1%82%D0%B0%D0%BC%D0%BF.png", "image/png"),
        ("/edition.json", "application/json; charset=utf-8"),
        ("/~safar/preview.js", "text/javascript; charset=utf-8"),
    ],
)
def test_files_have_their_types_and_are_never_kept(path: str, kind: str, preview: Preview) -> None:
    status, headers, body = ask(preview, path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert headers["Cache-Control"] == "no-store"
    assert int(headers["Content-Length"]) == len(body) > 0


def test_a_head_has_no_body(preview: Preview) -> None:
    status, headers, body = ask(preview, "/ky/index.html", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 1000


def test_other_methods_are_refused(preview: Preview) -> None:
    assert ask(preview, "/ky/index.html", "POST")[0] == 501


def test_folders_lead_to_their_first_page_and_never_elsewhere(preview: Preview) -> None:
    assert ask(preview, "/")[1]["Location"] == "/index.html"
    assert ask(preview, "/ky/?a=b")[1]["Location"] == "/ky/index.html"
    assert ask(preview, "//evil.example/")[1]["Location"] == "/evil.example/index.html"


def test_the_policy_of_a_page_is_the_published_one(preview: Preview) -> None:
    _, _, body = ask(preview, "/ky/index.html")
    assert b"default-src 'self'" in body
    assert b"unsafe-inline" not in body
    assert body.count(b"/~safar/preview.js") == 1


@pytest.mark.parametrize("address", ["8000", "127.0.0.1:", "127.0.0.1:99999", ":8000", "a:b", ""])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(BuildError, match="expected HOST:PORT"):
        parse_address(address)


def test_an_address_may_be_of_the_sixth_version() -> None:
    assert parse_address("[::1]:8001") == ("::1", 8001)
