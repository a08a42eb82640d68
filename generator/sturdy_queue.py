"""A queue between processes that a killed process cannot block: the kernel frees its locks, and nothing is counted."""

from __future__ import annotations

import fcntl
import tempfile
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable
from multiprocessing import get_context, util
from multiprocessing.queues import Queue
from types import TracebackType
from typing import TYPE_CHECKING, Any

# Seconds between two looks at a lock or a pipe where the kernel cannot wake us.
_POLL = 0.02


class KernelLock:
    """A lock between forked processes that is free again when its holder dies, however it dies.

    `multiprocessing.Lock` is a semaphore: who dies while holding it, as an idle reader of a queue does, leaves it taken
    for ever. The kernel's record locks belong to a process and go with it.
    """

    def __init__(self) -> None:
        # Kept open for as long as the lock is there; it has no name any more.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._reset()
        util.register_after_fork(self, KernelLock._reset)

    def _reset(self) -> None:
        # The kernel does not tell the threads of one process apart.
        self._threads = threading.Lock()

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        """Take the lock; False where that was not possible, or not within `timeout` seconds."""
        until = None if timeout is None else time.monotonic() + timeout
        if not self._threads.acquire(block, -1 if timeout is None or not block else max(0.0, timeout)):
            return False
        if self._lock(block, until):
            return True
        self._threads.release()
        return False

    def _lock(self, block: bool, until: float | None) -> bool:
        if block and until is None:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            return True
        while True:
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except OSError:
                if not block or until is None or time.monotonic() >= until:
                    return False
                time.sleep(_POLL)

    def release(self) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()


class _Room:
    """Stands in for the semaphore of a bounded queue: there is room when nothing waits in the pipe to be read."""

    def __init__(self, queue: SturdyQueue) -> None:
        self._queue = queue

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        until = None if timeout is None else time.monotonic() + timeout
        while self._queue.qsize():
            if not block or (until is not None and time.monotonic() >= until):
                return False
            time.sleep(_POLL)
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
