"""Water: waves, reflections, the sun's glitter."""

from __future__ import annotations

import cv2
import numpy as np

from studio.painter.core.arrays import Array, blur, look_at, look_up, mix, smoothstep, times, tinted
from studio.painter.core.noise import TILE, slopes
from studio.painter.core.view import View


def paint_water(
    view: View,
    behind: Array,
    fade: Array,
    *,
    camera: float,
    waves: float,
    deep: Array,
    clear: Array | None = None,
) -> tuple[Array, Array]:
    """Return the water plane from row `first_row` down, and its distance in metres.

    `behind` is the picture above the water, which it reflects. `camera` is the eye's height above the water
    in metres, `waves` the deviation of their slopes (0.01 a pond, 0.12 a fresh breeze; Cox and Munk 1954),
    `deep` the light that comes out of the water itself.
    """
    rows = view.rows[first_row(view) :]
    below = np.maximum((rows + 0.5 - view.horizon) / view.focal, np.float32(2e-4))
    away = camera / below
    across = (view.columns - view.centre) / view.focal
    right = across * away
    slope_right, slope_away, spread = _waves(view, right, away + 0 * right, camera, waves)
    length = np.sqrt(1 + across * across + below * below)
    mirrored = _mirror(view, behind, across, below, slope_right, slope_away, spread)
    cosine = np.clip((below + slope_away) / length, 0.02, 1)
    fresnel = 0.02 + 0.98 * (1 - cosine) ** 5
    fresnel = np.clip(fresnel, 0.04, 0.92 - 1.2 * waves)
    tone = np.clip(1 + 1.6 * slope_away / (waves + 0.02) * 0.12, 0.6, 1.4) * (1 - fresnel)
    pixels = times(mirrored, fresnel)
    pixels += tinted((tone, deep)) if deep.ndim == 1 else times(deep, tone)
    glitter = _glitter(view, across, below, slope_right, slope_away, waves, spread)
    if glitter is not None:
        pixels += tinted((glitter, np.minimum(view.light.sun, 2.0) * 1.1))
    haze = 1 - np.exp(-away / 30_000 * (1 + 12 * view.light.haze**3))
    return mix(pixels, fade, np.broadcast_to(haze, spread.shape)[..., None]), away


def first_row(view: View) -> int:
    """Return the first row in which there can be water."""
    return max(int(view.horizon) - 1, 0)


def _waves(view: View, right: Array, away: Array, camera: float, waves: float) -> tuple[Array, Array, Array]:
    """Return the waves' slopes right and away at each pixel, and the deviation of slopes too fine to be seen."""
    footprint = away * away / (camera * view.focal)
    sideways, along = np.zeros_like(right), np.zeros_like(right)
    seen = np.zeros_like(right)
    size = camera * 9
    for number, share in enumerate((0.5, 0.55, 0.5, 0.45)):
        texel = size / 90
        clear = np.clip(1.6 - footprint / (texel * 5), 0, 1)
        shift = 97 * number + 1000 * view.turn
        u, v = right / texel, away / texel * 1.35
        u, v = u * 0.94 + v * 0.2 * view.side, v * 0.94 - u * 0.2 * view.side
        across, down = cv2.split(look_up(slopes(number % 2), u + shift, v))
        sideways += across * (share * clear * waves)
        along += down * (share * clear * waves)
        seen += share * share * clear
        size /= 2.9
    hidden = waves * np.sqrt(np.clip(1 - seen, 0.05, 1))
    return sideways, along, hidden


def _mirror(
    view: View, behind: Array, across: Array, below: Array, sideways: Array, along: Array, spread: Array
) -> Array:
    """Return the picture above the horizon at the point that the reflected ray meets."""
    scale = 1 / (1 + 2 * along * below)
    column = view.centre + (across - 2 * sideways * below * 2) * scale * view.focal
    # Waves lean away from the eye more often than towards it, so they reflect the sky higher up.
    up = np.clip((below + 2 * np.abs(along) * 0.6 + 1.4 * along + spread * 0.9) * scale, 0, None)
    row = np.clip(view.horizon - 1 - up * view.focal, 0, view.height - 1)
    # Above the picture's border the sky continues with its own top rows, softened.
    return look_at(behind, column, row)


def _glitter(
    view: View, across: Array, below: Array, sideways: Array, along: Array, waves: float, spread: Array
) -> Array | None:
    """Return the light where a wave's slope reflects the sun to the eye; finer waves widen the highlight."""
    light = view.light
    right, up, forward = light.direction
    if forward < -0.3 or light.overcast > 0.75:
        return None
    length = np.sqrt(1 + across * across + below * below)
    # The half vector between the directions to the eye and to the sun is the slope that a reflection needs.
    half_right, half_up, half_away = right - across / length, up + below / length, forward - 1 / length
    half_up = np.maximum(half_up, 0.02)
    off_right = -half_right / half_up - sideways
    off_away = -half_away / half_up - along
    width = 0.35 * waves + 0.55 * spread + 0.004
    power = np.exp(-(off_right**2 + (0.6 * off_away) ** 2) / (2 * width * width))
    strength = 0.55 * (waves / (width * 2.2)) * (1 - light.overcast) * (0.5 if light.moon else 1.0)
    return np.clip(power * strength, 0, 3.0)


def foam(view: View, depth_of_water: Array, away: Array, right: Array) -> Array:
    """Return the share of foam in shallow water (`depth_of_water` in metres)."""
    u, v = right * 14, away * 14
    grain = look_up(slopes(0), u - TILE * np.floor(u / TILE), v - TILE * np.floor(v / TILE))[..., 0]
    line = smoothstep(1.2, 0.1, depth_of_water + 0.35 * grain)
    return blur(line, 0.6)
