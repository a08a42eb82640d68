"""Samples a still picture at sub-pixel views, straight into the planes of a frame."""

from __future__ import annotations

import math

import cv2
import numpy as np

from generator.rendering.camera import View
from generator.rendering.canvases import Canvas
from generator.rendering.planes import Frame, Plane, Samples, planes_of_rgb, rounded

# Stored pixels per frame pixel: bilinear sampling at this density keeps the detail of the frame.
_DENSITY = 2.0
# Bilinear sampling at all phases weakens the frequency w by 1 - w^2/12 on average (the variance of a uniform phase);
# this symmetric 3-tap filter [-a, 1 + 2a, -a], applied once, gives the loss back.
_EMPHASIS = 1 / 12
# Stored pixels by which a sampled view may miss the wanted one, and the most leading pixels drawn to reach it.
_TOLERANCE = 0.02
_MOST_LEADING = 64
_LEADING = np.arange(_MOST_LEADING + 1, dtype=np.float64)
_TRAILING = 8


class Still:
    """A canvas at twice the frame's density, ready to be drawn at any view."""

    def __init__(self, canvas: Canvas, size: tuple[int, int]) -> None:
        """Prepare a canvas for frames of (width, height) pixels; takes about 0.1 s at 1280x720."""
        self._size = size
        self.extent, self.is_framed = canvas.extent, canvas.is_framed
        # The margin holds the leading pixels of views at the left and upper edge; it must be even for the chroma.
        self._margin = (math.ceil(_MOST_LEADING * _DENSITY) + 6) // 2 * 2
        half = [max(1, round(side * _DENSITY / 2)) for side in canvas.extent]
        self._density = (half[0] * 2 / canvas.extent[0], half[1] * 2 / canvas.extent[1])
        planes = planes_of_rgb(canvas.pixels)
        self._y = self._prepared(next(planes), (half[0] * 2, half[1] * 2), emphasis=_EMPHASIS)
        self._u, self._v = (self._prepared(plane, (half[0], half[1]), emphasis=0) for plane in planes)
        extra = _MOST_LEADING + 4
        self._spare: Plane = np.empty((size[1] + extra, size[0] + extra), np.uint8)

    def draw(self, view: View, frame: Frame) -> None:
        """Draw what the view shows into a frame."""
        step_x = view.width / self._size[0] * self._density[0]
        step_y = view.width / self._size[0] * self._density[1]
        left, top = view.left * self._density[0], view.top * self._density[1]
        self._sample(self._y, frame.y, (left, top), (step_x, step_y), _TOLERANCE)
        # A stored chroma pixel lies in the middle of its four luma pixels; a drawn one lies a quarter of its width
        # further left, in line with the left column (ITU-T H.264, figure 6-1).
        start = (left / 2 - 0.25 * step_x, top / 2)
        for plane, target in ((self._u, frame.u), (self._v, frame.v)):
            self._sample(plane, target, start, (step_x, step_y), 2 * _TOLERANCE)

    def _prepared(self, plane: Samples, size: tuple[int, int], *, emphasis: float) -> Plane:
        scaled = cv2.resize(plane, size, interpolation=cv2.INTER_LANCZOS4)
        if emphasis:
            taps = np.array([-emphasis, 1 + 2 * emphasis, -emphasis], np.float32)
            cv2.sepFilter2D(scaled, cv2.CV_32F, taps, taps, dst=scaled, borderType=cv2.BORDER_REPLICATE)
        lead = self._margin
        return np.asarray(
            cv2.copyMakeBorder(rounded(scaled), lead, _TRAILING, lead, _TRAILING, cv2.BORDER_REPLICATE),
            np.uint8,
        )

    def _sample(
        self,
        plane: Plane,
        target: Plane,
        start: tuple[float, float],
        step: tuple[float, float],
        tolerance: float,
    ) -> None:
        """Fill target[j, i] with plane[start + (j, i) * step], bilinear.

        cv2.resize is several times cheaper than cv2.warpAffine but starts at whole pixels. So it draws some leading
        columns and rows more, whose number is chosen so that the wanted sub-pixel start falls on a drawn one; they
        are dropped. Where no number fits (a step near a simple fraction), warpAffine does the work.
        """
        (left, skip_x, miss_x), (top, skip_y, miss_y) = (
            _leading(place, length, tolerance) for place, length in zip(start, step, strict=True)
        )
        if max(miss_x, miss_y) > 4 * tolerance:
            self._warp(plane, target, start, step)
            return
        height, width = target.shape
        left, top = left + self._margin, top + self._margin
        source = plane[
            top : top + math.ceil((height + skip_y) * step[1]),
            left : left + math.ceil((width + skip_x) * step[0]),
        ]
        # With explicit factors OpenCV keeps the step exact instead of fitting it to whole sizes.
        drawn_size = (round(source.shape[1] / step[0]), round(source.shape[0] / step[1]))
        spare = self._spare[: drawn_size[1], : drawn_size[0]]
        drawn = cv2.resize(
            source, None, dst=spare, fx=1 / step[0], fy=1 / step[1], interpolation=cv2.INTER_LINEAR
        )
        np.copyto(target, drawn[skip_y : skip_y + height, skip_x : skip_x + width])

    def _warp(
        self, plane: Plane, target: Plane, start: tuple[float, float], step: tuple[float, float]
    ) -> None:
        # Pixel centres lie half a pixel in: index = start + (i + 0.5) * step - 0.5.
        shift = [place + self._margin + 0.5 * length - 0.5 for place, length in zip(start, step, strict=True)]
        matrix = np.array([[step[0], 0, shift[0]], [0, step[1], shift[1]]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        cv2.warpAffine(
            plane, matrix, target.shape[::-1], dst=target, flags=flags, borderMode=cv2.BORDER_REPLICATE
        )


def _leading(place: float, step: float, tolerance: float) -> tuple[int, int, float]:
    """Return (whole start, leading count, error): the fewest steps from a whole pixel that end near `place`."""
    starts = place - _LEADING * step
    misses = np.abs(starts - np.rint(starts))
    count = int(np.argmax(misses <= tolerance))
    if misses[count] > tolerance:
        count = int(np.argmin(misses))
    return int(np.rint(starts[count])), count, float(misses[count])
