"""What a command took: every process below it counts, and a failure says what failed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bench.memory import peak_memory
from bench.timing import BenchError, Job, measure

BURN = "import time\nwhile time.process_time() < 0.3: pass"
LEAVE_BEHIND = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {BURN!r}])"
FILL = "import time; kept = b'x' * 60_000_000; time.sleep(0.4)"
FORK = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {FILL!r}])"


def job(folder: Path, *programs: str, remove: tuple[Path, ...] = ()) -> Job:
    steps = tuple((sys.executable, "-c", program) for program in programs)
    return Job("a job", folder, steps, remove)


def test_cpu_of_a_worker_that_nobody_waited_for_is_counted(tmp_path: Path) -> None:
    sample = measure(job(tmp_path, LEAVE_BEHIND))
    assert sample.cpu >= 0.3


def test_all_steps_are_in_the_time(tmp_path: Path) -> None:
    sample = measure(job(tmp_path, "import time; time.sleep(0.2)", "import time; time.sleep(0.2)"))
    assert sample.wall >= 0.4


def test_programs_keep_their_byte_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    measure(job(tmp_path, "import sys; raise SystemExit(sys.dont_write_bytecode)"))


def test_what_stood_there_is_removed_before_the_first_step(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").touch()
    look = "import os, sys; sys.exit(os.path.exists('site'))"
    measure(job(tmp_path, look, remove=(tmp_path / "site", tmp_path / "never")))


def test_a_failure_names_the_command_and_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"a job, in .*exit code 3\)\nthe disk is full"):
        measure(job(tmp_path, "print('the disk is full'); raise SystemExit(3)", "never"))


def test_a_missing_program_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="no-such-program"):
        measure(Job("a job", tmp_path, (("no-such-program",),)))


def test_memory_of_a_child_is_counted(tmp_path: Path) -> None:
    assert 60 <= peak_memory(job(tmp_path, FORK)) < 150


def test_memory_of_a_failed_command_is_not_a_figure(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="the disk is full"):
        peak_memory(job(tmp_path, "raise SystemExit('the disk is full')"))
