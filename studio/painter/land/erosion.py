"""Mountains eroded by water: gullies that run down the slopes and branch repeatedly."""

from __future__ import annotations

import functools
import math

import numpy as np

from studio.painter.core.arrays import Array, smoothstep
from studio.painter.core.noise import spectral

SIZE = 1024
# Number of mountains across one tile.
FEATURES = 4


@functools.lru_cache(maxsize=2)
def massif(number: int = 0) -> Array:
    """Return eroded mountains (SIZE, SIZE) that repeat without a seam, 0 in valleys to 1 on peaks; read-only.

    Erosion noise: in each cell a wave whose crests run downhill, summed over octaves that follow the gullies
    of the octave before (Johansen, "Advanced terrain erosion filter", 2018, and C. John's version of it).
    """
    random = np.random.default_rng((4_177, number))
    body = spectral(random, SIZE, SIZE, 7.0, lowest=3)
    body = 0.42 + 0.2 * body
    across, down = _gradient(body)
    total = np.zeros_like(body)
    height, cells = 1.0, 8
    lean = 1.1 * math.sqrt(float(np.mean(across**2 + down**2)))
    turn_across, turn_down = -down / lean, across / lean
    for _ in range(5):
        waves, slope_across, slope_down = _gullies(random, turn_across, turn_down, cells)
        total += waves * height
        turn_across = turn_across - slope_down * height * 0.5
        turn_down = turn_down + slope_across * height * 0.5
        height, cells = height * 0.5, cells * 2
    worn = body + 0.12 * total * smoothstep(0.0, 0.45, body)
    worn = (worn - worn.min()) / (worn.max() - worn.min())
    worn.setflags(write=False)
    return worn


def _gradient(values: Array) -> tuple[Array, Array]:
    across = (np.roll(values, -1, 1) - np.roll(values, 1, 1)) * np.float32(SIZE / 2)
    down = (np.roll(values, -1, 0) - np.roll(values, 1, 0)) * np.float32(SIZE / 2)
    return across, down


def _gullies(
    random: np.random.Generator, turn_across: Array, turn_down: Array, cells: int
) -> tuple[Array, Array, Array]:
    """Return waves (-1 to 1) whose crests follow the turned gradient, and their slopes across and down."""
    block = SIZE // cells
    inside = ((np.arange(SIZE, dtype=np.float32) % block) + 0.5) / block
    offsets = random.random((2, cells, cells), np.float32) * 0.6 - 0.3
    waves, slope_across, slope_down = (
        np.zeros_like(turn_across),
        np.zeros_like(turn_across),
        np.zeros_like(turn_across),
    )
    weights = np.zeros_like(turn_across)
    for row in (-1, 0, 1):
        for column in (-1, 0, 1):
            shifted = np.roll(offsets, (row, column), (1, 2)).repeat(block, 1).repeat(block, 2)
            right = inside[None] + column - 0.5 + shifted[0]
            below = inside[:, None] + row - 0.5 + shifted[1]
            weight = np.exp(-2.2 * (right * right + below * below))
            angle = (right * turn_across + below * turn_down) * np.float32(2 * np.pi * 0.8)
            waves += weight * np.cos(angle)
            sine = weight * np.sin(angle)
            slope_across -= sine * turn_across
            slope_down -= sine * turn_down
            weights += weight
    return waves / weights, slope_across / weights, slope_down / weights
