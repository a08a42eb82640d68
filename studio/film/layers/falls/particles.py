"""Particles as tiles of light that repeat, moved by whole and quarter pixels and added to a frame."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.film.layers.placing import ShotFrame
from studio.film.layers.values import Fall
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame, Plane
from studio.film.plan import FRAME_RATE

# A tile is drawn once for each quarter of a pixel either way, so adding one is all that a frame costs. Of soft
# particles it is not seen that they move by halves.
_PHASES, _SOFT_PHASES, _SOFT = 4, 2, 1.5
# The most pixels of a tile of fine particles; of large ones it would be seen that they repeat.
_MOST_PIXELS = 420_000
# Luma of white, what must be added to make it of black, and chroma of grey, in limited range.
WHITE, _RANGE, _GREY = 235, 219, 128
# From this radius on it is seen that white flakes take on the colour of what they fall past.
_LARGE = 2.5
# The frame's shorter side and area for which lengths and counts are given.
SIDE, AREA = 720, 921_600
_SUBPIXEL_BITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Particles of one size and speed, for a frame of 1280 x 720 pixels.

    `speed` is in pixels a frame, to the right and down. They sway by `sway` pixels to either side in `seconds`. `length`
    makes them streaks along their way; those of an `is_ring` band are hollow. `tile` is the share of the frame's sides
    after which they repeat.
    """

    count: int
    radius: tuple[float, float]
    blur: float
    strength: float
    speed: tuple[float, float]
    sway: float = 0.0
    seconds: float = 5.0
    length: float = 0.0
    is_near: bool = False
    is_ring: bool = False
    tile: float = 1.0


# Few and large: a thousand fine flakes, none of which a frame foretells from the one before, treble a film's bytes.
BANDS: dict[str, tuple[Band, ...]] = {
    "snow": (
        Band(count=130, radius=(1.1, 1.9), blur=0.9, strength=0.7, speed=(0.25, 1.5), sway=10, seconds=7.3, tile=0.7),
        Band(count=75, radius=(1.7, 2.8), blur=1.1, strength=0.8, speed=(-0.25, 2.25), sway=16, seconds=5.9, is_near=True, tile=0.75),
        Band(count=40, radius=(2.6, 4.2), blur=1.6, strength=0.8, speed=(0.5, 3.5), sway=22, seconds=5.1, is_near=True, tile=0.8),
        Band(count=8, radius=(7.0, 11.0), blur=5.0, strength=0.5, speed=(0.75, 5.0), sway=34, seconds=4.7, is_near=True),
    ),
    "rain": (
        Band(count=70, radius=(0.6, 0.8), blur=0.6, strength=0.22, speed=(1.75, 17.0), length=26, tile=0.8),
        Band(count=60, radius=(0.7, 1.0), blur=0.7, strength=0.26, speed=(2.5, 24.0), length=44, is_near=True),
        Band(count=16, radius=(1.0, 1.5), blur=1.2, strength=0.24, speed=(3.75, 35.0), length=80, is_near=True),
    ),
    "dust": (
        Band(count=70, radius=(0.8, 1.6), blur=0.8, strength=0.3, speed=(0.25, -0.25), sway=14, seconds=9.1),
        Band(count=26, radius=(1.6, 3.2), blur=1.8, strength=0.3, speed=(0.25, 0.0), sway=26, seconds=11.3, is_near=True),
        Band(count=8, radius=(5.0, 9.0), blur=4.0, strength=0.16, speed=(-0.25, -0.25), sway=30, seconds=13.0, is_near=True),
    ),
    "bubbles": (
        Band(count=60, radius=(1.5, 3.0), blur=0.5, strength=0.35, speed=(0.0, -1.25), sway=7, seconds=3.1, is_ring=True),
        Band(count=16, radius=(4.0, 8.0), blur=0.8, strength=0.4, speed=(0.25, -2.25), sway=12, seconds=3.7, is_near=True, is_ring=True),
    ),
}  # fmt: skip


class Particles:
    """The far or the near part of one kind of particles."""

    is_still = False

    def __init__(self, fall: Fall, size: tuple[int, int]) -> None:
        """Draw the tiles for frames of (width, height) pixels. Raises KeyError for a kind that is not of BANDS."""
        bands = [band for band in BANDS[fall.kind] if band.is_near == fall.is_near]
        self._tiles = [
            _Tile(band, size, fall.amount, np.random.default_rng((fall.seed, number, fall.is_near)))
            for number, band in enumerate(bands)
        ]

    def draw(self, at: ShotFrame, frame: Frame, easel: Easel) -> None:
        for tile in self._tiles:
            tile.add(frame, at.number)
        # What is brighter than white would not be so on every screen.
        cv2.min(frame.y, WHITE, dst=frame.y)  # type: ignore[call-overload]

    def close(self) -> None:
        """Nothing is held."""


class _Tile:
    """One band, drawn at each phase."""

    def __init__(self, band: Band, size: tuple[int, int], amount: float, random: np.random.Generator) -> None:
        self._band, self._unit = band, min(size) / SIDE
        self._count = _PHASES if band.blur < _SOFT else _SOFT_PHASES
        share = 1.0
        if self._count == _PHASES:
            share = min(band.tile, math.sqrt(_MOST_PIXELS / (size[0] * size[1])))
        width, height = (max(8, round(side * share / 2) * 2) for side in size)
        count = max(1, round(band.count * amount * width * height / self._unit**2 / AREA))
        places = random.uniform(0, 1, (count, 2)) * (width, height)
        radii = random.uniform(*band.radius, count) * self._unit
        light = random.uniform(0.6, 1.0, count)

        @cache
        def drawn(across: float, down: float) -> Plane:
            shifted = places + np.array([across, down])
            return _drawn(band, (width, height), self._unit, shifted, radii, light)

        # Drawn when first needed: what falls by whole pixels never needs most of them.
        self._drawn = drawn
        self._paled: list[list[tuple[Plane, Plane]]] = []
        if band.radius[0] >= _LARGE:
            self._paled = [[_paling(drawn(across, down)) for across in (0, 1)] for down in (0, 1)]

    def add(self, frame: Frame, number: int) -> None:
        """Add the light of the band to a frame of a shot."""
        band, count = self._band, self._count
        # Whole phases a frame: the way is exact, and only the swaying is rounded.
        across, down = (round(speed * self._unit * count) * number for speed in band.speed)
        swing = math.sin(2 * math.pi * number / FRAME_RATE / band.seconds)
        across += round(band.sway * self._unit * swing * count)
        tile = self._drawn(across % count / count, down % count / count)
        for there, here in _repeated(frame.y.shape, tile.shape, (down // count, across // count)):
            region = frame.y[there]
            cv2.add(region, tile[here], dst=region)
        if self._paled:
            self._pale(frame, across // count, down // count)

    def _pale(self, frame: Frame, across: int, down: int) -> None:
        """Take the colour of what lies behind from large ones, which are white."""
        rest, grey = self._paled[down % 2][across % 2]
        for target in (frame.u, frame.v):
            for there, here in _repeated(target.shape, rest.shape, (down // 2, across // 2)):
                region = target[there]
                cv2.multiply(region, rest[here], dst=region, scale=1 / 255)
                cv2.add(region, grey[here], dst=region)


def _paling(tile: Plane) -> tuple[Plane, Plane]:
    """Return what is left of the colour below a tile of white, in 255ths, and the grey that comes instead."""
    half = cv2.resize(tile, (tile.shape[1] // 2, tile.shape[0] // 2), interpolation=cv2.INTER_AREA)
    cover = np.asarray(half, np.float32) / _RANGE
    return np.rint(255 * (1 - cover)).astype(np.uint8), np.rint(_GREY * cover).astype(np.uint8)


def _repeated(
    shape: tuple[int, ...], tile: tuple[int, ...], moved: tuple[int, int]
) -> list[tuple[tuple[slice, slice], tuple[slice, slice]]]:
    """Return the parts of a plane and of the repeated tile, moved down and to the right, that lie over each other."""
    rows, columns = (_stretches(shape[axis], tile[axis], moved[axis]) for axis in (0, 1))
    return [
        ((slice(top, top + high), slice(left, left + wide)), (slice(y, y + high), slice(x, x + wide)))
        for top, y, high in rows
        for left, x, wide in columns
    ]


def _stretches(length: int, period: int, moved: int) -> list[tuple[int, int, int]]:
    """Cut a length into stretches of a tile that repeats: their start, the start on the tile, and how long they are."""
    found, place = [], 0
    while place < length:
        first = (place - moved) % period
        count = min(period - first, length - place)
        found.append((place, first, count))
        place += count
    return found


def _drawn(
    band: Band,
    size: tuple[int, int],
    unit: float,
    places: NDArray[np.float64],
    radii: NDArray[np.float64],
    light: NDArray[np.float64],
) -> Plane:
    """Return a tile of light of (width, height) pixels whose edges fit each other."""
    edge = math.ceil(3 * band.blur * unit + max(radii) + band.length * unit + 2)
    tile = np.zeros((size[1] + 2 * edge, size[0] + 2 * edge), np.uint8)
    way = np.array(band.speed) / max(1e-6, math.hypot(*band.speed)) * band.length * unit
    fine = 1 << _SUBPIXEL_BITS
    for place, radius, bright in zip(places % size + edge, radii, light, strict=True):
        x, y = (round(float(value) * fine) for value in place)
        shade = round(255 * float(bright))
        if band.length:
            begin = (round(float(place[0] - way[0]) * fine), round(float(place[1] - way[1]) * fine))
            cv2.line(tile, (x, y), begin, shade, max(1, round(2 * radius)), cv2.LINE_AA, _SUBPIXEL_BITS)
        else:
            thick = max(1, round(radius / 4)) if band.is_ring else -1
            cv2.circle(tile, (x, y), round(radius * fine), shade, thick, cv2.LINE_AA, _SUBPIXEL_BITS)
    soft = cv2.GaussianBlur(tile.astype(np.float32), (0, 0), max(0.3, band.blur * unit))
    wrapped = _wrapped(np.asarray(soft, np.float32), edge)
    return np.ascontiguousarray(np.clip(wrapped * (band.strength * _RANGE / 255), 0, 255), np.uint8)


def _wrapped(light: NDArray[np.float32], edge: int) -> NDArray[np.float32]:
    """Return light without the edge around it: what lies there comes in at the other side, as often as it must."""
    for _ in range(2):
        count = light.shape[0] - 2 * edge
        folded = np.zeros((count, light.shape[1]), np.float32)
        for first in range(0, light.shape[0], count):
            part = light[first : first + count]
            folded[: len(part)] += part
        light = np.roll(folded, -edge, axis=0).T
    return light
