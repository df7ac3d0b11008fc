"""Work side by side: chunks of work to several processes, results in the order of the work.

The stack is imported once: where the system can copy a process, workers start as copies of this
one. Elsewhere they start anew and get the state as bytes.
"""

from __future__ import annotations

import gc
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")
State = TypeVar("State")

METHOD = "fork" if sys.platform.startswith("linux") else "spawn"
CHUNKS_PER_WORKER = 8
LARGEST_CHUNK = 32
FEWEST = 24  # below this a second process costs more than it gives
AHEAD = 2  # chunks a worker has, so that it need not wait for the next
ENDED = "a worker of the build was ended: is there enough memory?"

_state: Any = None


class Sharing(Struct, frozen=True):
    """How work is shared out: for less than `fewest` items no other process is started.

    Items of one `lane` go to the same worker as long as all have something to do: what it learns
    of one helps with the next.
    """

    fewest: int = FEWEST
    lane: Callable[[Any], int] | None = None


class WorkerError(Exception):
    """A worker was ended from outside: by the system, for want of memory, or by hand."""


def work_through(
    state: State,
    work: Callable[[State, Sequence[Item]], list[Result]],
    items: Sequence[Item],
    jobs: int,
    *,
    sharing: Sharing = Sharing(),  # noqa: B008 - it cannot be changed
) -> Iterator[list[Result]]:
    """Results chunk by chunk, in order. `work` is a function of a module, `state` is picklable."""
    with begin_work(state, work, items, jobs, sharing=sharing) as results:
        yield from results


@contextmanager
def begin_work(
    state: State,
    work: Callable[[State, Sequence[Item]], list[Result]],
    items: Sequence[Item],
    jobs: int,
    *,
    sharing: Sharing = Sharing(),  # noqa: B008 - it cannot be changed
) -> Iterator[Iterator[list[Result]]]:
    """As `work_through`, but other processes begin at once, not when the first result is taken."""
    chunks = split_items(items, jobs)
    if len(items) >= sharing.fewest:
        gc.enable()  # a program that is soon over has it off
    if jobs == 1 or len(items) < sharing.fewest:
        yield (work(state, chunk) for chunk in chunks)
        return
    lane = sharing.lane
    lanes = [lane(chunk[0]) if lane else number for number, chunk in enumerate(chunks)]
    workers = _Workers(state, min(jobs, len(chunks)))
    try:
        yield workers.run(work, list(zip(lanes, chunks, strict=True)))
    finally:
        workers.close()


class _Workers:
    """Processes that each have chunks of their own, and take of the others' when they are done."""

    def __init__(self, state: object, number: int) -> None:
        import multiprocessing  # noqa: PLC0415 - slow to load, not needed for an edited page
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        context = multiprocessing.get_context(METHOD)
        gc.freeze()  # what is shared with the workers is neither looked through nor copied there
        self._processes = [
            ProcessPoolExecutor(1, context, _remember, (state,)) for _ in range(number)
        ]
        self._waiting: list[deque[tuple[int, Sequence[Any]]]] = [deque() for _ in range(number)]
        self._running: dict[Future[list[Any]], tuple[int, int]] = {}  # chunk and process

    def run(
        self,
        work: Callable[[Any, Sequence[Item]], list[Result]],
        chunks: Sequence[tuple[int, Sequence[Item]]],
    ) -> Iterator[list[Result]]:
        """Begin with chunks and their lanes; the results come in the order of the chunks."""
        for number, (lane, chunk) in enumerate(chunks):
            self._waiting[lane % len(self._waiting)].append((number, chunk))
        for _ in range(AHEAD):
            for process in range(len(self._processes)):
                self._start(work, process)
        return self._results(work)

    def _results(self, work: Callable[[Any, Sequence[Any]], list[Any]]) -> Iterator[list[Any]]:
        from concurrent.futures import FIRST_COMPLETED, wait  # noqa: PLC0415 - as above
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

        done: dict[int, list[Any]] = {}
        following = 0
        while self._running:
            for future in wait(self._running, return_when=FIRST_COMPLETED).done:
                number, process = self._running.pop(future)
                try:
                    done[number] = future.result()
                    self._start(work, process)
                except BrokenProcessPool as error:
                    raise WorkerError(ENDED) from error
            while following in done:
                yield done.pop(following)  # and forget it: results of all pages are too many
                following += 1

    def _start(self, work: Callable[[Any, Sequence[Any]], list[Any]], process: int) -> None:
        """Give a process its next chunk, or the last one of whoever has most left."""
        own = self._waiting[process]
        most = max(self._waiting, key=len)
        if own or most:
            number, chunk = own.popleft() if own else most.pop()
            future = self._processes[process].submit(_work, work, chunk)
            self._running[future] = (number, process)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for process in self._processes:
            process.shutdown(cancel_futures=True)
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
