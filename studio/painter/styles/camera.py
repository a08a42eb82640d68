"""Styles of photography and film: plain, dramatic, photographic."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, blur, grey_of, look_at, mix, power, smoothstep
from studio.painter.core.colours import saturate
from studio.painter.core.style import PaintStyle
from studio.painter.core.view import Painting
from studio.painter.styles.exposure import contrast, displayed, shoulder, vignette


def _plain(pixels: Array, painting: Painting) -> Array:
    return vignette(contrast(displayed(pixels), 0.1), 0.08)


def _dramatic(pixels: Array, painting: Painting) -> Array:
    """Return deep bluish shadows, glowing amber highlights and a dark frame."""
    pixels, unit = pixels * 0.92, painting.view.unit
    bright = np.maximum(pixels - 0.7, 0)
    pixels = pixels + blur(bright, unit / 40) * 0.5
    display = power(shoulder(saturate(pixels, 1.1)), 1 / 2.2)
    cool, warm = np.array([0.86, 0.98, 1.1], np.float32), np.array([1.08, 1.0, 0.87], np.float32)
    display = display * mix(cool, warm, smoothstep(0.15, 0.75, grey_of(display))[..., None])
    return np.clip(vignette(contrast(np.clip(display, 0, 1), 0.55), 0.5), 0, 1)


def _photographic(pixels: Array, painting: Painting) -> Array:
    """Add the effects of a lens: blur nearby, glow around lights, colour fringes at the edges, crisp detail."""
    unit = painting.view.unit
    bright = np.maximum(pixels - 0.8, 0)
    pixels = pixels + blur(bright, unit / 110) * 0.4 + blur(bright, unit / 26) * 0.22
    near = smoothstep(2.6, 1.0, painting.depth)
    if float(near.max()) > 0.05:
        pixels = mix(pixels, blur(pixels, unit / 300), near[..., None])
    display = power(shoulder(saturate(pixels, 0.94)), 1 / 2.2)
    display = display + (display - blur(display, unit / 500)) * 0.55
    display = _fringe(display)
    return np.clip(vignette(contrast(np.clip(display, 0, 1), 0.28), 0.24), 0, 1)


def _fringe(display: Array) -> Array:
    """Scale red and blue apart by half a pixel at the corners (lateral chromatic aberration)."""
    height, width = display.shape[:2]
    rows, columns = np.arange(height, dtype=np.float32)[:, None], np.arange(width, dtype=np.float32)[None]
    result = display.copy()
    for channel, scale in ((0, 0.9993), (2, 1.0007)):
        across, down = (columns - width / 2) * scale + width / 2, (rows - height / 2) * scale + height / 2
        result[..., channel] = look_at(np.ascontiguousarray(display[..., channel]), across, down)
    return result


PLAIN = PaintStyle(name="plain", paint=_plain, grain=0.7)
DRAMATIC = PaintStyle(name="dramatic", paint=_dramatic, grain=1.4, reach=0.02)
PHOTOREALISTIC = PaintStyle(name="photorealistic", paint=_photographic, grain=2.3, reach=0.02)
