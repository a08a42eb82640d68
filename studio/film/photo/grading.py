"""Light colour grading of a photo's views: one look for the whole film, at a strength that varies by scene."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Grade:
    """A look at full strength: shares of contrast, saturation, warmth, faded blacks and vignetting."""

    contrast: float = 0.06
    saturation: float = 0.06
    warmth: float = 0.0
    fade: float = 0.0
    corners: float = 0.06


_GRADES = {
    "dramatic": Grade(contrast=0.2, saturation=-0.1, warmth=-0.025, corners=0.26),
    "photorealistic": Grade(contrast=0.1, saturation=0.1, corners=0.1),
    "watercolour": Grade(contrast=-0.06, saturation=0.1, fade=0.05, corners=0.0),
    "oil": Grade(contrast=0.12, saturation=0.14, warmth=0.03, corners=0.14),
    "line": Grade(contrast=0.14, saturation=-0.2, corners=0.0),
    "anime": Grade(contrast=0.08, saturation=0.22, warmth=0.015, corners=0.0),
    "vintage": Grade(contrast=-0.04, saturation=-0.34, warmth=0.07, fade=0.06, corners=0.22),
    "clay": Grade(contrast=0.04, saturation=0.1, warmth=0.03),
    "render": Grade(contrast=0.08, saturation=0.14),
}


def grade(pixels: NDArray[np.uint8], style: str, strength: float) -> NDArray[np.uint8]:
    """Return a (height, width, 3) RGB picture in the look of a style, at a strength from 0 (unchanged) to 1."""
    chosen = _GRADES.get(style, Grade())
    height, width, _ = pixels.shape
    curved = cv2.LUT(pixels, _curves(chosen, strength))
    grey = cv2.cvtColor(curved, cv2.COLOR_RGB2GRAY)
    share = 1 + chosen.saturation * strength
    graded = cv2.addWeighted(curved, share, cv2.merge([grey] * 3), 1 - share, 0)
    if not chosen.corners:
        return np.asarray(graded, np.uint8)
    across, down = np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32)
    far = np.clip((across[None] ** 2 + down[:, None] ** 2) / 2, 0, 1)
    light = 1 - chosen.corners * strength * far**1.5
    return np.asarray(cv2.multiply(graded, cv2.merge([light] * 3), dtype=cv2.CV_8U), np.uint8)


def _curves(chosen: Grade, strength: float) -> NDArray[np.uint8]:
    """Return a look-up table of 256 rows for red, green and blue."""
    values = np.linspace(0, 1, 256)
    # A soft S curve around the middle: black and white stay as they are.
    bent = values + chosen.contrast * strength * np.sin(2 * np.pi * (values - 0.5)) / 2
    lifted = chosen.fade * strength + bent * (1 - chosen.fade * strength)
    warmer = chosen.warmth * strength * np.array([1.0, 0.15, -1.0])
    channels = [lifted * (1 + change) for change in warmer]
    return np.asarray(np.clip(np.stack(channels, axis=1)[None] * 255 + 0.5, 0, 255), np.uint8)
