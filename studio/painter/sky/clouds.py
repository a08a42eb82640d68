"""Clouds: a thin high sheet, and cumulus clouds with flat bases, rendered by ray marching."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, blur, mix, resize, smoothstep, tinted
from studio.painter.core.light import Light
from studio.painter.core.noise import layered
from studio.painter.core.view import View

# Number of steps through the cumulus, and the share of the light behind that a step of dense cloud absorbs.
STEPS, DENSE = 9, 0.69


def add_clouds(pixels: Array, view: View, nearness: Array) -> None:
    """Paint the clouds of the view's cover onto its sky."""
    bottom = int(np.clip(view.horizon - 0.004 * view.focal, 0, view.height))
    if bottom < 8:
        return
    part, near = pixels[:bottom], nearness[:bottom]
    light = view.light
    if light.overcast > 0.5 or light.elevation < 0.12 or view.random.random() < 0.35:
        _add_sheet(part, view, near)
    if light.overcast < 0.5:
        _add_heaps(part, view, near)


def _add_sheet(part: Array, view: View, near: Array) -> None:
    """Draw a broken sheet in perspective: high cloud, or the ceiling of a dull day."""
    light, random = view.light, view.random
    slope = (view.horizon - view.rows[: part.shape[0]]) / view.focal
    distance = 1 / (slope + 0.06)
    across = (view.columns - view.centre) / view.focal * distance * 0.36 + random.uniform(0, 12)
    away = distance * 0.5 + random.uniform(0, 12)
    height, width = part.shape[:2]
    # Smooth values are computed for every second pixel.
    warp = layered(across[::2, ::2] * 0.5, away[::2] * 0.5, 2, number=1)
    warp = resize(warp, width, height)
    across, away = across + 0.11 * warp, away + 0.07 * warp
    density = layered(across, away, 6, exponent=0.72)
    floor = 1.1 - 2.1 * light.cover
    thick = smoothstep(floor, floor + 2.0, density)
    cover = smoothstep(floor - 0.3, floor + 1.1, density)
    right, _, forward = light.direction
    ahead = across[::2, ::2] + 0.07 * right, away[::2, ::2] + 0.07 * forward
    shifted = resize(layered(*ahead, 4, exponent=0.72), width, height)
    lit = np.clip(0.55 + (density - shifted) * 0.5, 0, 1) * (1 - 0.55 * thick)
    shade = mix(light.shade, light.cloud, (0.2 + 0.8 * lit)[..., None])
    shade = shade + _lining(light, near, thick)
    fade = smoothstep(0.0, 0.2, slope) * (0.75 + 0.25 * light.overcast)
    part[:] = mix(part, shade, (cover * fade)[..., None])


def _lining(light: Light, near: Array, thick: Array) -> Array:
    """Return the light of the sun in thin cloud near it."""
    square = np.square(np.clip(near, 0, 1))
    fourth = square * square
    glow = fourth * np.square(np.square(fourth)) * (1 - light.overcast) * (0.15 + 0.85 * (1 - thick))
    return tinted((glow, np.minimum(light.sun, 1.5) * (0.25 if light.moon else 0.6)))


def _add_heaps(part: Array, view: View, near: Array) -> None:
    """March rays through a layer of cumulus at half size; soft edges make that invisible."""
    light, random = view.light, view.random
    height, width = (part.shape[0] + 1) // 2, (view.width + 1) // 2
    rows = (np.arange(height, dtype=np.float32)[:, None] + 0.5) * 2
    columns = (np.arange(width, dtype=np.float32)[None] + 0.5) * 2
    slope = np.maximum((view.horizon - rows) / view.focal, 0.012)
    across = (columns - view.centre) / view.focal
    start = random.uniform(0, 12), random.uniform(0, 12)
    size = random.uniform(0.5, 0.8)
    floor = 0.95 - 1.9 * light.cover
    clear = np.ones((height, width), np.float32)
    total = np.zeros((height, width), np.float32)
    right, _, forward = light.direction
    low_sun = 1 - min(light.elevation / 0.5, 1)
    # Each ray starts at a random offset, so that the steps leave no bands.
    jitter = random.random((height, width), np.float32)
    for step in range(STEPS):
        level = (step + 0.2 + 0.6 * jitter) / STEPS
        distance = (1 + 0.42 * level) / (slope + 0.02)
        u, v = across * distance * size + start[0], distance * size + start[1]
        body = layered(u * 0.8, v * 0.8, 3, exponent=1.0)
        puffs = np.abs(layered(u * 3.1 + 0.7 * level, v * 3.1 + 1.3 * level, 3, exponent=0.8, number=2))
        density = body - floor - 2.3 * level + 0.5 - 0.5 * puffs
        alpha = smoothstep(0.0, 0.55, density) * DENSE
        toward = layered(u * 0.8 + 0.1 * right, v * 0.8 + 0.1 * forward, 2, exponent=1.0)
        facing = (0.34 + 0.3 * low_sun) * (body - toward) + 0.42 * (0.5 - puffs)
        lit = 0.5 - 0.08 * low_sun + 0.75 * level * (1 - 0.55 * low_sun) + facing
        total += clear * alpha * np.clip(lit, 0, 1.1)
        clear *= 1 - alpha
    cover = blur(1 - clear, 1.0)
    tone = resize(blur(total, 1.0) / np.maximum(cover, 1e-3), view.width, height * 2)[: part.shape[0]]
    shown = np.clip(resize(cover, view.width, height * 2)[: part.shape[0]], 0, 1)
    shade = mix(light.shade, light.cloud, np.clip(tone, 0, 1)[..., None]) + _lining(light, near, shown) * 0.7
    away = smoothstep(0.015, 0.13, (view.horizon - view.rows[: part.shape[0]]) / view.focal)
    part[:] = mix(part, shade, (shown * away)[..., None])
