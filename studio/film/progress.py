"""Progress of a render: reported often enough that the caller can stop it, and never going backwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from studio.film.plan import Report

Result = TypeVar("Result")
# Called often during long work; raises whatever the film's report raises.
Tick = Callable[[], None]

# Least seconds between two reports; ticks in between are not passed on.
_INTERVAL = 0.2


class Progress:
    """Reports the share of the whole render that is done."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._share = 0.0
        self._part = (0.0, 1.0)
        self._told = -_INTERVAL

    def begin(self, start: float, end: float) -> None:
        """Begin a part of the work that takes the film's progress from `start` to `end`, shares of the whole."""
        self._part = (start, end)
        self.reach(0.0)

    def reach(self, share: float) -> None:
        """Note the share of the current part that is done, 0 to 1, and report it if a report is due."""
        start, end = self._part
        self._share = max(self._share, start + (end - start) * min(1.0, max(0.0, share)))
        self.tick()

    def tick(self) -> None:
        """Report again if a report is due. Raises whatever the report raises."""
        now = time.monotonic()
        if now - self._told >= _INTERVAL:
            self._told = now
            self._report(self._share)

    def finish(self) -> None:
        """Report that all is done."""
        self._share = 1.0
        self._report(1.0)


def wait_for(future: Future[Result], tick: Tick) -> Result:
    """Wait for a future, calling `tick` meanwhile, and return its result. Raises what the work or the tick raises."""
    while not future.done():
        wait([future], timeout=_INTERVAL)
        tick()
    return future.result()
