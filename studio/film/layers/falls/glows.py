"""Points of light: fireflies that wander, and stars that twinkle."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from studio.film.layers.falls.particles import AREA, SIDE, WHITE
from studio.film.layers.placing import ShotFrame
from studio.film.layers.values import Fall
from studio.film.picture.easel import Easel
from studio.film.picture.planes import RGB_TO_YUV, Frame, Plane

# Lights have a few sizes, and are drawn once for each quarter of a pixel either way.
_SIZES, _PHASES = 3, 4
# How many spreads from its middle a light is drawn to, and the wide, faint shine around it: its spread and its share.
_REACH, _WIDER, _FAINT = 3.0, 3.5, 0.2
_GREY = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Glow:
    """Lights of one kind, for a frame of 1280 x 720 pixels: how many there are far and near, and their spreads in pixels.

    `low` is the share of their full light that is always there, and `seconds` are those of one pulse. They wander by
    `reach` pixels, and stand within the rows of `rows`, shares of the frame's height. Those with a `colour` shine on
    what is around them.
    """

    counts: tuple[int, int]
    spread: tuple[float, float]
    light: tuple[float, float]
    colour: tuple[int, int, int] | None
    low: float
    seconds: tuple[float, float]
    reach: float = 0.0
    rows: tuple[float, float] = (0.0, 1.0)


FIREFLIES = Glow(
    counts=(18, 7),
    spread=(1.6, 3.0),
    light=(0.6, 1.0),
    colour=(232, 244, 96),
    low=0.0,
    seconds=(2.6, 5.2),
    reach=46.0,
    rows=(0.35, 0.95),
)
STARS = Glow(
    counts=(70, 14),
    spread=(0.7, 1.1),
    light=(0.35, 0.9),
    colour=None,
    low=0.45,
    seconds=(1.9, 4.7),
    rows=(0.0, 0.62),
)


@dataclass(frozen=True, slots=True)
class _Light:
    """One light: its middle at rest, its size and strength, the seconds of its pulse, and where that begins."""

    x: float
    y: float
    size: int
    strength: float
    seconds: float
    phase: float


class Glows:
    """The far or the near lights of one kind; near ones are larger."""

    is_still = False

    def __init__(self, glow: Glow, fall: Fall, size: tuple[int, int]) -> None:
        unit, random = min(size) / SIDE, np.random.default_rng((fall.seed, 11, fall.is_near))
        count = max(1, round(glow.counts[fall.is_near] * fall.amount * size[0] * size[1] / unit**2 / AREA))
        larger = unit * (1.6 if fall.is_near else 1.0)
        self._glow, self._unit = glow, unit
        spreads = np.linspace(*glow.spread, _SIZES) * larger
        # Luma that is added at full light, and chroma by which a coloured one moves what it shines on.
        bright, self._tints = 255.0, (0.0, 0.0)
        if glow.colour:
            bright, u, v = (float(level) for level in RGB_TO_YUV @ np.array([*glow.colour, 1], np.float32))
            self._tints = ((u - _GREY) / 255, (v - _GREY) / 255)
        self._luma = [_stamps(float(spread), bright, has_shine=bool(glow.colour)) for spread in spreads]
        self._chroma = [_stamps(float(spread), 255, has_shine=False) for spread in spreads]
        self._lights = [
            _Light(
                float(random.uniform(0, size[0])),
                float(random.uniform(*glow.rows)) * size[1],
                int(random.integers(_SIZES)),
                float(random.uniform(*glow.light)),
                float(random.uniform(*glow.seconds)),
                float(random.uniform()),
            )
            for _ in range(count)
        ]

    def draw(self, at: ShotFrame, frame: Frame, easel: Easel) -> None:
        for light in self._lights:
            pulse = 0.5 - 0.5 * math.cos(2 * math.pi * (at.seconds / light.seconds + light.phase))
            strength = light.strength * (self._glow.low + (1 - self._glow.low) * pulse)
            x, y = self._wandered(light, at.seconds)
            _add(frame.y, self._luma[light.size], x, y, strength)
            if self._glow.colour:
                for plane, tint in zip((frame.u, frame.v), self._tints, strict=True):
                    # Chroma lies in line with the left one of two luma pixels.
                    _add(plane, self._chroma[light.size], (x + 0.5) / 2, y / 2, strength * tint)
        # What is brighter than white would not be so on every screen.
        cv2.min(frame.y, WHITE, dst=frame.y)  # type: ignore[call-overload]

    def close(self) -> None:
        """Nothing is held."""

    def _wandered(self, light: _Light, seconds: float) -> tuple[float, float]:
        """Return where a light is: on a curve that does not close for minutes."""
        reach, angle = self._glow.reach * self._unit, 2 * math.pi * light.phase
        across = math.sin(0.61 * seconds + angle) + 0.4 * math.sin(1.37 * seconds + 3 * angle)
        down = math.sin(0.47 * seconds + 2 * angle) + 0.4 * math.sin(1.13 * seconds + 5 * angle)
        return light.x + reach * across, light.y + 0.6 * reach * down


def _stamps(spread: float, bright: float, *, has_shine: bool) -> list[list[Plane]]:
    """Return a light of this spread at each phase down and across, its middle in the middle pixel."""
    reach = math.ceil(_REACH * spread * (_WIDER if has_shine else 1.0)) + 1
    places = np.arange(-reach, reach + 1, dtype=np.float32)

    def stamp(across: float, down: float) -> Plane:
        light = np.zeros((len(places), len(places)), np.float32)
        shines = ((spread, 1.0), (spread * _WIDER, _FAINT)) if has_shine else ((spread, 1.0),)
        for wide, share in shines:
            columns, rows = (np.exp(-(((places - shift) / wide) ** 2) / 2) for shift in (across, down))
            light += share * np.outer(rows, columns)
        return np.asarray(np.rint(np.clip(bright * light, 0, 255)), np.uint8)

    phases = [phase / _PHASES for phase in range(_PHASES)]
    return [[stamp(across, down) for across in phases] for down in phases]


def _add(plane: Plane, stamps: list[list[Plane]], x: float, y: float, strength: float) -> None:
    """Add a light to a plane, with its middle at a place in pixels to a quarter of one."""
    column, row = (math.floor((place - 0.5) * _PHASES + 0.5) for place in (x, y))
    stamp = stamps[row % _PHASES][column % _PHASES]
    reach = stamp.shape[0] // 2
    left, top = column // _PHASES - reach, row // _PHASES - reach
    rows = slice(max(0, top), min(plane.shape[0], top + len(stamp)))
    columns = slice(max(0, left), min(plane.shape[1], left + len(stamp)))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return
    region = plane[rows, columns]
    part = stamp[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    cv2.addWeighted(region, 1, part, strength, 0, dst=region)
