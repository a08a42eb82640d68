"""Names over a scene, laid over the shots that it was cut into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from studio.film.layers.motion import Motion, Track
from studio.film.layers.values import Counter, Layer, Reveal
from studio.film.plan import FRAME_RATE, Shot
from studio.film.schedule import ShotSpan

Timed = TypeVar("Timed", Motion, Reveal)


def lay_names(shots: Sequence[Shot], spans: Sequence[ShotSpan]) -> Iterator[Shot]:
    """Yield the shots of a film that was cut with their scenes' names among what lies on the screen.

    `names` then says which of that are names. A shot in which none is seen stays as it was.
    """
    first = 0
    for shot, span in zip(shots, spans, strict=True):
        if not span.goes_on:
            first = span.first_shown
        if not shot.names:
            yield shot
            continue
        since = (span.first_shown - first) / FRAME_RATE
        lasts = (span.end_shown - span.first_shown) / FRAME_RATE
        moved = [later(layer, -since) for layer in shot.names]
        seen = [one for one in moved if one.start < lasts and (one.end is None or one.end > 0)]
        yield replace(shot, over=(*shot.over, *seen), names=tuple(seen))


def later(layer: Layer | Counter, seconds: float) -> Layer | Counter:
    """Return a layer that does all so many seconds later."""
    if not seconds:
        return layer
    end = None if layer.end is None else layer.end + seconds
    layer = replace(layer, start=layer.start + seconds, end=end, motion=_moved(layer.motion, seconds))
    if isinstance(layer, Counter):
        return replace(layer, value=_later(layer.value, seconds))
    return replace(layer, reveal=_moved(layer.reveal, seconds))


def _moved(part: Timed, seconds: float) -> Timed:
    tracks = {field.name: getattr(part, field.name) for field in fields(part)}
    changed: dict[str, Any] = {
        name: _later(track, seconds) for name, track in tracks.items() if isinstance(track, Track)
    }
    return replace(part, **changed)


def _later(track: Track, seconds: float) -> Track:
    keys = tuple(replace(key, at=key.at + seconds) for key in track.keys)
    return replace(track, keys=keys) if keys else track
