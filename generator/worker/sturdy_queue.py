"""A queue between processes that a killed process cannot block: the kernel frees its locks, and nothing is counted."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.queues import Queue
from typing import TYPE_CHECKING, Any

from generator.worker.kernel_locks import POLL, KernelLock


class _Room:
    """Stands in for the semaphore of a bounded queue: there is room when nothing waits in the pipe to be read."""

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
    """Stands in for the semaphore of a queue without a limit."""

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        return True

    def release(self) -> None:
        """Do nothing: nothing was taken."""


if TYPE_CHECKING:
    AnyQueue = Queue[Any]
else:
    AnyQueue = Queue


class SturdyQueue(AnyQueue):
    """Takes the place of django-q's queue in its cluster.

    All that it knows of its state is in the kernel, so there is nothing that a process killed in the midst of its work
    could leave wrong but half a message. `maxsize` is whether there is a limit: a queue with one holds one message, or
    a few more where several put at once.
    """

    # Of the base class, which its stubs leave out.
    _buffer: deque[Any]
    _poll: Callable[[], bool]

    def __init__(self, maxsize: int = 0) -> None:
        super().__init__(ctx=get_context())
        self._rlock = KernelLock()
        self._wlock = KernelLock()
        self._sem = _Room(self) if maxsize else _NoLimit()

    def qsize(self) -> int:
        """Return 1 while messages wait to be read, else 0."""
        try:
            return int(bool(self._buffer) or self._poll())
        except OSError:
            # Closed, which django-q's sentinel does before it asks for the last time.
            return 0

    def empty(self) -> bool:
        return not self.qsize()

    def full(self) -> bool:
        return isinstance(self._sem, _Room) and not self.empty()
