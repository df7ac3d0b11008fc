"""`.htaccess` on hosts whose Apache lacks modules: less comfort, never an error."""

from __future__ import annotations

from built_portal import Portal
from hosting.apache import NEEDED, USEFUL, running_apache
from hosting.web_servers import ask


def test_without_compression_on_the_way_siblings_do_and_caches_know(portal: Portal) -> None:
    with running_apache(portal.site, portal.site, (*NEEDED, *USEFUL)) as places:
        for place in places:
            for encoding, expected in (("br", "br"), ("gzip", "gzip"), ("identity", "")):
                answer = ask(place, "ky/index.html", accept_encoding=encoding)
                assert answer.one("content-encoding") == expected
                assert answer.one("vary").lower() == "accept-encoding"
            assert ask(place, "ky/a/nothing").body == (place.site / "404.html").read_bytes()


def test_without_headers_and_rewriting_pages_are_still_read(portal: Portal) -> None:
    with running_apache(portal.site, portal.site, NEEDED) as places:
        for place in places:
            answer = ask(place, "ky/index.html", accept_encoding="br, gzip")
            assert (answer.status, answer.one("content-encoding")) == (200, "")
            assert answer.one("content-type") == "text/html; charset=utf-8"
            assert answer.body == (place.site / "ky/index.html").read_bytes()
            assert ask(place, "ky/a/nothing").status == 404
