"""From linear light to a developed picture: exposure, style, grain, and the encoded file."""

from __future__ import annotations

import functools
from collections.abc import Callable

import cv2
import numpy as np

from studio.painter.core.arrays import Array, blur, grey_of, look_at, mix, power, smoothstep, times, tripled
from studio.painter.core.colours import luminance, saturate
from studio.painter.core.view import Painting
from studio.painter.styles.anime import paint_anime
from studio.painter.styles.ink import draw_ink
from studio.painter.styles.modelled import knead_clay, render_soft
from studio.painter.styles.oil import paint_oil
from studio.painter.styles.papercut import cut_paper
from studio.painter.styles.pixel import set_pixels
from studio.painter.styles.poster import print_poster
from studio.painter.styles.watercolour import paint_watercolour

JPEG_QUALITY = 92
# The deviation of the noise that is added, in steps of 1/255: enough to keep skies free of bands.
GRAIN = {"plain": 0.7, "dramatic": 1.4, "photorealistic": 2.3, "anime": 0.7, "render": 0.7, "pixel": 0.0}
CRAFT_GRAIN = 0.5
GRAIN_SIZE = 1024
# How crafts make their picture of display values, the distances in metres, and what moves the hand (0..1).
CRAFTS: dict[str, Callable[[Array, Array, float], Array]] = {
    "oil": paint_oil,
    "line": draw_ink,
    "anime": paint_anime,
    "pixel": set_pixels,
}
# Those that cut a picture into few shapes also have to know where the subject is.
CUTTING_CRAFTS: dict[str, Callable[[Array, Array, float, Array | None], Array]] = {
    "paper": cut_paper,
    "clay": knead_clay,
    "vintage": print_poster,
    "render": render_soft,
}


def develop(painting: Painting) -> Array:
    """Return display values (height, width, 3) in 0..1, sRGB, in the painting's style."""
    view = painting.view
    pixels = expose(np.asarray(painting.pixels, np.float32), painting.gain)
    if view.style == "dramatic":
        return _dramatic(pixels * 0.92, view.unit)
    if view.style == "photorealistic":
        return _photographic(pixels, painting.depth, view.unit)
    display = power(shoulder(pixels), 1 / 2.2)
    if view.style == "watercolour":
        return paint_watercolour(display, view.turn)
    if view.style in CUTTING_CRAFTS:
        return CUTTING_CRAFTS[view.style](display, painting.depth, view.turn, painting.cover)
    if view.style in CRAFTS:
        return CRAFTS[view.style](display, painting.depth, view.turn)
    return vignette(contrast(display, 0.1), 0.08)


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


def _dramatic(pixels: Array, unit: float) -> Array:
    """Deep shadows that lean to blue, glowing lights that lean to amber, a dark frame."""
    bright = np.maximum(pixels - 0.7, 0)
    pixels = pixels + blur(bright, unit / 40) * 0.5
    display = power(shoulder(saturate(pixels, 1.1)), 1 / 2.2)
    cool, warm = np.array([0.86, 0.98, 1.1], np.float32), np.array([1.08, 1.0, 0.87], np.float32)
    display = display * mix(cool, warm, smoothstep(0.15, 0.75, grey_of(display))[..., None])
    return np.clip(vignette(contrast(np.clip(display, 0, 1), 0.55), 0.5), 0, 1)


def _photographic(pixels: Array, depth: Array, unit: float) -> Array:
    """What a lens adds: a near blur, a glow around lights, a trace of colour at the edges, crisp detail."""
    bright = np.maximum(pixels - 0.8, 0)
    pixels = pixels + blur(bright, unit / 110) * 0.4 + blur(bright, unit / 26) * 0.22
    near = smoothstep(2.6, 1.0, depth)
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


def encode(display: Array, random: np.random.Generator, style: str) -> bytes:
    """Encode as JPEG (quality 92) with the grain of the style."""
    grain = tripled(_grain(random, *display.shape[:2]))
    packed = cv2.addWeighted(display, 255, grain, GRAIN.get(style, CRAFT_GRAIN), 0, dtype=cv2.CV_8U)
    coded = cv2.cvtColor(packed, cv2.COLOR_RGB2BGR)
    _, data = cv2.imencode(".jpg", coded, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return data.tobytes()


def _grain(random: np.random.Generator, height: int, width: int) -> Array:
    """Return noise of deviation 1, (height, width): another part for each picture of one sheet, which repeats."""
    top, left = (int(start) for start in random.integers(GRAIN_SIZE, size=2))
    low, right = max(top + height - GRAIN_SIZE, 0), max(left + width - GRAIN_SIZE, 0)
    sheet = cv2.copyMakeBorder(_grain_sheet(), 0, low, 0, right, cv2.BORDER_WRAP)
    return np.ascontiguousarray(sheet[top : top + height, left : left + width])


@functools.cache
def _grain_sheet() -> Array:
    return np.random.default_rng(2_713).standard_normal((GRAIN_SIZE, GRAIN_SIZE), np.float32)
