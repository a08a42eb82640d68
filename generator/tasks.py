"""The one seam to the queue: messages are only hints that there may be work, the rows are the truth."""

from __future__ import annotations

import logging
import os
import socket
from ctypes import c_bool
from multiprocessing.sharedctypes import RawValue

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django_q.brokers import get_broker
from django_q.models import Schedule
from django_q.tasks import async_task

from generator.models import Generation

logger = logging.getLogger(__name__)

# Shared with the processes that the worker forks. It has no lock that a dying process could keep.
draining = RawValue(c_bool, False)

ALIVE_KEY = "generator:worker-alive"
ALIVE_FOR = 15


def submit(generation: Generation) -> None:
    """Say that a film or a look waits, once its row is sure to be there. The worker repeats a hint that gets lost."""
    transaction.on_commit(send_hint, robust=True)


def send_hint() -> None:
    async_task("generator.tasks.work_one", q_options={"save": False, "ack_failure": True})


def work_one() -> None:
    """Run the generation whose turn it is, if there is one."""
    if draining.value:
        return
    generation = Generation.objects.claim(f"{socket.gethostname()}:{os.getpid()}", films_at_once())
    if generation is None:
        return
    # Here and not above: the pipeline brings MoviePy along, which the web's processes have no use for.
    from generator import pipeline

    work = pipeline.look if generation.status == Generation.Status.DRAFT else pipeline.run
    work(generation, should_stop=lambda: bool(draining.value))
    if not draining.value and Generation.objects.waiting().exists():
        send_hint()


def films_at_once() -> int:
    """Leave one of a host's processes free: who has uploaded a picture waits before the page for a look at it."""
    return max(1, settings.GENERATOR_WORKERS - 1)


def tend() -> None:
    """Queue lost runs again, drop old drafts, and repeat a hint when rows wait that no message speaks of."""
    if lost := Generation.objects.reap():
        logger.warning("%s lost run(s) taken back", lost)
    Generation.objects.drop_old_drafts()
    if Generation.objects.waiting().exists() and get_broker().queue_size() == 0:
        send_hint()


def say_alive() -> None:
    cache.set(ALIVE_KEY, True, ALIVE_FOR)


def worker_is_alive() -> bool:
    """Tell whether any worker was seen in the last quarter of a minute."""
    return bool(cache.get(ALIVE_KEY))


def schedule_tending() -> None:
    """Tend the queue each minute even where no worker command does: the second of two nets."""
    Schedule.objects.update_or_create(
        name="tend the queue",
        defaults={
            "func": "generator.tasks.tend",
            "schedule_type": Schedule.MINUTES,
            "minutes": 1,
            "repeats": -1,
        },
    )
