"""How often services may refuse one film before they are asked for nothing more of it."""

from __future__ import annotations

import threading
from collections import Counter

from generator.providers.calling.breaker import OpenError
from studio.errors import ProviderFailure

# A film whose words offend a service would cost two calls for each of its scenes.
MOST_REFUSALS = 6


class Budget:
    """Counts the refusals of one film by service, for all threads that work for it."""

    def __init__(self, most: int = MOST_REFUSALS) -> None:
        self._most = most
        self._refused: Counter[str] = Counter()
        self._in_flight: Counter[str] = Counter()
        self._lock = threading.Lock()

    def admit(self, service: str) -> bool:
        """Let a call be made, which must be settled, or tell that those in flight must be waited for.

        Raises OpenError when the service was asked often enough.
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
        """Take down how a call that was admitted ended."""
        with self._lock:
            self._in_flight[service] -= 1
            self._refused[service] += is_refused
