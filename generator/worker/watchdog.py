"""A watchdog for processes that are alive and pass every health check but take no work."""

from __future__ import annotations

import time


class Watchdog:
    """Detects that work has waited for longer than `patience` seconds although processes are free."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._since: float | None = None

    def is_stalled(self, *, work_waits: bool, last_poll: float) -> bool:
        """Return whether the free processes are stalled; call it every few seconds.

        `work_waits` says whether a free process could take work now. `last_poll` is when one last asked for work, on
        the monotonic clock, which all processes of a machine share.
        """
        now = time.monotonic()
        if not work_waits:
            self._since = None
            return False
        if self._since is None:
            self._since = now
        return now - max(self._since, last_poll) > self._patience
