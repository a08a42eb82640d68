"""How far a transition has come by its time: without a jerk at either end."""

from __future__ import annotations


def smooth(share: float) -> float:
    """Ease in and out; the speed begins and ends at nothing."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def smoother(share: float) -> float:
    """Ease in and out; the acceleration begins and ends at nothing too, for what moves fast."""
    share = min(1.0, max(0.0, share))
    return share**3 * (share * (6 * share - 15) + 10)


def pace(share: float) -> float:
    """Return the speed of `smoother`: how far it comes in a whole transition's time; 1.875 at most, half way."""
    share = min(1.0, max(0.0, share))
    return 30 * (share * (1 - share)) ** 2
