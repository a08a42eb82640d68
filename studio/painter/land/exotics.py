"""Plants of warm countries: palm and cactus."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.core.arrays import Array
from studio.painter.core.colours import colour
from studio.painter.core.light import Light
from studio.painter.core.sprites import Sheet, Sprite
from studio.painter.land.trees import lit


def palm(random: np.random.Generator, light: Light, leaf: Array, size: int = 300) -> Sprite:
    """Return a palm: a leaning trunk with a crown of feathered leaves."""
    sheet = Sheet(size, 1.0)
    lean = random.uniform(-0.22, 0.22)
    share = np.linspace(0, 1, 14, dtype=np.float32)
    stem = np.stack([lean * share**1.8 - lean * 0.5, share * 0.74], -1)
    for start in range(13):
        width = 0.028 * (1.25 - 0.5 * float(share[start]))
        sheet.line(stem[start : start + 2], width, lit(light, colour("#8a7458"), 0.2, 0.3, 0.7, 0.8))
        side = stem[start : start + 2] + np.array([[0.006, 0]], np.float32)
        sheet.line(side, width * 0.45, lit(light, colour("#8a7458"), 0.9, 0.3, 0.3, 1.0))
    top = stem[-1]
    angles = np.linspace(-0.5, math.pi + 0.5, 17) + random.normal(0, 0.1, 17)
    for angle in random.permutation(angles):
        _frond(sheet, random, light, leaf, top, float(angle))
    return sheet.finish()


def _frond(
    sheet: Sheet, random: np.random.Generator, light: Light, leaf: Array, top: Array, angle: float
) -> None:
    length = random.uniform(0.3, 0.42)
    share = np.linspace(0, 1, 12, dtype=np.float32)
    across, up = math.cos(angle), math.sin(angle)
    rib = np.stack(
        [
            top[0] + across * length * share,
            top[1] + (up + 0.25) * length * 0.8 * share - length * 0.62 * share**2.1,
        ],
        -1,
    )
    tone = leaf * random.uniform(0.8, 1.25)
    for position, start in zip(share[1:], rib[1:], strict=True):
        leaflet = length * 0.3 * math.sin(math.pi * min(float(position) * 0.9 + 0.1, 1.0)) + 0.012
        for hang in (0.55, 1.0):
            end = start + np.array([across * leaflet * 0.75, -leaflet * hang], np.float32)
            sheet.line(
                np.stack([start, end]),
                0.007,
                lit(light, tone * (1.2 - 0.3 * hang), across * 0.5, 0.5 + 0.4 * up, 0.5, 0.85),
            )
    sheet.line(rib, 0.006, lit(light, tone * 1.3, across * 0.4, 0.8, 0.4, 1.0))


def cactus(random: np.random.Generator, light: Light, size: int = 240) -> Sprite:
    """Return a saguaro: a ribbed column with arms."""
    sheet = Sheet(size, 0.8)
    green = colour("#5d7a48")
    _column(sheet, light, green, [(0.0, 0.0), (0.0, 0.97)], 0.13)
    for side in random.permutation([-1, 1])[: int(random.integers(1, 3))]:
        low, high = random.uniform(0.3, 0.5), random.uniform(0.65, 0.85)
        _column(
            sheet,
            light,
            green,
            [(0.0, low), (side * 0.2, low + 0.02), (side * 0.24, low + 0.1), (side * 0.24, high)],
            0.095,
        )
    return sheet.finish()


def _column(sheet: Sheet, light: Light, tone: Array, path: list[tuple[float, float]], width: float) -> None:
    points = np.array(path, np.float32)
    for start in range(8):
        place = -1 + 2 * (start + 0.5) / 8
        rib = 1.0 if start % 2 else 0.78
        shade = lit(light, tone * rib, place, 0.15, math.sqrt(1 - place * place))
        moved = points + np.array([[place * width * 0.44, 0]], np.float32)
        sheet.line(moved, width / 7, shade)
        sheet.disc(float(moved[-1, 0]), float(moved[-1, 1] - 0.25 * abs(place) * width), width / 12, shade)
