"""The order of the providers of one kind: the first that can serves, and the next catches its failure."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from generator.exceptions import GeneratorError, ProviderError, ProviderFailure

logger = logging.getLogger(__name__)

P = TypeVar("P")
T = TypeVar("T")

NOTHING_CONFIGURED = "No service is set up for this step. Please tell the staff."


@dataclass(frozen=True, slots=True)
class Link(Generic[P]):
    """A provider that is made when it is first needed; an option that it does not know is an error."""

    name: str
    factory: Callable[..., P]
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served(Generic[T]):
    """An answer, which provider gave it, and, when it was not the first choice, why in one sentence."""

    value: T
    provider: str
    fell_back: bool = False
    reason: str = ""


def believe(value: object) -> None:
    """Accept any answer."""


class Chain(Generic[P]):
    """Providers of one kind in order of preference; the last is an embedded one that needs no network."""

    def __init__(self, links: Iterable[Link[P]]) -> None:
        self.links = tuple(links)

    def call(self, work: Callable[[P], T], check: Callable[[T], None] = believe) -> Served[T]:
        """Let the first provider that can do `work`, and whose answer passes `check`, serve.

        `check` raises a GeneratorError for an answer that must not be used. Raises the last provider's error when
        none could serve.
        """
        failure = ProviderError(NOTHING_CONFIGURED, ProviderFailure.CONFIG)
        for position, link in enumerate(self.links):
            try:
                value = work(link.factory(**link.options))
                check(value)
            except ProviderError as error:
                failure = error
            except GeneratorError as error:
                failure = ProviderError(str(error), ProviderFailure.BAD_ANSWER)
            else:
                reason = str(failure) if position else ""
                return Served(value=value, provider=link.name, fell_back=position > 0, reason=reason)
            logger.warning("%s could not serve (%s): %s", link.name, failure.kind, failure)
        raise failure
