"""A progress bar on a terminal: what is done, how many of how many, the time left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def show_bar(name: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar that goes when the work is done. It is drawn without a thread: processes are copied."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task(name, total=total)
        bar.refresh()

        def show(number: int) -> None:
            bar.advance(task, number)
            bar.refresh()

        yield show
