"""Do the same work for many things, on all cores where that pays.

Workers are started afresh (``spawn``), the same on every system; what they do is a
function of a module and what they get is plain values. Where there is little to do, it
is done here, by the same functions.

Errors  What a worker raises is raised here; a worker that was killed is ``HeritageError``.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self, TypeVar

from generator.errors import HeritageError, error

T = TypeVar("T")
R = TypeVar("R")
CHUNK = 24
# Under so many it costs more to start workers than they save.
FEWEST = 150
WAITING_CHUNKS = 3  # a worker: enough that none is idle, few enough to be small

Progress = Callable[[str, int, int], None]


class Crew:
    """As many workers as there are cores, started when there is enough to do."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._progress = progress
        self._cores = _cores()

    def each_chunk(
        self, what: str, work: Callable[[Sequence[T]], R], things: Sequence[T], *,
        size: int = CHUNK,
    ) -> Iterator[R]:
        """Yield what ``work`` makes of each chunk, as it is ready."""
        alone = self._cores == 1 or len(things) < FEWEST * size // CHUNK
        chunks = [things[at : at + size] for at in range(0, len(things), size)]
        done = 0
        for chunk, result in self._alone(work, chunks) if alone else self._together(work, chunks):
            done += chunk
            if self._progress is not None:
                self._progress(what, done, len(things))
            yield result

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _alone(
        self, work: Callable[[Sequence[T]], R], chunks: list[Sequence[T]]
    ) -> Iterator[tuple[int, R]]:
        for chunk in chunks:
            yield len(chunk), work(chunk)

    def _together(
        self, work: Callable[[Sequence[T]], R], chunks: list[Sequence[T]]
    ) -> Iterator[tuple[int, R]]:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._cores, mp_context=context)
        waiting: dict[Future[R], int] = {}
        rest = iter(chunks)
        try:
            while True:
                while len(waiting) < self._cores * WAITING_CHUNKS:
                    chunk = next(rest, None)
                    if chunk is None:
                        break
                    waiting[self._pool.submit(work, chunk)] = len(chunk)
                if not waiting:
                    return
                ready, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in ready:
                    yield waiting.pop(future), future.result()
        except BrokenProcessPool as fault:
            raise HeritageError([error("worker-lost", "mkdocs.yml", None, str(fault))]) from fault


def _cores() -> int:
    """Return the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
