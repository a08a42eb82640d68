"""The background of an animated film: painted sky, crisp flat shapes, clear light."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import (
    Array,
    blur,
    brightest_of,
    grey_of,
    mix,
    resize,
    saturated,
    smoothstep,
    times,
)
from studio.painter.core.style import PaintStyle
from studio.painter.core.view import SKY
from studio.painter.styles.exposure import by_hand
from studio.painter.styles.flow import outlines, unit_of
from studio.painter.styles.watercolour import flatten

STEPS = 6
SHADOW = np.array([0.86, 0.92, 1.2], np.float32)
LIGHT = np.array([1.06, 1.02, 0.95], np.float32)


def paint_anime(display: Array, depth: Array, shift: float) -> Array:
    """Return display values (height, width, 3) as a painted background; `depth` in metres identifies the sky."""
    unit = unit_of(display)
    sky = blur((depth >= SKY / 2).astype(np.float32), unit / 700)[..., None]
    bright = _lift(display)
    painted = flatten(flatten(bright, max(2, round(unit / 90))), max(2, round(unit / 150)))
    crisp = flatten(bright, max(2, round(unit / 200)))
    shapes = mix(_step(mix(crisp, painted, 0.45)), painted, sky)
    shapes = times(shapes, 1 - 0.42 * blur(outlines(bright, depth, unit / 420), unit / 1300))
    return np.clip(_glow(_grade(shapes), unit), 0, 1)


def _lift(display: Array) -> Array:
    """Raise the middle tones to where colours show, so that even a night is luminous."""
    grey = grey_of(display)
    middle = float(np.clip(np.median(grey[::6, ::6]), 0.05, 0.9))
    exponent = float(np.clip(np.log(0.5) / np.log(middle), 0.62, 1.0))
    return np.asarray(np.clip(display, 0, 1) ** np.float32(exponent), np.float32)


def _step(display: Array) -> Array:
    """Quantise the tones of shapes to a few levels, as in cel painting, and keep the colours."""
    tone = brightest_of(display)
    place = tone * STEPS
    whole = np.floor(place)
    stepped = (whole + smoothstep(0.3, 0.7, place - whole)) / STEPS
    return times(display, mix(tone, stepped, 0.75) / (tone + np.float32(1e-4)))


def _grade(display: Array) -> Array:
    """Return clear colours: blue in the shadows, warm in the highlights."""
    grey = grey_of(display)
    vivid = np.clip(saturated(display, grey, 1.5), 0, 1.2)
    return vivid * mix(SHADOW, LIGHT, smoothstep(0.12, 0.7, grey)[..., None])


def _glow(display: Array, unit: float) -> Array:
    """Add a soft copy of the bright parts, as a bloom."""
    height, width = display.shape[:2]
    bright = np.clip(display - np.float32(0.62), 0, 1) * np.float32(1.3)
    bright = resize(bright, max(width // 2, 2), max(height // 2, 2))
    spill = 0.4 * blur(bright, unit / 80) + 0.35 * blur(bright, unit / 24)
    return 1 - (1 - np.clip(display, 0, 1)) * (1 - np.clip(resize(spill, width, height), 0, 1))


ANIME = PaintStyle(name="anime", paint=by_hand(paint_anime), grain=0.7, detail=0.85, is_whole=True)
