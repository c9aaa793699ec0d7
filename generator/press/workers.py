"""Do many like tasks on two cores.

Shapes  ``run_tasks`` keeps the order of the tasks; a task and its result can be pickled.
Errors  What a task raises goes up.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

PROCESSES = 2
Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Processes that wait for tasks, or none where the work is small."""

    pool: ProcessPoolExecutor | None = None

    def run(
        self, function: Callable[[Task], Result], tasks: Sequence[Task]
    ) -> Iterator[Result]:
        """Give each task's result, in order; processes begin at once, whoever waits."""
        if self.pool is None or len(tasks) < PROCESSES:
            return map(function, tasks)
        return self.pool.map(function, tasks)


@contextmanager
def workers(*, many: bool) -> Iterator[Workers]:
    """Give workers: processes of their own where there is much to do.

    They are spawned, as on Windows: a fork would copy whatever threads hold.
    """
    if not many:
        yield Workers()
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=PROCESSES, mp_context=context) as pool:
        yield Workers(pool=pool)
