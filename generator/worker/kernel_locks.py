"""A lock, a value and an event for forked processes, made so that a process that dies does not block the others."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
import tempfile
import threading
import time
import weakref
from ctypes import c_bool
from multiprocessing import util
from multiprocessing.sharedctypes import RawValue
from types import TracebackType
from typing import Any

# Seconds between two polls of a lock or a pipe if the kernel cannot wake us.
POLL = 0.02


class KernelLock:
    """A lock between forked processes that is freed when its holder dies, however it dies.

    `multiprocessing.Lock` is a semaphore: a process that dies while holding it, as an idle reader of a queue does,
    leaves it locked for ever. The kernel's record locks belong to a process and end with it.
    """

    def __init__(self) -> None:
        # Kept open for as long as the lock exists; the file has no name.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # It is closed when the lock is no more.
        weakref.finalize(self, self._file.close)
        self._reset()
        util.register_after_fork(self, type(self)._reset)

    def _reset(self) -> None:
        # The kernel's lock does not exclude other threads of the same process.
        self._threads: Any = threading.Lock()

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        """Take the lock; return False if it is taken, or still is after `timeout` seconds."""
        until = None if timeout is None else time.monotonic() + timeout
        if not self._threads.acquire(block, -1 if timeout is None or not block else max(0.0, timeout)):
            return False
        if self._lock(block, until):
            return True
        self._threads.release()
        return False

    def _lock(self, block: bool, until: float | None) -> bool:
        # Block in the kernel only when there is no timeout.
        wait_in_kernel = block and until is None
        operation = fcntl.LOCK_EX if wait_in_kernel else fcntl.LOCK_EX | fcntl.LOCK_NB
        while True:
            try:
                fcntl.lockf(self._file, operation)
                return True
            except OSError as error:
                # The kernel sees only processes, not threads: a process that waits for one lock while another of its
                # threads holds a second may look like a deadlock, which it refuses. Poll in that case.
                if wait_in_kernel and error.errno != errno.EDEADLK:
                    raise
                if not block or (until is not None and time.monotonic() >= until):
                    return False
            time.sleep(POLL)

    def release(self) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()


class ReentrantKernelLock(KernelLock):
    """A kernel lock that its holder can take again, as is done with the lock of a shared value."""

    def _reset(self) -> None:
        self._threads = threading.RLock()
        self._depth = 0

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        taken = super().acquire(block, timeout)
        self._depth += taken
        return taken

    def release(self) -> None:
        self._depth -= 1
        if self._depth:
            self._threads.release()
        else:
            super().release()


def sturdy_value(kind: str, initial: float) -> Any:
    """Return a shared value: replaces `multiprocessing.Value` in django-q's cluster, the timer of each worker.

    A worker holds the lock while it passes on its result. If it was killed at that moment, django-q's guard process
    waited for the lock for ever and replaced no process that died later.
    """
    return multiprocessing.Value(kind, initial, lock=ReentrantKernelLock())  # type: ignore[call-overload]  # Any lock will do.


class SturdyEvent:
    """Replaces `multiprocessing.Event` in django-q's cluster, which tests an event each time it reads the queue.

    That event has a lock, taken even for a test, and held for ever by a process that is killed meanwhile. A single byte
    needs none.
    """

    def __init__(self) -> None:
        self._flag = RawValue(c_bool, False)

    def is_set(self) -> bool:
        return bool(self._flag.value)

    def set(self) -> None:
        self._flag.value = True

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the event is set; return False if that takes longer than `timeout` seconds."""
        until = None if timeout is None else time.monotonic() + timeout
        while not self.is_set():
            if until is not None and time.monotonic() >= until:
                return False
            time.sleep(POLL)
        return True
