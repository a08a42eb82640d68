"""Films for people whom motion makes ill: the same pictures and words, which only fade in and out."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from studio.film.layers.layers import fullness
from studio.film.layers.motion import Key, Motion, Track
from studio.film.layers.values import FLAT, WHOLE, Counter, Fall, Layer, Reveal
from studio.film.plan import FRAME_RATE, Cutaway, FilmPlan, Shot

Seen = TypeVar("Seen", Shot, Cutaway)

# Transitions in which nothing moves, and what takes the place of others.
_GENTLE, _INSTEAD = ("fade", "cut", "soft"), "fade"
# Captions that move, and what they become.
_CAPTIONS = {"pop": "outline"}
# Seconds in which something comes or goes that came and went by moving.
_FADE = 0.4
# What is seen less than this is not seen.
_UNSEEN = 0.02


def with_less_motion(plan: FilmPlan) -> FilmPlan:
    """Return the plan of the same film in which nothing moves within a shot but the clips of its owner.

    No camera, no depth, no swing, nothing falls or drifts. What comes over a picture fades in where it ends up, and
    shots follow each other by cuts and cross-fades.
    """
    captions = plan.captions
    style = _CAPTIONS.get(captions.style, captions.style)
    return replace(
        _with_gentle_transition(plan),
        camera="none",
        # It grows with the film.
        progress_line="none",
        captions=replace(captions, style=style) if style != captions.style else captions,
        shots=tuple(_steady_shot(shot) for shot in plan.shots),
    )


def _steady_shot(shot: Shot) -> Shot:
    names = tuple(map(_faded, shot.names))
    return replace(_steady(shot), names=names, camera="", cutaways=tuple(map(_steady, shot.cutaways)))


def _steady(seen: Seen) -> Seen:
    layers = tuple(_faded(layer) for layer in seen.layers if not isinstance(layer, Fall))
    return replace(
        _with_gentle_transition(seen),
        # Its depth only shows under a camera, its sky and its water move.
        ground=replace(seen.ground, drift=0.0, flow=0.0) if seen.ground != FLAT else FLAT,
        layers=layers,
        over=tuple(map(_faded, seen.over)),
        move="still" if seen.move else "",
    )


Fading = TypeVar("Fading", FilmPlan, Shot, Cutaway)


def _with_gentle_transition(part: Fading) -> Fading:
    return part if part.transition in ("", *_GENTLE) else replace(part, transition=_INSTEAD)


def _faded(layer: Layer | Counter) -> Layer | Counter:
    """Return a layer that is where it comes to rest, and fades in when it would begin to be seen."""
    motion = layer.motion
    settled = {field.name: _settled(getattr(motion, field.name)) for field in fields(motion)}
    settled["opacity"] = _opacity(layer)
    changed = replace(layer, motion=Motion(**settled))
    if isinstance(changed, Counter):
        return replace(changed, value=_settled(changed.value))
    return replace(changed, reveal=_opened(changed.reveal))


def _settled(track: Track) -> Track:
    """Return a track that always has the value that it comes to."""
    return Track(track.keys[-1].value if track.keys else track.rest)


def _opened(reveal: Reveal) -> Reveal:
    """Return the part of a layer that is seen in the end, or all of it if it closes again."""
    edges = ("left", "top", "right", "bottom", "sweep")
    settled: dict[str, Any] = {name: _settled(getattr(reveal, name)) for name in edges}
    last = replace(reveal, **settled)
    wide, high = last.right.rest - last.left.rest, last.bottom.rest - last.top.rest
    return last if min(wide, high, abs(last.sweep.rest)) > 0 else WHOLE


def _opacity(layer: Layer | Counter) -> Track:
    """Return the opacity over time of a layer that comes where it was first seen, and goes where it was last seen."""
    track = replace(layer.motion.opacity, waves=())
    first, last = _first_seen(layer), _last_seen(layer)
    keys = list(track.keys)
    if first > 0 and not _comes_softly(track, first):
        # It came by being drawn, by growing or at once.
        come = first + _FADE
        keys = [
            Key(first, 0.0, "hold"),
            Key(come, track.at(come), "line"),
            *(key for key in keys if key.at > come),
        ]
    if last is not None and track.at(last) > _UNSEEN:
        go = last - _FADE
        keys = [*(key for key in keys if key.at < go), Key(go, track.at(go), "line"), Key(last, 0.0, "line")]
    return replace(track, keys=tuple(keys))


def _comes_softly(track: Track, first: float) -> bool:
    """Return whether the opacity itself rises slowly from nothing at a time."""
    return track.at(first - 1 / FRAME_RATE) < _UNSEEN and track.at(first + 3 / FRAME_RATE) < 0.9 * track.at(
        first + _FADE
    )


def _times(layer: Layer | Counter) -> list[float]:
    """Return the times of frames, in seconds, up to where nothing changes any more."""
    motion = layer.motion
    tracks = [getattr(motion, field.name) for field in fields(motion)]
    if isinstance(layer, Layer):
        reveal = layer.reveal
        tracks += [reveal.left, reveal.top, reveal.right, reveal.bottom, reveal.sweep]
    ends = [key.at for track in tracks for key in track.keys] + [layer.start, layer.end or 0.0]
    return [number / FRAME_RATE for number in range(round(max(ends) * FRAME_RATE) + 2)]


def _is_seen(layer: Layer | Counter, seconds: float) -> bool:
    return fullness([layer], seconds) > 0 and layer.motion.scale.at(seconds) > _UNSEEN


def _first_seen(layer: Layer | Counter) -> float:
    return next((seconds for seconds in _times(layer) if _is_seen(layer, seconds)), 0.0)


def _last_seen(layer: Layer | Counter) -> float | None:
    """Return from when on a layer that was seen is not seen any more, or None if it stays to the end."""
    times = _times(layer)
    seen = [seconds for seconds in times if _is_seen(layer, seconds)]
    return seen[-1] if seen and seen[-1] < times[-1] else None
