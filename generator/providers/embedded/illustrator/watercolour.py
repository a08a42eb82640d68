"""Turns a picture into a watercolour: flat washes, edges where pigment gathers, grain of the paper."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from generator.providers.embedded.illustrator.arrays import (
    Array,
    blur,
    grey_of,
    look_at,
    look_up,
    mix,
    smoothstep,
)
from generator.providers.embedded.illustrator.noise import layered, tile

PAPER = np.array([0.985, 0.972, 0.945], np.float32)


def paint_watercolour(display: Array, shift: float) -> Array:
    """Return display values (height, width, 3) as if painted; `shift` (0..1) moves the paper under the picture."""
    height, width = display.shape[:2]
    unit = 0.75 * (height * width) ** 0.5
    rows = np.arange(height, dtype=np.float32)[:, None] / np.float32(unit)
    columns = np.arange(width, dtype=np.float32)[None] / np.float32(unit)
    wobbled = _wobble(display, rows, columns, unit, shift)
    washed = flatten(flatten(wobbled, max(2, round(unit / 130))), max(2, round(unit / 260)))
    washed = _brighten(washed)
    edge = _edges(washed, unit)
    bloom = layered(columns * 2.6 + 9 * shift, rows * 2.6, 4, exponent=0.9, number=4)
    pigment = (1 - washed) * (1 + 0.06 * bloom)[..., None]
    pigment = pigment * (1 + 0.75 * edge)[..., None]
    paper = look_up(tile(1.1, 17), columns * unit * 0.45, rows * unit * 0.45)
    fibre = look_up(tile(2.0, 18), columns * unit * 0.2, rows * unit * 0.2)
    grain = 0.055 * paper + 0.04 * fibre
    dark = grey_of(pigment)[..., None]
    pigment = pigment * (1 + grain[..., None] * (0.6 + 1.6 * dark))
    painted = PAPER * (1 - np.clip(pigment, 0, 0.96)) * (1 + 0.012 * paper)[..., None]
    share = _border(rows, columns, height / unit, width / unit, shift)
    return np.clip(mix(PAPER * (1 + 0.014 * paper)[..., None], painted, share[..., None]), 0, 1)


def flatten(picture: Array, radius: int) -> Array:
    """Smooth within shapes and not across their edges: of four squares around a pixel the calmest one's mean.

    Kuwahara et al., "Processing of RI-angiocardiographic images", 1976.
    """
    size = radius + 1
    grey = grey_of(picture)
    mean = cv2.blur(picture, (size, size), borderType=cv2.BORDER_REFLECT)
    first = cv2.blur(grey, (size, size), borderType=cv2.BORDER_REFLECT)
    square = cv2.blur(grey * grey, (size, size), borderType=cv2.BORDER_REFLECT)
    spread = square - first * first
    best, result = None, np.empty_like(picture)
    offset = size // 2
    for down in (-offset, offset):
        for across in (-offset, offset):
            here = _moved(cast(Array, spread), down, across)
            values = _moved(cast(Array, mean), down, across)
            if best is None:
                best, result = here.copy(), values.copy()
                continue
            better = here < best
            best = np.where(better, here, best)
            np.copyto(result, values, where=better[..., None])
    return result


def _moved(values: Array, down: int, across: int) -> Array:
    matrix = np.array([[1, 0, across], [0, 1, down]], np.float32)
    height, width = values.shape[:2]
    return cast(
        Array,
        cv2.warpAffine(
            values, matrix, (width, height), flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE
        ),
    )


def _wobble(display: Array, rows: Array, columns: Array, unit: float, shift: float) -> Array:
    """Let edges waver as a hand does."""
    across = layered(columns * 9 + 5 * shift, rows * 9, 3, exponent=0.8, number=1) * unit * 0.0026
    down = layered(columns * 9, rows * 9 + 5 * shift, 3, exponent=0.8, number=2) * unit * 0.0026
    return look_at(display, columns * unit + across, rows * unit + down)


def _brighten(display: Array) -> Array:
    """Watercolour has no black: lift the shadows, keep the colours clear."""
    grey = grey_of(display)[..., None]
    vivid = np.clip(grey + (display - grey) * 1.42, 0, 1)
    return 0.16 + 0.84 * vivid**0.7


def _edges(washed: Array, unit: float) -> Array:
    """Return where one wash meets another, 0 to 1: there the pigment dries darker."""
    soft = blur(washed, unit / 620)
    grey = grey_of(soft)
    slope = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)).astype(np.float32)
    line = smoothstep(0.05, 0.42, slope)
    darker = np.clip(blur(grey, unit / 150) - grey, 0, 1) * 1.4
    return np.clip(0.5 * line + darker, 0, 1)


def _border(rows: Array, columns: Array, high: float, wide: float, shift: float) -> Array:
    """Return 1 inside the painted field and 0 on the bare margin; the brush leaves it ragged."""
    ragged = layered(columns * 5 + shift * 7, rows * 5, 4, exponent=0.7, number=6) * 0.011
    margin = np.minimum(np.minimum(columns, wide - columns), np.minimum(rows, high - rows))
    return smoothstep(0.012, 0.022, margin + ragged)
