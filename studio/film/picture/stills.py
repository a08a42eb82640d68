"""Sub-pixel sampling of a still picture, straight into the planes of a frame."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.film.layers.sampling import FINENESS, MOST_LEADING, TOLERANCE, StoredPlane, leading
from studio.film.picture.camera import CameraView
from studio.film.picture.canvases import Canvas
from studio.film.picture.planes import Frame, Plane, Samples, planes_of_rgb

# Stored pixels per frame pixel, for luma and for chroma: bilinear sampling at these densities keeps all visible
# detail. A fifth more luma would gain 0.2 of VMAF, at a higher cost.
_DENSITY, _CHROMA_DENSITY = 1.25, 1.25
# Bilinear sampling at all phases weakens the frequency w by 1 - w^2/12 on average (the variance of a uniform phase);
# the symmetric 3-tap filter [-a, 1 + 2a, -a] with a = 1/12, applied once, makes up for that. The encoder then removes
# some fine detail: the value that leaves the coded film nearest to the pictures, by PSNR and by SSIM, is 0.15 at 720p
# and at 1080p (PSNR 0.1 dB and VMAF 1.5 above 1/12, files 3 % larger).
_EMPHASIS = 0.15
# The largest error accepted at a start, in stored pixels.
_MOST_MISS = 0.036
_TRAILING = 8
# Canvas pixels kept around the part in reach: the radius of enlarging and emphasis.
_BEYOND = 6
# Rows or columns that are enlarged at a time.
_STRIP = 256
# OpenCV's cubic filter sharpens a little, which makes up for some of the later sampling: VMAF is 0.6 above that of
# Lanczos, at half the cost.
_CUBIC, _REPEATED = cv2.INTER_CUBIC, cv2.BORDER_REPLICATE
_AS_IT_IS = np.ones(1, np.float32)


class Still:
    """A canvas in planes somewhat denser than the frame's, ready to be drawn at any view.

    The planes `y`, `u` and `v` have `luma_scale` and `chroma_scale` stored pixels per frame pixel, across and down, from
    `origin` on the canvas, behind a `margin`.
    """

    def __init__(
        self,
        canvas: Canvas,
        size: tuple[int, int],
        reach: tuple[float, float, float, float] | None = None,
    ) -> None:
        """Prepare a canvas for frames of (width, height) pixels; takes about 0.1 s at 1280x720.

        `reach` has the left, top, right and bottom edges of all that will be drawn, in frame pixels on the canvas.
        """
        self._size = size
        pixels, self.origin, extent = _cut_to(canvas, reach)
        # The margin holds the leading pixels of views at the left and upper edge.
        self.margin = math.ceil(MOST_LEADING * _DENSITY) + 6
        luma, chroma = (
            [max(1, round(side * density)) for side in extent] for density in (_DENSITY, _CHROMA_DENSITY / 2)
        )
        self.luma_scale = (luma[0] / extent[0], luma[1] / extent[1])
        self.chroma_scale = (chroma[0] / extent[0], chroma[1] / extent[1])
        planes = planes_of_rgb(pixels)
        self.y = self._prepared(next(planes), luma, emphasis=_EMPHASIS)
        self.u, self.v = (self._prepared(plane, chroma, emphasis=0) for plane in planes)

    def draw(self, view: CameraView, frame: Frame, scratch: StoredPlane) -> None:
        """Draw a view into a frame; `scratch` comes from `scratch_for` and belongs to the frame's painter."""
        pixel = view.width / self._size[0]
        left, top = view.left - self.origin[0], view.top - self.origin[1]
        across, down = self.luma_scale
        step = (pixel * across, pixel * down)
        self._sample(self.y, frame.y, scratch, (left * across, top * down), step, TOLERANCE)
        # A drawn chroma pixel is as large as two luma pixels each way, but lies in line with the left one of them: a
        # quarter of its width further left than in their middle (ITU-T H.264, figure 6-1).
        across, down = self.chroma_scale
        step = (2 * pixel * across, 2 * pixel * down)
        start = (left * across - 0.25 * step[0], top * down)
        for plane, target in ((self.u, frame.u), (self.v, frame.v)):
            self._sample(plane, target, scratch, start, step, 2 * TOLERANCE)

    def _prepared(self, plane: Samples, size: list[int], *, emphasis: float) -> StoredPlane:
        """Return a plane enlarged to (width, height), emphasised, in stored levels, its edges repeated outwards.

        It is enlarged across first and then down, strip by strip: a whole enlarged picture of floats would dominate a
        film's memory.
        """
        width, height = size
        taps = np.array([-emphasis, 1 + 2 * emphasis, -emphasis], np.float32)
        wide = np.empty((plane.shape[0], width), np.float32)
        for top in range(0, len(wide), _STRIP):
            band = wide[top : top + _STRIP]
            cv2.resize(plane[top : top + _STRIP], (width, len(band)), dst=band, interpolation=_CUBIC)
            if emphasis:
                cv2.sepFilter2D(band, cv2.CV_32F, taps, _AS_IT_IS, dst=band, borderType=_REPEATED)
        lead = self.margin
        result = np.empty((lead + height + _TRAILING, lead + width + _TRAILING), np.int16)
        rows = result[lead : lead + height]
        for left in range(0, width, _STRIP):
            strip = wide[:, left : left + _STRIP]
            tall = cv2.resize(strip, (strip.shape[1], height), interpolation=_CUBIC)
            if emphasis:
                cv2.sepFilter2D(tall, cv2.CV_32F, _AS_IT_IS, taps, dst=tall, borderType=_REPEATED)
            tall *= FINENESS
            rows[:, lead + left : lead + left + strip.shape[1]] = np.rint(tall, out=tall)
        rows[:, :lead] = rows[:, lead, None]
        rows[:, lead + width :] = rows[:, lead + width - 1, None]
        result[:lead], result[lead + height :] = rows[0], rows[-1]
        return result

    def _sample(
        self,
        plane: StoredPlane,
        target: Plane,
        scratch: StoredPlane,
        start: tuple[float, float],
        step: tuple[float, float],
        tolerance: float,
    ) -> None:
        """Fill target[j, i] with the plane sampled at start + (j + 0.5, i + 0.5) * step, bilinear.

        cv2.resize is several times cheaper than cv2.warpAffine but starts at whole pixels. So some extra leading
        columns and rows are drawn and dropped, as many as make the wanted sub-pixel start fall on a drawn one. If no
        number fits (a step near a simple fraction), warpAffine is used.
        """
        (left, skip_x, miss_x), (top, skip_y, miss_y) = (
            leading(place, length, tolerance) for place, length in zip(start, step, strict=True)
        )
        if max(miss_x, miss_y) > tolerance * _MOST_MISS / TOLERANCE:
            self._warp(plane, target, scratch, start, step)
            return
        height, width = target.shape
        left, top = left + self.margin, top + self.margin
        source = plane[
            top : top + math.ceil((height + skip_y) * step[1]),
            left : left + math.ceil((width + skip_x) * step[0]),
        ]
        # With explicit factors OpenCV keeps the step exact instead of fitting it to whole sizes.
        drawn_size = (round(source.shape[1] / step[0]), round(source.shape[0] / step[1]))
        spare = scratch[: drawn_size[1], : drawn_size[0]]
        drawn = cv2.resize(
            source, None, dst=spare, fx=1 / step[0], fy=1 / step[1], interpolation=cv2.INTER_LINEAR
        )
        _show(drawn[skip_y : skip_y + height, skip_x : skip_x + width], target)

    def _warp(
        self,
        plane: StoredPlane,
        target: Plane,
        scratch: StoredPlane,
        start: tuple[float, float],
        step: tuple[float, float],
    ) -> None:
        # Pixel centres lie half a pixel in: index = start + (i + 0.5) * step - 0.5.
        shift = [place + self.margin + 0.5 * length - 0.5 for place, length in zip(start, step, strict=True)]
        matrix = np.array([[step[0], 0, shift[0]], [0, step[1], shift[1]]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        spare = scratch[: target.shape[0], : target.shape[1]]
        drawn = cv2.warpAffine(
            plane, matrix, target.shape[::-1], dst=spare, flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        _show(drawn, target)


def _cut_to(
    canvas: Canvas, reach: tuple[float, float, float, float] | None
) -> tuple[NDArray[np.uint8], tuple[float, float], tuple[float, float]]:
    """Return the canvas's pixels within reach, and their (left, top) and (width, height) in frame pixels."""
    height, width, _ = canvas.pixels.shape
    if reach is None:
        return canvas.pixels, (0.0, 0.0), canvas.extent
    across, down = canvas.extent[0] / width, canvas.extent[1] / height
    left, top = max(0, int(reach[0] / across) - _BEYOND), max(0, int(reach[1] / down) - _BEYOND)
    right = min(width, math.ceil(reach[2] / across) + _BEYOND)
    bottom = min(height, math.ceil(reach[3] / down) + _BEYOND)
    pixels = canvas.pixels[top:bottom, left:right]
    return pixels, (left * across, top * down), ((right - left) * across, (bottom - top) * down)


def _show(drawn: cv2.typing.MatLike, target: Plane) -> None:
    """Round stored levels to a frame's levels."""
    cv2.convertScaleAbs(drawn, dst=target, alpha=1 / FINENESS)


def scratch_for(size: tuple[int, int]) -> StoredPlane:
    """Return the scratch memory for drawing a frame of (width, height) pixels."""
    extra = MOST_LEADING + 4
    return np.empty((size[1] + extra, size[0] + extra), np.int16)
