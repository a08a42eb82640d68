"""Keeps the memory of large arrays from staying with the process after they are gone."""

from __future__ import annotations

import ctypes

# mallopt(3): blocks larger than the threshold are taken from the system one by one, and given back one by one. Left
# to itself glibc raises the threshold to the size of the largest block that was freed, up to 32 MiB: pictures then
# lie in each thread's heap, which can only shrink from its end.
_M_MMAP_THRESHOLD = -3
_THRESHOLD = 1024 * 1024
# What is free at the end of a heap is kept up to this size, which glibc would else leave at 128 KiB: every small array
# would be given back and its pages asked for again, which costs more than most arithmetic on them.
_M_TRIM_THRESHOLD = -1
_KEPT = 8 * 1024 * 1024


def give_back_freed_memory() -> None:
    """Have glibc give back what is free, and from now on large blocks as they are freed; else does nothing.

    A worker's process has painted pictures and run models before it renders: much of what they took is only free.
    """
    try:
        library = ctypes.CDLL(None)
        library.malloc_trim(0)
        library.mallopt(_M_MMAP_THRESHOLD, _THRESHOLD)
        library.mallopt(_M_TRIM_THRESHOLD, _KEPT)
    except (AttributeError, OSError, TypeError):
        return
