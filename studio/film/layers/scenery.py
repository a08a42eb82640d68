"""The picture behind all layers: a wall that is far away, and the floor from its foot to the camera."""

from __future__ import annotations

import math

import cv2
import numpy as np

from studio.film.layers.placing import ShotFrame
from studio.film.layers.sampling import FINENESS, TOLERANCE, Aim, Matrix, StoredPlane, aim, aim_by
from studio.film.layers.values import FLAT, Ground
from studio.film.picture.camera import CameraView
from studio.film.picture.canvases import Canvas
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame, Plane
from studio.film.picture.stills import Still
from studio.film.plan import FRAME_RATE

# Seconds that one state of the waves lasts.
_FLOWING = 3.0
# How much the contrast of the waves is raised, and how coarse the light is against which it is measured.
_CONTRAST, _SOFT = 1.35, 8


class Scenery:
    """A canvas as wall and floor, with a sky that drifts and water that flows."""

    def __init__(
        self,
        canvas: Canvas,
        size: tuple[int, int],
        reach: tuple[float, float, float, float] | None = None,
        ground: Ground = FLAT,
    ) -> None:
        """Prepare a canvas; `reach` is as for a still."""
        self._ground, self._size = ground, size
        # A sky that drifts comes in from beyond what the camera reaches.
        self._still = Still(canvas, size, None if ground.drift else reach)
        # Rows and lengths in frame pixels on the canvas.
        self._line, self._low = ground.line * canvas.extent[1], canvas.extent[1]
        self._skyline, self._bleed = ground.skyline * canvas.extent[1], ground.bleed * canvas.extent[0]
        if ground.flow:
            self._sharpen_water()

    @property
    def is_still(self) -> bool:
        return not self._ground.drift and not self._ground.flow

    def draw(self, at: ShotFrame, frame: Frame, easel: Easel) -> None:
        if self._ground == FLAT:
            self._still.draw(at.view, frame, easel.scratch)
            return
        height = frame.size[1]
        wall = at.seen_at(self._ground.depth)
        foot, skyline = (self._row(row, wall, height) for row in (self._line, self._skyline))
        sky = skyline if self._ground.drift else 0
        low = max(sky, skyline) if self._ground.flow else foot
        for top, end in _seen_rows(0, sky, at.hidden):
            self._warp_rows(top, end, self._drifted(at, wall), frame, easel)
        for top, end in _seen_rows(sky, low, at.hidden):
            self._draw_wall(top, end, wall, frame, easel)
        if self._ground.flow and low < height:
            self._draw_water(low, at.seconds, wall, frame, easel)
        elif not self._ground.flow:
            for top, end in _seen_rows(max(foot, sky), height, at.hidden):
                self._warp_rows(top, end, self._on_floor(at), frame, easel)

    def close(self) -> None:
        """Nothing is held."""

    def _sharpen_water(self) -> None:
        """Give the waves the contrast beforehand that the mixing of their states takes from them."""
        still = self._still
        first = still.margin + max(0, round((self._skyline - still.origin[1]) * still.luma_scale[1]))
        water = still.y[first:]
        if not water.size:
            return
        size = (max(1, water.shape[1] // _SOFT), max(1, water.shape[0] // _SOFT))
        soft = cv2.GaussianBlur(cv2.resize(water, size, interpolation=cv2.INTER_AREA), (0, 0), 2)
        soft = cv2.resize(soft, water.shape[::-1], interpolation=cv2.INTER_LINEAR)
        cv2.addWeighted(water, _CONTRAST, soft, 1 - _CONTRAST, 0, dst=water)
        np.clip(water, 16 * FINENESS, 235 * FINENESS, out=water)

    def _row(self, row: float, wall: CameraView, height: int) -> int:
        """Return the even row of the frame in which one of the canvas is seen."""
        zoom = self._size[0] / wall.width
        return min(height, max(0, round((row - wall.top) * zoom / 2) * 2))

    def _draw_wall(self, top: int, low: int, view: CameraView, frame: Frame, easel: Easel) -> None:
        for plane, target, stored, scale in self._planes(frame):
            rows = target[top // scale : low // scale]
            self._aimed(plane, view, stored, scale, top, rows).draw(plane, easel.scratch, rows)

    def _draw_water(self, top: int, seconds: float, view: CameraView, frame: Frame, easel: Easel) -> None:
        """Draw water whose waves come nearer: its luma in three states, its colour in one."""
        for plane, target, stored, scale in self._planes(frame):
            rows = target[top // scale :]
            if scale == 2:
                self._aimed(plane, view, stored, scale, top, rows).draw(plane, easel.scratch, rows)
                continue
            for number, (share, weight) in enumerate(self._states(seconds)):
                drawn = easel.spare[0][: rows.shape[0]] if number else rows
                there = self._aimed(plane, view, stored, scale, top, rows, share)
                there.draw(plane, easel.scratch, drawn, weight)
                if number:
                    cv2.add(rows, drawn, dst=rows)

    def _aimed(
        self,
        plane: StoredPlane,
        view: CameraView,
        stored: tuple[float, float],
        scale: int,
        top: int,
        rows: Plane,
        nearer: float = 0.0,
    ) -> Aim:
        """Aim at rows of a frame; what has come nearer by a share is where it was, between there and the skyline."""
        pixel, (across, down) = view.width / self._size[0], stored
        step = (scale * pixel * across, scale * pixel * down * (1 - nearer))
        row = view.top + top * pixel
        row += nearer * (self._skyline - row)
        # Chroma lies in line with the left one of two luma pixels.
        origin = self._still.origin
        left = (view.left - origin[0]) * across - (0.25 * step[0] if scale == 2 else 0)
        start = (left, (row - origin[1]) * down)
        size = (plane.shape[0], plane.shape[1])
        shape = (rows.shape[0], rows.shape[1])
        return aim(size, self._still.margin, shape, start, step, scale * TOLERANCE)

    def _states(self, seconds: float) -> list[tuple[float, float]]:
        """Return how far waves have come in three states, and their weights: each fades before it begins anew.

        The sum of the weights' squares is always a half, so that the waves keep their contrast.
        """
        phases = [(seconds / _FLOWING + number / 3) % 1.0 for number in range(3)]
        return [
            (self._ground.flow * _FLOWING * phase, (1 - math.cos(2 * math.pi * phase)) / 3)
            for phase in phases
        ]

    def _warp_rows(self, top: int, low: int, to_canvas: Matrix, frame: Frame, easel: Easel) -> None:
        """Draw rows of a frame by the matrix that leads from places in the frame to those on the canvas."""
        left, above = self._still.origin
        origin = np.array([[1, 0, -left], [0, 1, -above], [0, 0, 1.0]])
        for plane, target, (across, down), scale in self._planes(frame):
            rows = target[top // scale : low // scale]
            # The middle of a pixel; that of chroma lies in line with the left one of two luma pixels.
            here = np.array([[scale, 0, 0.5], [0, scale, top + scale / 2], [0, 0, 1.0]])
            matrix = np.diag([across, down, 1.0]) @ origin @ to_canvas @ here
            there = aim_by(matrix, self._still.margin, (rows.shape[0], rows.shape[1]))
            there.draw(plane, easel.scratch, rows)

    def _planes(self, frame: Frame) -> list[tuple[StoredPlane, Plane, tuple[float, float], int]]:
        still = self._still
        return [
            (still.y, frame.y, still.luma_scale, 1),
            (still.u, frame.u, still.chroma_scale, 2),
            (still.v, frame.v, still.chroma_scale, 2),
        ]

    def _drifted(self, at: ShotFrame, wall: CameraView) -> Matrix:
        """Return the matrix from the frame to a sheared sky: clouds overhead move farther than those far away."""
        pixel = wall.width / self._size[0]
        # It lies as it was painted in the middle of the shot, and goes no farther than what was painted for it.
        share = (at.number + 0.5) / at.count - 0.5
        wanted = self._ground.drift * self._size[0] * at.count / FRAME_RATE
        whole = math.copysign(min(abs(wanted), 2 * self._bleed), wanted)
        moved = whole * share / max(1.0, self._skyline)
        plain = np.array([[pixel, 0, wall.left], [0, pixel, wall.top], [0, 0, 1.0]])
        sheared = np.array([[1, moved, -moved * self._skyline], [0, 1, 0], [0, 0, 1.0]])
        return np.asarray(sheared @ plain, np.float64)

    def _on_floor(self, at: ShotFrame) -> Matrix:
        """Return the matrix from the frame to the floor's places on the canvas.

        The depth of the floor grows evenly with the rows of the canvas, and so do left, top and width of what is seen
        at that depth: numerator and denominator of x' = (x - left) * size / width are linear in x and y.
        """
        depth, rest, view = self._ground.depth, at.rest, at.view
        slope = (1 - depth) / max(1.0, self._low - self._line)
        base = depth - slope * self._line
        left, top, width = view.left - rest.left, view.top - rest.top, view.width - rest.width
        across = float(self._size[0])
        forward = np.array(
            [
                [across, -across * left * slope, -across * (rest.left + left * base)],
                [0, across * (1 - top * slope), -across * (rest.top + top * base)],
                [0, width * slope, rest.width + width * base],
            ]
        )
        return np.linalg.inv(forward)


def _seen_rows(first: int, end: int, hidden: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the stretches of the rows [first, end) that are not hidden, all even."""
    stretches = [(first, min(end, max(first, hidden[0]))), (max(first, min(end, hidden[1])), end)]
    if hidden[0] >= hidden[1]:
        stretches = [(first, end)]
    return [(top, low) for top, low in stretches if top < low]
