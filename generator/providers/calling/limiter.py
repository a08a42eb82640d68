"""How many calls to one service may be in flight, counted over all workers."""

from __future__ import annotations

import secrets

from generator.providers.calling.breaker import Store


class Limiter:
    """Hands out places. A place that is never given back (its worker was killed) is free again after `hold` seconds."""

    def __init__(self, store: Store, name: str, *, places: int, hold: float) -> None:
        self._store = store
        self._keys = [f"place:{name}:{number}" for number in range(places)]
        self._hold = hold

    def take(self) -> str:
        """Return a place to be given back, or "" when all are taken."""
        token = secrets.token_hex(8)
        for key in self._keys:
            # Reading first spares a database the write of each worker that only looks.
            if self._store.get(key) is None and self._store.add(key, token, self._hold):
                return f"{key} {token}"
        return ""

    def give_back(self, place: str) -> None:
        key, token = place.rsplit(" ", 1)
        # A place that was held for too long is another's by now.
        if self._store.get(key) == token:
            self._store.delete(key)
