"""The circuit breaker of one outside provider, shared by all workers, and its health figures."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from studio.errors import ProviderError, ProviderFailure

logger = logging.getLogger(__name__)

# Consecutive failures that open the breaker.
OPENS_AFTER = 5
# Seconds for which an open breaker stops all calls; doubled each time the probe fails too.
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 900.0
# Failures that the next call would meet too: they open the breaker at once, for these seconds.
LASTING = {
    ProviderFailure.CONFIG: 600.0,
    ProviderFailure.QUOTA: 1800.0,
    ProviderFailure.GONE: 3600.0,
}
# Failures due to the request and not the service: a call with another request may go well.
ABOUT_INPUT = (ProviderFailure.REFUSED, ProviderFailure.INPUT)
# Seconds after which a probe that was never reported (its worker was killed) is forgotten.
PROBE = 180.0
REMEMBERED_CALLS = 50
REMEMBERED_FOR = 7 * 24 * 3600.0


class Store(Protocol):
    """A key-value store shared by the workers, such as Django's caches; `add` must be atomic across them."""

    def get(self, key: Any, default: Any = None) -> Any: ...
    def set(self, key: Any, value: Any, timeout: float | None = None) -> None: ...
    def add(self, key: Any, value: Any, timeout: float | None = None) -> bool: ...
    def delete(self, key: Any) -> bool: ...


class OpenError(ProviderError):
    """The call was not made because the breaker is open; the message is that of the earlier failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Figures of the last calls; durations in seconds are of successful calls, None if there are none.

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
    """A circuit breaker. Closed: calls go through. Open: none does. Half open: one probe decides.

    If two workers report at the same instant, one report may be lost, which only delays the opening by a call.
    """

    def __init__(self, store: Store, name: str, *, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._key = f"breaker:{name}"
        self._probe_key = f"breaker:{name}:probe"
        self._clock = clock

    def check(self) -> None:
        """Raise OpenError with the failure that opened the breaker, unless it is closed or a probe is due."""
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
        """Free the probe for another call: this one was given up without a result."""
        self._store.delete(self._probe_key)

    def note(self, seconds: float, error: ProviderError | None = None) -> None:
        """Record a call's outcome and its duration in seconds. A refusal counts as an answer, not a failure."""
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
        """Close the breaker, for example after a successful test call."""
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
