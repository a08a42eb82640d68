"""Leaves that tumble down, each a small bitmap on its own way."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from studio.film.layers.bitmaps import Bitmap
from studio.film.layers.falls.particles import AREA, SIDE
from studio.film.layers.placing import Place, ShotFrame
from studio.film.layers.values import Fall
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame

# How many there are in a frame of AREA pixels, their lengths in pixels, and their speeds down in pixels a second: far
# and near.
_COUNTS, _LENGTHS, _SPEEDS = (16, 6), ((11.0, 17.0), (24.0, 38.0)), ((55.0, 85.0), (105.0, 150.0))
_COLOURS = ((196, 92, 26), (214, 140, 36), (160, 58, 28), (188, 120, 52), (128, 110, 40))
# Pixels a second to the right, pixels of swaying to either side, and seconds of one swing.
_WIND, _SWAY, _SWINGS = 26.0, (16.0, 44.0), (2.3, 4.1)
# The narrowest that a leaf is seen from its side, as a share of its width, and how far it swings, in radians.
_NARROW, _SWING = 0.25, 0.7
_OVERSIZE = 4


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One leaf: its picture, its length in pixels, where it begins, and how it moves."""

    picture: int
    length: float
    start: tuple[float, float]
    speed: float
    sway: float
    seconds: float
    phases: tuple[float, float, float]


class Leaves:
    """The far or the near leaves."""

    is_still = False

    def __init__(self, fall: Fall, size: tuple[int, int]) -> None:
        unit, random = min(size) / SIDE, np.random.default_rng((fall.seed, 7, fall.is_near))
        lengths = _LENGTHS[fall.is_near]
        count = max(1, round(_COUNTS[fall.is_near] * fall.amount * size[0] * size[1] / unit**2 / AREA))
        longest = lengths[1] * unit
        self._bitmaps = [Bitmap(_drawn(colour), (longest, longest / 2)) for colour in _COLOURS]
        # What leaves the frame comes in again from beyond the other edge.
        self._beyond, self._size, self._unit = 2 * longest + _SWAY[1] * unit, size, unit
        self._leaves = [self._leaf(random, lengths, _SPEEDS[fall.is_near]) for _ in range(count)]

    def draw(self, at: ShotFrame, frame: Frame, easel: Easel) -> None:
        for leaf in self._leaves:
            bitmap, place = self._bitmaps[leaf.picture], self._place(leaf, at.seconds)
            for patch in bitmap.patches(frame.size, easel, place):
                patch.blend_onto(frame)

    def close(self) -> None:
        """Nothing is held."""

    def _leaf(
        self, random: np.random.Generator, lengths: tuple[float, float], speeds: tuple[float, float]
    ) -> _Leaf:
        across, down = (float(share) for share in random.uniform(0, 1, 2))
        wide, high = (side + 2 * self._beyond for side in self._size)
        return _Leaf(
            picture=int(random.integers(len(_COLOURS))),
            length=float(random.uniform(*lengths)) * self._unit,
            start=(across * wide, down * high),
            speed=float(random.uniform(*speeds)) * self._unit,
            sway=float(random.uniform(*_SWAY)) * self._unit,
            seconds=float(random.uniform(*_SWINGS)),
            phases=(float(random.uniform()), float(random.uniform()), float(random.uniform())),
        )

    def _place(self, leaf: _Leaf, seconds: float) -> Place:
        wide, high = (side + 2 * self._beyond for side in self._size)
        swing = 2 * math.pi * (seconds / leaf.seconds + leaf.phases[0])
        x = (leaf.start[0] + _WIND * self._unit * seconds) % wide - self._beyond + leaf.sway * math.sin(swing)
        y = (leaf.start[1] + leaf.speed * seconds) % high - self._beyond
        flat = _NARROW + (1 - _NARROW) * abs(math.cos(0.7 * swing + leaf.phases[1]))
        turn = 2 * math.pi * (leaf.phases[2] + 0.07 * seconds) + _SWING * math.cos(swing)
        height = leaf.length / 2 * flat
        return Place(x - leaf.length / 2, y - height / 2, leaf.length, height, turn, (x, y))


def _drawn(colour: tuple[int, int, int]) -> np.ndarray:
    """Return a pointed leaf with its rib, twice as long as wide (RGBA)."""
    width, height = 64 * _OVERSIZE, 32 * _OVERSIZE
    picture = Image.new("RGBA", (width, height), (*colour, 0))
    draw = ImageDraw.Draw(picture)
    shares = np.linspace(0, 1, 33)
    half = np.sin(np.pi * shares**0.8) * 0.44 * height
    x = (0.12 + 0.86 * shares) * width
    outline = [*zip(x, height / 2 - half, strict=True), *zip(x[::-1], height / 2 + half[::-1], strict=True)]
    draw.polygon([(float(a), float(b)) for a, b in outline], fill=(*colour, 255))
    rib = tuple(round(level * 0.7) for level in colour)
    draw.line((0.02 * width, height / 2, 0.94 * width, height / 2), fill=(*rib, 255), width=height // 20)
    return np.asarray(picture.resize((64, 32), Image.Resampling.BOX))
