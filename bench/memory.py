"""Peak memory of a process tree: the sum of PSS, sampled while the command runs.

PSS counts a page that several processes share once in all, so that forked workers are not counted
twice. The tree is every process of the session that the command was started in.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.clock import TOLD, remove
from bench.timing import BenchError, Job

PAUSE = 0.05  # seconds between two samples
PROC = Path("/proc")


def peak_memory(job: Job) -> float:
    """The greatest sum of PSS in MB over all steps. Raises BenchError if a step fails."""
    for path in job.remove:
        remove(path)
    return max(_peak_of_step(job, words) for words in job.steps)


def _peak_of_step(job: Job, words: tuple[str, ...]) -> float:
    peak = 0
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            words,
            cwd=job.folder,
            env=os.environ | dict(job.environment),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while process.poll() is None:
                peak = max(peak, session_memory(process.pid))
                time.sleep(PAUSE)
        finally:
            end_session(process)
        if process.returncode:
            said.seek(0)
            raise BenchError(f"{job.name}: {' '.join(words)}\n{said.read()[-TOLD:]}")
    return peak / 1000


def session_memory(session: int) -> int:
    """The sum of PSS in kB over the processes of a session."""
    return sum(_process_memory(folder) for folder in session_members(session))


def session_members(session: int) -> Iterator[Path]:
    """The folders in `/proc` of the processes of a session."""
    for folder in PROC.iterdir():
        if folder.name.isdigit() and _session_of(folder) == session:
            yield folder


def _session_of(folder: Path) -> int:
    try:
        # The name of the program stands in brackets and may hold spaces.
        after_name = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")
        return int(after_name[2].split()[3])
    except (OSError, ValueError, IndexError):
        return 0


def _process_memory(folder: Path) -> int:
    """PSS in kB, 0 if the process has just ended."""
    try:
        lines = (folder / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def end_session(process: subprocess.Popen[Any]) -> None:
    """End what was started in a session of its own, workers included."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for folder in list(session_members(process.pid)):
            try:
                os.kill(int(folder.name), sign)
            except ProcessLookupError:
                continue
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue
        if not any(session_members(process.pid)):
            return
