"""The sign of life of a run: it prolongs the lease, writes the progress, and learns of a cancel, in one write."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from types import TracebackType

from django.db import DatabaseError, connection

from generator.exceptions import RunStoppedError
from generator.models import Generation
from generator.models.generation_queryset import LEASE

logger = logging.getLogger(__name__)

BEAT = 2.0
# A run that could not reach the database for most of its lease must count it as lost before others do.
PATIENCE = LEASE.total_seconds() * 0.8


class Heartbeat(threading.Thread):
    """Beats while a run lasts; `check` raises RunStoppedError once the run must end."""

    def __init__(
        self, generation: Generation, should_stop: Callable[[], bool], on_progress: Callable[[str, int], None]
    ) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self.generation = generation
        self.should_stop = should_stop
        self.on_progress = on_progress
        self.stage = ""
        self.progress = 0
        self._lost = False
        self._last_good = time.monotonic()
        self._over = threading.Event()
        self._due = threading.Event()

    def check(self) -> None:
        if self._lost or self.should_stop() or time.monotonic() - self._last_good > PATIENCE:
            raise RunStoppedError

    def tell(self, stage: str, progress: int) -> None:
        """Take note of where the run is; a new stage is written at once, mere progress with the next beat."""
        changed = stage != self.stage
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
        try:
            alive = self.generation.heartbeat(self.stage, self.progress)
        except DatabaseError:
            logger.warning("The database did not take a heartbeat; trying again.")
            connection.close()
            return
        if alive:
            self._last_good = time.monotonic()
        else:
            self._lost = True
