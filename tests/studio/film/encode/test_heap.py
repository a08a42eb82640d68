from __future__ import annotations

import subprocess
import sys

import pytest

# Frees one large block after another, as pictures are, and tells by how many MiB the process has grown.
_PROGRAM = """
import threading
import numpy as np
from studio.film.encode.heap import return_freed_memory

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 2**20

def use():
    first = [np.ones(12 << 20, np.uint8)]
    del first
    kept = []
    for _ in range(4):
        blocks = [np.ones(6 << 20, np.uint8) for _ in range(8)]
        kept.append(np.ones(300_000, np.uint8))
        del blocks
    held.append(kept)

return_freed_memory()
held, before = [], resident()
threads = [threading.Thread(target=use) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Memory is looked at through /proc.")
def test_large_blocks_do_not_stay_with_the_process():
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)

    assert float(done.stdout) < 30
