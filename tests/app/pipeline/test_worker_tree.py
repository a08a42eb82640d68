"""What keeps a worker's processes at work: a queue that the dead cannot block, and a watchdog."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Full

import pytest
from django_q.queues import Queue as StockQueue

from generator.management import cluster
from generator.worker import watchdog
from generator.worker.kernel_locks import KernelLock, ReentrantKernelLock, SturdyEvent, sturdy_value
from generator.worker.sturdy_queue import SturdyQueue
from generator.worker.watchdog import Watchdog

pytestmark = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="forks")


def wait_until(condition) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


@contextmanager
def forked(work, *arguments) -> Iterator[multiprocessing.Process]:
    child = multiprocessing.get_context("fork").Process(target=work, args=arguments, daemon=True)
    with warnings.catch_warnings():
        # Newer Pythons warn of forks beside threads.
        warnings.simplefilter("ignore", DeprecationWarning)
        child.start()
    try:
        yield child
    finally:
        child.kill()
        child.join()


def kill_idle_reader(queue, is_waiting) -> None:
    """Have a process wait for a message, and kill it once it surely holds the readers' lock."""
    with forked(queue.get) as reader:
        wait_until(is_waiting)
        os.kill(reader.pid, signal.SIGKILL)
        reader.join()


def test_an_idle_process_that_is_killed_blocks_the_queue_of_django_q_for_ever():
    # When this fails, django-q has mended its queue, and generator/worker/sturdy_queue.py may go.
    queue = StockQueue()
    kill_idle_reader(queue, queue._rlock._semlock._is_zero)
    queue.put("work")
    with pytest.raises(Empty):
        queue.get(timeout=0.5)
    queue.close()
    queue.join_thread()


def lock_is_held(lock: KernelLock) -> bool:
    if lock.acquire(block=False):
        lock.release()
        return False
    return True


def test_an_idle_process_that_is_killed_does_not_block_ours():
    queue = SturdyQueue()
    for _ in range(5):
        kill_idle_reader(queue, lambda: lock_is_held(queue._rlock))
        queue.put("work")
        assert queue.get(timeout=20) == "work"
    queue.close()
    queue.join_thread()


def write_for_ever(queue: SturdyQueue) -> None:
    with queue._wlock:
        time.sleep(60)


def test_a_process_that_is_killed_while_it_writes_does_not_block_the_writers():
    queue = SturdyQueue()
    with forked(write_for_ever, queue) as writer:
        wait_until(lambda: lock_is_held(queue._wlock))
        queue.put("work")
        with pytest.raises(Empty):
            queue.get(timeout=0.2)
        os.kill(writer.pid, signal.SIGKILL)
        assert queue.get(timeout=20) == "work"
    queue.close()
    queue.join_thread()


def hold_for_ever(value) -> None:
    with value.get_lock():
        value.value = 5
        time.sleep(60)


def kill_holder(value) -> None:
    """Have a process take a value's lock, and kill it once the value tells that it has it."""
    with forked(hold_for_ever, value) as holder:
        # Read around the lock, which is taken.
        wait_until(lambda: value.get_obj().value == 5)
        os.kill(holder.pid, signal.SIGKILL)
        holder.join()


def test_a_worker_that_is_killed_while_it_hands_over_blocks_the_guard_of_django_q_for_ever():
    # When this fails, Python has mended its values, and sturdy_value may go.
    timer = multiprocessing.Value("f", -1)
    kill_holder(timer)
    assert not timer.get_lock().acquire(timeout=0.5)


def test_a_worker_that_is_killed_while_it_hands_over_does_not_block_our_guard():
    timer = sturdy_value("f", -1)
    kill_holder(timer)
    assert timer.get_lock().acquire(timeout=20)
    timer.value -= 0.5
    timer.get_lock().release()
    assert timer.value == 4.5


def ask_for_ever(event, holds) -> None:
    # What `is_set` does, and no more, but slowly.
    with event._cond:
        holds.value = True
        time.sleep(60)


def test_a_process_that_is_killed_while_it_asks_for_an_event_keeps_it_from_all_others():
    # When this fails, Python has mended its events, and SturdyEvent may go.
    event, holds = multiprocessing.Event(), multiprocessing.Value("b", False, lock=False)
    with forked(ask_for_ever, event, holds) as asker:
        wait_until(lambda: holds.value)
        os.kill(asker.pid, signal.SIGKILL)
        asker.join()
    assert not event._cond.acquire(timeout=0.5)


def test_an_event_of_ours_is_seen_by_all_and_needs_no_lock():
    event, heard = SturdyEvent(), SturdyEvent()

    def listen() -> None:
        if event.wait():
            heard.set()

    assert not event.wait(timeout=0.05)
    with forked(listen):
        assert not heard.is_set()
        event.set()
        assert heard.wait(timeout=20)
    assert event.is_set()
    assert event.wait(timeout=0)


def test_a_wait_that_only_looks_like_a_deadlock_ends():
    first, second = KernelLock(), KernelLock()
    holds_first, holds_second, done = SturdyEvent(), SturdyEvent(), SturdyEvent()

    def hold_the_second() -> None:
        """Wait for the first with one thread, while another has the second and will give it back."""
        second.acquire()
        holds_second.set()
        threading.Timer(1.0, second.release).start()
        with first:
            pass

    def hold_the_first() -> None:
        """Hold the first with one thread until another has had the second."""
        with first:
            holds_first.set()
            holds_second.wait()
            # By now the other process waits. The kernel takes both threads of each for one, and sees a circle.
            time.sleep(0.3)
            asker = threading.Thread(target=lambda: second.acquire() and done.set())
            asker.start()
            asker.join()

    with forked(hold_the_first):
        assert holds_first.wait(timeout=20)
        with forked(hold_the_second):
            assert done.wait(timeout=20)


def test_the_cluster_gives_each_worker_a_timer_of_ours(monkeypatch):
    for name in ("Queue", "Value", "Event"):
        monkeypatch.setattr(cluster.queue, name, getattr(cluster.queue, name))
    cluster.make_sturdy()
    sentinel = object.__new__(cluster.queue.Sentinel)
    sentinel.task_queue = sentinel.result_queue = None
    sentinel.timeout = 60
    spawned = []
    monkeypatch.setattr(sentinel, "spawn_process", lambda *arguments: spawned.extend(arguments))
    sentinel.spawn_worker()
    assert isinstance(spawned[3].get_lock(), ReentrantKernelLock)
    assert cluster.queue.Queue is SturdyQueue
    assert cluster.queue.Event is SturdyEvent


def test_a_lock_that_is_taken_twice_is_free_when_it_is_released_twice():
    lock = ReentrantKernelLock()

    def is_free() -> bool:
        seen = multiprocessing.get_context("fork").Value("i", -1, lock=False)
        with forked(lambda: setattr(seen, "value", lock.acquire(block=False))) as asker:
            asker.join()
        return bool(seen.value)

    with lock:
        with lock:
            assert not is_free()
        assert not is_free()
    assert is_free()


def test_a_queue_with_a_limit_holds_one_message():
    queue = SturdyQueue(maxsize=1)
    queue.put("first")
    assert queue.full()
    with pytest.raises(Full):
        queue.put("second", timeout=0.1)
    assert queue.get(timeout=20) == "first"
    queue.put("second", timeout=20)
    assert (queue.get(timeout=20), queue.qsize(), queue.empty()) == ("second", 0, True)
    queue.close()
    queue.join_thread()


def test_a_queue_that_is_closed_can_still_be_asked_for_its_size():
    queue = SturdyQueue(maxsize=1)
    queue.put("last")
    queue.close()
    queue.join_thread()
    assert queue.qsize() == 0


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(watchdog.time, "monotonic", lambda: now[0])
    return now


def test_free_processes_that_leave_work_waiting_are_stalled(clock):
    dog = Watchdog(30)
    assert not dog.is_stalled(work_waits=True, last_poll=0.0)
    clock[0] += 29
    assert not dog.is_stalled(work_waits=True, last_poll=0.0)
    clock[0] += 2
    assert dog.is_stalled(work_waits=True, last_poll=0.0)


def test_processes_that_look_for_work_are_not_stalled_if_there_is_none_for_them(clock):
    dog = Watchdog(30)
    for _ in range(40):
        assert not dog.is_stalled(work_waits=True, last_poll=clock[0] - 2)
        clock[0] += 2


def test_time_without_work_does_not_count(clock):
    dog = Watchdog(30)
    dog.is_stalled(work_waits=True, last_poll=0.0)
    clock[0] += 29
    dog.is_stalled(work_waits=False, last_poll=0.0)
    clock[0] += 29
    assert not dog.is_stalled(work_waits=True, last_poll=0.0)
