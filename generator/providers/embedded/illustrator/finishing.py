"""From linear light to a developed picture: exposure, style, grain, and the encoded file."""

from __future__ import annotations

import cv2
import numpy as np

from generator.providers.embedded.illustrator.arrays import Array, mix, power, smoothstep
from generator.providers.embedded.illustrator.colours import luminance, saturate
from generator.providers.embedded.illustrator.view import Painting

JPEG_QUALITY = 92


def develop(painting: Painting) -> Array:
    """Return display values (height, width, 3) in 0..1, sRGB, in the painting's style."""
    pixels = expose(painting.pixels, painting.gain)
    style = painting.view.style
    if style == "dramatic":
        pixels = saturate(pixels, 1.12)
    display = power(shoulder(pixels), 1 / 2.2)
    if style == "dramatic":
        display = vignette(contrast(display, 0.25), 0.45)
    return display


def expose(pixels: Array, gain: float | None = None) -> Array:
    """Bring the middle of the picture to where eyes expect it; a night stays darker than a day."""
    if gain is not None:
        return pixels * np.float32(gain)
    middle = float(np.exp(np.mean(np.log(luminance(pixels[::4, ::4]) + 1e-3))))
    gain = (0.2 / max(middle, 1e-4)) ** 0.5
    return pixels * np.float32(np.clip(gain, 0.5, 2.4))


def shoulder(pixels: Array) -> Array:
    """Let highlights run out softly above 0.6 instead of clipping."""
    high = np.maximum(pixels - 0.6, 0)
    return np.minimum(pixels, 0.6) + 0.4 * (1 - np.exp(-high / 0.4))


def contrast(display: Array, amount: float) -> Array:
    """Mix in an S-curve."""
    curved = display * display * (3 - 2 * display)
    return mix(display, curved, amount)


def vignette(display: Array, amount: float) -> Array:
    height, width = display.shape[:2]
    across = np.linspace(-1, 1, width, dtype=np.float32)[None]
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    fall = 1 - amount * smoothstep(0.45, 1.5, np.sqrt(across**2 + down**2))
    return display * fall[..., None]


def encode(display: Array, random: np.random.Generator, grain: float) -> bytes:
    """Encode as JPEG; a little noise keeps skies free of bands."""
    noise = random.standard_normal(display.shape[:2], np.float32)[..., None]
    values = np.clip(display * 255 + noise * grain, 0, 255)
    packed = np.rint(values).astype(np.uint8)[..., ::-1]
    _, data = cv2.imencode(".jpg", packed, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return data.tobytes()
