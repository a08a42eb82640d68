"""A limit on how often a service may refuse requests for one film before it is asked no more."""

from __future__ import annotations

import threading
from collections import Counter

from generator.providers.calling.breaker import OpenError
from studio.errors import ProviderFailure

# Without a limit, a film whose words offend a service would cost two calls for each scene.
MOST_REFUSALS = 6


class Budget:
    """The refusals of one film by service, counted for all threads that work for it."""

    def __init__(self, most: int = MOST_REFUSALS) -> None:
        self._most = most
        self._refused: Counter[str] = Counter()
        self._in_flight: Counter[str] = Counter()
        self._lock = threading.Lock()

    def admit(self, service: str) -> bool:
        """Return True if a call may be made, which must then be settled, or False to wait for those in flight.

        Raises OpenError if the service has refused this film too often.
        """
        with self._lock:
            if self._refused[service] >= self._most:
                message = f"{service} refused {self._most} times for this video, so it was not asked again."
                raise OpenError(message, ProviderFailure.REFUSED)
            if self._refused[service] + self._in_flight[service] >= self._most:
                return False
            self._in_flight[service] += 1
            return True

    def settle(self, service: str, *, is_refused: bool = False) -> None:
        """Record the end of a call that was admitted."""
        with self._lock:
            self._in_flight[service] -= 1
            self._refused[service] += is_refused
