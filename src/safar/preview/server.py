"""The preview's web server: answers from memory, and a stream that tells pages of changes.

It listens on this computer only, unless told otherwise, and answers only where the browser asked
for this computer by its name or number: a foreign page cannot reach it through a name of its own.
"""

from __future__ import annotations

import ipaddress
import select
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

from safar.preview.report import RESERVED, add_preview
from safar.preview.screen import Answer
from safar.preview.session import Session
from safar.site.errors import BuildError

PULSE = 2.0  # seconds after which it is seen whether a browser still listens
OWN = ("preview.js", "preview.css")
TEXTS = frozenset({"html", "css", "javascript", "plain", "xml", "json", "svg+xml"})
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".woff2": "font/woff2",
}


class PreviewServer(ThreadingHTTPServer):
    """Serves a session; every connection has its thread, and none keeps the program alive."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = sys.platform != "win32"  # there it would share a port with another

    def __init__(self, session: Session, host: str, port: int) -> None:
        self.session = session
        self.host = host
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a connection is no news; anything else is."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """One connection of a browser."""

    protocol_version = "HTTP/1.1"
    server_version = "safar"
    disable_nagle_algorithm = True
    server: PreviewServer

    def do_GET(self) -> None:
        """Answer one request."""
        address = urlsplit(self.path)
        path = unquote(address.path).removeprefix("/")
        if not is_this_computer(self.headers.get("Host", ""), self.server.host):
            self._send(Answer(421, "no.txt", b"Open the address that safar serve printed.\n"))
        elif path == f"{RESERVED}/events":
            self._stream(parse_qs(address.query).get("path", [""])[0])
        elif path.startswith(f"{RESERVED}/"):
            self._send_own(path.removeprefix(f"{RESERVED}/"))
        elif path == "" or path.endswith("/"):
            self._redirect(f"{self.path.partition('?')[0]}index.html")
        else:
            self._send_page(path)

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def _send_own(self, name: str) -> None:
        if name in OWN:
            self._send(Answer(200, name, files(__package__).joinpath(name).read_bytes()))
        else:
            self._send(Answer(404, "no.txt", b"There is nothing here.\n"))

    def _send_page(self, path: str) -> None:
        answer = self.server.session.answer(path)
        body = answer.body
        if answer.mark and answer.name.endswith(".html"):
            body = add_preview(body.decode(), path, answer.mark).encode()
        self._send(Answer(answer.status, answer.name, body))

    def _send(self, answer: Answer) -> None:
        kind = TYPES.get(PurePosixPath(answer.name).suffix.lower(), "application/octet-stream")
        charset = "; charset=utf-8" if kind.rpartition("/")[2] in TEXTS else ""
        self._start(answer.status, kind + charset)
        self.send_header("Content-Length", str(len(answer.body)))
        self._finish(answer.body)

    def _redirect(self, target: str) -> None:
        self._start(302, "text/plain")
        self.send_header("Location", "/" + target.lstrip("/"))
        self.send_header("Content-Length", "0")
        self._finish(b"")

    def _start(self, status: int, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _finish(self, body: bytes) -> None:
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _stream(self, path: str) -> None:
        """Tell a page of everything that changes, for as long as somebody listens."""
        self.close_connection = True
        self._start(200, "text/event-stream; charset=utf-8")
        self._finish(b"retry: 700\n\n")
        session = self.server.session
        told, seen = "", -1
        with session.viewing(path):
            while not self._is_left():
                with session.changed:
                    if session.version == seen:
                        session.changed.wait(PULSE)
                    if session.version == seen:
                        continue
                    look, seen = session.look(path).as_json(), session.version
                if look != told:
                    told = look
                    self.wfile.write(f"data: {look}\n\n".encode())

    def _is_left(self) -> bool:
        """True if the browser has closed the connection."""
        ready, _, _ = select.select([self.connection], [], [], 0)
        return bool(ready) and self.connection.recv(1, socket.MSG_PEEK) == b""

    def log_message(self, *words: object) -> None:
        """The terminal is for the editor: one line for a change, none for a request."""


def is_this_computer(host: str, own: str) -> bool:
    """True for a `Host` header that no foreign name can lead here with."""
    name = urlsplit(f"//{host}").hostname or ""
    if name in ("localhost", own.lower()):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def parse_address(address: str) -> tuple[str, int]:
    """Host and port of `127.0.0.1:8000`. Raises BuildError for anything else."""
    host, _, port = address.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if host and port.isdecimal() and int(port) < 65536:
        return host, int(port)
    message = f"--address: expected HOST:PORT, received {address}"
    raise BuildError(f"{message}\n  hint: write --address 127.0.0.1:8001")


def open_server(session: Session, address: str) -> PreviewServer:
    """A server that listens. Raises BuildError if the address cannot be had."""
    host, port = parse_address(address)
    try:
        return PreviewServer(session, host, port)
    except OSError as error:
        message = f"the address {address} cannot be used: {error.strerror or error}"
        other = f"{host}:{port + 1}"
        hint = f"another preview may be running; take another: safar serve --address {other}"
        raise BuildError(f"{message}\n  hint: {hint}") from error
