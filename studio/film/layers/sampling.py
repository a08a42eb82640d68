"""Sub-pixel sampling of stored planes: what pictures and layers have in common."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.film.picture.planes import Plane

StoredPlane = NDArray[np.int16]
Matrix = NDArray[np.float64]

# Stored levels per level of the frame. OpenCV resizes signed 16-bit numbers in little more than half the time of 8-bit
# ones, whose pixels it fetches pair by pair; and values are rounded only once, in the frame.
FINENESS = 32
# Error in stored pixels at which the search for a start ends, and the most leading pixels that are drawn to reach one.
TOLERANCE = 0.035
MOST_LEADING = 64
_WARP = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
# From the number of a pixel to its middle.
_MIDDLE = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1.0]])


@dataclass(frozen=True, slots=True)
class Aim:
    """How stored planes of one size are sampled: found once, and used for all planes of that size.

    The part `source` is resized by `factors` to the size `drawn`, and `shown` is the part of that which is wanted. If no
    leading pixels reach the place, `matrix` leads there instead, at three times the cost.
    """

    shape: tuple[int, int]
    source: tuple[slice, slice] = (slice(0), slice(0))
    shown: tuple[slice, slice] = (slice(0), slice(0))
    drawn: tuple[int, int] = (0, 0)
    factors: tuple[float, float] = (1.0, 1.0)
    matrix: Matrix | None = None

    def draw(
        self, plane: StoredPlane, scratch: StoredPlane, target: Plane, scale: float = 1.0, rest: float = 0.0
    ) -> None:
        """Draw what is sampled of a plane, times a scale and with `rest` added, into a plane of a frame."""
        if self.matrix is not None:
            height, width = self.shape
            spare, edge = scratch[:height, :width], cv2.BORDER_REPLICATE
            drawn = cv2.warpPerspective(
                plane, self.matrix, (width, height), dst=spare, flags=_WARP, borderMode=edge
            )
        else:
            spare, (across, down) = scratch[: self.drawn[1], : self.drawn[0]], self.factors
            drawn = cv2.resize(
                plane[self.source], None, dst=spare, fx=across, fy=down, interpolation=cv2.INTER_LINEAR
            )[self.shown]
        cv2.convertScaleAbs(drawn, dst=target, alpha=scale / FINENESS, beta=rest)


def aim(
    size: tuple[int, int],
    margin: int,
    shape: tuple[int, int],
    start: tuple[float, float],
    step: tuple[float, float],
    tolerance: float = TOLERANCE,
) -> Aim:
    """Aim at (height, width) pixels around start + (i + 0.5, j + 0.5) * step on planes of a size (height, width).

    `start` and `step` are (x, y); `start` counts from behind a margin on all sides.
    """
    places = []
    for place, length in zip(start, step, strict=True):
        most = min(MOST_LEADING, int((margin + place - 2) / length))
        places.append(leading(place, length, tolerance, most) if most >= 0 else (0, 0, 1.0))
    (left, skip_x, miss_x), (top, skip_y, miss_y) = places
    height, width = shape
    left, top = left + margin, top + margin
    right = left + math.ceil((width + skip_x) * step[0])
    bottom = top + math.ceil((height + skip_y) * step[1])
    # A source that is cut short would leave old pixels in the frame.
    if max(miss_x, miss_y) > tolerance or min(left, top) < 0 or right > size[1] or bottom > size[0]:
        matrix = np.array([[step[0], 0, start[0]], [0, step[1], start[1]], [0, 0, 1.0]])
        return aim_by(matrix @ _MIDDLE, margin, shape)
    # With explicit factors OpenCV keeps the step exact instead of fitting it to whole sizes.
    factors = (1 / step[0], 1 / step[1])
    drawn = round((right - left) * factors[0]), round((bottom - top) * factors[1])
    shown = slice(skip_y, skip_y + height), slice(skip_x, skip_x + width)
    return Aim(shape, (slice(top, bottom), slice(left, right)), shown, drawn, factors)


def aim_by(matrix: Matrix, margin: int, shape: tuple[int, int]) -> Aim:
    """Aim where a 3x3 matrix leads from the numbers (x, y) of (height, width) pixels: places behind a margin.

    On 16-bit numbers OpenCV is faster with perspective than without, and finds places to 1/64 of a pixel.
    """
    stored = np.array([[1, 0, margin - 0.5], [0, 1, margin - 0.5], [0, 0, 1.0]]) @ matrix
    return Aim(shape, matrix=stored)


def leading(place: float, step: float, tolerance: float, most: int = MOST_LEADING) -> tuple[int, int, float]:
    """Return (whole start, leading count, error): the fewest steps from a whole pixel that end near `place`."""
    best = (0, 0, math.inf)
    # A loop: a few steps are mostly enough, and arrays cost more to be made.
    for count in range(most + 1):
        start = place - count * step
        whole = round(start)
        miss = abs(start - whole)
        if miss <= tolerance:
            return whole, count, miss
        if miss < best[2]:
            best = (whole, count, miss)
    return best
