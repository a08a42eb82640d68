"""For whom services are asked: the owner of the films that a run, a page or a thread works for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Owner = int | None
# Asked for only when it is needed: on most pages nobody wants to know.
_owner: ContextVar[Callable[[], Owner]] = ContextVar("owner")


@contextmanager
def films_of(owner: Owner | Callable[[], Owner]) -> Iterator[None]:
    """Have services asked for the films of an owner in this block, whose own keys are used then; None is nobody.

    Threads that are begun in the block are to run in a copy of its context.
    """
    token = _owner.set(owner if callable(owner) else lambda: owner)
    try:
        yield
    finally:
        _owner.reset(token)


def owner_now() -> Owner:
    """Return the owner for whose films services are asked here; None if for nobody's."""
    found = _owner.get(None)
    return found() if found else None
