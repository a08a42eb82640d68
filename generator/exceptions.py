"""The errors that floors hand to each other; each message is one sentence that a user may read."""

from __future__ import annotations

from enum import StrEnum


class ProviderFailure(StrEnum):
    """What went wrong outside, so far as it decides what to do next."""

    RETRY = "retry"  # a passing fault: the same call may succeed in a moment
    BUSY = "busy"  # overloaded or rate limited: wait, then call again
    CONFIG = "config"  # a key, an address or a setting is wrong: calling again cannot help
    QUOTA = "quota"  # used up for today or this month
    GONE = "gone"  # the model or the endpoint no longer exists
    REFUSED = "refused"  # the service will not make this content
    INPUT = "input"  # the service cannot take what it was given: something else may go well
    BAD_ANSWER = "bad_answer"  # the service answered with something unusable


class GeneratorError(Exception):
    """Base of the errors whose message may be shown to the owner of a generation."""


class ProviderError(GeneratorError):
    """A provider could not do its work. The message holds no key, no address and no answer body.

    `wait` is for how many seconds the service asked to be left alone, where it said so.
    """

    def __init__(
        self, message: str, kind: ProviderFailure = ProviderFailure.RETRY, *, wait: float | None = None
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.wait = wait


class RenderError(GeneratorError):
    """Pixels or samples could not be read, made or trusted."""


class RunStoppedError(Exception):
    """The run must end at once and write nothing more: cancelled, lease lost, or the worker is draining."""


class RunOverdueError(Exception):
    """The run has lasted longer than it may, or has come no further for too long."""
