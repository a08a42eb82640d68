"""A limit on the calls to one service that are in flight, counted over all workers."""

from __future__ import annotations

import secrets

from generator.providers.calling.breaker import Store


class Limiter:
    """A semaphore in a shared store. A slot not released (its worker was killed) is free after `hold` seconds."""

    def __init__(self, store: Store, name: str, *, slots: int, hold: float) -> None:
        self._store = store
        self._keys = [f"slot:{name}:{number}" for number in range(slots)]
        self._hold = hold

    def take(self) -> str:
        """Return a slot, to be released later, or "" if all are taken."""
        token = secrets.token_hex(8)
        for key in self._keys:
            # Read first: add() would write, which costs a database cache more.
            if self._store.get(key) is None and self._store.add(key, token, self._hold):
                return f"{key} {token}"
        return ""

    def release(self, slot: str) -> None:
        key, token = slot.rsplit(" ", 1)
        # If it was held for too long, the slot belongs to another call by now.
        if self._store.get(key) == token:
            self._store.delete(key)
