"""Do the same work for many things, on all cores where that pays.

Workers are started afresh (``spawn``), the same on every system; what they do is a
function of a module and what they get is plain values. Where there is little to do, it
is done here, by the same functions.

Errors  What a worker raises is raised here; a worker that was killed is ``HeritageError``.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar

from generator.errors import HeritageError, error

T = TypeVar("T")
R = TypeVar("R")
CHUNK = 24
# Under so many it costs more to start workers than they save.
FEWEST = 150
CHUNKS_AHEAD = 3  # a worker: enough that none is idle, few enough to be small

Progress = Callable[[str, int, int], None]


class Crew:
    """As many workers as there are cores, started when there is enough to do."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._progress = progress
        self._cores = _cores()
        self._running: set[Future[Any]] = set()

    def each_chunk(
        self, what: str, work: Callable[[Sequence[T]], R], things: Sequence[T], *,
        weigh: Callable[[T], float] = lambda _: 1.0,
    ) -> Iterator[R]:
        """Give what ``work`` makes of each chunk, as it is ready; work begins at once.

        ``weigh`` says what a thing costs; a chunk is worth starting a worker for.
        """
        chunks = list(_chunks(things, weigh))
        alone = self._cores == 1 or len(chunks) * CHUNK < FEWEST
        found = self._alone(work, chunks) if alone else self._together(work, chunks)
        return self._counted(what, len(things), found)

    def _counted(self, what: str, all_things: int, found: Iterator[tuple[int, R]]) -> Iterator[R]:
        done = 0
        for things, result in found:
            done += things
            if self._progress is not None:
                self._progress(what, done, all_things)
            yield result

    @contextmanager
    def settled(self) -> Iterator[None]:
        """Let nobody be at work any more when what stands inside is over, however it ends."""
        try:
            yield
        finally:
            running = tuple(self._running)
            for future in running:
                future.cancel()
            wait(running)

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
            self._pool = ProcessPoolExecutor(self._cores, context, _end_with_parent)
        rest = iter(chunks)
        ahead = islice(rest, self._cores * CHUNKS_AHEAD)
        waiting = {self._submit(work, chunk): len(chunk) for chunk in ahead}
        return self._ready(work, waiting, rest)

    def _submit(self, work: Callable[[Sequence[T]], R], chunk: Sequence[T]) -> Future[R]:
        assert self._pool is not None
        future = self._pool.submit(work, chunk)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def _ready(
        self, work: Callable[[Sequence[T]], R], waiting: dict[Future[R], int],
        rest: Iterator[Sequence[T]],
    ) -> Iterator[tuple[int, R]]:
        try:
            while waiting:
                ready, _ = wait(waiting, return_when=FIRST_COMPLETED)
                waiting |= {self._submit(work, chunk): len(chunk)
                            for chunk in islice(rest, len(ready))}
                for future in ready:
                    yield waiting.pop(future), future.result()
        except BrokenProcessPool as fault:
            raise HeritageError([error("worker-lost", "mkdocs.yml", None, str(fault))]) from fault


def _end_with_parent() -> None:
    """Let a worker end when the program that started it was killed."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _chunks(things: Sequence[T], weigh: Callable[[T], float]) -> Iterator[Sequence[T]]:
    """Yield the things in turn, in parts of about the same weight."""
    chunk: list[T] = []
    weight = 0.0
    for thing in things:
        chunk.append(thing)
        weight += weigh(thing)
        if weight >= CHUNK:
            yield chunk
            chunk, weight = [], 0.0
    if chunk:
        yield chunk


def _cores() -> int:
    """Return the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
