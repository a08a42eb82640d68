"""A queue between processes that a killed process cannot block: the kernel frees its locks, and it has no counters."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.queues import Queue
from typing import TYPE_CHECKING, Any

from generator.worker.kernel_locks import POLL, KernelLock


class _Room:
    """A stand-in for the semaphore of a bounded queue: there is room if no message waits in the pipe."""

    def __init__(self, queue: SturdyQueue) -> None:
        self._queue = queue

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        until = None if timeout is None else time.monotonic() + timeout
        while self._queue.qsize():
            if not block or (until is not None and time.monotonic() >= until):
                return False
            time.sleep(POLL)
        return True

    def release(self) -> None:
        """Do nothing: reading made the room."""


class _NoLimit:
    """A stand-in for the semaphore of an unbounded queue."""

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        return True

    def release(self) -> None:
        """Do nothing: nothing was taken."""


if TYPE_CHECKING:
    AnyQueue = Queue[Any]
else:
    AnyQueue = Queue


class SturdyQueue(AnyQueue):
    """A replacement for the queue in django-q's cluster.

    All its state is in the kernel, so a process that is killed at work can leave nothing wrong but half a message.
    Any `maxsize` above 0 is a limit of one message, or a few more if several processes put at once.
    """

    # An attribute of the base class that its stubs lack.
    _buffer: deque[Any]
    _poll: Callable[[], bool]

    def __init__(self, maxsize: int = 0) -> None:
        super().__init__(ctx=get_context())
        self._rlock = KernelLock()
        self._wlock = KernelLock()
        self._sem = _Room(self) if maxsize else _NoLimit()

    def qsize(self) -> int:
        """Return 1 if messages wait to be read, else 0."""
        try:
            return int(bool(self._buffer) or self._poll())
        except OSError:
            # Closed: django-q's sentinel does this before it asks for the last time.
            return 0

    def empty(self) -> bool:
        return not self.qsize()

    def full(self) -> bool:
        return isinstance(self._sem, _Room) and not self.empty()
