"""How often a service may be asked within a time, counted over all workers: as its rules say, before it has to say so."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from generator.providers.calling.breaker import Store


class Quota:
    """Counts of calls within windows of time in a shared store. `rates` are pairs of (calls, seconds)."""

    def __init__(
        self,
        store: Store,
        name: str,
        rates: Iterable[tuple[int, float]],
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store, self._name, self._clock = store, name, clock
        # The longest window first: where that is used up, nothing is taken from the others.
        self._rates = sorted(rates, key=lambda rate: -rate[1])

    def take(self) -> float:
        """Count one call, if it may be made now, and return 0; else return after how many seconds to ask again."""
        now = self._clock()
        wait = max((self._wait(most, seconds, now) for most, seconds in self._rates), default=0.0)
        if wait:
            return wait
        for most, seconds in self._rates:
            if not self._count(most, seconds, now):
                return self._left(seconds, now)
        return 0.0

    def _wait(self, most: int, seconds: float, now: float) -> float:
        used = int(self._store.get(self._hint(seconds, now), 0))
        return self._left(seconds, now) if used >= most else 0.0

    def _count(self, most: int, seconds: float, now: float) -> bool:
        """Take the next free number of the window: adding a key is one step for all workers, and counting up is not."""
        hint = self._hint(seconds, now)
        number = int(self._store.get(hint, 0))
        while number < most:
            number += 1
            if self._store.add(f"{hint}:{number}", True, seconds):
                self._store.set(hint, number, seconds)
                return True
        self._store.set(hint, most, seconds)
        return False

    def _hint(self, seconds: float, now: float) -> str:
        return f"quota:{self._name}:{seconds:.0f}:{int(now // seconds)}"

    @staticmethod
    def _left(seconds: float, now: float) -> float:
        return seconds - now % seconds
