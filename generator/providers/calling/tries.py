"""The tries at one outside provider: within a deadline, a few at a time, and only where another try can help."""

from __future__ import annotations

import logging
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from functools import partial
from threading import Thread
from typing import Generic, TypeVar

from generator.exceptions import RunOverdueError, RunStoppedError
from generator.providers.calling.breaker import ABOUT_INPUT, Breaker
from generator.providers.calling.budget import Budget
from generator.providers.calling.limiter import Limiter
from studio.errors import ProviderError, ProviderFailure, StudioError

logger = logging.getLogger(__name__)

P = TypeVar("P")
T = TypeVar("T")

# How many tries a kind of failure allows in all; the others allow one.
TRIES = {ProviderFailure.RETRY: 4, ProviderFailure.BUSY: 4, ProviderFailure.BAD_ANSWER: 2}
# Seconds of the first wait, doubled for each further one.
FIRST_WAIT = {ProviderFailure.RETRY: 1.0, ProviderFailure.BUSY: 2.0, ProviderFailure.BAD_ANSWER: 1.0}
LONGEST_WAIT = 30.0
# Seconds to wait for a place among the calls in flight. Films of others are a reason to wait, not one to give up.
PATIENCE = 600.0
# How often one service may refuse what is wanted, in milder words and by other models too.
MOST_REFUSED = 2
# How often a wait looks whether the run still lasts, in seconds.
LOOK = 0.25


@dataclass(frozen=True, slots=True)
class Clock:
    """The passing of time, so that tests need not wait for it. `chance` gives numbers from 0 to 1."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Guard:
    """What makes a provider an outside one: its name for people, its health, and its places."""

    service: str
    breaker: Breaker
    limiter: Limiter


@dataclass(slots=True)
class Errand(Generic[P, T]):
    """What a chain was asked for, how many seconds of outside work are left for it, and how often it was tried.

    `softened` asks for a milder version after a refusal. `alive` raises RunStoppedError once nobody waits any more, or
    RunOverdueError. `refused` counts by service how often this was refused, and `budget` how often the whole film was.
    """

    work: Callable[[P], T]
    check: Callable[[T], None]
    softened: Callable[[P], T] | None
    alive: Callable[[], None]
    clock: Clock
    seconds_left: float
    budget: Budget
    tries: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def may_ask(self, guard: Guard) -> bool:
        """Tell whether there is time, and whether the service has not refused this often enough."""
        return self.seconds_left > 0 and self.refused[guard.service] < MOST_REFUSED

    def ask(self, provider: P, guard: Guard) -> T:
        """Try until the provider serves. Raises the ProviderError after which another try is of no use."""
        work, asked = self.work, 0
        while True:
            place = self._take_place(guard)
            asked += 1
            self.tries += 1
            try:
                return self._once(partial(work, provider), guard, place)
            except ProviderError as error:
                is_new = error.kind == ProviderFailure.REFUSED and work is self.work
                if is_new and self.softened and self.may_ask(guard):
                    work = self.softened
                elif asked >= TRIES.get(error.kind, 1) or not self._pause(error, asked):
                    raise

    def _take_place(self, guard: Guard) -> str:
        """Wait for a place among the calls in flight. Raises ProviderError when the breaker lets nobody through."""
        until = self.clock.now() + PATIENCE
        guard.breaker.check()
        while not (place := self._place(guard)):
            self.alive()
            if self.clock.now() >= until:
                raise ProviderError(f"Too many calls to {guard.service} are waiting.", ProviderFailure.BUSY)
            self.clock.sleep(LOOK * (0.5 + self.clock.chance()))
            guard.breaker.check()
        try:
            guard.breaker.admit()
        except ProviderError:
            guard.limiter.give_back(place)
            self.budget.settle(guard.service)
            raise
        return place

    def _place(self, guard: Guard) -> str:
        """Return a place, or "" while none is free. Raises OpenError when the film was refused too often."""
        if not self.budget.admit(guard.service):
            return ""
        place = guard.limiter.take()
        if not place:
            self.budget.settle(guard.service)
        return place

    def _once(self, work: Callable[[], T], guard: Guard, place: str) -> T:
        """Make one call and believe its answer or not; the breaker hears of it."""
        started = self.clock.now()
        failure: ProviderError | None = None
        try:
            value = self._within_deadline(work, guard, place)
            self.check(value)
        except (RunStoppedError, RunOverdueError):
            guard.breaker.dismiss()
            self.budget.settle(guard.service)
            raise
        except Exception as error:
            failure = _as_failure(error, guard.service)
        seconds = self.clock.now() - started
        self.seconds_left -= seconds
        guard.breaker.note(seconds, failure)
        is_refused = failure is not None and failure.kind in ABOUT_INPUT
        self.refused[guard.service] += is_refused
        self.budget.settle(guard.service, is_refused=is_refused)
        if failure:
            raise failure
        return value

    def _within_deadline(self, work: Callable[[], T], guard: Guard, place: str) -> T:
        """Call in a thread that can be left behind: no timeout of a library bounds an answer that drips."""
        future: Future[T] = Future()
        Thread(target=_fulfil, args=(future, work), name="provider call", daemon=True).start()
        until = self.clock.now() + self.seconds_left
        try:
            while not wait([future], LOOK).done:
                self.alive()
                if self.clock.now() >= until:
                    raise ProviderError(f"{guard.service} took too long to answer.")
        except BaseException:
            # A call that is left behind keeps its place until it ends.
            future.add_done_callback(lambda _: guard.limiter.give_back(place))
            raise
        guard.limiter.give_back(place)
        return future.result()

    def _pause(self, error: ProviderError, asked: int) -> bool:
        """Sleep before the next try; False where the deadline would pass before.

        Full jitter: any time up to the doubled wait is as good, and lanes that failed together do not return together.
        https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
        """
        if error.wait is not None:
            seconds = error.wait + self.clock.chance()
        else:
            seconds = self.clock.chance() * min(LONGEST_WAIT, FIRST_WAIT[error.kind] * 2 ** (asked - 1))
        if seconds >= self.seconds_left:
            return False
        self.seconds_left -= seconds
        while seconds > 0:
            self.alive()
            self.clock.sleep(min(LOOK, seconds))
            seconds -= LOOK
        return True


def _as_failure(error: Exception, service: str) -> ProviderError:
    if isinstance(error, ProviderError):
        return error
    if isinstance(error, StudioError):
        failure = ProviderError(str(error), ProviderFailure.BAD_ANSWER)
    else:
        # What a foreign library may raise is not known; its words may hold an address, so they are not logged.
        logger.error("%s: unexpected %s", service, type(error).__name__)
        message = f"{service} answered with something that we do not understand."
        failure = ProviderError(message, ProviderFailure.BAD_ANSWER)
    failure.__cause__ = error
    return failure


def _fulfil(future: Future[T], work: Callable[[], T]) -> None:
    try:
        result = work()
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)
