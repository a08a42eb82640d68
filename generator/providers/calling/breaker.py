"""The circuit breaker of one outside provider: what all workers know of its health."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from studio.errors import ProviderError, ProviderFailure

logger = logging.getLogger(__name__)

# So many failures in a row open the breaker.
OPENS_AFTER = 5
# Seconds that an open breaker lets nobody through; doubled each time the probe fails too.
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 900.0
# Failures that the next call cannot escape open it at once, for so many seconds.
LASTING = {
    ProviderFailure.CONFIG: 600.0,
    ProviderFailure.QUOTA: 1800.0,
    ProviderFailure.GONE: 3600.0,
}
# Failures that tell of what was asked and nothing of the service: the next call may ask for something else.
ABOUT_INPUT = (ProviderFailure.REFUSED, ProviderFailure.INPUT)
# A probe that was never reported (its worker was killed) is forgotten after so many seconds.
PROBE = 180.0
REMEMBERED_CALLS = 50
REMEMBERED_FOR = 7 * 24 * 3600.0


class Store(Protocol):
    """What the workers share. Django's caches are such stores; `add` must be atomic among the workers."""

    def get(self, key: Any, default: Any = None) -> Any: ...
    def set(self, key: Any, value: Any, timeout: float | None = None) -> None: ...
    def add(self, key: Any, value: Any, timeout: float | None = None) -> bool: ...
    def delete(self, key: Any) -> bool: ...


class OpenError(ProviderError):
    """The call was not made: the service failed before, with the same message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The figures of the last calls; seconds are those of calls that were answered well, None without any.

    `last_error_at` is in seconds since the epoch, None without an error.
    """

    state: str
    calls: int
    success_rate: float | None
    p50: float | None
    p95: float | None
    last_error: str
    last_error_at: float | None


class Breaker:
    """Closed: calls go through. Open: none does. Half open: one probe decides.

    Two workers that report in the same instant may lose one of the reports, which only delays the opening by a call.
    """

    def __init__(self, store: Store, name: str, *, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._key = f"breaker:{name}"
        self._probe_key = f"breaker:{name}:probe"
        self._clock = clock

    def check(self) -> None:
        """Raise OpenError with the failure that has opened the breaker, unless it is closed or a probe is due."""
        facts = self._read()
        if self._clock() < facts["until"]:
            raise OpenError(facts["error"], ProviderFailure(facts["kind"]))

    def admit(self) -> None:
        """Let this call through, as the probe if one is due, or raise OpenError."""
        self.check()
        facts = self._read()
        if facts["until"] and not self._store.add(self._probe_key, True, PROBE):
            raise OpenError(facts["error"], ProviderFailure(facts["kind"]))

    def dismiss(self) -> None:
        """Let another be the probe: this call was given up before it could tell anything."""
        self._store.delete(self._probe_key)

    def note(self, seconds: float, error: ProviderError | None = None) -> None:
        """Take down how a call went and how long it took. A refusal is an answer like any other."""
        facts = self._read()
        well = error is None or error.kind in ABOUT_INPUT
        facts["recent"] = [*facts["recent"], (well, seconds)][-REMEMBERED_CALLS:]
        if error is not None:
            facts.update(error=str(error), kind=error.kind.value, error_at=self._clock())
        if error is None or well:
            facts.update(failures=0, until=0.0, pause=0.0)
        else:
            self._count(facts, error)
        self._store.set(self._key, facts, REMEMBERED_FOR)
        self._store.delete(self._probe_key)

    def _count(self, facts: dict[str, Any], error: ProviderError) -> None:
        kind = error.kind
        facts["failures"] += 1
        if kind in LASTING:
            facts["pause"] = LASTING[kind]
        elif facts["until"]:
            facts["pause"] = min(LONGEST_PAUSE, 2 * facts["pause"])
        elif facts["failures"] >= OPENS_AFTER:
            facts["pause"] = FIRST_PAUSE
        if facts["pause"]:
            facts["until"] = self._clock() + facts["pause"]
            logger.warning("Left alone for %.0f s: %s", facts["pause"], error)

    def reset(self) -> None:
        """Let calls through again, as after a call that was made on purpose and went well."""
        self._store.delete(self._key)
        self._store.delete(self._probe_key)

    def health(self) -> Health:
        facts = self._read()
        good = sorted(seconds for well, seconds in facts["recent"] if well)
        calls = len(facts["recent"])
        return Health(
            state=self._state(facts["until"]),
            calls=calls,
            success_rate=len(good) / calls if calls else None,
            p50=_percentile(good, 0.5),
            p95=_percentile(good, 0.95),
            last_error=facts["error"],
            last_error_at=facts["error_at"],
        )

    def _state(self, until: float) -> str:
        if not until:
            return "closed"
        return "open" if self._clock() < until else "half open"

    def _read(self) -> dict[str, Any]:
        new: dict[str, Any] = {
            "failures": 0,
            "until": 0.0,
            "pause": 0.0,
            "error": "",
            "kind": "",
            "error_at": None,
            "recent": [],
        }
        return new | (self._store.get(self._key) or {})


def _percentile(ordered: list[float], share: float) -> float | None:
    """Return the value at the nearest rank, or None without values."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None
