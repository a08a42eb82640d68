"""The six moves of graphic scenes: rise, light, draw, grow, settle, and the fade with which all leave."""

from __future__ import annotations

from dataclasses import replace

from studio.film.layers.motion import Key, Motion, Track
from studio.film.layers.values import WHOLE, Reveal
from studio.graphics.sheet.timing import FADE, Timing

# How far letters rise, in shares of their size; how dark they are before they are spoken; what tiles grow from.
_RISE, _UNLIT, _SMALLER = 0.42, 0.20, 0.86
_EASE_OUT, _EASE_DRAW = "out", "inout"


def ramp(start: float, seconds: float, first: float, last: float, ease: str = _EASE_OUT) -> Track:
    """Return a value that goes once from the first to the last."""
    return Track(keys=(Key(start, first, "hold"), Key(start + seconds, last, ease)))


def shown(timing: Timing, start: float, seconds: float = 0.6, dark: float = 0.0, full: float = 1.0) -> Track:
    """Return the opacity of what comes at `start` and leaves at the end of its scene."""
    leaving = max(timing.duration - FADE, start + 0.05)
    settled = min(start + seconds, leaving - 0.01)
    return Track(
        keys=(
            Key(start, dark * full, "hold"),
            Key(settled, full, _EASE_OUT),
            Key(leaving, full, "hold"),
            Key(leaving + FADE, 0.0, "line"),
        )
    )


def rise(timing: Timing, start: float, size: float, short: float, seconds: float = 0.6) -> Motion:
    """Return the motion of letters of `size` pixels that come up; `short` is the frame's shorter side."""
    return Motion(y=ramp(start, seconds, _RISE * size / short, 0.0), opacity=shown(timing, start, seconds))


def light(timing: Timing, start: float) -> Motion:
    """Return the motion of letters that stand there from the first and light up when they are spoken."""
    return Motion(opacity=shown(timing, start, 0.3, _UNLIT))


def fade(timing: Timing, start: float, seconds: float = 0.5, full: float = 1.0) -> Motion:
    """Return the motion of what only becomes visible."""
    return Motion(opacity=shown(timing, start, seconds, full=full))


def settle(timing: Timing, start: float, seconds: float = 0.65, smaller: float = _SMALLER) -> Motion:
    """Return the motion of a tile that grows into its place, a little beyond it at first."""
    return Motion(scale=ramp(start, seconds, smaller, 1.0, "settle"), opacity=shown(timing, start, 0.4))


def leave(timing: Timing, full: float = 1.0) -> Motion:
    """Return the motion of what is there from the first and leaves at the end."""
    return Motion(opacity=shown(timing, min(0.0, timing.opening), 0.01, 1.0, full))


def drawn(start: float, seconds: float, *, is_leftwards: bool = False, ease: str = _EASE_DRAW) -> Reveal:
    """Return the reveal of a line that is drawn in reading direction."""
    if is_leftwards:
        return replace(WHOLE, left=ramp(start, seconds, 1.0, 0.0, ease))
    return replace(WHOLE, right=ramp(start, seconds, 0.0, 1.0, ease))


def drawn_downwards(start: float, seconds: float) -> Reveal:
    """Return the reveal of a line that is drawn from above."""
    return replace(WHOLE, bottom=ramp(start, seconds, 0.0, 1.0, _EASE_DRAW))


def grown(
    timing: Timing, start: float, seconds: float, share: float, *, is_leftwards: bool
) -> tuple[Motion, Reveal]:
    """Return motion and reveal of a bar that grows from its beginning, round end first.

    `share` is its length in shares of the frame's shorter side. It moves in from before its beginning and is seen from
    there on only.
    """
    way = share if is_leftwards else -share
    motion = Motion(x=ramp(start, seconds, way, 0.0, _EASE_DRAW), opacity=shown(timing, start, 0.05))
    if is_leftwards:
        return motion, replace(WHOLE, right=ramp(start, seconds, 0.0, 1.0, _EASE_DRAW))
    return motion, replace(WHOLE, left=ramp(start, seconds, 1.0, 0.0, _EASE_DRAW))


def first_seen(motion: Motion) -> float:
    """Return the time from which anything of a motion can be seen, in seconds of the shot."""
    keys = motion.opacity.keys
    return max(0.0, keys[0].at) if keys and keys[0].value <= 0 else 0.0


def is_seen_at_once(motion: Motion) -> bool:
    """Return whether it can be seen well in the first frame."""
    return motion.opacity.at(0.0) > 0.5
