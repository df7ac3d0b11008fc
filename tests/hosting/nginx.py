"""nginx with the files of `hosting/nginx`, copied and changed as the maintainers' guide says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hosting.web_servers import (
    BROTLI_MODULE,
    HOSTING,
    Place,
    copy_tree,
    free_ports,
    program,
    replace_each,
    running,
    server_folder,
)

# What Debian says around it. The settings of the portal have to hold whatever stands here.
MAIN = """\
load_module {brotli};
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/logs/main.log notice;
events {{ worker_connections 64; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    access_log {folder}/logs/access.log;
    gzip on;
    include {hosting}/http.conf;
    include {folder}/server-*.conf;
}}
"""


@contextmanager
def running_nginx(at_root: Path, in_sub_path: Path) -> Iterator[list[Place]]:
    """One nginx: a tree at `/` with the brotli module in use, another at `/a/b/` without it."""
    found = program("nginx")
    package = "libnginx-mod-http-brotli-static"
    assert BROTLI_MODULE.is_file(), f"{BROTLI_MODULE.name} is missing: sudo apt install {package}"
    with server_folder() as folder:
        ports = free_ports(2)
        places = [
            make_place(folder, ports[0], at_root, "at-root", ("br", "gzip")),
            make_place(folder, ports[1], in_sub_path, "in-sub-path", ("gzip",)),
        ]
        hosting = HOSTING / "nginx"
        main = MAIN.format(folder=folder, brotli=BROTLI_MODULE, hosting=copied(hosting, folder))
        (folder / "nginx.conf").write_text(main, encoding="utf-8")
        early = folder / "logs/main.log"
        words = [found, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(early)]
        with running(words, ports, folder):
            yield places


def copied(hosting: Path, folder: Path) -> Path:
    """The settings where an unprivileged user can read them."""
    return Path(shutil.copytree(hosting, folder / "hosting"))


def make_place(folder: Path, port: int, site: Path, name: str, encodings: tuple[str, ...]) -> Place:
    """Write the server block of a tree and the folder of settings that it includes."""
    tree = copy_tree(site, folder, name)
    included = folder / name
    included.mkdir()
    for file in ("portal.conf", "brotli.conf")[: len(encodings)]:
        shutil.copy2(HOSTING / "nginx" / file, included)
    block = replace_each(
        (HOSTING / f"nginx/server-{name}.conf").read_text(encoding="utf-8"),
        {
            "listen 80;": f"listen 127.0.0.1:{port};",
            "listen [::]:80;": "",
            "/var/www/safar": str(tree),
            "/var/log/nginx/error.log": str(folder / "logs/error.log"),
            "/etc/nginx/safar": str(included),
        },
    )
    (folder / f"server-{name}.conf").write_text(block, encoding="utf-8")
    prefix = "/" if name == "at-root" else "/a/b/"
    return Place(f"http://127.0.0.1:{port}", prefix, tree, encodings, folder / "logs")
