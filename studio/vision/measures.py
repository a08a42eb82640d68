"""Measurements of what is certain about a picture: its colours, its light, its shape, sky and greenery."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

# Longer side in pixels of the reduced copy that is measured.
_SIDE = 160

# Everyday names of colours, with sRGB values that people would call so; the nearest in CIELAB gives the name.
_COLOURS = {
    "black": ((12, 12, 12), (38, 38, 40)),
    "grey": ((80, 80, 82), (128, 128, 128), (178, 178, 178)),
    "white": ((250, 250, 250), (226, 226, 226)),
    "red": ((200, 35, 40), (130, 20, 28), (225, 75, 65)),
    "orange": ((232, 125, 35), (240, 160, 85), (190, 85, 25)),
    "brown": ((110, 70, 40), (75, 50, 32), (150, 105, 72)),
    "beige": ((218, 198, 165), (190, 165, 130), (236, 222, 198)),
    "yellow": ((236, 205, 55), (250, 232, 125), (205, 165, 40)),
    "green": ((60, 140, 55), (38, 75, 38), (140, 175, 75), (95, 120, 50), (120, 200, 90), (150, 170, 130)),
    "turquoise": ((45, 160, 160), (30, 105, 105), (120, 210, 205)),
    "light blue": ((150, 195, 235), (190, 214, 236), (110, 165, 215)),
    "blue": ((45, 90, 190), (30, 50, 115), (70, 105, 150)),
    "purple": ((115, 60, 155), (72, 42, 100), (165, 125, 200)),
    "pink": ((240, 150, 182), (222, 85, 140), (246, 200, 210)),
}
_NAMES = tuple(name for name, values in _COLOURS.items() for _ in values)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Facts that can be measured in any picture.

    `colours` are the one or two that cover most of it. `tone` is "bright", "dark" or "", `light` is "soft
    light", "strong contrast", "warm tones", "cool tones" or "". `shape` is "wide", "tall" or "square". A
    graphic consists of a few flat colours, and is no photo.
    """

    colours: tuple[str, ...]
    tone: str
    light: str
    shape: str
    is_grey: bool
    is_graphic: bool
    has_blue_sky: bool
    has_greenery: bool

    @property
    def is_outdoors(self) -> bool:
        return self.has_blue_sky or self.has_greenery


def measure(image: Image.Image) -> Measures:
    """Measure an RGB picture; takes a few milliseconds whatever its size."""
    small = image.copy()
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX, reducing_gap=None)
    pixels = np.asarray(small, dtype=np.float32) / 255
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB).astype(np.float32)
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    # Compression alone may colour one pixel in a hundred.
    is_grey = bool(np.quantile(chroma, 0.99) < 8)
    tone = _tone(lab[..., 0])
    hsv = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV).astype(np.float32)
    return Measures(
        colours=_main_colours(lab, is_grey),
        tone=tone,
        light=_light(lab, tone),
        shape=_shape(image.width / image.height),
        is_grey=is_grey,
        is_graphic=_is_graphic(np.asarray(small)),
        has_blue_sky=_has_blue_sky(hsv),
        has_greenery=_has_greenery(hsv),
    )


def _main_colours(lab: Floats, is_grey: bool) -> tuple[str, ...]:
    values = np.array([value for row in _COLOURS.values() for value in row], dtype=np.float32)[None] / 255
    known = cv2.cvtColor(values, cv2.COLOR_RGB2LAB)[0]
    # Lightness counts half: a shaded leaf is still green.
    weights = np.array([0.5, 1, 1], dtype=np.float32)
    distances = (((lab.reshape(-1, 1, 3) - known) * weights) ** 2).sum(axis=2)
    found = np.bincount(distances.argmin(axis=1), minlength=len(_NAMES)) / distances.shape[0]
    shares = dict.fromkeys(_COLOURS, 0.0)
    for name, share in zip(_NAMES, found, strict=True):
        shares[name] += float(share)
    if is_grey:
        shares = {name: shares[name] for name in ("black", "grey", "white")}
    ranked = sorted(shares, key=lambda name: -shares[name])
    return (ranked[0], *(name for name in ranked[1:2] if shares[name] >= 0.18))


def _tone(lightness: Floats) -> str:
    mean = float(lightness.mean())
    if mean < 28:
        return "dark"
    return "bright" if mean > 68 else ""


def _light(lab: Floats, tone: str) -> str:
    spread = float(np.quantile(lab[..., 0], 0.95) - np.quantile(lab[..., 0], 0.05))
    # CIELAB: a runs from green to magenta, b from blue to yellow. A green meadow is neither warm nor cool.
    reddish, yellowish = float(np.median(lab[..., 1])), float(np.median(lab[..., 2]))
    if reddish > 2 and yellowish > 18:
        return "warm tones"
    if reddish < 8 and yellowish < -12:
        return "cool tones"
    if spread > 82:
        return "strong contrast"
    return "soft light" if spread < 50 and tone != "dark" else ""


def _shape(ratio: float) -> str:
    if 0.9 < ratio < 1.1:
        return "square"
    return "wide" if ratio > 1 else "tall"


def _is_graphic(pixels: NDArray[np.uint8]) -> bool:
    """Return whether six colours (of 32 steps a channel) make up nearly everything."""
    steps = (pixels >> 3).astype(np.int32)
    codes = steps[..., 0] << 10 | steps[..., 1] << 5 | steps[..., 2]
    counts = np.sort(np.bincount(codes.ravel()))[::-1]
    return bool(counts[:6].sum() / codes.size > 0.9)


def _has_blue_sky(hsv: Floats) -> bool:
    """Return whether a smooth blue at the top gets paler downwards, with something else below.

    A blue wall has no such gradient, and blue water lies at the bottom.
    """
    hue, saturation, value = hsv[..., 0], hsv[..., 1], hsv[..., 2]
    blue = (hue > 190) & (hue < 245) & (saturation > 0.12) & (value > 0.4)
    height = hsv.shape[0]
    top, bottom = blue[: height // 4], blue[-height // 3 :]
    if top.mean() < 0.7 or bottom.mean() > 0.3:
        return False
    roughness = float(np.abs(np.diff(value[: height // 4], axis=1)).mean())
    rows = [saturation[row][blue[row]].mean() for row in range(height // 2) if blue[row].mean() > 0.3]
    return bool(roughness < 0.03 and len(rows) > 4 and rows[0] > rows[-1])


def _has_greenery(hsv: Floats) -> bool:
    """Return whether there is much green of nearly one hue, with the fine changes of light of leaves.

    Measured: the hues of real green differ by 5 to 9 degrees (standard deviation), those of coloured patterns
    by 25.
    """
    hue, saturation, value = hsv[..., 0], hsv[..., 1], hsv[..., 2]
    green = (hue > 60) & (hue < 165) & (saturation > 0.28) & (value > 0.1)
    if green.mean() < 0.25 or hue[green].std() > 15:
        return False
    changes = np.abs(np.diff(value, axis=1))[green[:, 1:]]
    return bool(changes.mean() > 0.02)
