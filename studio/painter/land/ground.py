"""The look of ground: colours by height and slope, fine relief, light and haze."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from studio.painter.core.arrays import Array, look_up, mix, resize, smoothstep, times, tinted
from studio.painter.core.colours import colour
from studio.painter.core.noise import bumps, layered, wrapped
from studio.painter.core.relief import Surface
from studio.painter.core.sprites import HAZE_REACH
from studio.painter.core.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Colours (sRGB codes) of a ground and its grain.

    `low` to `high` mix by patches, `rock` shows where it is steeper than `steep` (up part of the normal),
    `snow` lies above `snow_level` metres, and `upland` covers what is above `upland_level`. `grain` is the
    size in metres of the largest fine relief, `rough` its depth. `growth` is how densely it is overgrown:
    tufts near, bushes far.
    """

    low: str
    high: str
    rock: str
    steep: tuple[float, float] = (0.82, 0.62)
    snow_level: float | None = None
    upland: str | None = None
    upland_level: float = 3.0
    grain: float = 2.0
    rough: float = 0.35
    growth: float = 0.0
    patch: float = 60.0
    contrast: float = 0.2


@dataclass(slots=True)
class _Fine:
    """Fine relief at pixels: slopes across and along, and a value that shades hollows."""

    across: Array
    along: Array
    value: Array


def shade_ground(view: View, surface: Surface, material: Material, fade: Array) -> Array:
    """Return the lit ground from `surface.first_row` down, under haze of the colour `fade` (1, width, 3)."""
    top = surface.first_row
    surface = surface.below(top)
    fine = _fine_relief(view, surface, view.rows[top:], material.grain)
    albedo = _albedo(view, surface, material, fine.value)
    # Cut paper has no grain: detail finer than a shape would only fray its edges.
    coarse = 0.25 if view.style == "paper" else 1.0
    light = light_on(view, surface, fine, material.rough * coarse)
    land = cv2.multiply(albedo, light, albedo)
    if material.growth:
        growth = material.growth * (0.14 if view.is_white else coarse)
        land = times(land, 1 + growth * _tufts(view, surface, view.rows[top:], material))
    return add_haze(view, land, surface.away, fade)


def _tufts(view: View, surface: Surface, rows: Array, material: Material) -> Array:
    """Return the light and dark of vegetation, which stands up and so keeps its shape with distance."""
    octave = np.log2(np.clip(surface.away, 1, 4_000)) * np.float32(0.5)
    band = np.floor(octave)
    share = octave - band
    right, down = (view.columns - view.centre) / view.unit, (rows - view.horizon) / view.unit
    total = np.zeros_like(surface.away)
    for offset, weight in ((0.0, 1 - share), (1.0, share)):
        step = band + offset
        scale = 15 * np.exp2(0.42 * step)
        total += (
            layered(right * scale * 1.6 + 3.7 * step, down * scale + 1.9 * step, 4, exponent=0.5, number=6)
            * weight
        )
    up = surface.normal[..., 1]
    total *= smoothstep(material.steep[1], material.steep[0], up) / np.sqrt(share * share + (1 - share) ** 2)
    return np.clip(total, -2.2, 2.2)


def light_on(view: View, surface: Surface, fine: _Fine | None = None, rough: float = 0.0) -> Array:
    """Return the light that reaches the ground: sun, sky and reflections of neighbouring ground."""
    light = view.light
    across, up, along = surface.normal[..., 0], surface.normal[..., 1], surface.normal[..., 2]
    if fine is not None:
        across, along = across - fine.across * rough, along - fine.along * rough
    scale = 1 / np.sqrt(across * across + up * up + along * along)
    right, height, forward = light.direction
    facing = np.clip((across * right + up * height + along * forward) * scale, 0, 1)
    sky = np.float32(0.55) + np.float32(0.45) * up * scale
    hollow = 1.0 if fine is None else np.clip(1 + fine.value * rough * 0.35, 0.5, 1.4)
    bounce = 0.1 * np.clip(1 - up, 0, 1)
    return tinted((facing * surface.lit, light.sun), ((sky + bounce) * hollow, light.ambient))


def add_haze(view: View, pixels: Array, away: Array, fade: Array, scale: float = 1.0) -> Array:
    """Mix in the colour of the air, more with distance in metres."""
    strength = -math.log(max(1 - view.light.haze, 0.01)) / HAZE_REACH * scale
    lost = 1 - np.exp(-(away * strength) - (away * strength * 0.35) ** 2)
    return mix(pixels, fade, np.clip(lost, 0, 0.97)[..., None])


def _fine_relief(view: View, surface: Surface, rows: Array, grain: float) -> _Fine:
    """Return the sum of octaves of small relief, each only where pixels are small enough to show it."""
    # On flat ground a pixel covers many times more depth than width: that longer side decides.
    away, right, level, up = surface.away, surface.right, surface.level, surface.normal[..., 1]
    sine = np.clip(np.abs(rows - view.horizon) / view.focal, 0.04, 1) * up
    lean = np.clip(sine + np.sqrt(np.clip(1 - up * up, 0, 1)), 0.06, 1)
    footprint = away / (view.focal * lean)
    total = np.zeros((*surface.away.shape, 3), np.float32)
    size, weight = grain * 8, 1.0
    for number in range(5):
        clear = np.clip(size * 0.16 / footprint - 0.5, 0, 1)
        shown = np.flatnonzero(clear.max(1) > 0)
        if not shown.size:
            break
        # Finer octaves show only nearer to the camera, which is at the bottom of the picture.
        part = slice(int(shown[0]), int(shown[-1]) + 1)
        u = wrapped(right[part] / size + 1.7 * number)
        v = wrapped((away[part] + level[part] * 0.8) / size)
        total[part] += times(look_up(bumps(number % 3), u, v), clear[part] * np.float32(weight))
        size, weight = size / 3.1, weight * 0.88
    return _Fine(total[..., 1], total[..., 2], total[..., 0])


def _albedo(view: View, surface: Surface, material: Material, grain: Array) -> Array:
    # Patches are large: every second pixel will do.
    right, away = surface.right[::2, ::2] / material.patch, surface.away[::2, ::2] / material.patch
    patch = resize(layered(right, away, 3, exponent=0.9, number=4), grain.shape[1], grain.shape[0])
    up = surface.normal[..., 1]
    share = np.clip(0.5 + 0.32 * patch + 0.12 * grain, 0, 1)[..., None]
    base = mix(colour(material.low), colour(material.high), share)
    if material.upland is not None:
        high = smoothstep(0.8, 1.4, (surface.level + 0.4 * patch) / material.upland_level)
        base = mix(base, tinted((1 + 0.2 * patch, colour(material.upland))), high[..., None])
    rock = smoothstep(material.steep[0], material.steep[1], up + 0.04 * patch)
    if rock.max() > 0:
        base = mix(base, tinted((1 + 0.18 * patch, colour(material.rock))), rock[..., None])
    if material.snow_level is not None:
        line = surface.level + 0.12 * material.snow_level * patch
        lying = smoothstep(material.snow_level * 0.9, material.snow_level * 1.12, line)
        lying *= smoothstep(material.steep[1] - 0.2, material.steep[1] + 0.1, up + 0.03 * grain)
        base = mix(base, colour("#f4f8ff"), lying[..., None])
    if view.is_white and material.growth:
        lying = smoothstep(0.55, 0.85, up + 0.06 * patch) * np.clip(0.86 + 0.12 * patch, 0, 1)
        base = mix(base, colour("#dfe8f2"), lying[..., None])
    return np.clip(times(base, 1 + material.contrast * 0.5 * grain), 0.005, 1)
