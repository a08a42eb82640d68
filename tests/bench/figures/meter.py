"""Runs a command and measures its whole process tree: CPU seconds, wall seconds and peak memory."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

# Seconds between two looks at the memory of the tree.
_INTERVAL = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a command took. Memory is in MiB: all resident pages, those of shared files counted in each process."""

    cpu: float
    wall: float
    peak: float


def measure(command: list[str]) -> Measured:
    """Run a command to its end. Raises RuntimeError if it fails."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log, env=environment())
        peaks: list[float] = [0.0]
        sampler = threading.Thread(target=_watch, args=(process.pid, peaks))
        sampler.start()
        # What the kernel tells on waiting counts the process and all its children that were waited for.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        sampler.join()
        log.seek(0)
        if process.returncode:
            raise RuntimeError(log.read().decode(errors="replace"))
    return Measured(cpu=usage.ru_utime + usage.ru_stime, wall=wall, peak=max(peaks))


def environment() -> dict[str, str]:
    """Return what `manage.py` runs in: no threads that wait busily for matrix products."""
    return {"OPENBLAS_NUM_THREADS": "1", **os.environ}


def _watch(root: int, peaks: list[float]) -> None:
    while memory := sum(_resident(pid) for pid in _tree(root)):
        peaks[0] = max(peaks[0], memory / 2**20)
        time.sleep(_INTERVAL)


def _tree(root: int) -> list[int]:
    """Return a process and all its descendants that live."""
    found = [root]
    for pid in found:
        for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += [int(child) for child in tasks.read_text().split()]
            except OSError:
                continue
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
