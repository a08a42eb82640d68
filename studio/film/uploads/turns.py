"""A lock per host for decoding large pictures one at a time, because each needs so much memory."""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.film.encode.heap import return_freed_memory
from studio.film.progress import Tick

# Pictures with more pixels than this wait for their turn; most phone photos are smaller.
LARGE = 12_500_000
# Seconds between two tries to lock. It is not a blocking wait because a waiting run must learn if it is cancelled.
_POLL = 0.1


@contextmanager
def turn(pixels: int, tick: Tick) -> Iterator[None]:
    """Hold the host's lock while a picture of this many pixels is decoded; small ones need none.

    The tick is called while this waits, and may end the wait by raising. The kernel frees the lock if its holder dies.
    """
    lock = _open_lock() if pixels > LARGE else None
    if lock is None:
        yield
        return
    try:
        while not _take(lock):
            tick()
            time.sleep(_POLL)
        try:
            yield
        finally:
            return_freed_memory()
            # Unlock explicitly: a child forked meanwhile shares the open file and would keep the lock.
            fcntl.flock(lock, fcntl.LOCK_UN)
    finally:
        os.close(lock)


def _open_lock() -> int | None:
    """Open the lock file anew, so that the kernel also separates threads of one process; None if that fails.

    A folder that is not writable, or someone else's file in place of ours, must not stop a picture.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        return os.open(_lock_file(), flags, 0o600)
    except OSError:
        return None


def _lock_file() -> Path:
    return Path(tempfile.gettempdir()) / f"videogen-{os.getuid()}-large-picture.lock"


def _take(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
