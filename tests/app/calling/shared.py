"""A store, a clock and outside links for tests of what workers know together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from generator.providers.calling.breaker import Breaker
from generator.providers.calling.chain import Chain, Link, Memory
from generator.providers.calling.limiter import Limiter
from generator.providers.calling.tries import Clock, Guard
from studio.errors import ProviderError, ProviderFailure


class Time:
    """Passes only when somebody sleeps or says so; `chance` gives the largest jitter."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def clock(self, chance: float = 1.0) -> Clock:
        return Clock(now=self.now, sleep=self.sleep, chance=lambda: chance)


class DictStore:
    """A store whose entries end with the time."""

    def __init__(self, time: Time) -> None:
        self.time = time
        self.lock = threading.Lock()
        self.entries: dict[str, tuple[Any, float | None]] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        value, until = self.entries.get(key, (default, None))
        return default if until is not None and self.time.now() >= until else value

    def set(self, key: Any, value: Any, timeout: float | None = None) -> None:
        self.entries[key] = (value, None if timeout is None else self.time.now() + timeout)

    def add(self, key: Any, value: Any, timeout: float | None = None) -> bool:
        with self.lock:
            if self.get(key) is not None:
                return False
            self.set(key, value, timeout)
            return True

    def delete(self, key: Any) -> bool:
        return self.entries.pop(key, None) is not None


class Outside:
    """A provider that answers what a test has planned for it, and counts how often it is asked."""

    def __init__(self, *plan: Any) -> None:
        self.plan = list(plan)
        self.asked = 0

    def answer(self) -> Any:
        self.asked += 1
        step = self.plan.pop(0) if len(self.plan) > 1 else self.plan[0]
        if isinstance(step, Exception):
            raise step
        return step() if callable(step) else step


def failing(kind: str, message: str = "The service is ill.", wait: float | None = None) -> ProviderError:
    return ProviderError(message, ProviderFailure(kind), wait=wait)


class World:
    """What the links of a test share."""

    def __init__(self) -> None:
        self.time = Time()
        self.store = DictStore(self.time)

    def guard(self, name: str, slots: int = 2) -> Guard:
        breaker = Breaker(self.store, name, clock=self.time.now)
        return Guard(name, breaker, Limiter(self.store, name, slots=slots, hold=240.0))

    def link(self, provider: Outside, name: str = "Service", slots: int = 2) -> Link[Outside]:
        return Link(name, lambda: provider, {}, self.guard(name, slots))

    def chain(self, *links: Link[Outside], remember: bool = False, **options: Any) -> Chain[Outside]:
        last: Link[Outside] = Link("Embedded", lambda: Outside("stand-in"))
        memory = Memory(self.store, 3600.0) if remember else None
        return Chain([*links, last], clock=self.time.clock(), memory=memory, **options)


def ask(chain: Chain[Outside], check: Callable[[Any], None] = lambda value: None, **options: Any) -> Any:
    return chain.call(lambda provider: provider.answer(), check, **options)
