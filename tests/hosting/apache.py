"""Apache with the files of `hosting/apache`, copied and changed as the maintainers' guide says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hosting.web_servers import (
    APACHE_MODULES,
    HOSTING,
    Place,
    copy_tree,
    free_ports,
    program,
    replace_each,
    running,
    server_folder,
)

NEEDED = ("mpm_event", "authz_core", "alias", "dir", "mime")
USEFUL = ("headers", "rewrite")
MODULES = (
    *(*NEEDED, *USEFUL),
    *("autoindex", "deflate", "env", "filter", "negotiation", "setenvif"),
)
# What Debian says around it. The settings of the portal have to hold whatever stands here.
MAIN = """\
ServerRoot {folder}
PidFile {folder}/apache.pid
ServerName 127.0.0.1
StartServers 1
ThreadsPerChild 16
MaxRequestWorkers 16
MinSpareThreads 1
MaxSpareThreads 16
{modules}
TypesConfig {folder}/mime.types
AddType application/x-gzip .gz .tgz
ErrorLog {folder}/logs/main.log
LogFormat "%h %r" combined
CustomLog {folder}/logs/access.log combined
{listen}
<Directory />
    AllowOverride None
    Require all denied
</Directory>
{sites}
"""


@contextmanager
def running_apache(
    at_root: Path, in_sub_path: Path, modules: tuple[str, ...] = MODULES
) -> Iterator[list[Place]]:
    """One Apache: a tree as a host of its own, another at `/a/b/` of a host."""
    found = program("apache2")
    with server_folder() as folder:
        ports = free_ports(2)
        (folder / "html").mkdir()
        (folder / "mime.types").write_text("text/html html\napplication/gzip gz\n")
        trees = [copy_tree(at_root, folder, "one"), copy_tree(in_sub_path, folder, "two")]
        for tree in trees:
            shutil.copy2(HOSTING / "apache/.htaccess", tree)
        sites = [
            own_host(site_block(folder, ports[0], trees[0]), trees[0], folder),
            site_block(folder, ports[1], trees[1]),
        ]
        config = folder / "apache.conf"
        config.write_text(main_text(folder, ports, sites, modules), encoding="utf-8")
        with running([found, "-D", "FOREGROUND", "-f", str(config)], ports, folder):
            yield [
                Place(f"http://127.0.0.1:{port}", prefix, tree, ("br", "gzip"), folder / "logs")
                for port, prefix, tree in zip(ports, ("/", "/a/b/"), trees, strict=True)
            ]


def main_text(folder: Path, ports: list[int], sites: list[str], modules: tuple[str, ...]) -> str:
    """The whole configuration."""
    loaded = "\n".join(
        f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in modules
    )
    listen = "\n".join(f"Listen 127.0.0.1:{port}" for port in ports)
    return MAIN.format(folder=folder, modules=loaded, listen=listen, sites="\n".join(sites))


def site_block(folder: Path, port: int, tree: Path) -> str:
    """The committed host, at `/a/b/`."""
    return replace_each(
        (HOSTING / "apache/site.conf").read_text(encoding="utf-8"),
        {
            "*:80": f"127.0.0.1:{port}",
            "/var/www/safar": str(tree),
            "/var/www/html": str(folder / "html"),
            "/var/log/apache2/error.log": str(folder / "logs/error.log"),
        },
    )


def own_host(block: str, tree: Path, folder: Path) -> str:
    """The change that the comment of `site.conf` names for a portal that is a whole host."""
    two_lines = f'DocumentRoot "{folder}/html/"\n    Alias "/a/b" "{tree}"\n'
    return replace_each(block, {two_lines: f'DocumentRoot "{tree}/"\n'})
