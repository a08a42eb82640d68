"""Light grounds: paper with cut discs and strips, and a flood of the key colours."""

from __future__ import annotations

import cv2
import numpy as np

from studio.graphics.colours import Array, Colour, colour
from studio.graphics.grounds.canvas import Canvas
from studio.graphics.palettes import Palette

_SHADE: Colour = (0.23, 0.13, 0.13)
_WHITE: Colour = (1.0, 1.0, 1.0)
# How much fibres lighten and darken paper.
_FIBRE = 0.012


def paint_paper(canvas: Canvas, palette: Palette, *, is_quiet: bool, is_bare: bool) -> None:
    """Paint paper: two cut discs at the far upper corner, unless it is bare, and two cut strips at the foot."""
    canvas.fill(160, [(0.30, colour(palette.paper0)), (1.0, colour(palette.paper1))])
    soft, marker = colour(palette.soft), colour(palette.marker)
    side, is_tall = canvas.side, canvas.is_tall
    middle = canvas.across(0.9 if is_tall else 0.93), canvas.height * (0.06 if is_tall else 0.12)
    radius, opacity = side * (0.30 if is_tall else 0.33), 0.75 if is_quiet else 1.0
    if not is_bare:
        _cut(canvas, canvas.disc_cover(middle, radius), soft, opacity)
        _cut(canvas, canvas.disc_cover(middle, radius * 0.62), marker, opacity)
    _cut(canvas, canvas.polygon_cover(canvas.hill(0.885, 0.03, 14, 2)), soft, 1.0)
    _cut(canvas, canvas.polygon_cover(canvas.hill(0.945, 0.022, 41, 2)), marker, 0.85)
    canvas.pixels *= 1 + _fibres(canvas)[..., None]


def paint_flood(canvas: Canvas, palette: Palette) -> None:
    """Paint a flood: two pale discs at the far upper corner and two pale strips at the foot."""
    canvas.fill(135, [(0.0, colour(palette.flood1)), (1.0, colour(palette.flood2))])
    middle = canvas.across(0.94), canvas.height * (0.06 if canvas.is_tall else 0.10)
    for radius, opacity in ((0.46, 0.20), (0.46 * 0.62, 0.22)):
        canvas.disc(middle, radius * canvas.side, _WHITE, opacity)
    for line, swing, seed, opacity in ((0.87, 0.03, 14, 0.16), (0.94, 0.022, 41, 0.20)):
        canvas.mix(_WHITE, canvas.polygon_cover(canvas.hill(line, swing, seed, 2)) * np.float32(opacity))


def _cut(canvas: Canvas, cover: Array, tone: Colour, opacity: float) -> None:
    """Lay cut paper onto it, with two soft shadows."""
    side = canvas.side
    for fall, soft, strength in ((0.012, 0.02, 0.11), (0.004, 0.006, 0.15)):
        shade = canvas.shade_of(cover, fall * side, soft * side)
        canvas.mix(_SHADE, shade * np.float32(strength * opacity) * (1 - cover * np.float32(opacity)))
    canvas.mix(tone, cover * np.float32(opacity))


def _fibres(canvas: Canvas) -> Array:
    """Return how much lighter or darker each pixel of paper is: short threads in all directions."""
    random = np.random.default_rng(3)
    fine = random.standard_normal((canvas.height, canvas.width)).astype(np.float32)
    grain = cv2.GaussianBlur(fine, (0, 0), 0.7)
    lying = cv2.GaussianBlur(fine, (0, 0), sigmaX=5.0, sigmaY=0.7)
    standing = cv2.GaussianBlur(fine[::-1], (0, 0), sigmaX=0.7, sigmaY=4.0)
    small = np.ascontiguousarray(fine[::8, ::8])
    cloud = cv2.resize(cv2.GaussianBlur(small, (0, 0), 1.8), fine.shape[::-1], interpolation=cv2.INTER_CUBIC)
    total = sum(part / max(1e-6, float(part.std())) * weight for part, weight in
                ((grain, 0.35), (lying, 0.4), (standing, 0.35), (cloud, 0.45)))  # fmt: skip
    return np.asarray(np.clip(total, -3, 3) * _FIBRE, np.float32)
