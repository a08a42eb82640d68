"""The sign of life of a run: it prolongs the lease, writes the progress, and learns of a cancel, in one write."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from types import TracebackType

from django.conf import settings
from django.db import Error, connection

from generator.exceptions import RunOverdueError, RunStoppedError
from generator.models import Generation
from generator.models.generation_queryset import LEASE

logger = logging.getLogger(__name__)

# Many may be missed before the lease ends, and nobody waits longer than this for a cancel to be heard of: with what a
# call takes to end, work stops within two seconds of it.
BEAT = min(1.25, LEASE.total_seconds() / 5)
# A run that could not reach the database for most of its lease must count it as lost before others do.
PATIENCE = LEASE.total_seconds() * 0.8
# A run that is overdue learns of it at its next check. One that does not check any more loses its lease.
GRACE = 60.0


class Heartbeat(threading.Thread):
    """Beats while a run lasts; `check` raises RunStoppedError or RunOverdueError once the run must end.

    `seconds` is how long it may last, by default as long as a film's.
    """

    def __init__(
        self,
        generation: Generation,
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
        # An attempt goes on from what the one before it has left, and nobody wants to see a film go back.
        self.progress = self._least = generation.progress
        self._lost = False
        self._began = self._last_good = self._moved = time.monotonic()
        self._share = 0.0
        self._over = threading.Event()
        self._due = threading.Event()

    def check(self) -> None:
        if self._lost or self.should_stop() or time.monotonic() - self._last_good > PATIENCE:
            raise RunStoppedError
        if self._overdue_for() > 0:
            raise RunOverdueError

    def _overdue_for(self) -> float:
        """Return for how many seconds the run has lasted too long, or has not come any further for too long."""
        now = time.monotonic()
        by_length = now - self._began - self.seconds
        return max(by_length, now - self._moved - settings.GENERATOR_STALL_SECONDS)

    def tell(self, stage: str, share: float) -> None:
        """Take note of where the run is; a new stage is written at once, mere progress with the next beat.

        `share` is what is done of the whole, in per cent; the row knows whole ones, but any progress is a sign of life.
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
