"""What a command took, and the arithmetic of rounds: medians, spreads, paired ratios."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

CLOCK = Path(__file__).with_name("clock.py")
TIMEOUT = 1800  # seconds for one step
LOOP = 3_000_000  # turns of the reference loop, about 0.2 s on a computer of 2024


class BenchError(Exception):
    """A command failed; the message names it and ends with what it said."""


@dataclass(frozen=True, slots=True)
class Job:
    """Steps that run one after the other in `folder`, after `remove` has been removed."""

    name: str
    folder: Path
    steps: tuple[tuple[str, ...], ...]
    remove: tuple[Path, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sample:
    """Seconds of one run: `cpu` is user and system time of the whole process tree."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, least and greatest of the rounds."""

    median: float
    low: float
    high: float
    rounds: int


def measure(job: Job) -> Sample:
    """Run a job once. Raises BenchError with the command and its output if a step fails."""
    message = {
        "remove": [str(path) for path in job.remove],
        "steps": job.steps,
        "folder": str(job.folder),
        "environment": dict(job.environment),
        "timeout": TIMEOUT,
    }
    done = subprocess.run(
        [sys.executable, "-S", str(CLOCK)],
        input=json.dumps(message),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"{job.name}: the clock failed\n{done.stderr}")
    result = json.loads(done.stdout)
    if result["failed"]:
        raise BenchError(f"{job.name}, in {job.folder}: {result['failed']}\n{result['said']}")
    return Sample(result["wall"], result["cpu"])


def time_loop() -> Sample:
    """The reference: a fixed loop of pure Python, to compare absolute figures of two computers."""
    wall, cpu = time.perf_counter(), time.process_time()
    total = 0
    for number in range(LOOP):
        total ^= number * number
    return Sample(time.perf_counter() - wall, time.process_time() - cpu)


def spread(values: Sequence[float]) -> Spread:
    """Median and range of the rounds."""
    return Spread(median(values), min(values), max(values), len(values))


def paired_ratio(numerators: Sequence[float], denominators: Sequence[float]) -> Spread:
    """The ratio within each round, then its median and range: what both had to bear cancels."""
    pairs = zip(numerators, denominators, strict=True)
    return spread([numerator / denominator for numerator, denominator in pairs])
