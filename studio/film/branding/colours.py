"""An owner's colours, kept where they can be read and made lighter or darker where they cannot."""

from __future__ import annotations

import math
import re

# A colour as red, green and blue from 0 to 255.
Rgb = tuple[int, int, int]
WHITE, NEAR_BLACK = (255, 255, 255), (12, 12, 12)
# The least contrast (WCAG 2.2, 1.4.3) of letters with what lies behind them.
READABLE = 4.5
# Steps in which a colour is made lighter or darker, in lightness from 0 to 1.
_STEP = 0.01
_CODE = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
# Halvings of the chroma that is still within what a screen shows.
_HALVINGS = 14

Lch = tuple[float, float, float]


def is_code(code: str) -> bool:
    """Return whether this is a colour as "#rrggbb"."""
    return bool(_CODE.fullmatch(code))


def rgb_of(code: str) -> Rgb:
    """Return the colour of "#rrggbb"."""
    red, green, blue = (int(code[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def code_of(colour: Rgb) -> str:
    """Return a colour as "#rrggbb"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def luminance(colour: Rgb) -> float:
    """Return the relative luminance (WCAG 2.2) of a colour, from 0 to 1."""
    red, green, blue = (_linear(value / 255) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Rgb, second: Rgb) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: Rgb, behind: Rgb, least: float = READABLE) -> Rgb:
    """Return the colour, or the nearest lighter or darker one of its hue that has this contrast with what lies behind.

    If none has, it is black or white, whichever is seen better.
    """
    if contrast(colour, behind) >= least:
        return colour
    lightness, chroma, hue = to_lch(colour)
    found: list[tuple[float, Rgb]] = []
    for direction in (1, -1):
        for count in range(1, round(1 / _STEP) + 1):
            moved = lightness + direction * count * _STEP
            if not 0 <= moved <= 1:
                break
            tried = from_lch((moved, chroma, hue))
            if contrast(tried, behind) >= least:
                found.append((count, tried))
                break
    if found:
        return min(found)[1]
    return max((WHITE, (0, 0, 0)), key=lambda end: contrast(end, behind))


def to_lch(colour: Rgb) -> Lch:
    """Return lightness, chroma and hue (in radians) of a colour in OKLab (Björn Ottosson, 2020)."""
    red, green, blue = (_linear(value / 255) for value in colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def from_lch(colour: Lch) -> Rgb:
    """Return the colour of a lightness, a chroma and a hue; of less chroma where a screen does not show so much."""
    lightness, chroma, hue = colour
    lightness = min(1.0, max(0.0, lightness))
    shown = _encoded(lightness, chroma, hue)
    if not all(-1e-4 <= value <= 1 + 1e-4 for value in shown):
        low, high = 0.0, chroma
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            fits = all(-1e-4 <= value <= 1 + 1e-4 for value in _encoded(lightness, middle, hue))
            low, high = (middle, high) if fits else (low, middle)
        shown = _encoded(lightness, low, hue)
    red, green, blue = (round(255 * min(1.0, max(0.0, value))) for value in shown)
    return red, green, blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return _gamma(red), _gamma(green), _gamma(blue)


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
