"""The only interface to the queue. A message only wakes a worker; the rows are the truth."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable
from ctypes import c_bool, c_double
from datetime import timedelta
from multiprocessing.sharedctypes import RawValue
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.functions import Now
from django_q.brokers import get_broker
from django_q.brokers.orm import ORM
from django_q.conf import Conf
from django_q.models import Schedule
from django_q.tasks import async_task

from generator.exceptions import RunOverdueError
from generator.models import Brand, Generation, Narration, TakeOrder
from generator.models.allowance import Price, reserve
from generator.models.scenes.order import Order, OrderQuerySet
from generator.pipeline import sweep

logger = logging.getLogger(__name__)

# What is ordered beside films, that for which somebody waits before a page first.
ORDERS: tuple[OrderQuerySet[Any], ...] = (Narration.objects.all(), TakeOrder.objects.all())

# Shared with the processes that the worker forks. They have no locks that a dying process could keep.
draining = RawValue(c_bool, False)
# When a process of this worker last asked for work, on the monotonic clock.
last_poll = RawValue(c_double, 0.0)
# Whether the only process of this worker has just described a picture for long: then a film comes before the next one.
film_is_next = RawValue(c_bool, False)
# The first process of the worker, of which all others come.
_tree = os.getpid()

# Seconds after which describing a picture has taken longer than for most.
LONG_DESCRIBING = 5.0
# Seconds that calls which nobody waits for any more get to end by themselves.
CALLS_END_WITHIN = 0.3

# What rooms above this one do with a generation once its run has ended.
after_run: list[Callable[[Generation], None]] = []

ALIVE_KEY = "generator:worker-alive"
ALIVE_FOR = 15
REAPED_KEY = "generator:reaped-for-page"
WAITS_KEY = "generator:work-waits-since"
STUCK_AFTER = 25
# Seconds after which a draft that is still not described means that people wait in vain before the page.
DRAFTS_WAIT_AT_MOST = 15


class Messages(ORM):  # type: ignore[misc]  # django-q has no types.
    """The queue in the database, by the database's clock.

    django-q's own asks the clock of each host when a message is due: a host that is slow would see those of others
    only once its clock has come as far, and one that is fast would send messages that nobody else sees.
    """

    def enqueue(self, task: str) -> int:
        message = self.get_connection().create(key=self.list_key, payload=task, lock=Now())
        return int(message.pk)

    def dequeue(self) -> list[tuple[int, str]] | None:
        """Take the oldest message for as long as `retry` says, or wait a little where there is none."""
        for message in self._due().order_by("pk")[:1]:
            # Of two that have found the same message, one finds it still due.
            if self._due().filter(pk=message.pk).update(lock=Now() + timedelta(seconds=Conf.RETRY)):
                return [(message.pk, message.payload)]
        time.sleep(Conf.POLL)
        return None

    def queue_size(self) -> int:
        return int(self._due().count())

    def _due(self) -> Any:
        return self.get_connection().filter(key=self.list_key, lock__lte=Now())


def begin_tree() -> None:
    """Name this process as the one that the worker's other processes come of."""
    global _tree
    _tree = os.getpid()


def tree_name() -> str:
    """Return what the names of all processes of this worker begin with, and no others."""
    return f"{settings.WORKER_NAME}:{_tree}."


def is_draining() -> bool:
    return bool(draining.value)


def enqueue(
    generation: Generation,
    move: Callable[[], bool],
    price: Price = Price.FILM,
    *,
    wake: bool = True,
) -> bool:
    """Queue a film by `move` within what its owner may have, and wake a worker; say whether it was queued.

    Nothing else queues a film for its owner. `wake` is false if the caller takes the row in the same transaction.
    Raises OverQuotaError.
    """
    queued = reserve(generation, move, price)
    if queued and wake:
        wake_worker_on_commit()
    return queued


def order(write: Callable[[], None]) -> None:
    """Write orders, and wake a worker for them: no film is queued for that."""
    write()
    wake_worker_on_commit()


def wake_worker_on_commit() -> None:
    """Wake a worker once the row of a waiting film or draft is committed."""
    transaction.on_commit(wake_worker, robust=True)


def wake_worker() -> None:
    """Send a message that makes one worker process ask for work. A lost one is sent again by the maintenance."""
    async_task("generator.tasks.work_one", q_options={"save": False, "ack_failure": True})


def work_one() -> None:
    """Run the generation whose turn it is, if there is one."""
    if is_draining():
        return
    last_poll.value = time.monotonic()
    generation = _claim()
    if isinstance(generation, Order):
        _make_ordered(generation)
        return
    if generation is None:
        return
    _wake_another()
    # Here and not above: the pipeline brings MoviePy along, which the web's processes have no use for.
    from generator.pipeline import run as pipeline

    is_draft = generation.status == Generation.Status.DRAFT
    work = pipeline.describe_draft if is_draft else pipeline.run
    began, is_overdue = time.monotonic(), False
    try:
        work(generation, should_stop=is_draining)
    except RunOverdueError:
        is_overdue = True
    _do_after(generation)
    film_is_next.value = is_draft and time.monotonic() - began > LONG_DESCRIBING
    if is_overdue or is_draining():
        _exit_if_calls_hang()
    if not is_draining() and work_waits():
        wake_worker()


def _make_ordered(order: Order) -> None:
    """Make what was ordered, beside the film; with one process alone, a film that waits is next."""
    _wake_another()
    try:
        _make(order)
    except RunOverdueError:
        _exit_if_calls_hang()
    film_is_next.value = True
    if is_draining():
        _exit_if_calls_hang()
    elif work_waits():
        wake_worker()


def _make(order: Order) -> None:
    # Here and not above: the pipeline brings MoviePy along, which the web's processes have no use for.
    if isinstance(order, Narration):
        from generator.pipeline.recordings.cutting import cut

        cut(order, should_stop=is_draining)
    elif isinstance(order, TakeOrder):
        from generator.pipeline.takes.making import make_take

        make_take(order, should_stop=is_draining)


def work_waits() -> bool:
    """Tell whether there is something that a worker could do now."""
    return Generation.objects.waiting().exists() or any(kind.waiting().exists() for kind in ORDERS)


def _do_after(generation: Generation) -> None:
    for then in after_run:
        try:
            then(generation)
        except Exception:
            # The film is made; and this process has others to make.
            logger.exception("What follows the run of generation %s could not be done", generation.pk)


def _claim() -> Generation | Order | None:
    """Take what comes next. Where one process does everything, slow pictures must not keep films from beginning.

    Drafts come before what was ordered, and that before films, which take longer.
    """
    worker, slots = f"{tree_name()}{os.getpid()}", slots_per_kind()
    is_films_turn = settings.GENERATOR_WORKERS == 1 and film_is_next.value
    film = Generation.objects.claim(worker, slots, 0) if is_films_turn else None
    if not film and not Generation.objects.to_describe().exists():
        for kind in ORDERS:
            order: Order | None = kind.claim(worker, slots)
            if order:
                return order
    return film or Generation.objects.claim(worker, slots, slots)


def _wake_another() -> None:
    """Let the next free process, on whichever host, take at once what waits besides the film just taken."""
    try:
        wake_worker_if_needed()
    # Whatever the queue's server raises, the film in hand does not need it, and the maintenance sends it again.
    except Exception as error:
        logger.warning("The queue does not answer (%s); the film is made all the same", type(error).__name__)


def _exit_if_calls_hang() -> None:
    """End this process if calls that nobody waits for any more would keep it from its next work, or from its end.

    A thread cannot be ended, but a process can: the worker forks another in its place.
    """
    if multiprocessing.parent_process() is None:
        return
    until = time.monotonic() + CALLS_END_WITHIN
    while any(not thread.daemon for thread in threading.enumerate() if thread is not threading.main_thread()):
        if time.monotonic() > until:
            os._exit(0)
        time.sleep(0.02)


def slots_per_kind() -> int:
    """Leave one of a host's processes free of films, and one of drafts, so that neither keeps the other from beginning.

    The owner of a draft waits before the page for the description; and no number of pictures may stop the films.
    """
    return max(1, settings.GENERATOR_WORKERS - 1)


def maintain_queue() -> None:
    """Requeue lost runs, drop old drafts, and wake a worker if rows wait for which there is no message."""
    if lost := Generation.objects.reap():
        logger.warning("%s lost run(s) taken back", lost)
    Generation.objects.drop_old_drafts()
    for kind in ORDERS:
        kind.all().give_up()
    Brand.objects.drop_unused()
    films_are_taken()
    wake_worker_if_needed()


# Schedules and messages of earlier versions name the function so.
tend = maintain_queue


def wake_worker_if_needed() -> None:
    """Send a message if rows wait and none is in the queue, so that messages cannot pile up."""
    if work_waits() and get_broker().queue_size() == 0:
        wake_worker()


def reap_for_page() -> None:
    """Requeue lost runs though no worker is there to do it, so that no page tells of a run that is no more."""
    if cache.add(REAPED_KEY, True, 10):
        Generation.objects.reap()


def report_alive() -> None:
    cache.set(ALIVE_KEY, True, ALIVE_FOR)


def worker_is_alive() -> bool:
    """Tell whether any worker was seen in the last quarter of a minute."""
    return bool(cache.get(ALIVE_KEY))


def films_are_taken() -> bool:
    """Tell whether waiting films are taken: not once they have waited for half a minute while none at all is made.

    To be asked often, as the worker does: the answer knows of the past only what earlier calls have seen.
    """
    if Generation.objects.running().held_by("").exists() or not Generation.objects.due().exists():
        cache.delete(WAITS_KEY)
        return True
    since = cache.get_or_set(WAITS_KEY, time.time(), 24 * 3600)
    return time.time() - (since or time.time()) < STUCK_AFTER


def drafts_are_described() -> bool:
    """Tell whether no draft has waited for too long to be described, by the database's clock."""
    return Generation.objects.longest_waits()["draft"] <= DRAFTS_WAIT_AT_MOST


def work_is_taken() -> bool:
    """Tell whether neither films nor drafts wait in vain; films that wait for those of others are in order."""
    return films_are_taken() and drafts_are_described()


def sweep_storage() -> None:
    """Delete what was in a bin for long enough, and what no row names in the storage that all hosts share."""
    if binned := Generation.objects.overdue_in_bin().delete_by_and_by():
        logger.info("Deleted %s from the bins", binned)
    removed = _remove(sweep.find_in_storage(sweep.settled_after()))
    sweep.forget_old_sessions()
    logger.info("Swept the storage: %s removed", removed)


def sweep_host() -> None:
    """Remove what dead runs have left on this host."""
    if removed := _remove(sweep.find_on_host(sweep.settled_after())):
        logger.info("Swept this host: %s removed", removed)


def _remove(findings: Iterable[sweep.Leftover]) -> int:
    count = 0
    for finding in findings:
        finding.remove()
        count += 1
    return count


def schedule_maintenance() -> None:
    """Maintain the queue each minute even if no worker command does, the second of two nets, and sweep each day."""
    Schedule.objects.update_or_create(
        name="sweep the storage",
        defaults={"func": "generator.tasks.sweep_storage", "schedule_type": Schedule.DAILY, "repeats": -1},
    )
    Schedule.objects.update_or_create(
        # The name by which the row of an earlier version is found.
        name="tend the queue",
        defaults={
            "func": "generator.tasks.maintain_queue",
            "schedule_type": Schedule.MINUTES,
            "minutes": 1,
            "repeats": -1,
        },
    )
