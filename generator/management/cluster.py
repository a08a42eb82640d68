"""The worker's processes: started together, drained on a signal, and none of them outlives the first."""

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

# Loading the pipeline before the fork lets all processes share what it brings along.
from generator.providers.factory import get_provider
from generator.worker.kernel_locks import SturdyEvent, sturdy_value
from generator.worker.processes import tie_children_to_parents
from generator.worker.sturdy_queue import SturdyQueue
from generator.worker.watchdog import Watchdog

logger = logging.getLogger(__name__)

TEND_EVERY = 2.0
SWEEP_EVERY = 24 * 3600.0
# A run is given back within about two seconds of being told, unless it is storing a large file far away.
DRAIN_WITHIN = 20.0
# Whole seconds until the alarm ends a process that was asked twice.
KILL_WITHIN = 2
# Once nothing is being made any more, idle processes get this long to end in order.
END_WITHIN = 0.5


def make_sturdy() -> None:
    """Give django-q's cluster what is ours to share: with its own, one process that is killed can stop all others."""
    queue.Queue = SturdyQueue
    queue.Value = sturdy_value
    queue.Event = SturdyEvent


def get_ready(**sent: object) -> None:
    """Load the networks in a new process, so that nobody waits for that who has sent a picture.

    Not before the fork: the runtime's threads would not be there after it. And in a thread, so that work can begin.
    """
    threading.Thread(target=_load_networks, name="get-ready", daemon=True).start()


def _load_networks() -> None:
    vision = get_provider("vision").built_in()
    if vision is not None:
        vision.get_ready()


class Worker:
    """Runs the cluster until it is told to stop, or the cluster dies or does nothing."""

    def __init__(self) -> None:
        self.stopping = self.hurry = False
        self.sweep_at = 0.0
        self.watchdog = Watchdog(settings.GENERATOR_WATCHDOG_SECONDS)

    def run(self) -> int:
        """Return the exit code: 0 after a drain, 1 when the cluster died or would not stop."""
        tie_children_to_parents()
        make_sturdy()
        tasks.begin_tree()
        # A connection must not be shared across a fork.
        connections.close_all()
        post_spawn.connect(get_ready)
        cluster = queue.Cluster()
        # The cluster has just installed handlers that wait inside the handler; ours only take note.
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)
        cluster.start()
        logger.info("Worker ready")
        while not self.stopping:
            if not cluster.sentinel.is_alive():
                logger.error("The worker's processes have died")
                return 1
            if self._tend():
                logger.critical(
                    "Work waits, but the worker's free processes take none; all of them are ended"
                )
                self._end_at_once(cluster, 1)
            self._sweep()
            self._sleep(TEND_EVERY)
        return self._drain(cluster)

    def _sweep(self) -> None:
        """Each day, remove what dead runs have left here; each host does that for itself."""
        if time.monotonic() < self.sweep_at:
            return
        self.sweep_at = time.monotonic() + SWEEP_EVERY
        try:
            tasks.sweep_host()
        except OSError as error:
            logger.warning("This host could not be swept: %s", error.strerror)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        # Whoever asks twice does not want to wait, whatever this process waits for.
        if self.stopping:
            self.hurry = True
            signal.alarm(KILL_WITHIN)
        self.stopping = True
        tasks.draining.value = True

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < until:
            time.sleep(0.1)

    def _tend(self) -> bool:
        """Look after rows and messages; tell whether the processes of this tree are stuck."""
        try:
            tasks.say_alive()
            tasks.tend()
            waits = Generation.objects.waiting().exists()
            free = Generation.objects.held_by(tasks.tree_name()).count() < settings.GENERATOR_WORKERS
        # The database, the cache and the queue may be different servers, each with errors of its own; whatever they
        # raise, the runs go on, and the next try comes soon.
        except Exception as error:
            logger.warning("Database, cache or queue do not answer (%s); trying again", type(error).__name__)
            connections.close_all()
            # Nobody can take work from a server that is away: that time does not count.
            waits = free = False
        return self.watchdog.is_stalled(work_waits=waits and free, last_look=tasks.last_look.value)

    def _drain(self, cluster: queue.Cluster) -> int:
        # Stopping in a thread of its own: the wait for the children must not keep us from giving up on them.
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
        # Somebody else may have ended it.
        self._give_back()
        logger.info("Worker stopped")
        return 0

    def _makes_anything(self) -> bool:
        try:
            return Generation.objects.held_by(tasks.tree_name()).exists()
        except Error:
            connections.close_all()
            return True

    def _give_back(self) -> None:
        """Queue what the processes had in hand that are no more; where the database is away, the lease ends."""
        with suppress(Error):
            Generation.objects.give_back_all(tasks.tree_name())

    def _end_at_once(self, cluster: queue.Cluster, code: int) -> None:
        # On Linux the kernel takes its children along.
        cluster.sentinel.kill()
        if self.stopping:
            self._give_back()
        logging.shutdown()
        os._exit(code)
