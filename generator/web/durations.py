"""Durations in everyday words."""

from __future__ import annotations

import math


def span(seconds: float) -> str:
    """Return a duration in seconds rounded up to everyday steps: 12.3 is "15 seconds", 100 is "2 minutes"."""
    if seconds <= 57.5:
        return f"{max(5, math.ceil(seconds / 5) * 5)} seconds"
    if seconds <= 5400:
        return _counted(math.ceil(seconds / 60 - 0.1), "minute")
    return _counted(math.ceil(seconds / 3600 - 0.1), "hour")


def span_between(low: float, high: float) -> str:
    """Return an uncertain duration in words: "about 40 seconds", "2 to 3 minutes"."""
    if high <= 57.5 or high > 5400:
        return f"about {span(high)}"
    least, most = max(1, round(low / 60)), max(1, round(high / 60))
    return f"about {_counted(most, 'minute')}" if least == most else f"{least} to {most} minutes"


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def clock(seconds: float | None) -> str:
    """Return a duration or moment in seconds as in players: 0:07, 12:30, 1:02:03."""
    whole = int(seconds or 0)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
