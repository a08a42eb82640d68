"""A watercolour: flat washes, edges where pigment gathers, grain of the paper."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from studio.painter.core.arrays import (
    Array,
    blur,
    grey_of,
    look_at,
    look_up,
    mix,
    power,
    saturated,
    smoothstep,
    times,
)
from studio.painter.core.noise import layered, tile
from studio.painter.core.style import PaintStyle
from studio.painter.styles.exposure import displayed

PAPER = np.array([0.985, 0.972, 0.945], np.float32)


def paint_watercolour(display: Array, shift: float) -> Array:
    """Return display values (height, width, 3) as a watercolour; `shift` (0..1) moves the paper."""
    height, width = display.shape[:2]
    unit = 0.75 * (height * width) ** 0.5
    rows = np.arange(height, dtype=np.float32)[:, None] / np.float32(unit)
    columns = np.arange(width, dtype=np.float32)[None] / np.float32(unit)
    wobbled = _wobble(display, rows, columns, unit, shift)
    washed = flatten(flatten(wobbled, max(2, round(unit / 130))), max(2, round(unit / 260)))
    washed = _brighten(washed)
    edge = _edges(washed, unit)
    bloom = layered(columns * 2.6 + 9 * shift, rows * 2.6, 4, exponent=0.9, number=4)
    pigment = times(1 - washed, (1 + 0.06 * bloom) * (1 + 0.75 * edge))
    paper = look_up(tile(1.1, 17), columns * unit * 0.45, rows * unit * 0.45)
    fibre = look_up(tile(2.0, 18), columns * unit * 0.2, rows * unit * 0.2)
    grain = 0.055 * paper + 0.04 * fibre
    pigment = times(pigment, 1 + grain * (0.6 + 1.6 * grey_of(pigment)))
    painted = times(1 - np.clip(pigment, 0, 0.96), 1 + 0.012 * paper) * PAPER
    share = _border(rows, columns, height / unit, width / unit, shift)
    return np.clip(mix(cv2.transform(1 + 0.014 * paper, PAPER[:, None]), painted, share[..., None]), 0, 1)


def flatten(picture: Array, radius: int) -> Array:
    """Smooth within shapes: each pixel is the mean of the least varying of four squares around it.

    Kuwahara et al., "Processing of RI-angiocardiographic images", 1976.
    """
    size, offset = radius + 1, (radius + 1) // 2
    grey = grey_of(picture)
    mean = cv2.blur(picture, (size, size), borderType=cv2.BORDER_REFLECT)
    first = cv2.blur(grey, (size, size), borderType=cv2.BORDER_REFLECT)
    square = cv2.blur(grey * grey, (size, size), borderType=cv2.BORDER_REFLECT)
    means, spreads = (_with_edges(values, offset) for values in (mean, square - first * first))
    height, width = grey.shape
    best, result = spreads[:height, :width].copy(), means[:height, :width].copy()
    for down, across in ((0, 2 * offset), (2 * offset, 0), (2 * offset, 2 * offset)):
        part = slice(down, down + height), slice(across, across + width)
        calmer = cv2.compare(spreads[part], best, cv2.CMP_LT)
        cv2.copyTo(means[part], calmer, result)
        cv2.min(spreads[part], best, best)
    return result


def _with_edges(values: Array, width: int) -> Array:
    return cast(Array, cv2.copyMakeBorder(values, width, width, width, width, cv2.BORDER_REPLICATE))


def _wobble(display: Array, rows: Array, columns: Array, unit: float, shift: float) -> Array:
    """Distort edges as an unsteady hand does."""
    across = layered(columns * 9 + 5 * shift, rows * 9, 3, exponent=0.8, number=1) * unit * 0.0026
    down = layered(columns * 9, rows * 9 + 5 * shift, 3, exponent=0.8, number=2) * unit * 0.0026
    return look_at(display, columns * unit + across, rows * unit + down)


def _brighten(display: Array) -> Array:
    """Lift the shadows and keep the colours clear: watercolour has no black."""
    vivid = np.clip(saturated(display, grey_of(display), 1.42), 0, 1)
    return 0.16 + 0.84 * power(vivid, 0.7)


def _edges(washed: Array, unit: float) -> Array:
    """Return the edges between washes, 0 to 1: there the pigment dries darker."""
    soft = blur(washed, unit / 620)
    grey = grey_of(soft)
    slope = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)).astype(np.float32)
    line = smoothstep(0.05, 0.42, slope)
    darker = np.clip(blur(grey, unit / 150) - grey, 0, 1) * 1.4
    return np.clip(0.5 * line + darker, 0, 1)


def _border(rows: Array, columns: Array, high: float, wide: float, shift: float) -> Array:
    """Return 1 inside the painted field and 0 on the bare margin, with a ragged edge."""
    ragged = layered(columns * 5 + shift * 7, rows * 5, 4, exponent=0.7, number=6) * 0.011
    margin = np.minimum(np.minimum(columns, wide - columns), np.minimum(rows, high - rows))
    return smoothstep(0.012, 0.022, margin + ragged)


WATERCOLOUR = PaintStyle(
    name="watercolour",
    is_on_paper=True,
    paint=lambda pixels, painting: paint_watercolour(displayed(pixels), painting.view.turn),
    detail=0.8,
    has_border=True,
)
