"""The worker's processes: started together, drained on a signal, and none of them outlives the first."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import sys
import threading
import time
from types import FrameType

from django.db import DatabaseError, connections
from django_q.cluster import Cluster

# Loading the pipeline before the fork lets all processes share what it brings along.
from generator import pipeline as pipeline
from generator import tasks

logger = logging.getLogger(__name__)

TEND_EVERY = 2.0
# A run stops within about two seconds of being told, unless a provider's call cannot be interrupted.
DRAIN_WITHIN = 20.0
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask the kernel to kill this process when the one that forked it ends (Linux only)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Worker:
    """Runs the cluster until it is told to stop or the cluster dies."""

    def __init__(self) -> None:
        self.stopping = False

    def run(self) -> int:
        """Return the exit code: 0 after a drain, 1 when the cluster died or would not stop."""
        if sys.platform == "linux":
            os.register_at_fork(after_in_child=die_with_parent)
        # A connection must not be shared across a fork.
        connections.close_all()
        cluster = Cluster()
        # The cluster has just installed handlers that wait inside the handler; ours only take note.
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)
        cluster.start()
        logger.info("Worker ready")
        while not self.stopping:
            if not cluster.sentinel.is_alive():
                logger.error("The worker's processes have died")
                return 1
            self._tend()
            self._sleep(TEND_EVERY)
        return self._drain(cluster)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.stopping:
            # Asked twice: the kernel takes the children along.
            os._exit(1)
        self.stopping = True
        tasks.draining.value = True

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < until:
            time.sleep(0.1)

    def _tend(self) -> None:
        try:
            tasks.say_alive()
            tasks.tend()
        except DatabaseError:
            logger.warning("The database does not answer; trying again")
            connections.close_all()

    def _drain(self, cluster: Cluster) -> int:
        # Stopping in a thread of its own: the wait for the children must not keep us from giving up on them.
        stopper = threading.Thread(target=cluster.stop, daemon=True)
        stopper.start()
        stopper.join(DRAIN_WITHIN)
        if stopper.is_alive():
            logger.error("A worker process did not stop in time and is killed; its run will be taken back")
            os._exit(1)
        logger.info("Worker stopped")
        return 0
