"""No process outlives the one that started it (on Linux, whose kernel sees to it)."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask the kernel to end this process in order, by SIGTERM, when the one that started it is gone."""
    _ask_kernel(signal.SIGTERM)


def die_with_parent() -> None:
    """Ask the kernel to kill this process when the thread that started it ends, whatever the process is doing."""
    _ask_kernel(signal.SIGKILL)


def tie_children_to_parents() -> None:
    """Have each process that is forked from here killed when the one that forked it ends."""
    forking = 0

    def note_parent() -> None:
        nonlocal forking
        forking = os.getpid()

    def die_with_parent() -> None:
        _ask_kernel(signal.SIGKILL)
        if os.getppid() != forking:
            # It ended before the kernel was asked.
            os._exit(1)

    if sys.platform == "linux":
        os.register_at_fork(before=note_parent, after_in_child=die_with_parent)


def _ask_kernel(number: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
