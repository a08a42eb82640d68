"""Directions of the shapes in a picture, which brushes and pens follow."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from studio.painter.core.arrays import Array, blur, grey_of, look_at, resize
from studio.painter.core.noise import layered


def unit_of(display: Array) -> float:
    """Return the unit of length for drawn things, in pixels, the same as `View.unit`."""
    height, width = display.shape[:2]
    return float(0.75 * (height * width) ** 0.5)


def positions(display: Array) -> tuple[Array, Array]:
    """Return rows (height, 1) and columns (1, width) in units."""
    height, width = display.shape[:2]
    unit = np.float32(unit_of(display))
    rows = np.arange(height, dtype=np.float32)[:, None] / unit
    return rows, np.arange(width, dtype=np.float32)[None] / unit


def flow_of(grey: Array, reach: float, shift: float) -> tuple[Array, Array]:
    """Return the direction (across, down; each (height, width), length 1) along the edges around each pixel.

    `reach` in pixels is how far an edge affects its surroundings; elsewhere a slow noise, moved by `shift`
    (0..1), gives the direction. Smoothed structure tensor: Brox et al., "Adaptive structure tensors", 2006.
    """
    height, width = grey.shape
    small = resize(grey, max(width // 3, 8), max(height // 3, 8))
    across, down = cv2.Sobel(small, cv2.CV_32F, 1, 0), cv2.Sobel(small, cv2.CV_32F, 0, 1)
    tensor = np.stack([across * across - down * down, 2 * across * down], -1).astype(np.float32)
    tensor = blur(tensor, reach / 3)
    rows, columns = positions(small)
    wander = 0.9 * layered(columns * 1.3 + 7 * shift, rows * 1.3, 2, number=5)
    # Doubled angles let opposite directions agree instead of cancelling. Gradients are perpendicular to
    # edges.
    weak = np.float32(4e-4)
    turned = tensor - weak * np.stack([np.cos(wander), np.sin(wander)], -1)
    turned = turned / (np.hypot(turned[..., 0], turned[..., 1])[..., None] + np.float32(1e-9))
    turned = -resize(blur(turned.astype(np.float32), reach / 9), width, height)
    cosine = turned[..., 0] / (np.hypot(turned[..., 0], turned[..., 1]) + np.float32(1e-6))
    right = np.sqrt(np.clip((1 + cosine) / 2, 0, 1))
    lower = np.copysign(np.sqrt(np.clip((1 - cosine) / 2, 0, 1)), turned[..., 1])
    return right, lower


def smear(values: Array, flow: tuple[Array, Array], length: float) -> Array:
    """Blur along the flow over about `length` pixels to either side.

    Three passes, each reaching twice as far as the one before, approximate a line integral (Cabral and
    Leedom, "Imaging vector fields using line integral convolution", 1993).
    """
    height, width = values.shape[:2]
    rows, columns = np.arange(height, dtype=np.float32)[:, None], np.arange(width, dtype=np.float32)[None]
    for share in (1 / 7, 2 / 7, 4 / 7):
        step = np.float32(length * share)
        ahead = look_at(values, columns + flow[0] * step, rows + flow[1] * step)
        behind = look_at(values, columns - flow[0] * step, rows - flow[1] * step)
        values = (values + ahead + behind) * np.float32(1 / 3)
    return values


def tremble(display: Array, amount: float, scale: float, shift: float) -> Array:
    """Distort lines as an unsteady hand does, by about `amount` units, `scale` times per unit."""
    rows, columns = positions(display)
    unit = np.float32(unit_of(display))
    across = layered(columns * scale + 5 * shift, rows * scale, 2, number=1) * np.float32(amount)
    down = layered(columns * scale, rows * scale + 5 * shift, 2, number=2) * np.float32(amount)
    return look_at(display, (columns + across) * unit, (rows + down) * unit)


def outlines(display: Array, depth: Array, width: float) -> Array:
    """Return lines (0..1), about `width` pixels wide, where a thing is in front of something farther away."""
    far = np.log(np.clip(depth, 0.3, 3e4)).astype(np.float32)
    size = max(2, round(width)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    nearest = cast(Array, cv2.erode(far, disc))
    grey = grey_of(display)
    # Haze may hide an edge that the depth still has.
    seen = np.clip((cv2.dilate(grey, disc) - cv2.erode(grey, disc) - 0.04) * 12, 0, 1)
    return np.asarray(np.clip((far - nearest - 0.18) * 4, 0, 1) * seen, np.float32)
