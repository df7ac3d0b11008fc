"""Say in one line what of the system the tests need and how to install it.

`--packages` prints only the names of the missing packages, for a script that installs them.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

PROGRAMS = {  # a package of Debian, and the programs of which one is enough
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "default-jre-headless": ("java",),
    "make": ("make",),
    "rsync": ("rsync",),
}
SERVERS = {"nginx": ("nginx",), "apache2-bin": ("apache2",)}
# Debian keeps servers where only root looks.
SERVER_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
FILES = {
    "libnginx-mod-http-brotli-static": "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
}
LIBRARIES = {"libatomic1": "libatomic.so.1"}  # what drives the browser is linked against it


def is_loadable(library: str) -> bool:
    """True if a program linked against a library would start."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def find_server(name: str) -> str | None:
    """Where a server stands, on the path of root too."""
    return shutil.which(name, path=SERVER_PATH)


def missing_packages() -> list[str]:
    """The packages without which some test cannot run."""
    missing = [name for name, programs in PROGRAMS.items() if not any(map(shutil.which, programs))]
    if sys.platform.startswith("linux"):
        missing += [name for name, library in LIBRARIES.items() if not is_loadable(library)]
        missing += [name for name, servers in SERVERS.items() if not any(map(find_server, servers))]
        missing += [name for name, file in FILES.items() if not Path(file).is_file()]
    return missing


def main(words: list[str]) -> str | None:
    """What to say on the way out: nothing is good."""
    missing = " ".join(missing_packages())
    if "--packages" in words:
        print(missing)
        return None
    return f"The tests need more: sudo apt install {missing}" if missing else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
