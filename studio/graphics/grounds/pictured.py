"""Grounds with a painting: out of focus behind words (veil), sharp beside them (split), or as it is."""

from __future__ import annotations

import math

import cv2
import numpy as np

from studio.graphics.colours import Array, Colour, colour, evenly_mixed, hue_gap, linear, tone_of
from studio.graphics.grounds.canvas import Canvas
from studio.graphics.palettes import Palette

Picture = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
# Veil: blur, the light that bright parts are brought to and by how much at most, saturation.
_BLUR, _LIGHT, _PART, _GAINS, _RICHER = 0.017, 0.18, 0.85, (0.5, 1.35), 1.28
# From how many degrees between the tones of picture and palette on a veil has two tones; its strengths then and else.
_FAR, _COLOURED, _SOFT = 70.0, (0.30, 0.78), (0.50, 0.62)
_TONED = 0.52
# Pixels across a veil in the style of pixels.
_COARSE = 64
_WEIGHTS = np.array([0.3, 0.59, 0.11], np.float32)


def tone_with(picture: Picture, palette: Palette) -> Colour:
    """Return the dark colour in which a picture and the night of a palette meet."""
    return evenly_mixed(tone_of(picture.astype(np.float32) / 255), colour(palette.night0), _TONED)


def paint_painted(canvas: Canvas, picture: Picture, focus: tuple[float, float], extra: float = 0.0) -> None:
    """Show the painting as it is; `extra` darkens its upper edge."""
    canvas.pixels[:] = _covering(picture, canvas.width, canvas.height, focus)
    if extra:
        canvas.tint(180, (0.0, 0.0, 0.0), [(0, extra), (0.3, 0.8 * extra), (0.55, 0)])


def paint_veil(
    canvas: Canvas,
    picture: Picture,
    palette: Palette,
    focus: tuple[float, float],
    style: str,
    extra: float = 0.0,
) -> None:
    """Paint the picture out of focus, brought to one light and towards the palette; `extra` darkens it further."""
    tone, night = tone_with(picture, palette), colour(palette.night2)
    is_far = hue_gap(tone_of(picture.astype(np.float32) / 255), night) > _FAR
    pixels = _blurred(picture, canvas, focus, style)
    bright = float(
        np.quantile(linear(pixels[::4, ::4]) @ np.array([0.2126, 0.7152, 0.0722], np.float32), _PART)
    )
    gain = math.sqrt(_LIGHT / max(1e-3, bright))
    grey = (pixels @ np.array([0.2126, 0.7152, 0.0722], np.float32))[..., None]
    pixels = np.clip((grey + (pixels - grey) * _RICHER) * min(max(gain, _GAINS[0]), _GAINS[1]), 0, 1)
    canvas.pixels[:] = pixels
    canvas.mix(
        _with_lightness(np.asarray(night, np.float32), canvas.pixels), _even(canvas, _COLOURED[is_far])
    )
    lit = _gradient(canvas, palette)
    canvas.mix(_soft_light(canvas.pixels, lit), _even(canvas, _SOFT[is_far]))
    if canvas.is_tall:
        canvas.tint(180, tone, [(0, 0.34), (0.5, 0.40), (1, 0.30)])
    else:
        canvas.tint(90, tone, [(0, 0.62), (0.5, 0.40), (1, 0.06)])
    canvas.tint(0, tone, [(0, 0.60), (0.40, 0)])
    if extra:
        canvas.mix(tone, _even(canvas, extra))


def paint_split(
    canvas: Canvas,
    picture: Picture,
    palette: Palette,
    focus: tuple[float, float],
    cut: float,
    extra: float = 0.0,
) -> None:
    """Paint the picture sharp on the far side, sinking into its own dark; in tall frames above `cut` (of the height)."""
    tone, night1 = tone_with(picture, palette), colour(palette.night1)
    canvas.pixels[:] = np.asarray(tone, np.float32)
    if canvas.is_tall:
        rows = round((cut + 0.13) * canvas.height)
        canvas.pixels[:rows] = _covering(picture, canvas.width, rows, focus)
        fades = [(0, 0), (cut - 0.17, 0), (cut - 0.06, 0.40), (cut + 0.04, 0.88), (cut + 0.11, 1), (1, 1)]
        canvas.tint(180, tone, [(at, min(1.0, share * (1 + extra))) for at, share in fades])
        low = evenly_mixed(tone, night1, 0.55)
        canvas.tint(180, low, [(0, 0), (cut + 0.11, 0), (1, 1)])
        canvas.tint(180, (0.0, 0.0, 0.0), [(0, 0.33), (0.14, 0)])
        return
    wide = round(0.7 * canvas.width)
    part = _covering(picture, wide, canvas.height, focus)
    if canvas.is_mirrored:
        canvas.pixels[:, :wide] = part
    else:
        canvas.pixels[:, -wide:] = part
    fades = [(0, 1), (0.31, 1), (0.41, 0.93), (0.53, 0.62), (0.72, 0.16), (0.88, 0), (1, 0)]
    canvas.tint(90, tone, [(at, min(1.0, share * (1 + extra))) for at, share in fades])
    canvas.tint(0, tone, [(0, 0.64), (0.38, 0)])


def _covering(picture: Picture, width: int, height: int, focus: tuple[float, float]) -> Array:
    """Return the part of a picture around its focus that covers a size, from 0 to 1."""
    high, wide = picture.shape[:2]
    scale = max(width / wide, height / high)
    columns, rows = min(wide, round(width / scale)), min(high, round(height / scale))
    left = round(min(max(0.0, focus[0] * wide - columns / 2), wide - columns))
    top = round(min(max(0.0, focus[1] * high - rows / 2), high - rows))
    part = np.ascontiguousarray(picture[top : top + rows, left : left + columns])
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(part, (width, height), interpolation=way), np.float32) / np.float32(255)


def _blurred(picture: Picture, canvas: Canvas, focus: tuple[float, float], style: str) -> Array:
    """Return the picture out of focus, a tenth larger than the canvas, whose middle it is."""
    if style == "pixel":
        rows = max(2, round(_COARSE * canvas.height / canvas.width))
        coarse = _covering(picture, _COARSE, rows, focus)
        size = canvas.width, canvas.height
        return np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_NEAREST), np.float32)
    # A quarter of the size is enough for what is out of focus.
    wide, high = round(canvas.width * 0.275), round(canvas.height * 0.275)
    small = _covering(picture, wide, high, focus)
    blurred = cv2.GaussianBlur(small, (0, 0), _BLUR * canvas.side / 4, borderType=cv2.BORDER_REPLICATE)
    left, top = round(wide / 22), round(high / 22)
    inner = np.ascontiguousarray(blurred[top : high - top, left : wide - left])
    return np.asarray(
        cv2.resize(inner, (canvas.width, canvas.height), interpolation=cv2.INTER_CUBIC), np.float32
    )


def _even(canvas: Canvas, share: float) -> Array:
    return np.full((canvas.height, canvas.width), share, np.float32)


def _gradient(canvas: Canvas, palette: Palette) -> Array:
    """Return the gradient that lights a veil."""
    inner = Canvas(canvas.width, canvas.height, is_mirrored=canvas.is_mirrored)
    inner.fill(135, [(0, colour(palette.night1)), (0.6, colour(palette.night2)), (1, colour(palette.sun))])
    return inner.pixels


def _with_lightness(tone: Array, pixels: Array) -> Array:
    """Return a colour with the lightness of each pixel (the blend mode "color" of W3C Compositing)."""
    light = pixels @ _WEIGHTS
    mixed = tone[None, None] + (light - float(tone @ _WEIGHTS))[..., None]
    low, high, mean = mixed.min(-1, keepdims=True), mixed.max(-1, keepdims=True), light[..., None]
    mixed = np.where(low < 0, mean + (mixed - mean) * mean / np.maximum(mean - low, 1e-6), mixed)
    top = 1 - mean
    result: Array = np.where(high > 1, mean + (mixed - mean) * top / np.maximum(high - mean, 1e-6), mixed)
    return result


def _soft_light(below: Array, above: Array) -> Array:
    """Return two colours in the blend mode "soft-light" of W3C Compositing."""
    dark = below - (1 - 2 * above) * below * (1 - below)
    curve = np.where(below <= 0.25, ((16 * below - 12) * below + 4) * below, np.sqrt(below))
    light = below + (2 * above - 1) * (curve - below)
    result: Array = np.where(above <= 0.5, dark, light)
    return result
