"""Put the generated settings of web servers into `hosting/`.

`python -m safar.sources.hosting` is run in the root of the repository when
`safar.packaging.headers` changes; its results are committed.
"""

from __future__ import annotations

from pathlib import Path

from safar.packaging.headers import render_files

FOLDER = Path("hosting")


def write_hosting(folder: Path = FOLDER) -> None:
    """Write every generated file below `folder`, with `\\n` on every system."""
    for name, text in render_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


if __name__ == "__main__":
    write_hosting()
