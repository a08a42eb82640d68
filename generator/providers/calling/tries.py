"""Calls to one outside provider: with a deadline, a limit of calls in flight, and retries if they can help."""

from __future__ import annotations

import logging
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from threading import Thread
from typing import Generic, TypeVar

from generator.exceptions import RunHandedOnError, RunOverdueError, RunStoppedError
from generator.providers.calling.breaker import ABOUT_INPUT, Breaker, OpenError
from generator.providers.calling.budget import Budget
from generator.providers.calling.errands import Errands
from generator.providers.calling.limiter import KEEP, Limiter
from generator.providers.calling.meter import Meter, Tally
from generator.providers.calling.quota import Quota
from studio.errors import ProviderError, ProviderFailure, StudioError

logger = logging.getLogger(__name__)

P = TypeVar("P")
T = TypeVar("T")

# Tries in all by kind of failure; other kinds get one.
TRIES = {ProviderFailure.RETRY: 4, ProviderFailure.BUSY: 4, ProviderFailure.BAD_ANSWER: 2}
# Seconds of the first pause, doubled for each further one.
FIRST_WAIT = {ProviderFailure.RETRY: 1.0, ProviderFailure.BUSY: 2.0, ProviderFailure.BAD_ANSWER: 1.0}
LONGEST_WAIT = 30.0
# Seconds to wait for a slot among the calls in flight: other people's films are a reason to wait, not to give up.
PATIENCE = 600.0
# Seconds to wait for the next minute of a service that may be asked so often in each; for the next hour or day nobody
# waits.
LONGEST_QUOTA = 60.0
# How often one service may refuse a request, counting milder wordings and other models.
MOST_REFUSED = 2
# Seconds between two checks, while waiting, whether the run goes on.
POLL = 0.25


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and sleep, replaceable in tests. `chance` gives random numbers from 0 to 1."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


def always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Guard:
    """The policy for an outside service: name, breaker, limiter, how often it may be asked, its errands.

    `seconds` are those that it may take for one request, if it has more of its own than what all share. `is_wanted` tells
    before each call whether it may still be asked. `is_own_key` tells that an owner's key is used, which messages say.
    `meter` counts the calls.
    """

    service: str
    breaker: Breaker
    limiter: Limiter
    errands: Errands | None = None
    seconds: float | None = None
    quota: Quota | None = None
    is_wanted: Callable[[], bool] = always
    is_own_key: bool = False
    meter: Meter | None = None


@dataclass(slots=True)
class Call(Generic[P, T]):
    """One request to a chain, with the seconds of outside work left for it and the number of tries.

    `softened` asks for a milder version after a refusal. `alive` raises RunStoppedError once the result is no longer
    wanted, or RunOverdueError. `request` names it for all callers, if it has a name. `refused` counts refusals of this request by service, `budget` those of the whole film.
    """

    work: Callable[[P], T]
    check: Callable[[T], None]
    softened: Callable[[P], T] | None
    alive: Callable[[], None]
    clock: Clock
    seconds_left: float
    budget: Budget
    request: str = ""
    tries: int = 0
    own_left: dict[str, float] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)

    def may_ask(self, guard: Guard) -> bool:
        """Return whether there is time left and the service has not yet refused this too often."""
        return self.left(guard) > 0 and self.refused[guard.service] < MOST_REFUSED

    def left(self, guard: Guard) -> float:
        """Return the seconds that a service may still take: of its own, or of what all share."""
        return self.seconds_left if guard.seconds is None else self.own_left.get(guard.service, guard.seconds)

    def _spend(self, guard: Guard, seconds: float) -> None:
        if guard.seconds is None:
            self.seconds_left -= seconds
        else:
            self.own_left[guard.service] = self.left(guard) - seconds

    def ask(self, provider: P, guard: Guard) -> T:
        """Call the provider until it answers. Raises the ProviderError after which another try is useless."""
        with guard.errands.of(provider, self.request) if guard.errands else nullcontext():
            return self._try(provider, guard)

    def _try(self, provider: P, guard: Guard) -> T:
        work, asked = self.work, 0
        while True:
            if not guard.is_wanted():
                raise OpenError(f"{guard.service} was switched off.", ProviderFailure.CONFIG)
            if guard.meter:
                guard.meter.admit()
            self._keep_quota(guard)
            slot = self._take_slot(guard)
            asked += 1
            self.tries += 1
            try:
                return self._once(partial(work, provider), guard, slot)
            except ProviderError as error:
                is_new = error.kind == ProviderFailure.REFUSED and work is self.work
                if is_new and self.softened and self.may_ask(guard):
                    work = self.softened
                elif asked >= TRIES.get(error.kind, 1) or not self._pause(guard, error, asked):
                    raise

    def _keep_quota(self, guard: Guard) -> None:
        """Wait until the service may be asked again by its own rules.

        Raises ProviderError if that lasts longer than LONGEST_QUOTA, which is no fault of the service, or if the breaker
        is open.
        """
        while guard.quota:
            guard.breaker.check()
            seconds = guard.quota.take()
            if not seconds:
                return
            if seconds > LONGEST_QUOTA:
                message = f"{guard.service} has been asked as often as it allows for now."
                raise ProviderError(message, ProviderFailure.QUOTA)
            self._sleep(seconds)

    def _take_slot(self, guard: Guard) -> str:
        """Wait for a slot among the calls in flight.

        Raises ProviderError if the breaker is open or the wait takes longer than PATIENCE.
        """
        until = self.clock.now() + PATIENCE
        guard.breaker.check()
        while not (slot := self._free_slot(guard)):
            self.alive()
            if self.clock.now() >= until:
                raise ProviderError(f"Too many calls to {guard.service} are waiting.", ProviderFailure.BUSY)
            self.clock.sleep(POLL * (0.5 + self.clock.chance()))
            guard.breaker.check()
        try:
            guard.breaker.admit()
        except ProviderError:
            guard.limiter.release(slot)
            self.budget.settle(guard.service)
            raise
        return slot

    def _free_slot(self, guard: Guard) -> str:
        """Return a slot, or "" if none is free. Raises OpenError if the film was refused too often."""
        if not self.budget.admit(guard.service):
            return ""
        slot = guard.limiter.take()
        if not slot:
            self.budget.settle(guard.service)
        return slot

    def _once(self, work: Callable[[], T], guard: Guard, slot: str) -> T:
        """Make one call, check its answer, and report the outcome to the breaker and the meter."""
        started = self.clock.now()
        failure: ProviderError | None = None
        tally = Tally(guard.meter, guard.errands.store if guard.errands else None)
        try:
            value = self._within_deadline(partial(tally.during, work), guard, slot)
            self.check(value)
        except (RunStoppedError, RunOverdueError) as stopped:
            guard.breaker.dismiss()
            self.budget.settle(guard.service)
            tally.give_up(is_handed_on=isinstance(stopped, RunHandedOnError))
            raise
        except Exception as error:
            failure = _as_failure(error, guard.service)
            if guard.is_own_key:
                failure = about_own_key(failure)
        seconds = self.clock.now() - started
        self._spend(guard, seconds)
        guard.breaker.note(seconds, failure)
        is_refused = failure is not None and failure.kind in ABOUT_INPUT
        self.refused[guard.service] += is_refused
        self.budget.settle(guard.service, is_refused=is_refused)
        if failure:
            tally.end(is_failure=True)
            raise failure
        tally.end(value)
        return value

    def _within_deadline(self, work: Callable[[], T], guard: Guard, slot: str) -> T:
        """Call in a thread that can be abandoned: library timeouts do not bound an answer that trickles in."""
        future: Future[T] = Future()
        Thread(target=_fulfil, args=(future, work), name="provider call", daemon=True).start()
        until, kept = self.clock.now() + self.left(guard), self.clock.now()
        try:
            while not wait([future], POLL).done:
                self.alive()
                if self.clock.now() - kept >= KEEP:
                    guard.limiter.keep(slot)
                    kept = self.clock.now()
                if self.clock.now() >= until:
                    raise ProviderError(f"{guard.service} took too long to answer.")
        except BaseException:
            # An abandoned call keeps its slot until it ends.
            guard.limiter.abandon(slot)
            future.add_done_callback(lambda _: guard.limiter.release(slot))
            raise
        guard.limiter.release(slot)
        return future.result()

    def _pause(self, guard: Guard, error: ProviderError, asked: int) -> bool:
        """Sleep before the next try; return False if the deadline would pass first.

        Full jitter, a random time up to the doubled wait, so that threads that failed together do not retry together.
        https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
        """
        if error.wait is not None:
            seconds = error.wait + self.clock.chance()
        else:
            seconds = self.clock.chance() * min(LONGEST_WAIT, FIRST_WAIT[error.kind] * 2 ** (asked - 1))
        if seconds >= self.left(guard):
            return False
        self._spend(guard, seconds)
        self._sleep(seconds)
        return True

    def _sleep(self, seconds: float) -> None:
        while seconds > 0:
            self.alive()
            self.clock.sleep(min(POLL, seconds))
            seconds -= POLL


def _as_failure(error: Exception, service: str) -> ProviderError:
    if isinstance(error, ProviderError):
        return error
    if isinstance(error, StudioError):
        failure = ProviderError(str(error), ProviderFailure.BAD_ANSWER)
    else:
        # A library may raise anything; its message may hold an address, so it is not logged.
        logger.error("%s: unexpected %s", service, type(error).__name__)
        message = f"{service} answered with something that we do not understand."
        failure = ProviderError(message, ProviderFailure.BAD_ANSWER)
    failure.__cause__ = error
    return failure


def about_own_key(failure: ProviderError) -> ProviderError:
    """Return a failure in words for the owner of a key: vendors speak of the site's."""
    words = re.sub(r"\bthe (key|account|plan) of this site\b", r"your \1", str(failure))
    told = ProviderError(words.replace("for this site", "for your key"), failure.kind, wait=failure.wait)
    told.__cause__ = failure
    return told


def _fulfil(future: Future[T], work: Callable[[], T]) -> None:
    try:
        result = work()
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)
