"""The errors of the studio and of its providers; each message is one sentence that a user may read."""

from __future__ import annotations

import errno
from enum import StrEnum


class ProviderFailure(StrEnum):
    """The kinds of failure of a provider, as far as they decide what to do next."""

    RETRY = "retry"  # a passing fault: the same call may succeed in a moment
    BUSY = "busy"  # overloaded or rate limited: wait, then call again
    CONFIG = "config"  # a key, an address or a setting is wrong: calling again cannot help
    QUOTA = "quota"  # used up for today or this month
    GONE = "gone"  # the model or the endpoint no longer exists
    REFUSED = "refused"  # the service will not make this content
    INPUT = "input"  # the service cannot take what it was given: something else may go well
    BAD_ANSWER = "bad_answer"  # the service answered with something unusable


class StudioError(Exception):
    """Base of the errors whose message may be shown to the owner of a film."""


class ProviderError(StudioError):
    """A provider could not do its work. The message holds no key, no address and no answer body.

    `wait` is the number of seconds that the service asked callers to wait, if it said so.
    """

    def __init__(
        self, message: str, kind: ProviderFailure = ProviderFailure.RETRY, *, wait: float | None = None
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.wait = wait


class RenderError(StudioError):
    """Pixels or samples could not be read, made or trusted."""


class StoppedError(Exception):
    """The work is no longer wanted. A caller's `report` raises it; nothing below the caller handles it."""


# System errors that describe the machine: a full disk, too many open files, a server that is away.
_OF_THE_MACHINE = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOBUFS,
    errno.ESTALE,
    errno.EHOSTDOWN,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.ENETUNREACH,
)
# Not BrokenPipeError: that may come from a child process of ours, which one text may have ended.
_FAR_AWAY = (ConnectionRefusedError, ConnectionResetError, ConnectionAbortedError, TimeoutError)
# Packages that talk to other machines; their errors are not system errors (OSError).
_TO_OTHER_MACHINES = ("botocore", "boto3", "s3transfer", "redis")


def is_of_the_machine(error: BaseException) -> bool:
    """Return whether an error, or its cause, comes from the run or its machine and not from the material."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        if not isinstance(cause, Exception) or isinstance(cause, StoppedError):
            return True
        if isinstance(cause, _FAR_AWAY) or (isinstance(cause, OSError) and cause.errno in _OF_THE_MACHINE):
            return True
        if any(kind.__module__.partition(".")[0] in _TO_OTHER_MACHINES for kind in type(cause).__mro__):
            return True
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return False
