"""Settings of glibc's allocator that return the memory of freed large arrays to the system."""

from __future__ import annotations

import ctypes

# mallopt(3): blocks larger than the threshold are mapped and unmapped one by one. By default glibc raises the
# threshold to the size of the largest block that was freed, up to 32 MiB: pictures then lie in each thread's heap,
# which can only shrink from its end. Above this size, which planes of chroma have too: at 1 MiB a film of layers took
# 18 MB more.
_M_MMAP_THRESHOLD = -3
_THRESHOLD = 256 * 1024
# Free memory at the end of a heap is kept up to this size. At glibc's 128 KiB every small array would be returned and
# its pages asked for again, which costs more than most arithmetic on them.
_M_TRIM_THRESHOLD = -1
_KEPT = 8 * 1024 * 1024


def return_freed_memory() -> None:
    """Have glibc return free memory now, and large blocks as soon as they are freed; do nothing without glibc.

    A worker process has painted pictures and run models before it renders, and much of their memory is free but
    not returned.
    """
    try:
        library = ctypes.CDLL(None)
        library.malloc_trim(0)
        library.mallopt(_M_MMAP_THRESHOLD, _THRESHOLD)
        library.mallopt(_M_TRIM_THRESHOLD, _KEPT)
    except (AttributeError, OSError, TypeError):
        return
