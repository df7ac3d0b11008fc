"""Say in one line which programs of the system the tests need and how to install them."""

from __future__ import annotations

import shutil
import sys

PACKAGES = {  # a package of Debian, and the programs of which one is enough
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "default-jre-headless": ("java",),
    "make": ("make",),
}


def missing_packages() -> list[str]:
    """The packages without which some test cannot run."""
    return [name for name, programs in PACKAGES.items() if not any(map(shutil.which, programs))]


if __name__ == "__main__" and (missing := missing_packages()):
    sys.exit(f"The tests need more programs: sudo apt install {' '.join(missing)}")
