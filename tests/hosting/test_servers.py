"""What nginx and Apache really send with the committed settings, at `/` and in a sub-path."""

from __future__ import annotations

import zlib
from pathlib import Path

import brotli
import pytest

from hosting.web_servers import WITH_SIBLINGS, Answer, Place, ask, ask_address

SECURITY = {
    "content-security-policy": "frame-ancestors 'none'",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "ky/before/documents.html": "text/html; charset=utf-8",
    "assets/safar.css": "text/css; charset=utf-8",
    "assets/safar.js": "text/javascript; charset=utf-8",
    "assets/icon.svg": "image/svg+xml; charset=utf-8",
    "edition.json": "application/json; charset=utf-8",
    "assets/img/photo.avif": "image/avif",
    "assets/img/photo.webp": "image/webp",
    "assets/img/photo.png": "image/png",
    "assets/img/photo.jpg": "image/jpeg",
}
SHORT = "public, max-age=300, must-revalidate"
DAY = "public, max-age=86400"
LIFETIMES = {
    "": SHORT,
    "ky/": SHORT,
    "ky/before/documents.html": SHORT,
    "assets/safar.css": SHORT,
    "assets/safar.js": SHORT,
    "assets/icon.svg": DAY,
    "assets/img/photo.webp": DAY,
    "edition.json": "no-cache",
}
WRONG = (
    *("nothing", "nothing/", "ky/nothing.html", "ky/a/b/c/nothing.html", "a/b/c/d/nothing/"),
    *("assets/", "assets/img/none.png", "assets/none.css", "%D0%B6/%20.html", "ky/index.html/x"),
    *("x:y/none.html", "ky/index.html/x.html"),
)


def unpack(answer: Answer) -> bytes:
    """The body as a browser has it in the end."""
    encoding = answer.one("content-encoding")
    if encoding == "br":
        return bytes(brotli.decompress(answer.body))
    return zlib.decompress(answer.body, wbits=31) if encoding == "gzip" else answer.body


def read(place: Place, path: str) -> bytes:
    """A file of the tree behind a server."""
    return Path(place.site, path).read_bytes()


@pytest.mark.parametrize(("path", "kind"), TYPES.items())
@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_a_file_has_its_type(place: Place, path: str, kind: str, encoding: str) -> None:
    answer = ask(place, path, accept_encoding=encoding)
    assert (answer.status, answer.one("content-type")) == (200, kind)
    assert unpack(answer) == read(place, path)


@pytest.mark.parametrize(("path", "lifetime"), LIFETIMES.items())
@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_a_correction_reaches_readers_soon(
    place: Place, path: str, lifetime: str, encoding: str
) -> None:
    answer = ask(place, path, accept_encoding=encoding)
    assert (answer.status, answer.one("cache-control")) == (200, lifetime)
    assert answer.one("expires") == ""


@pytest.mark.parametrize("path", WITH_SIBLINGS)
def test_the_file_beside_it_is_sent_as_it_is(place: Place, path: str) -> None:
    for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
        answer = ask(place, path, accept_encoding=encoding)
        if encoding in place.encodings:
            assert answer.one("content-encoding") == encoding
            assert answer.body == read(place, path + ending)
            assert answer.one("content-length") == str(len(answer.body))
        else:
            assert answer.one("content-encoding") == ""
            assert answer.body == read(place, path)
        assert answer.one("vary").lower() == "accept-encoding"


def test_browsers_that_know_both_get_the_smaller_one(place: Place) -> None:
    answer = ask(place, "ky/index.html", accept_encoding="gzip, deflate, br, zstd")
    assert answer.one("content-encoding") == place.encodings[0]


def test_without_siblings_text_is_packed_on_the_way(place: Place) -> None:
    path = "ky/before/documents.html"
    answer = ask(place, path, accept_encoding="gzip, deflate, br")
    assert answer.one("content-encoding") == "gzip"
    assert len(answer.body) < len(read(place, path)) / 2
    assert unpack(answer) == read(place, path)
    assert answer.one("vary").lower() == "accept-encoding"


def test_pictures_are_not_packed_again(place: Place) -> None:
    answer = ask(place, "assets/img/photo.webp", accept_encoding="gzip, br")
    assert answer.one("content-encoding") == ""


def test_who_takes_nothing_packed_gets_the_text_and_caches_know(place: Place) -> None:
    for path in ("ky/index.html", "ky/before/documents.html", "assets/safar.css"):
        answer = ask(place, path)
        assert answer.one("content-encoding") == ""
        assert answer.body == read(place, path)
        assert answer.one("vary").lower() == "accept-encoding"


@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_an_unchanged_file_is_not_sent_again(place: Place, encoding: str) -> None:
    for path in ("ky/index.html", "assets/safar.css", "edition.json"):
        first = ask(place, path, accept_encoding=encoding)
        again = ask(place, path, accept_encoding=encoding, if_none_match=first.one("etag"))
        assert (again.status, again.body) == (304, b"")
        assert again.one("cache-control") == first.one("cache-control")


def test_packed_and_plain_are_told_apart_by_caches(place: Place) -> None:
    tags = {
        ask(place, "ky/index.html", accept_encoding=encoding).one("etag")
        for encoding in ("identity", *place.encodings)
    }
    assert len(tags) == 1 + len(place.encodings)


@pytest.mark.parametrize("path", WRONG)
@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_a_wrong_address_gets_the_page_of_the_portal(
    place: Place, path: str, encoding: str
) -> None:
    answer = ask(place, path, accept_encoding=encoding)
    assert answer.status == 404
    assert unpack(answer) == read(place, "404.html")
    assert answer.one("content-type") == "text/html; charset=utf-8"
    assert answer.one("cache-control") == SHORT
    assert {name: answer.one(name) for name in SECURITY} == SECURITY


def test_a_folder_is_its_first_page_and_keeps_its_slash(place: Place) -> None:
    for path in ("", "ky/", "ky/before/"):
        assert ask(place, path).body == read(place, path + "index.html")
    moved = ask(place, "ky")
    assert moved.status == 301
    assert moved.one("location").removeprefix(place.origin) == f"{place.prefix}ky/"
    assert {name: moved.one(name) for name in SECURITY} == SECURITY


def test_the_sub_path_without_its_slash_leads_to_the_portal(place: Place) -> None:
    if place.prefix != "/":
        moved = ask_address(place.home.rstrip("/"))
        assert (moved.status, moved.one("location").removeprefix(place.origin)) == (301, "/a/b/")


@pytest.mark.parametrize("path", ["", "assets/safar.css", "assets/img/photo.webp", "edition.json"])
def test_every_answer_protects_the_reader(place: Place, path: str) -> None:
    for encoding in ("", "br", "gzip"):
        answer = ask(place, path, accept_encoding=encoding)
        assert {name: answer.one(name) for name in SECURITY} == SECURITY
        closed = answer.one("permissions-policy").split(", ")
        assert {"camera=()", "geolocation=()", "microphone=()"} <= set(closed)


def test_a_server_does_not_tell_its_version_and_sets_no_cookie(place: Place) -> None:
    for path in ("", "nothing"):
        answer = ask(place, path)
        assert answer.one("server") in ("nginx", "Apache")
        assert not {"set-cookie", "strict-transport-security", "x-powered-by"} & set(answer.headers)


def test_no_log_knows_who_read_what(place: Place) -> None:
    for path in ("ky/emergency.html", "nothing-that-exists", "assets/", "ky/../x"):
        ask(place, path, user_agent="a phone that is like no other", referer="http://a.example/")
    logs = {path.name: path.read_text(encoding="utf-8") for path in place.logs.iterdir()}
    assert logs.pop("access.log", "") == ""
    for text in logs.values():
        assert "client" not in text.replace("client_body", "")
        assert "emergency" not in text
        assert "nothing-that-exists" not in text
        assert "no other" not in text
