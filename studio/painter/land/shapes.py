"""Shapes of land (ridges, hills, dunes, craters) as functions of position."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, look_up, smoothstep
from studio.painter.core.noise import layered, octave, wrapped
from studio.painter.land.erosion import FEATURES, massif


def ridged(across: Array, away: Array, octaves: int, number: int = 0) -> Array:
    """Return sharp branching crests, 0 to about 1, in units of the largest feature.

    Ridged multifractal: Musgrave, in Ebert et al., "Texturing and Modeling", 1994.
    """
    base = octave(10 + number)
    across, away = wrapped(across, 2 ** (octaves - 1)), wrapped(away, 2 ** (octaves - 1))
    total = np.zeros(np.broadcast(across, away).shape, np.float32)
    weight: Array | float = 1.0
    scale, height = 1.0, 0.55
    for level in range(octaves):
        shift = 211.7 * level
        crest = 1 - np.abs(look_up(base, across * scale + shift, away * scale + shift * 0.61)) * 0.62
        crest = np.clip(crest, 0, 1) ** 2 * weight
        total += crest * height
        weight = np.clip(crest * 1.9, 0.12, 1)
        scale, height = scale * 2, height * 0.52
    return total


def peaks(across: Array, away: Array, number: int = 0) -> Array:
    """Return eroded mountains in units of one mountain, 0 to about 1."""
    worn = massif(number)
    size = worn.shape[0] / FEATURES
    height = look_up(worn, across * size, away * size)
    fine = layered(across * 26, away * 26, 3, exponent=0.9, number=5)
    result: Array = height + 0.005 * fine * smoothstep(0.1, 0.4, height)
    return result


def hills(across: Array, away: Array, octaves: int = 4, number: int = 0) -> Array:
    """Return round hills with mean 0 and deviation about 1."""
    return layered(across, away, octaves, exponent=1.35, number=number)


def dunes(across: Array, away: Array, number: int = 0) -> Array:
    """Return crests with a long slope on one side and a steep one on the other, 0 to 1, one unit apart."""
    bend = layered(across * 0.22, away * 0.22, 2, exponent=1.6, number=number)
    phase = across * 0.62 + away * 0.78 + bend * 0.6
    share = phase - np.floor(phase)
    crest = np.where(share < 0.72, share / 0.72, (1 - share) / 0.28)
    height = 0.75 + 0.3 * layered(across * 0.3 + 5, away * 0.3, 2, exponent=1.4, number=number + 1)
    rounded = crest * crest * (3 - 2 * crest) * 0.6 + crest * 0.4
    result: Array = rounded * np.clip(height, 0.12, 1.3)
    return result


def craters(across: Array, away: Array, rings: list[tuple[float, float, float]]) -> Array:
    """Return bowls with raised rims; `rings` are (right, away, radius) in the field's units."""
    across, away = np.broadcast_arrays(across, away)
    total = np.zeros(across.shape, np.float32)
    for right, far, radius in rings:
        # A row of samples is at about one distance: most rows are out of a crater's reach.
        rows = np.flatnonzero(np.abs(away[:, 0] - far) < 2.4 * radius + 0.4 * np.ptp(away[0]))
        if not rows.size:
            continue
        part = slice(int(rows[0]), int(rows[-1]) + 1)
        distance = np.hypot(across[part] - right, away[part] - far) / radius
        bowl = np.where(distance < 1, distance * distance - 1, 0) * 0.34
        rim = 0.16 * np.exp(-(((distance - 1) / 0.2) ** 2))
        total[part] += (bowl + rim) * radius * smoothstep(2.4, 1.2, distance)
    return total
