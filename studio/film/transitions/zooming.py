"""A transition that flies through one shot into the next."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame, Plane
from studio.film.transitions.easing import pace, smooth, smoother

# By how much the picture grows over the whole flight, as a logarithm.
_FLIGHT = 0.5
# The middle and the length of the part of the flight in which both shots are seen. So late the shot after lacks a
# twelfth of the frame at each side at most: what is mirrored there is the margin of letters, never letters.
_MIDDLE, _BOTH = 0.66, 0.2
# How long the shutter is open, as a share of a frame's time, and the pixels between two of the pictures that make a blur.
_SHUTTER, _BETWEEN, _MOST_DOUBLINGS = 0.7, 3.0, 3
# From so many doublings on a blur is made at half the size.
_COARSE = 2


def zoom_through(easel: Easel, draw_next: Callable[[Frame], None], share: float, step: float) -> None:
    """Fly into the easel's frame and out of its depth into the next shot, which comes up from afar.

    Beyond the edges of a shot that does not fill the frame yet lies its mirror image.
    """
    grown, blur = _FLIGHT * smoother(share), _FLIGHT * pace(share) * step * _SHUTTER
    mixed = smooth((share - _MIDDLE + _BOTH / 2) / _BOTH)
    if mixed < 1:
        _fly(easel.frame, grown, blur)
    if mixed > 0:
        draw_next(easel.other)
        _fly(easel.other, grown - _FLIGHT, blur)
        easel.frame.mix_in(easel.other, mixed)


def _fly(frame: Frame, grown: float, blur: float) -> None:
    """Show a frame grown by the exponential of a number, and blurred by as much more as it grows while a shutter is open."""
    for plane in frame.planes:
        # The frame's middle in the plane's own samples: those of chroma lie in line with the left one of two columns.
        aside = 0.25 if plane is not frame.y else 0.0
        reach = blur * math.hypot(*plane.shape) / 2
        doublings = min(_MOST_DOUBLINGS, max(0, math.ceil(math.log2(max(1.0, reach / _BETWEEN)))))
        if doublings < _COARSE:
            np.copyto(plane, _flown(plane, grown, blur, doublings, aside))
            continue
        # What is so much blurred is made at half the size.
        half = (plane.shape[1] // 2, plane.shape[0] // 2)
        small = np.asarray(cv2.resize(plane, half, interpolation=cv2.INTER_AREA), np.uint8)
        seen = _flown(small, grown, blur, doublings, aside / 2)
        cv2.resize(seen, plane.shape[::-1], dst=plane, interpolation=cv2.INTER_LINEAR)


def _flown(plane: Plane, grown: float, blur: float, doublings: int, aside: float) -> Plane:
    """Return a plane that has grown, and is blurred by so many doublings of its picture."""
    middle = ((plane.shape[1] - 1) / 2 - aside, (plane.shape[0] - 1) / 2)
    # Each doubling adds the same picture a little larger: so few of them make a blur of many.
    first = grown - blur / 2 * (1 - 0.5**doublings)
    seen = _scaled(plane, math.exp(first), middle)
    for number in range(doublings):
        larger = _scaled(seen, math.exp(blur / 2 ** (number + 1)), middle)
        seen = np.asarray(cv2.addWeighted(seen, 0.5, larger, 0.5, 0), np.uint8)
    return seen


def _scaled(plane: Plane, factor: float, middle: tuple[float, float]) -> Plane:
    """Return a plane grown by a factor around its middle."""
    back = 1 / factor
    matrix = np.array([[back, 0, middle[0] * (1 - back)], [0, back, middle[1] * (1 - back)]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    drawn = cv2.warpAffine(plane, matrix, plane.shape[::-1], flags=flags, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(drawn, np.uint8)
