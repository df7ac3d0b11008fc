"""The compact table at the end: figure, measured, bar, stretch, reached."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bench.figures import Row
from bench.timing import Spread

HEAD = ("figure", "measured: median [least - greatest] n", "bar", "stretch", "reached")


def describe_load() -> str:
    """The time and how busy this computer is: averages over 1, 5 and 15 minutes."""
    loads = " ".join(f"{load:.2f}" for load in os.getloadavg())
    now = datetime.now(tz=UTC).strftime("%Y-%m-%d %H:%M")
    return f"{now} UTC, load {loads}, {os.cpu_count()} cores"


def render_table(rows: Iterable[Row]) -> str:
    """A Markdown table that also reads well as it is."""
    cells = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    lines = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in cells]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([lines[0], rule, *lines[1:]])


def render_report(rows: Sequence[Row]) -> str:
    """What has a bar, then what stands there for comparison."""
    judged = [row for row in rows if row.verdict]
    others = [row for row in rows if not row.verdict]
    parts = [render_table(judged)] if judged else []
    parts += ["For comparison", render_table(others)] if others else []
    return "\n\n".join(parts)


def _cells(row: Row) -> tuple[str, ...]:
    measured = f"{_number(row.value.median)}{row.unit} {_range(row.value)}"
    bars = (str(bar) if bar else "" for bar in (row.bar, row.stretch))
    return (row.figure, measured, *bars, row.verdict)


def _range(value: Spread) -> str:
    if value.rounds == 1:
        return "n=1"
    return f"[{_number(value.low)} - {_number(value.high)}] n={value.rounds}"


def _number(value: float) -> str:
    """Three digits that mean something."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
