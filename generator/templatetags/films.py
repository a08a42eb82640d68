"""Template filters for times of a film."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince

from generator.models import Film, Generation
from generator.models.allowance import size_in_words
from generator.providers.factory import services_in_use
from generator.web.durations import clock
from studio.film.plan import FRAME_SIZES
from studio.film.uploads.miniatures import small_size
from studio.speech.voices import name_language

register = template.Library()
register.filter(clock)

# Cards that a window shows at once at most; pictures of later ones wait until they come near.
ABOVE_FOLD = 4


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


@register.simple_tag
def product_address(generation: Generation, film: Film, name: str) -> str:
    """Return the address of a file of a film: of the one that is shown, or of one of its former versions."""
    if film.pk == generation.film_id:
        return reverse(name, args=[generation.pk])
    return reverse(f"version_{name}", args=[generation.pk, film.number])


@register.simple_tag
def scene_address(generation: Generation, film: Film, number: int) -> str:
    """Return the address of the small picture of a scene of a film."""
    if film.pk == generation.film_id:
        return reverse("scene_miniature", args=[generation.pk, number])
    return reverse("version_scene", args=[generation.pk, film.number, number])


@register.simple_tag
def voice_services() -> str:
    """Return the names of the services that may speak on this site; empty if none may."""
    names = [service.name for service in services_in_use() if "speech" in service.kinds]
    return " and ".join(dict.fromkeys(names))


@register.filter
def in_bytes(size: int | None) -> str:
    """Return a number of bytes in words, as an owner's storage is told."""
    return size_in_words(size or 0)


@register.filter
def ago(then: datetime) -> str:
    """Return how long ago something was, in the largest unit: "3 days ago"."""
    if timezone.now() - then < timedelta(minutes=1):
        return "just now"
    return f"{timesince(then, depth=1)} ago"


@register.filter
def small_width(shape: str) -> int:
    """Return the width in pixels of the miniature of a film of this aspect ratio."""
    return small_size(*FRAME_SIZES[shape])[0]


@register.filter
def small_height(shape: str) -> int:
    """Return the height in pixels of the miniature of a film of this aspect ratio."""
    return small_size(*FRAME_SIZES[shape])[1]


@register.filter
def is_below_fold(place: int) -> bool:
    """Tell whether the card or picture at a place of a list is seen only after scrolling."""
    return place > ABOVE_FOLD
