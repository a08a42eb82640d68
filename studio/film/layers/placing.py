"""Places of layers in a frame: where a bitmap lies, how it is turned, and which part of it is seen."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.film.picture.camera import CameraView, CropBox
from studio.film.plan import FRAME_RATE

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ShotFrame:
    """A frame of a shot: its number, of `count` in which the shot is seen, and the camera's view.

    At the view `rest` all layers lie as they were painted, whatever their depth. What lies at the bottom need not be drawn
    in the rows [first, end) that are `hidden` by something over it.
    """

    number: int
    count: int
    view: CameraView
    rest: CameraView
    hidden: tuple[int, int] = (0, 0)

    @property
    def seconds(self) -> float:
        return self.number / FRAME_RATE

    def seen_at(self, depth: float) -> CameraView:
        """Return what is seen of things at a depth; between two views within a picture all others are, too."""
        rest, view = self.rest, self.view
        return CameraView(
            rest.left + depth * (view.left - rest.left),
            rest.top + depth * (view.top - rest.top),
            rest.width + depth * (view.width - rest.width),
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """The part of a bitmap that is seen: edges in frame pixels before it is turned, and its share of a full turn.

    `soft` is the width of the edges in pixels; those at infinity are the bitmap's own.
    """

    left: float = -math.inf
    top: float = -math.inf
    right: float = math.inf
    bottom: float = math.inf
    sweep: float = 1.0
    soft: float = 0.0


OPEN = Opening()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bitmap lies in a frame, in pixels: its upright box, and its turn around a pivot in radians, clockwise.

    Nothing of it is seen above row `top_edge` nor below row `low_edge`.
    """

    left: float
    top: float
    width: float
    height: float
    turn: float = 0.0
    pivot: tuple[float, float] = (0.0, 0.0)
    top_edge: float = -math.inf
    low_edge: float = math.inf
    opening: Opening = OPEN

    @property
    def is_whole(self) -> bool:
        """Whether all of it is seen."""
        return self.opening == OPEN and self.top_edge == -math.inf and self.low_edge == math.inf

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of it is seen, wherever it lies."""
        part, soft = self.opening, self.opening.soft / 2
        across = min(self.left + self.width, part.right + soft) - max(self.left, part.left - soft)
        down = min(self.top + self.height, part.bottom + soft) - max(self.top, part.top - soft)
        return min(self.width, self.height) < 1 or across <= 0 or down <= 0 or part.sweep == 0

    def box(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Return the edges (left, top, right, bottom) of what it covers of a frame: even, so that chroma covers the same."""
        part, soft = self.opening, self.opening.soft / 2
        across = (max(self.left, part.left - soft), min(self.left + self.width, part.right + soft))
        down = (max(self.top, part.top - soft), min(self.top + self.height, part.bottom + soft))
        columns, rows = across, down
        if self.turn:
            columns, rows = zip(*(self._turned(x, y) for x in across for y in down), strict=True)
        top, low = max(min(rows), self.top_edge), min(max(rows), self.low_edge)
        return (
            max(0, math.floor((min(columns) - 1) / 2) * 2),
            max(0, math.floor((top - 1) / 2) * 2),
            min(size[0], math.ceil((max(columns) + 1) / 2) * 2),
            min(size[1], math.ceil((low + 1) / 2) * 2),
        )

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        across, down = x - self.pivot[0], y - self.pivot[1]
        cosine, sine = math.cos(self.turn), math.sin(self.turn)
        return self.pivot[0] + cosine * across - sine * down, self.pivot[1] + sine * across + cosine * down

    def strips(self, corner: tuple[int, int], scale: int, shape: tuple[int, int]) -> tuple[Weights, Weights]:
        """Return how much is seen of each row and of each column of a plane, counted from a corner of the frame."""
        part = Opening() if self._is_masked else self.opening
        rows = corner[1] + scale * np.arange(shape[0], dtype=np.float64)
        shares = _covered(rows, scale, self.top_edge, self.low_edge, 0.0)
        shares *= _covered(rows, scale, part.top, part.bottom, part.soft)
        # Chroma lies in line with the left one of two luma pixels.
        columns = corner[0] + scale * np.arange(shape[1], dtype=np.float64) - (0.5 if scale == 2 else 0)
        return shares, _covered(columns, scale, part.left, part.right, part.soft)

    def mask(self, corner: tuple[int, int], scale: int, shape: tuple[int, int]) -> Weights | None:
        """Return how much is seen of each pixel, if its opening does not lie along rows and columns; else None."""
        if not self._is_masked:
            return None
        x = corner[0] + scale * (np.arange(shape[1], dtype=np.float32) + 0.5) - (0.5 if scale == 2 else 0)
        y = corner[1] + scale * (np.arange(shape[0], dtype=np.float32) + 0.5)
        across, down = x[None] - np.float32(self.pivot[0]), y[:, None] - np.float32(self.pivot[1])
        cosine, sine = np.float32(math.cos(self.turn)), np.float32(math.sin(self.turn))
        right = cosine * across + sine * down + np.float32(self.pivot[0])
        below = cosine * down - sine * across + np.float32(self.pivot[1])
        part = self.opening
        soft, seen = max(part.soft, scale), np.ones(shape, np.float32)
        for first, last, places in ((part.left, part.right, right), (part.top, part.bottom, below)):
            if first != -math.inf:
                seen *= np.clip((places - first) / soft + 0.5, 0, 1)
            if last != math.inf:
                seen *= np.clip((last - places) / soft + 0.5, 0, 1)
        if abs(part.sweep) < 1:
            middle = self.left + self.width / 2, self.top + self.height / 2
            seen *= _swept(right - middle[0], below - middle[1], part.sweep, soft)
        return seen

    @property
    def _is_masked(self) -> bool:
        return self.opening != OPEN and (self.turn != 0 or abs(self.opening.sweep) < 1)


def _covered(starts: NDArray[np.float64], length: float, first: float, last: float, soft: float) -> Weights:
    """Return the share of each pixel, from its start for a length, that lies between two edges."""
    if soft > length:
        middles = starts + length / 2
        shares = np.clip((middles - first) / soft + 0.5, 0, 1) * np.clip((last - middles) / soft + 0.5, 0, 1)
    else:
        shares = np.clip((np.minimum(starts + length, last) - np.maximum(starts, first)) / length, 0, 1)
    return np.asarray(shares, np.float32)


def _swept(across: Weights, down: Weights, sweep: float, soft: float) -> Weights:
    """Return how much of each pixel a hand has passed that goes round from twelve o'clock by a share of a full turn."""
    if sweep < 0:
        across, sweep = -across, -sweep
    angle = 2 * math.pi * sweep
    # Distances on the clockwise side of the first hand, and on the other side of the last one.
    after = np.clip(across / soft + 0.5, 0, 1)
    before = np.clip(-(math.cos(angle) * across + math.sin(angle) * down) / soft + 0.5, 0, 1)
    # Up to half a turn both must hold, and then one of them.
    seen = after * before if sweep <= 0.5 else 1 - (1 - after) * (1 - before)
    return np.asarray(seen, np.float32)


def box_of(edges: tuple[float, float, float, float], whole: CropBox) -> CropBox:
    """Return the box of edges (left, top, right, bottom) in shares of a whole, in its pixels."""
    width, height = whole.right - whole.left, whole.bottom - whole.top
    return CropBox(
        whole.left + edges[0] * width,
        whole.top + edges[1] * height,
        whole.left + edges[2] * width,
        whole.top + edges[3] * height,
    )
