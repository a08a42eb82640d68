"""Tells the caller how far a render has come: often enough to be stopped, never backwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from studio.film.plan import Report

Result = TypeVar("Result")
# Called during any work that takes long; it may raise what the film's report raises.
Tick = Callable[[], None]

# Seconds between two reports while nothing ends: a tick more often than this is not passed on.
_INTERVAL = 0.2


class Progress:
    """Passes the share of the whole that is done to a report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._share = 0.0
        self._part = (0.0, 1.0)
        self._told = -_INTERVAL

    def begin(self, start: float, end: float) -> None:
        """Begin a part of the work, which fills the film's progress from `start` to `end`."""
        self._part = (start, end)
        self.reach(0.0)

    def reach(self, share: float) -> None:
        """Note the share of the current part that is done, 0 to 1, and report it if it is time."""
        start, end = self._part
        self._share = max(self._share, start + (end - start) * min(1.0, max(0.0, share)))
        self.tick()

    def tick(self) -> None:
        """Report again if it is time. Raises whatever the report raises."""
        now = time.monotonic()
        if now - self._told >= _INTERVAL:
            self._told = now
            self._report(self._share)

    def finish(self) -> None:
        """Report that all is done."""
        self._share = 1.0
        self._report(1.0)


def wait_for(future: Future[Result], tick: Tick) -> Result:
    """Return the result of work in another thread, ticking while it lasts. Raises what the work or the tick raises."""
    while not future.done():
        wait([future], timeout=_INTERVAL)
        tick()
    return future.result()
