"""Work that is done by several threads at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable


def side_by_side(works: Iterable[Callable[[], object]]) -> None:
    """Call each in a thread of its own, and wait for all."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
