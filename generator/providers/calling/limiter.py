"""A limit on the calls to one service that are in flight, counted over all workers."""

from __future__ import annotations

import secrets

from generator.providers.calling.breaker import Store

# Seconds after which a slot is free again whose holder no longer keeps it, and between two times that it does.
BREATH, KEEP = 30.0, 8.0


class Limiter:
    """A semaphore in a shared store. A slot that nobody keeps (its worker was killed) is soon free again.

    One of a call that was abandoned, and may still last, is kept for it for `hold` seconds.
    """

    def __init__(self, store: Store, name: str, *, slots: int, hold: float) -> None:
        self._store = store
        self._keys = [f"slot:{name}:{number}" for number in range(slots)]
        self._hold = hold

    def take(self) -> str:
        """Return a slot, to be released later, or "" if all are taken."""
        token = secrets.token_hex(8)
        for key in self._keys:
            # Read first: add() would write, which costs a database cache more.
            if self._store.get(key) is None and self._store.add(key, token, min(BREATH, self._hold)):
                return f"{key} {token}"
        return ""

    def keep(self, slot: str) -> None:
        """Prolong the hold of a slot; to be called every KEEP seconds."""
        self._prolong(slot, min(BREATH, self._hold))

    def abandon(self, slot: str) -> None:
        """Leave a slot to a call for which nobody waits: it is released when that ends, or after `hold` seconds."""
        self._prolong(slot, self._hold)

    def _prolong(self, slot: str, seconds: float) -> None:
        key, token = slot.rsplit(" ", 1)
        if self._store.get(key) == token:
            self._store.set(key, token, seconds)

    def release(self, slot: str) -> None:
        key, token = slot.rsplit(" ", 1)
        # If it was held for too long, the slot belongs to another call by now.
        if self._store.get(key) == token:
            self._store.delete(key)
