"""A thread pool whose jobs are supervised, and can all be stopped, by the caller's own thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import TypeVar

from studio.film.progress import Tick

Result = TypeVar("Result")
# Takes a tick and calls it often; the tick raises to end the job once its result is no longer wanted.
Job = Callable[[Tick], Result]

# Seconds between two calls of `watch` while no job ends.
_INTERVAL = 0.1


class _NoLongerWantedError(Exception):
    """Raised by a job's tick to end it, because the other jobs were stopped."""


def do_jobs(jobs: Sequence[Job[Result]], workers: int, watch: Tick, take: Callable[[Result], None]) -> None:
    """Do jobs in up to `workers` threads, started in order, and pass each result to `take` as it comes.

    `take`, and `watch` several times a second, are called in the caller's thread. An exception from either, or from a
    job, ends all jobs at their next tick and is raised when they have ended.
    """
    is_over = threading.Event()

    def tick() -> None:
        if is_over.is_set():
            raise _NoLongerWantedError

    with ThreadPoolExecutor(workers, thread_name_prefix="render") as executor:
        pending = {executor.submit(job, tick) for job in jobs}
        try:
            while pending:
                done, pending = wait(pending, timeout=_INTERVAL, return_when=FIRST_COMPLETED)
                watch()
                for future in done:
                    take(future.result())
        finally:
            is_over.set()
            executor.shutdown(wait=False, cancel_futures=True)
