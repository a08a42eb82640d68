"""The heartbeat of a run: one write that prolongs the lease, stores the progress and detects a cancel."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol

from django.conf import settings
from django.db import Error, connection

from generator.exceptions import RunHandedOnError, RunOverdueError, RunStoppedError
from generator.models.generation_queryset import LEASE

logger = logging.getLogger(__name__)

# Seconds, well below the lease, so beats may be missed. Also bounds cancel latency: with the time that a call takes to
# end, work stops within two seconds of a cancel.
BEAT = min(1.25, LEASE.total_seconds() / 5)
# Seconds after which a run that cannot reach the database gives its lease up as lost: earlier than others do.
PATIENCE = LEASE.total_seconds() * 0.8
# An overdue run learns of it at its next check. One that no longer checks loses its lease after these seconds.
GRACE = 60.0


class KeptAlive(Protocol):
    """What a run holds a lease on: a film, a draft, or a picture that was ordered."""

    @property
    def progress(self) -> int: ...

    def heartbeat(self, stage: str, progress: int) -> bool: ...


class Heartbeat(threading.Thread):
    """A thread that beats while a run lasts; `check` raises RunStoppedError or RunOverdueError once the run must end.

    It raises once the run has ended as well: whichever way that was, threads of the run may still be calling services.

    `seconds` is the run's time limit, by default that of a film.
    """

    def __init__(
        self,
        generation: KeptAlive,
        should_stop: Callable[[], bool],
        on_progress: Callable[[str, int], None],
        seconds: float | None = None,
    ) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self.generation = generation
        self.should_stop = should_stop
        self.on_progress = on_progress
        self.seconds = settings.GENERATOR_RUN_SECONDS if seconds is None else seconds
        self.stage = ""
        # An attempt goes on from the previous one's products, and the progress shown must not go back.
        self.progress = self._least = generation.progress
        self._lost = False
        self._began = self._last_good = self._moved = time.monotonic()
        self._share = 0.0
        self._over = threading.Event()
        self._due = threading.Event()

    def check(self) -> None:
        is_silent = time.monotonic() - self._last_good > PATIENCE
        if self._lost:
            raise RunStoppedError
        if self.should_stop():
            raise RunHandedOnError
        if self._over.is_set() or is_silent:
            raise RunStoppedError
        if self._overdue_for() > 0:
            raise RunOverdueError

    def _overdue_for(self) -> float:
        """Return by how many seconds the run exceeds its time limit, or the limit on time without progress."""
        now = time.monotonic()
        by_length = now - self._began - self.seconds
        return max(by_length, now - self._moved - settings.GENERATOR_STALL_SECONDS)

    def tell(self, stage: str, share: float) -> None:
        """Record stage and progress; a new stage is written at once, mere progress with the next beat.

        `share` is the progress of the whole in per cent; the row stores whole numbers, but any increase counts as
        progress.
        """
        changed, progress = stage != self.stage, max(self._least, min(99, round(share)))
        if changed or share != self._share:
            self._moved = time.monotonic()
        self._share = share
        self.stage, self.progress = stage, progress
        self.on_progress(stage, progress)
        if changed:
            self._due.set()

    def __enter__(self) -> Heartbeat:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._over.set()
        self._due.set()
        self.join()

    def run(self) -> None:
        try:
            while not self._over.is_set():
                self._due.clear()
                self._beat()
                self._due.wait(BEAT)
        finally:
            connection.close()

    def _beat(self) -> None:
        if self._overdue_for() > GRACE:
            self._lost = True
            return
        try:
            alive = self.generation.heartbeat(self.stage, self.progress)
        except Error:
            logger.warning("The database did not take a heartbeat; trying again.")
            connection.close()
            return
        if alive:
            self._last_good = time.monotonic()
        else:
            self._lost = True
