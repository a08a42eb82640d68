"""Notices processes that are there, answer every question about their health, and do nothing."""

from __future__ import annotations

import time


class Watchdog:
    """Tells when work has waited before free processes for longer than `patience` seconds."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._since: float | None = None

    def is_stalled(self, *, work_waits: bool, last_look: float) -> bool:
        """Judge by whether work waits that a free process could take, and when one last looked for work.

        To be called every few seconds. `last_look` is on the monotonic clock, which all processes of a machine share.
        """
        now = time.monotonic()
        if not work_waits:
            self._since = None
            return False
        if self._since is None:
            self._since = now
        return now - max(self._since, last_look) > self._patience
