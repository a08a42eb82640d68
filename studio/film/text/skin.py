"""Skin tones of emoji: the yellow of their drawings is turned into the tone that the text asks for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.text.lines.clusters import is_tone

# The colours that stand for yellow in each tone of skin (Fitzpatrick types I-II to VI; UTS 51, 2.4).
_TONES = {
    "\U0001f3fb": (250, 214, 186),
    "\U0001f3fc": (233, 190, 148),
    "\U0001f3fd": (202, 149, 103),
    "\U0001f3fe": (154, 102, 66),
    "\U0001f3ff": (99, 66, 48),
}
# The lightness of the drawings' yellow, as a share of the brightest; what is lighter is a gloss upon it.
_YELLOW = 0.80
# Hues of the yellow and of its shadows, in degrees, with how far from them the change fades out; and the saturation
# and value from which a colour is none of teeth, hair or eyes.
_FIRST, _LAST, _FADE = 20.0, 58.0, 8.0
_SATURATED, _BRIGHT = (0.30, 0.45), (0.45, 0.62)
_WEIGHTS = np.array([0.299, 0.587, 0.114], np.float32)


def tone_of(cluster: str) -> str:
    """Return the first skin tone of an emoji, or an empty string."""
    return next((sign for sign in cluster if is_tone(sign)), "")


def with_tone(drawing: Image.Image, tone: str) -> Image.Image:
    """Return an RGBA drawing with skin of a tone instead of yellow; its light and shadow stay."""
    pixels = np.asarray(drawing, np.float32)
    colours = pixels[:, :, :3]
    light = (colours @ _WEIGHTS / 255 / _YELLOW)[:, :, None]
    skin = np.clip(light * np.array(_TONES[tone], np.float32), 0, 255)
    share = _share_of_skin(colours / np.float32(255))[:, :, None]
    result = pixels.copy()
    result[:, :, :3] = colours + (skin - colours) * share
    return Image.fromarray(np.rint(result).astype(np.uint8))


def _share_of_skin(colours: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much of each pixel is skin, 0 to 1, by its hue, saturation and value."""
    red, green, blue = np.moveaxis(colours, 2, 0)
    value = colours.max(axis=2)
    spread = value - colours.min(axis=2)
    # The hue of colours from red to yellow: all others are none of skin.
    hue = np.where((red >= green) & (green >= blue), 60 * (green - blue) / np.maximum(spread, 1e-6), -90.0)
    share = np.clip((hue - _FIRST) / _FADE + 1, 0, 1) * np.clip((_LAST - hue) / _FADE + 1, 0, 1)
    for amount, (none, all_of_it) in ((spread / np.maximum(value, 1e-6), _SATURATED), (value, _BRIGHT)):
        share = share * np.clip((amount - none) / (all_of_it - none), 0, 1)
    return np.asarray(share, np.float32)
