"""Networks that are ready to run, loaded once in each process."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime


class DamagedNetworkError(Exception):
    """A file holds no network that can be loaded; it is no longer there."""


# The classifier and the detector.
@functools.lru_cache(maxsize=2)
def open_network(file: Path) -> onnxruntime.InferenceSession:
    """Return the network in a file. Raises DamagedNetworkError, and removes the file, if it cannot be loaded.

    Threads that call at the same time may load it twice.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # A second thread would mostly wait for the first, at full load.
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    # It has a separate error type for each way in which a file can be damaged.
    except Exception as reason:
        file.unlink(missing_ok=True)
        raise DamagedNetworkError from reason
