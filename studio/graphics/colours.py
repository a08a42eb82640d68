"""Colours: three numbers from 0 to 1 (sRGB), their mixtures, their light and the contrast between them."""

from __future__ import annotations

import colorsys
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Colour = tuple[float, float, float]

# Weights of linear red, green and blue in luminance (Rec. 709).
_LIGHT = np.array([0.2126, 0.7152, 0.0722], np.float32)
# From linear light to OKLab (Björn Ottosson, 2020).
_CONES = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
     [0.0883024619, 0.2817188376, 0.6299787005]]
)  # fmt: skip
_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]]
)  # fmt: skip
# The saturation and lightness that a picture's tone is brought to.
_SATURATION, _VALUE = (0.46, 0.74), 0.13


def colour(code: str) -> Colour:
    """Return the colour of "#rrggbb"."""
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """Return a mixture as paint programs make it, with this share of the second colour."""
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return red, green, blue


def evenly_mixed(first: Colour, second: Colour, share: float) -> Colour:
    """Return a mixture that looks even (in OKLab), with this share of the second colour."""
    lab = (1 - share) * _to_lab(first) + share * _to_lab(second)
    linear = np.linalg.solve(_CONES, np.linalg.solve(_LAB, lab) ** 3)
    red, green, blue = (float(value) for value in _encoded(np.clip(linear, 0, 1)))
    return red, green, blue


def linear(values: Any) -> Array:
    """Return sRGB values as linear light."""
    values = np.asarray(values, np.float32)
    result: Array = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return result


def luminance(values: Any) -> Array:
    """Return the relative luminance of sRGB values (…, 3)."""
    result: Array = linear(values) @ _LIGHT
    return result


def contrast(letters: Any, behind: Any) -> Array:
    """Return the contrast (WCAG 2) of sRGB colours with those behind them, from 1 to 21."""
    first, second = luminance(letters), luminance(behind)
    return np.asarray((np.maximum(first, second) + 0.05) / (np.minimum(first, second) + 0.05), np.float32)


def hue_gap(first: Colour, second: Colour) -> float:
    """Return the degrees between the hues of two colours."""
    gap = abs(colorsys.rgb_to_hsv(*first)[0] - colorsys.rgb_to_hsv(*second)[0]) * 360
    return min(gap, 360 - gap)


def tone_of(picture: Any) -> Colour:
    """Return the dark tone of a picture (height, width, 3): the hue of most of its colour."""
    picture = np.asarray(picture, np.float32)
    small = picture[:: max(1, len(picture) // 64), :: max(1, picture.shape[1] // 64)].reshape(-1, 3)
    strength = small.max(-1) - small.min(-1)
    mean = (small * strength[:, None]).sum(0) / max(1e-6, float(strength.sum()))
    hue, saturation, _ = colorsys.rgb_to_hsv(*(float(value) for value in mean))
    return colorsys.hsv_to_rgb(hue, min(max(saturation, _SATURATION[0]), _SATURATION[1]), _VALUE)


def _to_lab(one: Colour) -> NDArray[np.float64]:
    result: NDArray[np.float64] = _LAB @ np.cbrt(_CONES @ linear(one).astype(np.float64))
    return result


def _encoded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    result: NDArray[np.float64] = np.where(
        values <= 0.0031308, values * 12.92, 1.055 * values ** (1 / 2.4) - 0.055
    )
    return result
