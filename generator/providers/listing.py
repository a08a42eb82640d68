"""Lists of services, such as their voices: asked for once a day in each process, and never waited for long by a page."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from studio.errors import StudioError

logger = logging.getLogger(__name__)

T = TypeVar("T")
# Seconds that a list is kept, and that nobody asks again after a failure.
KEPT, LEFT_ALONE = 24 * 3600.0, 600.0
# Seconds that somebody waits for a list of which nothing is known yet.
PATIENCE = 2.0


@dataclass
class _Entry:
    value: Any = None
    until: float = 0.0
    asking: threading.Thread | None = None
    # When it was begun to ask.
    since: float = 0.0


@dataclass
class Lists:
    """What services have listed, by whatever tells them apart."""

    _entries: dict[Hashable, _Entry] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def known(self, key: Hashable, ask: Callable[[], T]) -> T | None:
        """Return the list, however old; None if it is not known. It is asked for beside the caller, who waits a moment."""
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
            if time.monotonic() >= entry.until and entry.asking is None:
                entry.since = time.monotonic()
                entry.asking = threading.Thread(
                    target=self._try, args=(entry, ask), name="list of a service", daemon=True
                )
                entry.asking.start()
            asking, value = entry.asking, entry.value
        if value is None and asking is not None:
            # A page asks many times: it waits once in all.
            asking.join(max(0.0, entry.since + PATIENCE - time.monotonic()))
            value = entry.value
        found: T | None = value
        return found

    def now(self, key: Hashable, ask: Callable[[], T]) -> T:
        """Return the list, asked for by the caller if it is not known. Raises what `ask` raises."""
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
        if entry.value is None:
            entry.value, entry.until = ask(), time.monotonic() + KEPT
        found: T = entry.value
        return found

    def forget(self) -> None:
        with self._lock:
            self._entries.clear()

    def _try(self, entry: _Entry, ask: Callable[[], Any]) -> None:
        kept = LEFT_ALONE
        try:
            entry.value, kept = ask(), KEPT
        except StudioError as error:
            logger.warning("A list could not be had: %s", error)
        finally:
            with self._lock:
                entry.until, entry.asking = time.monotonic() + kept, None


lists = Lists()
