"""Exceptions that end a run early."""

from __future__ import annotations

from studio.errors import StoppedError


class RunStoppedError(StoppedError):
    """The run must end at once and write nothing more: cancelled, lease lost, worker draining, or already over."""


class RunHandedOnError(RunStoppedError):
    """The worker is draining: another one goes on with the run, so what is on its way outside is still wanted."""


class RunOverdueError(StoppedError):
    """The run has exceeded its time limit, or has made no progress for too long."""


class TurnOverError(Exception):
    """Describing a draft has used up its turn, and another user's draft waits."""
