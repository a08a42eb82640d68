"""The sky: its gradient, the sun's glow and disc, moon and stars."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.core.arrays import Array, blur, look_up, mix, power, resize, smoothstep, tinted
from studio.painter.core.colours import colour, gradient
from studio.painter.core.noise import tile
from studio.painter.core.view import SKY, View
from studio.painter.sky.aurora import add_aurora
from studio.painter.sky.clouds import add_clouds

# The discs are larger than in nature (0.5 degrees), as in paintings and with long lenses.
SUN_RADIUS = 0.021
MOON_RADIUS = 0.034


def paint_sky(view: View, clouds: bool = True) -> Array:
    """Return the sky (height, width, 3) over the whole picture; below the horizon its lowest colour goes on."""
    pixels = bare_sky(view)
    nearness = sun_nearness(view)
    if view.light.stars > 0.05:
        _add_stars(pixels, view)
    _add_glow(pixels, view, nearness)
    if view.light.moon:
        _add_moon(pixels, view)
    elif view.light.disc > 0:
        _add_disc(pixels, view)
    if "aurora" in view.setting.details and view.light.stars > 0.5:
        add_aurora(view, pixels)
    if clouds and view.light.cover > 0.02:
        add_clouds(pixels, view, nearness)
    return pixels


def paint_open_sky(view: View) -> tuple[Array, Array, Array]:
    """Return a picture of the sky alone, with nothing in front: its pixels, its depth, and its `horizon_colour`."""
    pixels = paint_sky(view)
    return pixels, np.full(pixels.shape[:2], SKY, np.float32), horizon_colour(pixels, view)


def bare_sky(view: View) -> Array:
    """Return the gradient from zenith to horizon, warmer on the sun's side."""
    light = view.light
    height = np.linspace(0, 1, 512, dtype=np.float32)
    away = gradient([(0, light.horizon), (0.28, light.middle), (1, light.zenith)], height)
    warm = mix(light.middle, light.glow, 0.3)
    toward = gradient(
        [(0, light.glow), (0.14, mix(light.glow, warm, 0.6)), (0.42, light.middle), (1, light.zenith)], height
    )
    slope = np.clip((view.horizon - view.rows) / view.focal, 0, None)
    place = np.clip(np.sin(np.arctan(slope)) ** 0.8 * 511, 0, 511)[:, 0].astype(np.int32)
    angle = np.arctan((view.columns - view.centre) / view.focal) - light.azimuth
    side = ((1 + np.cos(angle)) / 2) ** 3
    return mix(away[place][:, None], toward[place][:, None], side[..., None].astype(np.float32))


def horizon_colour(sky: Array, view: View) -> Array:
    """Return the colour (1, width, 3) into which far things fade: the sky a little above the horizon."""
    row = int(np.clip(view.horizon - 0.02 * view.focal, 0, view.height - 1))
    band = sky[max(row - 4, 0) : row + 1].mean(0, keepdims=True)
    return blur(band, view.width / 24)


def sun_nearness(view: View) -> Array:
    """Return the cosine of the angle between each pixel's ray and the sun, (height, width)."""
    right, up, forward = view.light.direction
    across = (view.columns - view.centre) / view.focal
    above = (view.horizon - view.rows) / view.focal
    length = np.sqrt(across * across + above * above + 1)
    return np.divide(right * across + up * above + forward, length, dtype=np.float32)


def _add_glow(pixels: Array, view: View, nearness: Array) -> None:
    light = view.light
    if light.overcast > 0.75 or light.haze == 0:
        return
    # The glow is soft enough to be computed at half size.
    half = max(view.width // 2, 2), max(view.height // 2, 2)
    angle = np.arccos(np.clip(resize(nearness, *half), -1, 1))
    low = 1 - min(light.elevation / 0.9, 1)
    strength = (0.16 if light.moon else 0.5) * (1 - light.overcast)
    shape = (
        0.55 * np.exp(-angle * 5) * (0.4 + 0.6 * low) + 0.5 * np.exp(-angle * 13) + 1.3 * np.exp(-angle * 36)
    )
    pixels += tinted((resize(shape * strength, view.width, view.height), np.minimum(light.sun, 1.6)))


def _add_disc(pixels: Array, view: View) -> None:
    x, y = view.sun
    if not -view.width < x < 2 * view.width:
        return
    radius = SUN_RADIUS * view.focal
    rows, columns = (
        slice(max(int(middle - radius) - 2, 0), max(int(middle + radius) + 3, 0)) for middle in (y, x)
    )
    distance = np.hypot(view.columns[:, columns] - x, view.rows[rows] - y)
    cover = smoothstep(radius + 1, radius - 1, distance) * view.light.disc
    pixels[rows, columns] += cover[..., None] * (view.light.sun * 1.8 + 0.8)


def _add_moon(pixels: Array, view: View) -> None:
    x, y = view.sun
    radius = MOON_RADIUS * view.focal
    left, right = int(max(x - radius - 2, 0)), int(min(x + radius + 3, view.width))
    top, bottom = int(max(y - radius - 2, 0)), int(min(y + radius + 3, view.height))
    if left >= right or top >= bottom:
        return
    across = ((view.columns[:, left:right] - x) / radius).astype(np.float32)
    down = ((view.rows[top:bottom] - y) / radius).astype(np.float32)
    distance = np.hypot(across, down)
    spots = look_up(tile(3.0, 3), across * 40 + 70 + 0 * down, down * 40 + 90 + 0 * across)
    shade = (1 - 0.2 * smoothstep(0.1, 1.2, spots)) * np.sqrt(np.clip(1.15 - distance**2, 0, 1))
    face = shade[..., None] * colour("#fdf6e3") * 1.05
    part = pixels[top:bottom, left:right]
    part[:] = mix(
        part,
        face,
        smoothstep(1 + 1 / radius, 1 - 1 / radius, distance)[..., None] * max(0.25, 1 - view.light.overcast),
    )


def _add_stars(pixels: Array, view: View) -> None:
    random, unit = view.random, view.unit
    number = int(900 * view.light.stars * view.width * view.height / unit**2 / 1.8)
    bright = random.random(number, np.float32) ** 6
    field = np.zeros((view.height, view.width), np.float32)
    rows, columns = random.integers(0, view.height, number), random.integers(0, view.width, number)
    np.maximum.at(field, (rows, columns), 0.12 + 0.9 * bright)
    big = np.where(field > 0.55, field, 0)
    shown = blur(field, 0.55 * unit / 720) * 2.2 + blur(big, 1.6 * unit / 720) * 5
    clear = smoothstep(0.0, 0.35, (view.horizon - view.rows) / view.focal)
    tint = np.array([0.94, 0.97, 1.06], np.float32)
    band = _milky_way(view) if view.light.stars > 0.6 else 0.0
    pixels += (power(shown, 1.0) * clear * min(view.light.stars, 1.0))[..., None] * tint + band * clear[
        ..., None
    ]


def _milky_way(view: View) -> Array:
    """Return a faint band of stars and dust across the sky, at an angle that differs by picture."""
    angle = view.random.uniform(0.5, 1.1) * view.side
    across = (view.columns - view.centre) / view.unit
    down = (view.rows - view.horizon * 0.4) / view.unit
    off = across * math.sin(angle) + down * math.cos(angle)
    dust = look_up(tile(2.8, 5), across * 150 + 0 * down, down * 150 + 0 * across)
    band = np.exp(-((off / 0.17) ** 2)) * np.clip(0.55 + 0.35 * dust, 0, 1.4)
    return band[..., None] * colour("#6f7fb4") * 0.16
