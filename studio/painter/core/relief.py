"""Height fields, rendered column by column from near to far."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from studio.painter.core.arrays import Array, blur, look_at, mix, unit_length
from studio.painter.core.view import SKY, View

# Takes right and forward in metres from the camera's foot; returns the height of the ground in metres.
HeightField = Callable[[Array, Array], Array]


@dataclass(slots=True, kw_only=True)
class Surface:
    """The ground seen by each pixel, (height, width) each; values are meaningless where `seen` is false.

    `right`, `away` and `level` are positions in metres, `normal` (height, width, 3) points right, up, away,
    `lit` is 1 in the sun and 0 in the shadow of other ground, `edge` the share of a pixel that the ground in
    the row below covers.
    """

    seen: Array
    right: Array
    away: Array
    level: Array
    normal: Array
    lit: Array
    edge: Array

    @property
    def first_row(self) -> int:
        """Return the first row in which ground is seen."""
        rows = np.flatnonzero(self.seen.any(axis=1))
        return int(rows[0]) if rows.size else self.seen.shape[0] - 1

    def below(self, row: int) -> Surface:
        """Return the part from a row of pixels down."""
        return Surface(
            seen=self.seen[row:], right=self.right[row:], away=self.away[row:], level=self.level[row:],
            normal=self.normal[row:], lit=self.lit[row:], edge=self.edge[row:],
        )  # fmt: skip


def march(
    view: View,
    field: HeightField,
    camera: float,
    ranges: Sequence[tuple[float, float, int]],
    shadows: bool = True,
) -> Surface:
    """Return the ground seen by each pixel.

    `camera` is the height of the eye in metres on the field's scale. `ranges` are (from, to, steps): the
    distances in metres to sample, each evenly in their logarithms, so that detail goes where the picture has
    it.
    """
    away = _distances(view, camera, ranges)
    right = away * ((view.columns + 0.5 - view.centre) / view.focal)
    # Each range separately: a near part covers few texels of a height field, and is then read more smoothly.
    ends = np.cumsum([steps for _, _, steps in ranges])[:-1]
    parts = zip(np.split(right, ends), np.split(away, ends), strict=True)
    level = np.concatenate([field(sideways, forward + 0 * sideways) for sideways, forward in parts])
    rows = view.horizon - (level - camera) * (view.focal / away)
    step, edge = _first_hits(rows, view.height)
    column = np.broadcast_to(view.columns, step.shape)
    seen = (step < len(away) - 0.5).astype(np.float32)
    step = np.clip(step, 0, len(away) - 1).astype(np.float32)
    grid = np.dstack([_normals(level, right, away), _sunlit(view, field, right, away, level, shadows)])
    values = look_at(grid, column, step)
    distance = look_at(np.broadcast_to(away, level.shape).astype(np.float32), column, step)
    return Surface(
        seen=seen,
        right=distance * ((view.columns + 0.5 - view.centre) / view.focal),
        away=distance,
        level=camera - (view.rows - view.horizon) * distance / view.focal,
        normal=unit_length(np.ascontiguousarray(values[..., :3])),
        lit=values[..., 3].copy(),
        edge=edge,
    )


def _distances(view: View, camera: float, ranges: Sequence[tuple[float, float, int]]) -> Array:
    """Return the distances to sample, (steps, 1); the first is near enough for the picture's lowest row."""
    lowest = 0.8 * camera * view.focal / max(view.height - view.horizon, 1.0)
    starts = [min(ranges[0][0], max(lowest, 0.3)), *(start for start, _, _ in ranges[1:])]
    parts = [
        np.geomspace(start, end, steps, endpoint=False)
        for start, (_, end, steps) in zip(starts, ranges, strict=True)
    ]
    return np.concatenate(parts).astype(np.float32)[:, None]


def _first_hits(rows: Array, height: int) -> tuple[Array, Array]:
    """Return the (fractional) step at which each pixel's ray meets the ground, and the coverage of edges."""
    steps, width = rows.shape
    highest = np.minimum.accumulate(rows, 0)
    # Count the steps below a pixel's middle: each counts for all pixels over the highest ground so far.
    reached = np.clip(np.ceil(highest - np.float32(0.5)), 0, height).astype(np.intp)
    reached = reached * width + np.arange(width)
    counts = np.bincount(reached.ravel(), minlength=(height + 1) * width).reshape(height + 1, width)
    index = np.cumsum(counts[:0:-1], 0, dtype=np.int32)[::-1].astype(np.float32)
    columns = np.ascontiguousarray(np.broadcast_to(np.arange(width, dtype=np.float32), index.shape))
    ground = np.ascontiguousarray(rows, np.float32)
    before = cv2.remap(np.dstack([ground, highest]), columns, np.maximum(index - 1, 0), cv2.INTER_NEAREST)
    row_before, top_before = cv2.split(before)
    row_after = cv2.remap(ground, columns, np.minimum(index, steps - 1), cv2.INTER_NEAREST)
    centres = np.arange(height, dtype=np.float32)[:, None] + np.float32(0.5)
    share = (row_before - centres) / (row_before - row_after + np.float32(1e-6))
    step = np.where(index >= steps, np.float32(steps), index - 1 + np.clip(share, 0, 1))
    step[index == 0] = 0
    hidden = (row_before > top_before + np.float32(1e-3)) | (index >= steps)
    edge = np.where(hidden, np.clip(centres + np.float32(0.5) - top_before, 0, 1), np.float32(0))
    return step, edge


def smooth_edges(pixels: Array, surface: Surface) -> None:
    """Blend each ridge with what is behind it, by the share of the pixel that it covers."""
    share = surface.edge[:-1, :, None]
    pixels[:-1] = mix(pixels[:-1], pixels[1:], share)


def _normals(level: Array, right: Array, away: Array) -> Array:
    """Return unnormalised normals from the differences between neighbouring rays and steps."""
    across = np.gradient(level, axis=1) / np.maximum(np.gradient(right, axis=1), 1e-6)
    run = np.gradient(away, axis=0)
    along = np.gradient(level, axis=0) / run
    # The rays fan out: a step along a ray also moves sideways.
    along -= across * (right / away)
    return unit_length(np.dstack([-across, np.ones_like(level), -along]).astype(np.float32))


def _sunlit(view: View, field: HeightField, right: Array, away: Array, level: Array, shadows: bool) -> Array:
    """Return 1 where the sun reaches the ground and 0 where other ground shades it, softened."""
    if not shadows or view.light.overcast > 0.6:
        return np.ones_like(level)
    toward, up, forward = view.light.direction
    flat = max(math.hypot(toward, forward), 1e-3)
    rise = max(up, 0.05) / flat
    # A coarse map seen from above is enough for shadows, which the sun's width softens anyway.
    size, far = 160, float(away[-1, 0])
    middle = np.geomspace(float(away[0, 0]) + 1, far, size).astype(np.float32)[:, None]
    spread = np.linspace(-1.15, 1.15, size, dtype=np.float32)[None] * (view.centre / view.focal)
    across = middle * spread
    ground = field(across, middle + 0 * across)
    lit = np.ones_like(ground)
    for reach in np.geomspace(0.004, 0.35, 13).tolist():
        length = middle * reach
        height = field(across + toward / flat * length, middle + forward / flat * length + 0 * across)
        gap = (ground + rise * length - height) / length
        lit = np.minimum(lit, np.clip(0.5 + gap * 7, 0, 1))
    lit = blur(lit.astype(np.float32), 0.8)
    row = np.log(away / middle[0, 0]) / np.log(far / middle[0, 0]) * (size - 1)
    column = (right / away / (view.centre / view.focal) / 1.15 + 1) * 0.5 * (size - 1)
    return look_at(lit, column, row + 0 * column)


def far_depth(surface: Surface) -> Array:
    """Return the distance in metres of each pixel, SKY where no ground is seen."""
    return np.where(surface.seen > 0, surface.away, np.float32(SKY)).astype(np.float32)
