"""The picture of last resort: a soft slope of one tint, which needs no words and no painter."""

from __future__ import annotations

import colorsys
from io import BytesIO

import numpy as np
from PIL import Image

_QUALITY = 92
# Lightness at the top and at the bottom, and how much colour there is.
_TOP, _BOTTOM, _COLOUR = 0.62, 0.34, 0.28
# So many tints go round the circle of colours.
_TINTS = 12


def plain_picture(size: tuple[int, int], seed: int) -> bytes:
    """Return a JPEG of (width, height) pixels; films of another seed have another tint."""
    hue = seed % _TINTS / _TINTS
    ends = [np.array(colorsys.hls_to_rgb(hue, light, _COLOUR)) * 255 for light in (_TOP, _BOTTOM)]
    down = np.linspace(0, 1, size[1])[:, None, None]
    # A little across too, so that the camera is seen to move whichever way it goes.
    across = np.linspace(-18, 18, size[0])[None, :, None]
    pixels = np.clip(ends[0] * (1 - down) + ends[1] * down + across, 0, 255).astype(np.uint8)
    packed = BytesIO()
    Image.fromarray(pixels).save(packed, "JPEG", quality=_QUALITY)
    return packed.getvalue()
