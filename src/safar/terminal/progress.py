"""What a long command says while it works, and where its time went."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct, field

Advance = Callable[[int], None]


class Stage(Struct, frozen=True):
    """A part of the work: seconds by the clock, seconds of all processors, number of things."""

    name: str
    wall: float
    cpu: float
    count: int


class Progress(Struct):
    """Times every stage; shows a bar for long ones on a terminal, and nothing anywhere else."""

    shown: bool = field(default_factory=sys.stderr.isatty)
    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Advance]:
        """Do a part of the work; what is yielded is called with the number of things done."""
        wall, cpu = time.perf_counter(), processor_time()
        done = [0]
        try:
            with self._bar(name, total) as show:

                def advance(number: int) -> None:
                    done[0] += number
                    show(number)

                yield advance
        finally:
            spent = time.perf_counter() - wall
            self.stages.append(Stage(name, spent, processor_time() - cpu, done[0]))

    @contextmanager
    def _bar(self, name: str, total: int) -> Iterator[Advance]:
        if not (self.shown and total):
            yield _show_nothing
            return
        from safar.terminal.bar import show_bar  # noqa: PLC0415 - only where somebody looks

        with show_bar(name, total) as show:
            yield show


def _show_nothing(_number: int) -> None:
    """Nobody looks."""


def processor_time() -> float:
    """Seconds of all processors, of this process and its ended children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def render_profile(stages: list[Stage]) -> str:
    """Where the time went, as a table."""
    lines = [f"{'stage':<28}{'seconds':>9}{'CPU s':>9}{'things':>9}"]
    for stage in stages:
        count = str(stage.count) if stage.count else ""
        lines.append(f"{stage.name:<28}{stage.wall:>9.3f}{stage.cpu:>9.3f}{count:>9}")
    wall, cpu = sum(stage.wall for stage in stages), sum(stage.cpu for stage in stages)
    lines.append(f"{'together':<28}{wall:>9.3f}{cpu:>9.3f}")
    return "\n".join(lines)
