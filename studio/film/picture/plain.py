"""The picture of last resort: a gradient of one tint, which needs neither words nor the painter."""

from __future__ import annotations

import colorsys
from io import BytesIO

import numpy as np
from PIL import Image

_QUALITY = 92
# Lightness at the top and at the bottom, and saturation.
_TOP, _BOTTOM, _COLOUR = 0.62, 0.34, 0.28
# Number of tints around the colour circle.
_TINTS = 12


def plain_picture(size: tuple[int, int], seed: int) -> bytes:
    """Return a JPEG of (width, height) pixels; the seed chooses the tint."""
    hue = seed % _TINTS / _TINTS
    ends = [np.array(colorsys.hls_to_rgb(hue, light, _COLOUR)) * 255 for light in (_TOP, _BOTTOM)]
    down = np.linspace(0, 1, size[1])[:, None, None]
    # A little gradient across too, so that a camera move is visible in any direction.
    across = np.linspace(-18, 18, size[0])[None, :, None]
    pixels = np.clip(ends[0] * (1 - down) + ends[1] * down + across, 0, 255).astype(np.uint8)
    packed = BytesIO()
    Image.fromarray(pixels).save(packed, "JPEG", quality=_QUALITY)
    return packed.getvalue()
