"""From linear light to display values, and what crafts are told of a painting."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from studio.painter.core.arrays import Array, mix, power, smoothstep, times
from studio.painter.core.colours import luminance
from studio.painter.core.view import Painting


def expose(pixels: Array, gain: float | None = None) -> Array:
    """Bring the middle of the picture to where eyes expect it; a night stays darker than a day."""
    if gain is not None:
        return pixels * np.float32(gain)
    middle = float(np.exp(np.mean(np.log(luminance(pixels[::4, ::4]) + 1e-3))))
    return pixels * np.float32(np.clip((0.2 / max(middle, 1e-4)) ** 0.5, 0.5, 2.4))


def shoulder(pixels: Array) -> Array:
    """Let highlights run out softly above 0.6 instead of clipping."""
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
    """Mix in an S-curve."""
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
    """Return how a style paints whose craft takes display values, distances in metres, and what moves the hand (0..1)."""
    return lambda pixels, painting: craft(displayed(pixels), painting.depth, painting.view.turn)


def in_shapes(
    craft: Callable[[Array, Array, float, Array | None], Array],
) -> Callable[[Array, Painting], Array]:
    """Return the same for a craft that cuts a picture into few shapes, and has to know where the subject is."""
    return lambda pixels, painting: craft(
        displayed(pixels), painting.depth, painting.view.turn, painting.cover
    )
