"""What was learned of a server and a model by being refused, so that each thing is refused once and not each time."""

from __future__ import annotations

import threading
import time
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

# Seconds after which the usual way is tried again: servers are brought up to date.
REMEMBERED = 24 * 3600.0


@dataclass
class Habits:
    """What is known by (address, model, subject), in this process: a few needless calls after a start do no harm."""

    _known: dict[Hashable, tuple[float, Any]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def recall(self, *about: Hashable, default: Any) -> Any:
        """Return what was learned, or the default."""
        with self._lock:
            until, found = self._known.get(about, (0.0, default))
        return found if time.monotonic() < until else default

    def learn(self, *about: Hashable, found: Any) -> None:
        with self._lock:
            self._known[about] = (time.monotonic() + REMEMBERED, found)

    def forget(self) -> None:
        with self._lock:
            self._known.clear()


habits = Habits()
