"""Fallback chains: providers of one kind in order; if one fails, the next one is called."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from generator.providers.calling.breaker import OpenError, Store
from generator.providers.calling.budget import Budget
from generator.providers.calling.tries import Call, Clock, Guard
from studio.errors import ProviderError, ProviderFailure, StudioError

logger = logging.getLogger(__name__)

P = TypeVar("P")
T = TypeVar("T")

OWN_KEY = "(own key)"
NOTHING_CONFIGURED = "No service is set up for this step. Please tell the staff."


@dataclass(frozen=True, slots=True)
class Link(Generic[P]):
    """A provider in a chain, made when it is called; an unknown option is an error.

    `name` identifies the provider; several links of one name and `setup` are models of the same service. A `guard` makes
    it an outside provider: without one it is called once, in this thread, without a deadline. `owner` is whose key it is
    called with, None for the site's.
    """

    name: str
    factory: Callable[..., P]
    options: dict[str, Any] = field(default_factory=dict)
    guard: Guard | None = None
    setup: str = ""
    owner: int | None = None

    def identity(self) -> str:
        """Return a string that differs for other settings of the link: a digest, because options hold keys."""
        whose = f" of {self.owner}" if self.owner else ""
        return hashlib.sha256(f"{self.name} {sorted(self.options.items())}{whose}".encode()).hexdigest()[:24]

    @property
    def account(self) -> tuple[str, str, int | None]:
        """Return what is the same for all links that are asked with one key."""
        return self.name, self.setup, self.owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Served(Generic[T]):
    """An answer, the provider that gave it, and, if that was not the first choice, the reason in one sentence.

    `tries` counts the calls over all providers; it is 0 for a remembered answer. `by_own_key` tells whether a key of the
    film's owner was used, and not the site's.
    """

    value: T
    provider: str
    fell_back: bool = False
    reason: str = ""
    tries: int = 1
    seconds: float = 0.0
    by_own_key: bool = False

    def maker(self, model: str) -> str:
        """Return who made this, for the rows of scenes: provider, model, and whose key paid if it was the owner's."""
        return " ".join(filter(None, (self.provider, model, OWN_KEY if self.by_own_key else "")))


@dataclass(frozen=True, slots=True)
class Memory:
    """A cache of outside providers' answers, so that repeating a request costs nothing.

    `shape` is a part of the keys that changes with the fields of the contracts' values, so that answers stored in an
    older shape are not used.
    """

    store: Store
    seconds: float
    shape: str = ""

    def key(self, link: Link[Any], request: str) -> str:
        return f"answer:{self.shape}:{link.identity()}:{request}"


def _is_suitable(link: Link[P], suits: Callable[[P], bool]) -> bool:
    try:
        return suits(link.factory(**link.options))
    except Exception:
        logger.exception("%s could not say what it is for", link.name)
        return False


def accept_any(value: object) -> None:
    """Accept any answer: the default `check`."""


def never_stop() -> None:
    """Never stop: the default `alive`."""


class Chain(Generic[P]):
    """Providers of one kind in order of preference; the last is a built-in one that needs no network.

    `seconds` limits the time of the outside providers together for one call, not counting the wait for a slot.
    """

    def __init__(
        self,
        links: Iterable[Link[P]],
        *,
        seconds: float = 120.0,
        memory: Memory | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.links = tuple(links)
        self.seconds = seconds
        self.memory = memory
        self.clock = clock or Clock()

    def only(self, suits: Callable[[P], bool]) -> Chain[P]:
        """Return the chain without unsuitable outside providers, so that skipping one does not count as a failure."""
        links = [link for link in self.links if not link.guard or _is_suitable(link, suits)]
        return Chain(links, seconds=self.seconds, memory=self.memory, clock=self.clock)

    def those_that(self, can: Callable[[P], bool]) -> Chain[P]:
        """Return the chain of all providers, outside or not, for which `can` is true; it may be empty."""
        links = [link for link in self.links if can(link.factory(**link.options))]
        return Chain(links, seconds=self.seconds, memory=self.memory, clock=self.clock)

    def stand_in(self) -> Chain[P]:
        """Return the chain of the last provider alone."""
        return Chain(self.links[-1:], clock=self.clock)

    def each(self) -> list[Chain[P]]:
        """Return a chain for each provider, for work of which several may have a share."""
        return [
            Chain([link], seconds=self.seconds, memory=self.memory, clock=self.clock) for link in self.links
        ]

    def within(self, seconds: float) -> Chain[P]:
        """Return the chain with at most this many seconds for the outside providers."""
        return Chain(self.links, seconds=min(seconds, self.seconds), memory=self.memory, clock=self.clock)

    def built_in(self) -> P | None:
        """Return the last provider if it is not an outside service, else None."""
        last = self.links[-1] if self.links else None
        return last.factory(**last.options) if last and not last.guard else None

    def or_else(self, name: str, factory: Callable[..., P]) -> Chain[P]:
        """Return the chain with another provider in place of the built-in ones."""
        links = [*(link for link in self.links if link.guard), Link(name, factory)]
        return Chain(links, seconds=self.seconds, memory=self.memory, clock=self.clock)

    def call(
        self,
        work: Callable[[P], T],
        check: Callable[[T], None] = accept_any,
        *,
        softened: Callable[[P], T] | None = None,
        remember: str = "",
        alive: Callable[[], None] = never_stop,
        budget: Budget | None = None,
    ) -> Served[T]:
        """Return the answer of the first provider that can do `work` and whose answer passes `check`.

        `check` raises a StudioError for an answer that must not be used. `softened` is tried once if a service refuses.
        `remember` names the request, for all callers: the same name may be answered from memory. `alive` is called
        often and raises to end the call. `budget` is shared by all calls of one film. Raises the last provider's error
        if all fail.
        """
        call = Call(work, check, softened, alive, self.clock, self.seconds, budget or Budget(), remember)
        started = self.clock.now()
        failure = ProviderError(NOTHING_CONFIGURED, ProviderFailure.CONFIG)
        hopeless: set[tuple[str, str, int | None]] = set()
        for link in self.links:
            if link.account in hopeless or (link.guard and not call.may_ask(link.guard)):
                continue
            try:
                value = self._ask(link, call, remember)
            except StudioError as error:
                failure = _told(error, link)
                if failure.kind == ProviderFailure.CONFIG:
                    # The key is the same for all models of a service.
                    hopeless.add(link.account)
            else:
                return self._served(link, value, failure, call.tries, self.clock.now() - started)
        raise failure

    def _served(
        self, link: Link[P], value: T, failure: ProviderError, tries: int, seconds: float
    ) -> Served[T]:
        """Return an answer; if another service should have given it, `failure` is the reason why that one did not."""
        fell_back = link.name != self.links[0].name
        return Served(
            value=value,
            provider=link.name,
            fell_back=fell_back,
            reason=str(failure) if fell_back or (self.links[0].owner and not link.owner) else "",
            tries=tries,
            seconds=seconds,
            by_own_key=link.owner is not None,
        )

    def _ask(self, link: Link[P], call: Call[P, T], remember: str) -> T:
        if link.guard is None:
            call.tries += 1
            value = call.work(link.factory(**link.options))
            call.check(value)
            return value
        if not remember or self.memory is None:
            return call.ask(link.factory(**link.options), link.guard)
        key = self.memory.key(link, remember)
        known: T | None = self.memory.store.get(key)
        if known is None:
            known = call.ask(link.factory(**link.options), link.guard)
            self.memory.store.set(key, known, self.memory.seconds)
        return known


def _told(error: StudioError, link: Link[Any]) -> ProviderError:
    """Log why a provider could not serve, and return it as the failure of that provider."""
    kind = error.kind if isinstance(error, ProviderError) else ProviderFailure.BAD_ANSWER
    # The breaker logged this when it opened, and would repeat it for each scene.
    level = logging.DEBUG if isinstance(error, OpenError) else logging.WARNING
    logger.log(level, "%s could not serve (%s): %s", link.name, kind, error)
    return ProviderError(str(error), kind)
