"""A transition in which a shot goes out of focus and becomes the ground of the next."""

from __future__ import annotations

import math

import cv2
import numpy as np

from studio.film.picture.planes import Frame, Plane
from studio.film.transitions.easing import smooth

# How far out of focus it goes, in hundredths of the side of a square of the frame's area: as far as a veil is.
_FARTHEST = 1.7
# The shares of the transition until which it is still sharp, at which it is wholly out of focus, and from which on the
# next shot is seen.
_SHARP, _OUT, _NEXT = 0.06, 0.8, 0.34
# From so many pixels on a blur is made at half the size.
_COARSE = 5.0
_PASSES = 3
_REPEATED = cv2.BORDER_REPLICATE


def rack(frame: Frame, other: Frame, share: float) -> None:
    """Put a frame out of focus, and mix in the other one, whose own blur it comes to."""
    width, height = frame.size
    sigma = _FARTHEST * math.sqrt(width * height) / 100 * smooth((share - _SHARP) / (_OUT - _SHARP))
    for plane in frame.planes:
        defocus(plane, sigma * plane.shape[1] / width)
    mixed = smooth((share - _NEXT) / (1 - _NEXT))
    if mixed > 0:
        frame.mix_in(other, mixed)


def defocus(plane: Plane, sigma: float) -> None:
    """Blur a plane nearly as a Gaussian of this many pixels does, at the same cost for any number of them."""
    if sigma < _COARSE:
        _boxed(plane, sigma)
        return
    half = (plane.shape[1] // 2, plane.shape[0] // 2)
    small = np.asarray(cv2.resize(plane, half, interpolation=cv2.INTER_AREA), np.uint8)
    _boxed(small, sigma / 2)
    cv2.resize(small, plane.shape[::-1], dst=plane, interpolation=cv2.INTER_LINEAR)


def _boxed(plane: Plane, sigma: float) -> None:
    """Blur by boxes one after the other, whose variances add up to that of the Gaussian."""
    variance = sigma * sigma
    size = _odd_below(variance / _PASSES)
    for _ in range(_PASSES - 1):
        _blur(plane, size, plane)
        variance -= _variance(size)
    # The rest lies between two sizes, of which both are mixed: so the blur grows without steps.
    size = _odd_below(variance)
    larger = np.asarray(cv2.blur(plane, (size + 2, size + 2), borderType=_REPEATED), np.uint8)
    _blur(plane, size, plane)
    share = (variance - _variance(size)) / (_variance(size + 2) - _variance(size))
    cv2.addWeighted(plane, 1 - share, larger, share, 0, dst=plane)


def _blur(plane: Plane, size: int, target: Plane) -> None:
    if size > 1:
        cv2.blur(plane, (size, size), dst=target, borderType=_REPEATED)


def _variance(size: int) -> float:
    return (size * size - 1) / 12


def _odd_below(variance: float) -> int:
    """Return the largest odd size of a box that has this variance at most."""
    return 2 * math.floor((math.sqrt(12 * variance + 1) - 1) / 2) + 1
