"""How times of a film are written on the pages."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.timesince import timesince

register = template.Library()


@register.filter
def clock(seconds: float | None) -> str:
    """Write a length or a moment as players do: 0:07, 12:30, 1:02:03."""
    whole = int(seconds or 0)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


@register.filter
def moment(seconds: float | None) -> str:
    """Write a moment in seconds for scripts, the same in every language."""
    return f"{seconds or 0:.2f}"


@register.filter
def ago(then: datetime) -> str:
    """Write how long ago something was, in its largest unit: "3 days ago"."""
    if timezone.now() - then < timedelta(minutes=1):
        return "just now"
    return f"{timesince(then, depth=1)} ago"
