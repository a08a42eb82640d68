"""Ending of child processes with their parent (on Linux, by the kernel)."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Have the kernel send this process SIGTERM when its parent ends."""
    _ask_kernel(signal.SIGTERM)


def die_with_parent() -> None:
    """Have the kernel kill this process when the thread that started it ends, whatever it is doing."""
    _ask_kernel(signal.SIGKILL)


def tie_children_to_parents() -> None:
    """Have each process forked from this one killed when its parent ends."""
    forking = 0

    def note_parent() -> None:
        nonlocal forking
        forking = os.getpid()

    def die_with_parent() -> None:
        _ask_kernel(signal.SIGKILL)
        if os.getppid() != forking:
            # The parent ended before the kernel was asked.
            os._exit(1)

    if sys.platform == "linux":
        os.register_at_fork(before=note_parent, after_in_child=die_with_parent)


def _ask_kernel(number: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
