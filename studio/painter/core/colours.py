"""Colours as linear light, written as sRGB codes."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np

from studio.painter.core.arrays import Array, saturated

# Rec. 709 weights of linear red, green and blue in luminance.
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)


@functools.lru_cache(maxsize=512)
def _linear(code: str) -> tuple[float, float, float]:
    encoded = (int(code[position : position + 2], 16) / 255 for position in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in encoded
    )
    return red, green, blue


def colour(code: str) -> Array:
    """Return the three linear values of "#rrggbb" (sRGB, IEC 61966-2-1)."""
    return np.array(_linear(code), np.float32)


def gradient(stops: Sequence[tuple[float, Array]], places: Array) -> Array:
    """Return the linear colours at `places` of a gradient, mixed in gamma 2.2, where steps look even."""
    positions = [position for position, _ in stops]
    encoded = np.stack([np.maximum(value, 0) ** (1 / 2.2) for _, value in stops])
    channels = [np.interp(places, positions, encoded[:, channel]) for channel in range(3)]
    return (np.stack(channels, -1) ** 2.2).astype(np.float32)


def luminance(pixels: Array) -> Array:
    """Return the luminance of linear pixels (height, width, 3)."""
    weights: Array = pixels @ LUMINANCE
    return weights


def saturate(value: Array, amount: float) -> Array:
    """Move linear colours away from (above 1) or towards (below 1) the grey of the same luminance."""
    if value.ndim == 3:
        return np.maximum(saturated(value, luminance(value), amount), 0)
    grey = (value @ LUMINANCE)[..., None]
    result: Array = np.maximum(grey + (value - grey) * amount, 0)
    return result
