"""Errands: what a service goes on doing after it was asked, and is asked for again and again until it is done.

Their numbers are known before the service hears of them, or are noted as soon as it has told them, where all workers see
them: whoever asks for the
same after a worker was killed finds what is on its way, and neither pays nor waits for it twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import Any, Protocol, runtime_checkable

from generator.exceptions import RunHandedOnError
from generator.providers.calling.breaker import Store
from generator.providers.calling.meter import note_errand

# Seconds for which an errand that ended well is known: until what it brought is stored, its worker may still be killed.
AFTERWARDS = 120.0


class Errand:
    """One request's: the numbers of its tries at the service, and whether anybody still waits for it.

    It `is_resumed` if another call began it: then what it is about may be on its way, or done. A service that gives its
    jobs numbers of its own has them noted.
    """

    def __init__(
        self, base: str = "", *, is_resumed: bool = False, store: Store | None = None, seconds: float = 0.0
    ) -> None:
        self._base = uuid.UUID(base or uuid.uuid4().hex)
        self._store, self._seconds, self._noted = store, seconds, ""
        self.is_resumed = is_resumed
        self.is_unwanted = False
        self._over = Event()

    def number(self, place: int) -> str:
        """Return the number of a try: the same for all workers that make this request."""
        number = str(uuid.uuid5(self._base, str(place)))
        note_errand(number)
        return number

    @property
    def noted(self) -> str:
        """What was noted of the job that is on its way, by whichever call; empty if there is none."""
        return str(self._store.get(self._key, "")) if self._store else self._noted

    def note(self, told: str) -> None:
        """Note what the service has to be told to find the job again; an empty text once the job is over."""
        self._noted = told
        if self._store:
            self._store.set(self._key, told, self._seconds)

    @property
    def _key(self) -> str:
        return f"errand-noted:{self._base.hex}"

    def pause(self, seconds: float) -> bool:
        """Wait, and return whether somebody still waits for the answer."""
        return not self._over.wait(seconds)

    def end(self, *, is_unwanted: bool) -> None:
        """Have `pause` return False from now on. What `is_unwanted` is to be taken back from the service."""
        self.is_unwanted = is_unwanted
        self._over.set()


@runtime_checkable
class Errander(Protocol):
    """A provider whose service works in errands. It is given one for each request."""

    errand: Errand


@dataclass(frozen=True, slots=True)
class Errands:
    """The errands of one service in a shared store, where each is forgotten after `seconds`."""

    store: Store
    name: str
    seconds: float

    @contextmanager
    def of(self, provider: Any, request: str) -> Iterator[None]:
        """Give a provider the errand of a request, if it takes any, while it is asked.

        If the request fails or is no longer wanted, its errand is forgotten and taken back, unless the run goes on in
        another worker, or another call waits for the same by now. One without a name is nobody else's.
        """
        if not isinstance(provider, Errander):
            yield
            return
        key, holder = f"errand:{self.name}:{request}", uuid.uuid4().hex
        known = self.store.get(key) if request else None
        base = known[0] if known else uuid.uuid4().hex
        if request:
            self.store.set(key, (base, holder), self.seconds)
        # One without a name is found by nobody else.
        store = self.store if request else None
        errand = provider.errand = Errand(base, is_resumed=bool(known), store=store, seconds=self.seconds)
        try:
            yield
        except RunHandedOnError:
            errand.end(is_unwanted=False)
            raise
        except BaseException:
            errand.end(is_unwanted=self._forget(key, holder) or not request)
            raise
        else:
            errand.end(is_unwanted=False)
            if request:
                self.store.set(key, (base, ""), AFTERWARDS)

    def _forget(self, key: str, holder: str) -> bool:
        """Forget an errand and return True, if it is still this call's."""
        return (self.store.get(key) or ("", ""))[1] == holder and self.store.delete(key)
