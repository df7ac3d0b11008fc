"""A plain web server for a built tree: files as they are, anything else is `404.html` with 404."""

from __future__ import annotations

import mimetypes
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote, urlsplit


class TreeServer:
    """Serves `site` under each of `prefixes` on a free port of this computer, while open."""

    def __init__(self, site: Path, prefixes: tuple[str, ...]) -> None:
        self.site = site
        self.prefixes = sorted(prefixes, key=len, reverse=True)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> TreeServer:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def find(self, address: str) -> tuple[int, Path]:
        """The status and the file for an address as the browser sends it."""
        path = unquote(urlsplit(address).path)
        missing = (404, self.site / "404.html")
        prefix = next((prefix for prefix in self.prefixes if path.startswith(prefix)), None)
        if prefix is None:
            return missing
        file = (self.site / path.removeprefix(prefix)).resolve()
        if file.is_dir():
            file /= "index.html"
        inside = file.is_relative_to(self.site.resolve())
        return (200, file) if inside and file.is_file() else missing

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        tree = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                status, file = tree.find(self.path)
                body = file.read_bytes()
                self.send_response(status)
                self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "text/plain")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words: object) -> None:  # noqa: ARG002 - says nothing
                return

        return Handler
