"""The worker's processes: started together, drained on a signal, and ended with the first of them."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from contextlib import suppress
from types import FrameType

from django.conf import settings
from django.db import Error, connections
from django_q import cluster as queue
from django_q.signals import post_spawn

from generator import tasks
from generator.models import Generation

# Imported before the fork, so that all processes share the memory of the pipeline's modules.
from generator.providers.factory import get_provider
from generator.worker.kernel_locks import SturdyEvent, sturdy_value
from generator.worker.processes import tie_children_to_parents
from generator.worker.sturdy_queue import SturdyQueue
from generator.worker.watchdog import Watchdog

logger = logging.getLogger(__name__)

MAINTAIN_EVERY = 2.0
SWEEP_EVERY = 24 * 3600.0
# Seconds for processes to give runs back, which takes about two unless a large file is being stored remotely.
DRAIN_WITHIN = 20.0
# Whole seconds until the alarm ends a process that got the signal twice.
KILL_WITHIN = 2
# Seconds that idle processes get to end in order once no film is being made.
END_WITHIN = 0.5


def make_sturdy() -> None:
    """Replace django-q's queue, values and events by ours: with its own, one killed process can block all others."""
    queue.Queue = SturdyQueue
    queue.Value = sturdy_value
    queue.Event = SturdyEvent


def get_ready(**sent: object) -> None:
    """Load the neural networks in a new process, so that no one who uploads a picture waits for that.

    Not before the fork, which the runtime's threads would not survive; and in a thread, so that work can begin.
    """
    threading.Thread(target=_load_networks, name="get-ready", daemon=True).start()


def _load_networks() -> None:
    vision = get_provider("vision").built_in()
    if vision is not None:
        vision.get_ready()


class Worker:
    """The worker: runs the cluster until it is told to stop, or the cluster dies or stalls."""

    def __init__(self) -> None:
        self.stopping = self.hurry = False
        self.sweep_at = 0.0
        self.watchdog = Watchdog(settings.GENERATOR_WATCHDOG_SECONDS)

    def run(self) -> int:
        """Run, and return the exit code: 0 after a drain, 1 if the cluster died or would not stop."""
        tie_children_to_parents()
        make_sturdy()
        tasks.begin_tree()
        # Connections must not be shared across a fork.
        connections.close_all()
        post_spawn.connect(get_ready)
        cluster = queue.Cluster()
        # The cluster has just installed handlers that wait inside the handler; ours only set a flag.
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)
        cluster.start()
        logger.info("Worker ready")
        while not self.stopping:
            if not cluster.sentinel.is_alive():
                logger.error("The worker's processes have died")
                return 1
            if self._maintain():
                logger.critical(
                    "Work waits, but the worker's free processes take none; all of them are ended"
                )
                self._end_at_once(cluster, 1)
            self._sweep()
            self._sleep(MAINTAIN_EVERY)
        return self._drain(cluster)

    def _sweep(self) -> None:
        """Remove leftovers of dead runs from this host once a day."""
        if time.monotonic() < self.sweep_at:
            return
        self.sweep_at = time.monotonic() + SWEEP_EVERY
        try:
            tasks.sweep_host()
        except OSError as error:
            logger.warning("This host could not be swept: %s", error.strerror)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        # A second signal means that the sender does not want to wait, whatever this process is waiting for.
        if self.stopping:
            self.hurry = True
            signal.alarm(KILL_WITHIN)
        self.stopping = True
        tasks.draining.value = True

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < until:
            time.sleep(0.1)

    def _maintain(self) -> bool:
        """Maintain rows and queue messages; return whether the processes of this tree are stalled."""
        try:
            tasks.report_alive()
            tasks.maintain_queue()
            waits = tasks.work_waits()
            in_hand = Generation.objects.held_by(tasks.tree_name()).count()
            in_hand += sum(kind.held(tasks.tree_name()).count() for kind in tasks.ORDERS)
            free = in_hand < settings.GENERATOR_WORKERS
        # Database, cache and queue may be different servers with different errors; whatever they raise, the runs go on
        # and the next try comes soon.
        except Exception as error:
            logger.warning("Database, cache or queue do not answer (%s); trying again", type(error).__name__)
            connections.close_all()
            # No process can take work from an unreachable server, so that time does not count as a stall.
            waits = free = False
        return self.watchdog.is_stalled(work_waits=waits and free, last_poll=tasks.last_poll.value)

    def _drain(self, cluster: queue.Cluster) -> int:
        # In a separate thread, because stop() waits for the children, and we must be able to give up on them.
        threading.Thread(target=cluster.stop, daemon=True).start()
        started = time.monotonic()
        while cluster.sentinel.is_alive():
            passed = time.monotonic() - started
            if self.hurry or passed > DRAIN_WITHIN:
                logger.warning("The worker's processes are killed before they have stopped")
                self._end_at_once(cluster, 1)
            if passed > END_WITHIN and not self._makes_anything():
                self._end_at_once(cluster, 0)
            time.sleep(0.05)
        # Something else may have killed it.
        self._requeue_runs()
        logger.info("Worker stopped")
        return 0

    def _makes_anything(self) -> bool:
        try:
            return Generation.objects.held_by(tasks.tree_name()).exists()
        except Error:
            connections.close_all()
            return True

    def _requeue_runs(self) -> None:
        """Requeue the runs of ended processes; if the database is unreachable, their leases end by themselves."""
        with suppress(Error):
            Generation.objects.requeue_all(tasks.tree_name())
            for kind in tasks.ORDERS:
                kind.requeue_all(tasks.tree_name())

    def _end_at_once(self, cluster: queue.Cluster, code: int) -> None:
        # On Linux the kernel kills its children too.
        cluster.sentinel.kill()
        if self.stopping:
            self._requeue_runs()
        logging.shutdown()
        os._exit(code)
