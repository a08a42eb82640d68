"""What forked processes share so that one that dies blocks no other: locks that the kernel frees, a value, an event."""

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

# Seconds between two looks at a lock or a pipe where the kernel cannot wake us.
POLL = 0.02


class KernelLock:
    """A lock between forked processes that is free again when its holder dies, however it dies.

    `multiprocessing.Lock` is a semaphore: who dies while holding it, as an idle reader of a queue does, leaves it taken
    for ever. The kernel's record locks belong to a process and go with it.
    """

    def __init__(self) -> None:
        # Kept open for as long as the lock is there; it has no name any more.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # It is closed when the lock is no more.
        weakref.finalize(self, self._file.close)
        self._reset()
        util.register_after_fork(self, type(self)._reset)

    def _reset(self) -> None:
        # The kernel does not tell the threads of one process apart.
        self._threads: Any = threading.Lock()

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
        # Only who waits without a limit can leave the waiting to the kernel.
        wait_in_kernel = block and until is None
        operation = fcntl.LOCK_EX if wait_in_kernel else fcntl.LOCK_EX | fcntl.LOCK_NB
        while True:
            try:
                fcntl.lockf(self._file, operation)
                return True
            except OSError as error:
                # A process that waits for one lock while a thread of it holds another may close a circle of processes
                # in which no thread waits for itself. The kernel cannot know that, and refuses.
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
    """A kernel lock that who holds it can take again, as the lock of a shared value is taken."""

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
    """Take the place of `multiprocessing.Value` in django-q's cluster, where each worker has one as its timer.

    A worker hands its result over while it holds the lock. Where it was killed just then, the guard of all processes
    waited for that lock for ever, and none that died after it was replaced.
    """
    return multiprocessing.Value(kind, initial, lock=ReentrantKernelLock())  # type: ignore[call-overload]  # Any lock will do.


class SturdyEvent:
    """Takes the place of `multiprocessing.Event` in django-q's cluster, which asks for one each time it reads the queue.

    That event has a lock, taken even by who only asks, and kept for ever by who is killed just then. One byte needs none.
    """

    def __init__(self) -> None:
        self._flag = RawValue(c_bool, False)

    def is_set(self) -> bool:
        return bool(self._flag.value)

    def set(self) -> None:
        self._flag.value = True

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the event is set; False where that took longer than `timeout` seconds."""
        until = None if timeout is None else time.monotonic() + timeout
        while not self.is_set():
            if until is not None and time.monotonic() >= until:
                return False
            time.sleep(POLL)
        return True
