"""Real web servers with the committed settings: nginx and Apache of the system, on free ports.

They run as an unprivileged user with a configuration, logs and a copy of the tree of their own in
a folder whose name has a space and Cyrillic letters.
"""

from __future__ import annotations

import http.client
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from built_portal import ROOT
from safar.sources.siblings import write_siblings

HOSTING = ROOT / "hosting"
SYSTEM_PROGRAMS = ("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin")
NGINX_MODULES = Path("/usr/lib/nginx/modules")
APACHE_MODULES = Path("/usr/lib/apache2/modules")
BROTLI_MODULE = NGINX_MODULES / "ngx_http_brotli_static_module.so"
PATIENCE = 15.0  # seconds until a server answers
WITH_SIBLINGS = ("index.html", "404.html", "ky/index.html", "assets/safar.css", "edition.json")
PICTURES = ("photo.avif", "photo.webp", "photo.png", "photo.jpg")


@dataclass(frozen=True, slots=True)
class Place:
    """A portal behind a real server: where it is, which tree it is, what the server can send."""

    origin: str
    prefix: str
    site: Path
    encodings: tuple[str, ...]
    logs: Path

    @property
    def home(self) -> str:
        """The address of the root of the portal."""
        return self.origin + self.prefix


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said, as it came: names in lower case, nothing unpacked."""

    status: int
    headers: dict[str, list[str]]
    body: bytes

    def one(self, name: str) -> str:
        """The only value of a header, `""` if there is none; two are a mistake."""
        values = self.headers.get(name.lower(), [])
        assert len(values) <= 1, f"{name}: {values}"
        return values[0] if values else ""


def ask(place: Place, path: str, **headers: str) -> Answer:
    """A request for a path below the portal, as a program without comforts makes it."""
    return ask_address(place.home + path, **headers)


def ask_address(address: str, **headers: str) -> Answer:
    """A request for an address; `accept_encoding="br"` becomes a header."""
    parts = urlsplit(address)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE)
    try:
        connection.request("GET", parts.path, headers=named)
        answer = connection.getresponse()
        found: dict[str, list[str]] = {}
        for name, value in answer.getheaders():
            found.setdefault(name.lower(), []).append(value)
        return Answer(answer.status, found, answer.read())
    finally:
        connection.close()


def program(name: str) -> str:
    """A server of the system; the folders of such programs are not on everybody's path."""
    path = os.pathsep.join((os.environ.get("PATH", ""), *SYSTEM_PROGRAMS))
    found = shutil.which(name, path=path)
    package = {"apache2": "apache2-bin"}.get(name, name)
    assert found, f"{name} is missing: sudo apt install {package}"
    return found


@contextmanager
def server_folder() -> Iterator[Path]:
    """A folder that another user can work in, which the folders of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "logs").mkdir()
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            os.chown(folder / "logs", nobody.pw_uid, nobody.pw_gid)
        yield folder


def copy_tree(site: Path, folder: Path, name: str) -> Path:
    """A copy of a built tree with a few pictures, and siblings of some of its files."""
    tree = folder / "сайт для людей" / name
    shutil.copytree(site, tree)
    (tree / "assets/img").mkdir(exist_ok=True)
    for picture in PICTURES:
        (tree / "assets/img" / picture).write_bytes(b"not a picture " * 200)
    assert write_siblings(tree, WITH_SIBLINGS) == 2 * len(WITH_SIBLINGS)
    return tree


def free_ports(count: int) -> list[int]:
    """Ports of this computer on which nobody listens now."""
    sockets = [socket.socket() for _ in range(count)]
    for free in sockets:
        free.bind(("127.0.0.1", 0))
    ports = [int(free.getsockname()[1]) for free in sockets]
    for free in sockets:
        free.close()
    return ports


def replace_each(text: str, replacements: dict[str, str]) -> str:
    """Settings for this computer: each part that a maintainer is told to change, must be there."""
    for old, new in replacements.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@contextmanager
def running(words: list[str], ports: list[int], folder: Path) -> Iterator[None]:
    """A server while it is needed; one that does not come up fails with all it said."""
    nobody = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
    said = (folder / "said.txt").open("w+", encoding="utf-8")
    with (
        said,
        subprocess.Popen(
            words, stdout=said, stderr=said, cwd=folder, **(nobody if os.geteuid() == 0 else {})
        ) as server,
    ):
        try:
            for port in ports:
                wait_for(port, server, folder)
            yield
        finally:
            server.terminate()
            server.wait(PATIENCE)


def wait_for(port: int, server: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until a server accepts connections on a port."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)
    logs = "".join(path.read_text("utf-8") for path in [folder / "said.txt", *log_files(folder)])
    raise AssertionError(f"{server.args} did not start:\n{logs}")


def log_files(folder: Path) -> list[Path]:
    """Every log of a server."""
    return sorted((folder / "logs").iterdir())
