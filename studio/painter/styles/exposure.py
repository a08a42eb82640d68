"""Exposure: from linear light to display values, and adapters for the styles."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from studio.painter.core.arrays import Array, mix, power, smoothstep, times
from studio.painter.core.colours import luminance
from studio.painter.core.view import Painting


def expose(pixels: Array, gain: float | None = None) -> Array:
    """Scale the picture's middle tone to a normal brightness; a night stays darker than a day."""
    return pixels * np.float32(gain_of(pixels) if gain is None else gain)


def gain_of(pixels: Array) -> float:
    """Return the factor at which a picture in linear light has a normal brightness."""
    middle = float(np.exp(np.mean(np.log(luminance(pixels[::4, ::4]) + 1e-3))))
    return float(np.clip((0.2 / max(middle, 1e-4)) ** 0.5, 0.5, 2.4))


def shoulder(pixels: Array) -> Array:
    """Compress highlights softly above 0.6 instead of clipping."""
    # In place, because whole pictures of intermediate values would cost more than the arithmetic.
    high = np.maximum(pixels, 0.6)
    high -= np.float32(0.6)
    high *= np.float32(-1 / 0.4)
    cv2.exp(high, high)
    high *= np.float32(-0.4)
    high += np.float32(0.4)
    high += np.minimum(pixels, np.float32(0.6))
    return high


def contrast(display: Array, amount: float) -> Array:
    """Mix in an S-curve by `amount`."""
    curved = display * display * (3 - 2 * display)
    return mix(display, curved, amount)


def vignette(display: Array, amount: float) -> Array:
    """Darken towards the corners."""
    height, width = display.shape[:2]
    across = np.linspace(-1, 1, width, dtype=np.float32)[None]
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    fall = 1 - amount * smoothstep(0.4, 1.5, np.sqrt(across**2 + down**2))
    return times(display, fall)


def displayed(pixels: Array) -> Array:
    """Return display values of linear light, with soft highlights."""
    return power(shoulder(pixels), 1 / 2.2)


def by_hand(craft: Callable[[Array, Array, float], Array]) -> Callable[[Array, Painting], Array]:
    """Return the `paint` function of a craft that takes display values, depth in metres and a shift (0..1)."""
    return lambda pixels, painting: craft(displayed(pixels), painting.depth, painting.view.turn)


def in_shapes(
    craft: Callable[[Array, Array, float, Array | None], Array],
) -> Callable[[Array, Painting], Array]:
    """Return the same for a craft that simplifies a picture to shapes, and also takes the subjects' cover."""
    return lambda pixels, painting: craft(
        displayed(pixels), painting.depth, painting.view.turn, painting.cover
    )
