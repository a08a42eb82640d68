"""Does jobs in threads while the caller's own thread watches over them and can stop them all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import TypeVar

from studio.film.progress import Tick

Result = TypeVar("Result")
# Takes a tick, which it calls often, and which ends it by an exception once it is no longer wanted.
Job = Callable[[Tick], Result]

# Seconds between two calls of the watch while no job ends.
_INTERVAL = 0.1


class _NoLongerWantedError(Exception):
    """Ends a job whose result nobody waits for."""


def do_jobs(jobs: Sequence[Job[Result]], hands: int, watch: Tick, take: Callable[[Result], None]) -> None:
    """Do jobs, as many as `hands` at a time and begun in order, and have their results taken as they come.

    `watch`, several times a second, and `take` are called in the caller's thread. Whatever they raise, or a job,
    ends all jobs at their next tick, and is raised when they have ended.
    """
    is_over = threading.Event()

    def tick() -> None:
        if is_over.is_set():
            raise _NoLongerWantedError

    with ThreadPoolExecutor(hands, thread_name_prefix="render") as executor:
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
