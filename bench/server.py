"""A static server as hosts have it: HTTP/1.1 that keeps connections, brotli, a cache lifetime.

The same for every peer: what it sends is compressed once and kept, files beside them that are
compressed already are not used.
"""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli  # type: ignore[import-untyped]

QUALITY = 5  # what servers use on the fly
TEXTS = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on a free port of this computer; gives its origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), make_handler(site.resolve()))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def find_file(site: Path, address: str) -> Path | None:
    """The file for an address, nothing outside of the site."""
    file = (site / unquote(urlsplit(address).path).lstrip("/")).resolve()
    if file.is_dir():
        file /= "index.html"
    return file if file.is_relative_to(site) and file.is_file() else None


@lru_cache(maxsize=1000)
def packed(file: Path) -> tuple[bytes, str, str]:
    """The body of a file, its type and its encoding (`""` for what is compressed by itself)."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    body = file.read_bytes()
    if not kind.startswith(TEXTS):
        return body, kind, ""
    return brotli.compress(body, quality=QUALITY), f"{kind}; charset=utf-8", "br"


def make_handler(site: Path) -> type[BaseHTTPRequestHandler]:
    """The handler of requests for one site."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            file = find_file(site, self.path)
            body, kind, encoding = packed(file) if file else (b"missing", "text/plain", "")
            self.send_response(200 if file else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            if encoding:
                self.send_header("Content-Encoding", encoding)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:  # noqa: ARG002 - says nothing
            return

    return Handler
