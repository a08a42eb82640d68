"""The errors that end a run before it is done."""

from __future__ import annotations

from studio.errors import StoppedError


class RunStoppedError(StoppedError):
    """The run must end at once and write nothing more: cancelled, lease lost, or the worker is draining."""


class RunOverdueError(StoppedError):
    """The run has lasted longer than it may, or has come no further for too long."""


class TurnOverError(Exception):
    """The look has lasted for a turn and not ended, and somebody else's waits."""
