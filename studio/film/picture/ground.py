"""Plain grounds: below a picture with transparency, unlike what it shows at its edges; and around a logo or drawing."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

# Grounds to choose from, best first: white, near-black, and a grey that contrasts with black and white alike.
_GROUNDS = (255, 24, 118)
# The contrast ratio below which shapes are lost on their ground (WCAG 2.2, 1.4.11: graphical objects).
_CONTRAST = 3.0
# A later ground must lose less than an earlier one by more than this share of the edge.
_BETTER = 0.02
# The longer side to which a picture is reduced for measuring, the distance from what is transparent up to which its
# pixels are at its edge, and the opacity that parts the two.
_SIDE, _EDGE, _OPAQUE = 512, 3, 0.5

# How far, in levels, and for which share of a picture's rim colours may be from the ground's for that to be plain. JPEG
# moves them by a few levels, and a signature or a rule may touch one side.
_SAME, _ALL = 10, 0.97

Floats = NDArray[np.float32]


def lay_on_ground(image: Image.Image) -> Image.Image:
    """Return a picture of mode RGBA or LA in RGB or L, on a ground that contrasts with it.

    Colours hidden under transparency may be anything, so they count for nothing.
    """
    level = choose_ground(image)
    ground = Image.new("RGBA", image.size, (level, level, level, 255))
    return Image.alpha_composite(ground, image.convert("RGBA")).convert(image.mode[:-1])


def plain_ground(image: Image.Image) -> tuple[int, int, int] | None:
    """Return the colour on which all of an RGB picture lies, as a logo does.

    Returns None if something goes on beyond its rim, or if nothing lies there at all.
    """
    scale = min(1.0, _SIDE / max(image.size))
    size = (max(2, round(image.width * scale)), max(2, round(image.height * scale)))
    pixels = np.asarray(image.convert("RGB").resize(size, Image.Resampling.BOX), np.int16)
    rim = np.concatenate((pixels[0], pixels[-1], pixels[1:-1, 0], pixels[1:-1, -1]))
    colour = np.median(rim, axis=0)
    if (np.abs(rim - colour) > _SAME).any(axis=1).mean() > 1 - _ALL or not (
        np.abs(pixels - colour) > _SAME
    ).any():
        return None
    red, green, blue = (round(float(level)) for level in colour)
    return red, green, blue


def choose_ground(image: Image.Image) -> int:
    """Return the level of grey, 0 to 255, on which least is lost of what a picture of mode RGBA or LA shows."""
    scale = min(1.0, _SIDE / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    # Pillow reduces colours by their opacity, so those hidden under transparency do not bleed.
    small = image.resize(size, Image.Resampling.BOX).convert("RGBA")
    pixels: Floats = np.asarray(small, np.float32) / np.float32(255)
    weight = _edge(pixels[:, :, 3])
    total = float(weight.sum())
    if not total:
        return _GROUNDS[0]
    light = _luminance(pixels[:, :, :3])
    losses = [float((weight * _lost(light, level)).sum()) / total for level in _GROUNDS]
    best = 0
    for place, loss in enumerate(losses):
        if loss < losses[best] - _BETTER:
            best = place
    return _GROUNDS[best]


def _edge(opacity: Floats) -> Floats:
    """Return how much each pixel counts: what is inside of a shape contrasts with the shape, not with the ground."""
    # A watermark is translucent everywhere: its own strongest opacity is what it shows.
    strongest = float(opacity.max(initial=0.0))
    clear = opacity < _OPAQUE * strongest
    if not clear.any():
        return opacity * (1 - opacity)
    around = cv2.dilate(clear.astype(np.uint8), np.ones((2 * _EDGE + 1, 2 * _EDGE + 1), np.uint8))
    return np.where(clear | (around == 0), 0, opacity).astype(np.float32)


def _luminance(colours: Floats) -> Floats:
    """Return the relative luminance (WCAG 2.2) of sRGB colours, 0 to 1."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]), np.float32)


def _lost(light: Floats, level: int) -> Floats:
    """Return how much of each pixel is lost on a ground, 0 to 1: nothing from the least contrast on."""
    ground = float(_luminance(np.full((1, 3), level / 255, np.float32))[0])
    contrast = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    return np.maximum(0, (_CONTRAST - contrast) / (_CONTRAST - 1)).astype(np.float32)
