"""Transitions in which one shot moves out and the other in: slide, push and whip."""

from __future__ import annotations

import cv2
import numpy as np

from studio.film.picture.planes import Frame, Plane
from studio.film.transitions.easing import pace, smoother

# How long the shutter is open, as a share of a frame's time: half of it as in films, and more for a whip.
_SHUTTER, _WHIP_SHUTTER = 0.5, 0.8
# A whip passes the shot before and its mirror image, then the mirror image of the shot after and that shot: so the eye
# sees one fast turn and no border but the one in the middle, at the highest speed.
_WHIPPED = 3


def slide(frame: Frame, other: Frame, share: float) -> None:
    """Move the frame out to the left by a share of its width, and the other one in behind it, by whole pixels."""
    pixels = round(share * frame.u.shape[1])
    for plane, following in zip(frame.planes, other.planes, strict=True):
        # Chroma planes are half as wide, so luma moves by even numbers of pixels.
        moved = pixels * plane.shape[1] // frame.u.shape[1]
        if moved:
            plane[:, :-moved] = plane[:, moved:].copy()
            plane[:, -moved:] = following[:, :moved]


def push(frame: Frame, other: Frame, share: float, step: float, *, is_leftwards: bool = False) -> None:
    """Let the other frame push this one out: in reading direction if it is wide, upwards if it is tall.

    Both move by parts of pixels, blurred as far as they move while a shutter is open.
    """
    width, height = frame.size
    is_upright = height > width
    for plane, following in zip(frame.planes, other.planes, strict=True):
        parts = [plane, following]
        _pass(parts, plane, smoother(share), pace(share) * step * _SHUTTER, is_upright, is_leftwards)


def whip(frame: Frame, other: Frame, share: float, step: float, *, is_leftwards: bool = False) -> None:
    """Turn from this frame to the other one as fast as a head turns: all that is between is a blur."""
    way, blur = _WHIPPED * smoother(share), _WHIPPED * pace(share) * step * _WHIP_SHUTTER
    for plane, following in zip(frame.planes, other.planes, strict=True):
        parts = [plane, plane[:, ::-1], following[:, ::-1], following]
        _pass(parts, plane, way, blur, False, is_leftwards)


def _pass(
    parts: list[Plane], target: Plane, way: float, blur: float, is_upright: bool, is_leftwards: bool
) -> None:
    """Fill a plane with what is seen on the way along parts of its size; `way` and `blur` count in their lengths."""
    axis = 0 if is_upright else 1
    length = target.shape[axis]
    place = way * length
    if is_leftwards and not is_upright:
        parts, place = parts[::-1], (len(parts) - 1) * length - place
    size = 2 * round(blur * length / 2) + 1
    # What lies within the blur's reach, and one more for what lies between two pixels.
    whole = int(place)
    first, last = max(0, whole - size // 2), min(len(parts) * length, whole + length + 1 + size // 2)
    strip = np.concatenate(list(_within(parts, first, last, axis)), axis=axis)
    if size > 1:
        strip = np.asarray(
            cv2.blur(strip, (1, size) if is_upright else (size, 1), borderType=cv2.BORDER_REFLECT_101),
            np.uint8,
        )
    near, far = (_window(strip, axis, whole + more - first, length) for more in (0, 1))
    cv2.addWeighted(near, 1 - (place - whole), far, place - whole, 0, dst=target)


def _within(parts: list[Plane], first: int, last: int, axis: int) -> list[Plane]:
    """Return the pieces of parts that lie one after the other between two places."""
    length = parts[0].shape[axis]
    pieces = []
    for number, part in enumerate(parts):
        start, end = max(0, first - number * length), min(length, last - number * length)
        if start < end:
            pieces.append(part[start:end] if axis == 0 else part[:, start:end])
    return pieces


def _window(strip: Plane, axis: int, start: int, length: int) -> Plane:
    # At the very end nothing lies beyond the last pixel, and nothing of it is wanted.
    start = min(start, strip.shape[axis] - length)
    return strip[start : start + length] if axis == 0 else strip[:, start : start + length]
