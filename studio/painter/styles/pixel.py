"""Pixel art: large square pixels, a small palette, and ordered dithering between its colours."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, blur, grey_of, resize
from studio.painter.core.style import PaintStyle
from studio.painter.styles.exposure import by_hand
from studio.painter.styles.flow import unit_of
from studio.painter.styles.palettes import choose_colours, fill, from_lab, nearest, to_lab
from studio.painter.styles.watercolour import flatten

# About 213 x 120 squares in 16:9: a little larger than on the consoles of the time, so that they are visible.
SQUARES = 120
COLOURS = 40
SPREAD = 9.0
# The order in which a square of 4 x 4 fills: Bayer, "An optimum method for two-level rendition", 1973.
ORDER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32)


def set_pixels(display: Array, depth: Array, shift: float) -> Array:
    """Return display values (height, width, 3) as pixel art."""
    height, width = display.shape[:2]
    block = max(2, round(unit_of(display) / SQUARES))
    down, across = -(-height // block), -(-width // block)
    # The last row and column of squares may extend beyond the edge.
    padded = np.pad(display, ((0, down * block - height), (0, across * block - width), (0, 0)), mode="edge")
    small = resize(padded, across, down)
    small = np.clip(small + (small - blur(small, 1.2)) * 0.7, 0, 1)
    small = flatten(small, 2) * 0.5 + small * 0.5
    lab = to_lab(_arcade(small))
    colours = choose_colours(lab, COLOURS)
    dots = np.tile((ORDER + 0.5) / 16 - 0.5, (-(-down // 4), -(-across // 4)))[:down, :across]
    lab[..., 0] += dots * SPREAD
    tones = fill(nearest(lab, colours), from_lab(colours))
    return tones.repeat(block, 0).repeat(block, 1)[:height, :width]


def _arcade(small: Array) -> Array:
    """Return vivid colours and lifted shadows, as on the screens of the time."""
    grey = grey_of(small)[..., None]
    return np.clip(0.03 + 0.97 * (grey + (small - grey) * 1.35), 0, 1)


PIXEL = PaintStyle(
    name="pixel",
    paint=by_hand(set_pixels),
    grain=0.0,
    modelling=0.7,
    detail=0.4,
    is_whole=True,
    has_cells=True,
)
