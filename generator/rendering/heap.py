"""Keeps the memory of large arrays from staying with the process after they are gone."""

from __future__ import annotations

import ctypes
from functools import cache

# mallopt(3): blocks larger than the threshold are taken from the system one by one, and given back one by one. Left
# to itself glibc raises the threshold to the size of the largest block that was freed, up to 32 MiB: pictures then
# lie in each thread's heap, which can only shrink from its end.
_M_MMAP_THRESHOLD = -3
_THRESHOLD = 1024 * 1024
# What is free at the end of a heap is kept up to this size, which glibc would else leave at 128 KiB: every small array
# would be given back and its pages asked for again, which costs more than most arithmetic on them.
_M_TRIM_THRESHOLD = -1
_KEPT = 8 * 1024 * 1024


@cache
def give_back_freed_memory() -> None:
    """Have glibc give large blocks back as they are freed; does nothing with another C library."""
    try:
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, _THRESHOLD)
        library.mallopt(_M_TRIM_THRESHOLD, _KEPT)
    except (AttributeError, OSError, TypeError):
        return
