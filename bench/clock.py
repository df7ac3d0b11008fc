"""Runs steps as a program of its own and says what they took: wall and CPU of the process tree.

    echo '{"remove": ["site"], "steps": [["mkdocs", "build"]], ...}' | python clock.py

It becomes the parent of every orphan below it, so that the CPU of workers which their starter never
waited for is counted too. Removing old output is inside the timing. Needs nothing but Python.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of Linux
PATIENCE = 5.0  # seconds for workers that outlive the command
TOLD = 4000  # characters of the output of a failed command
# Set where this runs, it would make a checkout compile itself in every run; packages are compiled
# when they are installed.
NO_BYTE_CODE = "PYTHONDONTWRITEBYTECODE"


def main() -> None:
    """Read a job from standard input, write what it took to standard output."""
    job = json.load(sys.stdin)
    ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryFile("w+") as said:
        started, before = time.perf_counter(), cpu_seconds()
        for path in job["remove"]:
            remove(Path(path))
        failed = run_steps(job, said)
        wall = time.perf_counter() - started
        wait_for_orphans()
        said.seek(0)
        result = {"wall": wall, "cpu": cpu_seconds() - before, "failed": failed}
        result["said"] = said.read()[-TOLD:] if failed else ""
    json.dump(result, sys.stdout)


def run_steps(job: dict[str, Any], said: IO[str]) -> str:
    """Run the steps in order; returns the first that fails, `""` if none does."""
    environment = os.environ | job["environment"]
    environment.pop(NO_BYTE_CODE, None)
    for words in job["steps"]:
        try:
            code = run_step(words, job, environment, said)
        except OSError as error:
            return f"{' '.join(words)} ({error})"
        if code:
            return f"{' '.join(words)} (exit code {code})"
    return ""


def run_step(
    words: list[str], job: dict[str, Any], environment: Mapping[str, str], said: IO[str]
) -> int:
    """Run one command to its end; returns its exit code, which is not 0 if it took too long.

    The end is waited for and not polled for: with a time limit of its own, `subprocess` looks
    only every 50 ms, which is a tenth of a short command.
    """
    with subprocess.Popen(
        words,
        cwd=job["folder"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=subprocess.STDOUT,
    ) as process:
        limit = threading.Timer(job["timeout"], process.kill)
        limit.start()
        try:
            return process.wait()
        finally:
            limit.cancel()


def remove(path: Path) -> None:
    """Remove a file or a folder if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def cpu_seconds() -> float:
    """User and system time of this program and of every child that has ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def wait_for_orphans() -> None:
    """Wait for workers that were left behind; after a while, count without them."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.01)
        except ChildProcessError:
            return


if __name__ == "__main__":
    main()
