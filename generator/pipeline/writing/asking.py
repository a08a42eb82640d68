"""Asking the text services, and doing so beside a page that looks for the answer.

What is being written is nobody's film yet: it is kept for an hour, for whoever asked, and then forgotten. A thread of the
page's own process writes it; when that process ends, the page says so and its owner asks again.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from contextvars import copy_context
from threading import Thread
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import connections

from generator.exceptions import RunOverdueError
from generator.providers.calling.chain import Chain
from generator.providers.calling.limiter import Limiter
from generator.providers.calling.meter import made_for
from generator.providers.factory import get_provider, writing_services
from studio.contracts import TextProvider
from studio.errors import ProviderError, ProviderFailure

logger = logging.getLogger(__name__)

T = TypeVar("T")
Told = dict[str, Any]

# Seconds that one piece of writing may take, with all its questions, and those for which its answer is kept.
MOST_SECONDS, KEPT = 170.0, 3600
# Seconds within which a page without scripts waits, and between two looks.
PAGE_WAITS, LOOK = 20.0, 0.2
# Pieces that are written for one person at the same time.
AT_ONCE = 3

NO_SERVICE = "Nothing here writes texts: whoever runs this site would have to set up a text service for it."
BUSY = "Several texts are being written for you already. Please wait until one of them is there."
FAILED = "This could not be written just now. {reason}"
OVERDUE = "The text service took too long."
ODD = "Something went wrong here, and the staff can read what."
GONE = "What was written is not kept any more. Please ask for it again."
INTERRUPTED = "The writing was interrupted. Please ask for it again."
UNFINISHED = "It is still being written. Please press the button once more in a moment: it goes on meanwhile."


class UnwrittenError(Exception):
    """Nothing was written; the message is for who asked."""


def can_write() -> bool:
    """Return whether a service is set up that writes for an owner."""
    return bool(writing_services())


def ask(work: Callable[[TextProvider], T], *, until: float) -> T:
    """Return what the first service that writes makes, before a moment of the monotonic clock. Raises UnwrittenError."""

    def alive() -> None:
        if time.monotonic() > until:
            raise RunOverdueError

    try:
        return _writers().within(max(0.1, until - time.monotonic())).call(work, alive=alive).value
    except RunOverdueError as error:
        raise UnwrittenError(FAILED.format(reason=OVERDUE)) from error
    except ProviderError as error:
        if error.kind == ProviderFailure.REFUSED:
            raise UnwrittenError(str(error)) from error
        raise UnwrittenError(FAILED.format(reason=error)) from error


def _writers() -> Chain[TextProvider]:
    if not can_write():
        raise UnwrittenError(NO_SERVICE)
    return get_provider("text").those_that(lambda provider: provider.writes)


def start(owner: int, work: Callable[[], Told], token: str = "") -> str:
    """Have something written for a person, and return the token by which it is looked for. Raises UnwrittenError.

    With a token, what has that one already is gone on with.
    """
    if token and cache.get(_key(owner, token)) is not None:
        return token
    if not can_write():
        raise UnwrittenError(NO_SERVICE)
    limiter = Limiter(cache, f"writing-{owner}", slots=AT_ONCE, hold=MOST_SECONDS + 60)
    if not (slot := limiter.take()):
        raise UnwrittenError(BUSY)
    token = token or secrets.token_hex(16)
    cache.set(_key(owner, token), {"until": time.time() + MOST_SECONDS + 30}, KEPT)

    def write() -> None:
        try:
            with made_for(person=owner):
                told = _written(work)
            cache.set(_key(owner, token), told, KEPT)
            limiter.release(slot)
        finally:
            connections.close_all()

    # With the keys of whoever asks.
    Thread(target=copy_context().run, args=(write,), name="writing", daemon=True).start()
    return token


def _written(work: Callable[[], Told]) -> Told:
    try:
        return {"done": True, **work()}
    except UnwrittenError as error:
        return {"done": True, "refusal": str(error)}
    except Exception:
        logger.exception("Something could not be written")
        return {"done": True, "refusal": FAILED.format(reason=ODD)}


def look(owner: int, token: str, *, seconds: float = 0.0) -> Told:
    """Return what was written, waiting for it for some seconds: with "done", and "refusal" if nothing was."""
    until = time.monotonic() + seconds
    while True:
        told: Told | None = cache.get(_key(owner, token))
        if told is None:
            return {"done": True, "refusal": GONE}
        if told.get("done"):
            return told
        if time.time() > told["until"]:
            return {"done": True, "refusal": INTERRUPTED}
        if time.monotonic() >= until:
            return {}
        time.sleep(LOOK)


def forget(owner: int, token: str) -> None:
    """Let an answer go that has come to where it belongs."""
    cache.delete(_key(owner, token))


def _key(owner: int, token: str) -> str:
    return f"writing:{owner}:{token}"
