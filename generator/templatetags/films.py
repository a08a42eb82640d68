"""Template filters for times of a film."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.timesince import timesince

from generator.web.durations import clock
from studio.speech.voices import name_language

register = template.Library()
register.filter(clock)


@register.filter
def moment(seconds: float | None) -> str:
    """Return a moment in seconds for scripts, independent of the locale."""
    return f"{seconds or 0:.2f}"


@register.filter
def tenths(seconds: float | None) -> int:
    """Return the whole tenths of a second, in which the player's bar counts."""
    return int(10 * (seconds or 0))


@register.filter
def language_name(code: str) -> str:
    """Return the English name of a language by its code."""
    return name_language(code)


@register.filter
def ago(then: datetime) -> str:
    """Return how long ago something was, in the largest unit: "3 days ago"."""
    if timezone.now() - then < timedelta(minutes=1):
        return "just now"
    return f"{timesince(then, depth=1)} ago"
