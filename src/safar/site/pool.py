"""Work side by side: chunks of work to several processes, results in the order of the work.

The stack is imported once: where the system can copy a process, workers start as copies of this
one. Elsewhere they start anew and get the state as bytes.
"""

from __future__ import annotations

import gc
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
State = TypeVar("State")

METHOD = "fork" if sys.platform.startswith("linux") else "spawn"
CHUNKS_PER_WORKER = 8
LARGEST_CHUNK = 32
FEWEST = 24  # below this a second process costs more than it gives

_state: Any = None


class WorkerError(Exception):
    """A worker was ended from outside: by the system, for want of memory, or by hand."""


def work_through(
    state: State,
    work: Callable[[State, Sequence[Item]], list[Result]],
    items: Sequence[Item],
    jobs: int,
    *,
    fewest: int = FEWEST,
) -> Iterator[list[Result]]:
    """Results chunk by chunk, in order. `work` is a function of a module, `state` is picklable.

    For less than `fewest` items no process is started.
    """
    chunks = split_items(items, jobs)
    if len(items) >= fewest:
        gc.enable()  # a program that is soon over has it off
    if jobs == 1 or len(items) < fewest:
        for chunk in chunks:
            yield work(state, chunk)
        return
    yield from _side_by_side(state, work, chunks, jobs)


def _side_by_side(
    state: State,
    work: Callable[[State, Sequence[Item]], list[Result]],
    chunks: list[Sequence[Item]],
    jobs: int,
) -> Iterator[list[Result]]:
    import multiprocessing  # noqa: PLC0415 - slow to load, not needed for an edited page
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    context = multiprocessing.get_context(METHOD)
    gc.freeze()  # what is shared with the workers is neither looked through nor copied there
    executor = ProcessPoolExecutor(min(jobs, len(chunks)), context, _remember, (state,))
    try:
        tasks = deque(executor.submit(_work, work, chunk) for chunk in chunks)
        while tasks:
            yield tasks.popleft().result()  # and forget it: results of all pages are too many
    except BrokenProcessPool as error:
        raise WorkerError("a worker of the build was ended: is there enough memory?") from error
    finally:
        executor.shutdown(cancel_futures=True)
        gc.unfreeze()


def split_items(items: Sequence[Item], jobs: int) -> list[Sequence[Item]]:
    """Neighbours stay together; chunks are small enough for all workers to end together."""
    size = max(1, min(LARGEST_CHUNK, len(items) // (jobs * CHUNKS_PER_WORKER)))
    return [items[start : start + size] for start in range(0, len(items), size)]


def _remember(state: object) -> None:
    global _state  # noqa: PLW0603 - the one thing that a worker is started with
    _state = state


def _work(work: Callable[[Any, Sequence[Any]], list[Any]], chunk: Sequence[Any]) -> list[Any]:
    return work(_state, chunk)
