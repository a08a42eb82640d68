"""What calls to outside services use: noted by whoever reads an answer, and counted once when the call has ended.

A call is made in a thread of its own, in which its tally is the current one: vendors only `note`. Whom it is made for is
said by those who ask, with `made_for`.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol, TypeVar

from generator.providers.calling.breaker import Store
from studio.contracts import Speech

T = TypeVar("T")

# More than any answer can have used: what a service says beyond it is not believed.
MOST_UNITS, MOST_MONEY = 10**9, Decimal(10_000)
# Seconds for which an errand that was counted is known.
COUNTED_FOR = 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What was used: tokens of the question and of the answer, pictures, characters and seconds of speech or clips.

    `money` is in US dollars, None if the service does not tell.
    """

    calls: int = 0
    failures: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    pictures: int = 0
    characters: int = 0
    seconds: float = 0.0
    money: Decimal | None = None

    def __add__(self, other: Used) -> Used:
        told = [one.money for one in (self, other) if one.money is not None]
        return Used(
            calls=self.calls + other.calls,
            failures=self.failures + other.failures,
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            pictures=self.pictures + other.pictures,
            characters=self.characters + other.characters,
            seconds=self.seconds + other.seconds,
            money=sum(told, Decimal(0)) if told else None,
        )


NOTHING = Used()


@dataclass(frozen=True, slots=True)
class Behalf:
    """Whom a call is made for: the keys of a film and of a person, None if it is for none."""

    film: Any = None
    person: int | None = None


NOBODY = Behalf()


class Meter(Protocol):
    """Who counts the calls to one service. Counting never raises."""

    def admit(self) -> None:
        """Raise OpenError if the service may not be asked for now, because of what it has cost."""

    def count(self, used: Used, behalf: Behalf) -> None:
        """Count what one call has used."""

    def count_late(self, used: Used, behalf: Behalf) -> None:
        """Count what was noted after the call was given up, in the thread in which it was made."""


_tally: ContextVar[Tally | None] = ContextVar("tally", default=None)
_behalf: ContextVar[Behalf] = ContextVar("behalf", default=NOBODY)


@contextmanager
def made_for(film: Any = None, person: int | None = None) -> Iterator[None]:
    """Say whom calls are made for that this thread makes; what is not said is as it was said around it."""
    around = _behalf.get()
    token = _behalf.set(Behalf(film or around.film, person or around.person))
    try:
        yield
    finally:
        _behalf.reset(token)


def note(
    *,
    tokens_in: Any = 0,
    tokens_out: Any = 0,
    pictures: int = 0,
    characters: int = 0,
    seconds: float = 0.0,
    money: Any = None,
) -> None:
    """Note what the call that is being made in this thread uses. Figures of a service may be anything: odd ones are 0."""
    if tally := _tally.get():
        tally.add(
            Used(
                tokens_in=_whole(tokens_in),
                tokens_out=_whole(tokens_out),
                pictures=pictures,
                characters=characters,
                seconds=seconds,
                money=_money(money),
            )
        )


def note_errand(number: str) -> None:
    """Note the number of the errand that this call is about: it may have been counted for another worker."""
    if tally := _tally.get():
        tally.errand = number


class Tally:
    """What one call has used so far."""

    def __init__(self, meter: Meter | None, store: Store | None = None) -> None:
        self.errand = ""
        self._meter, self._store = meter, store
        self._behalf = _behalf.get()
        self._lock = threading.Lock()
        self._used = NOTHING
        self._is_over = False

    def add(self, used: Used) -> None:
        with self._lock:
            self._used += used

    def during(self, work: Callable[[], T]) -> T:
        """Make the call, in the thread of its own. What is noted once nobody waits for it any more is counted then."""
        token = _tally.set(self)
        try:
            return work()
        finally:
            _tally.reset(token)
            with self._lock:
                late = self._used if self._is_over else NOTHING
            if self._meter and late != NOTHING:
                self._meter.count_late(self._once(late), self._behalf)

    def end(self, answer: Any = None, *, is_failure: bool = False) -> None:
        """Count the call: it has been answered, or has failed."""
        if isinstance(answer, Speech):
            self.add(Used(seconds=answer.duration))
        used = self._take()
        if self._meter:
            counted = replace(used, calls=1, failures=int(is_failure))
            self._meter.count(counted if is_failure else self._once(counted), self._behalf)

    def give_up(self, *, is_handed_on: bool) -> None:
        """Count a call for which nobody waits any more. An errand that is handed on is counted by who goes on with it."""
        used = self._take()
        if self._meter and not (self.errand and is_handed_on):
            self._meter.count(self._once(replace(used, calls=1)), self._behalf)

    def _once(self, used: Used) -> Used:
        """Return what is to be counted: an errand and what it brings count once, whoever has seen it end."""
        if not self.errand:
            return used
        brought = replace(used, calls=0)
        calls = used.calls if used.calls and self._mark("call") else 0
        return replace(brought if brought != NOTHING and self._mark("result") else NOTHING, calls=calls)

    def _mark(self, what: str) -> bool:
        return self._store is None or self._store.add(f"counted:{what}:{self.errand}", True, COUNTED_FOR)

    def _take(self) -> Used:
        with self._lock:
            used, self._used, self._is_over = self._used, NOTHING, True
            return used


def _whole(told: Any) -> int:
    if isinstance(told, bool) or not isinstance(told, int | float) or not math.isfinite(told):
        return 0
    return int(told) if 0 <= told <= MOST_UNITS else 0


def _money(told: Any) -> Decimal | None:
    if told is None or isinstance(told, bool):
        return None
    try:
        money = Decimal(str(told))
    except (InvalidOperation, ValueError):
        return None
    return money if money.is_finite() and 0 <= money <= MOST_MONEY else None
