"""Clouds on a plane high above the camera, and heaped clouds near the horizon."""

from __future__ import annotations

import numpy as np

from generator.providers.embedded.illustrator.arrays import Array, mix, smoothstep
from generator.providers.embedded.illustrator.noise import layered
from generator.providers.embedded.illustrator.view import View


def add_clouds(pixels: Array, view: View, nearness: Array) -> None:
    """Paint the clouds of the view's cover onto its sky."""
    bottom = int(np.clip(view.horizon - 0.004 * view.focal, 0, view.height))
    if bottom < 8:
        return
    part, near = pixels[:bottom], nearness[:bottom]
    _add_sheet(part, view, near)
    if view.light.overcast < 0.5 and 0.2 < view.light.cover:
        _add_heaps(part, view, near)


def _add_sheet(part: Array, view: View, near: Array) -> None:
    light, random = view.light, view.random
    rows = view.rows[: part.shape[0]]
    slope = (view.horizon - rows) / view.focal
    distance = 1 / (slope + 0.07)
    across = (view.columns - view.centre) / view.focal * distance * 0.42 + random.uniform(0, 12)
    away = distance * 0.62 + random.uniform(0, 12) + 0 * across
    warp = layered(across * 0.4, away * 0.4, 2, number=1)
    density = layered(across + 0.16 * warp, away + 0.1 * warp, 5, exponent=0.85)
    floor = 1.35 - 2.5 * light.cover
    thick = smoothstep(floor, floor + 1.5, density)
    cover = smoothstep(floor, floor + 0.55 + 0.5 * light.overcast, density)
    right, _, forward = light.direction
    step = 0.09
    shifted = layered(
        across + 0.16 * warp + step * right, away + 0.1 * warp + step * forward, 3, exponent=0.85
    )
    lit = np.clip(0.5 + (density - shifted) * 0.55, 0, 1) * (1 - 0.5 * thick)
    shade = mix(light.shade, light.cloud, (0.35 + 0.65 * lit)[..., None])
    edge = np.clip(near, 0, 1) ** 24 * (1 - light.overcast)
    shade += (edge * (0.25 + 0.75 * (1 - thick)))[..., None] * np.minimum(light.sun, 1.4) * 0.7
    fade = smoothstep(0.015, 0.16, slope) * 0.94
    part[:] = mix(part, shade, (cover * fade)[..., None])


def _add_heaps(part: Array, view: View, near: Array) -> None:
    """Heaped clouds stand on a flat base a little above the horizon; their tops billow."""
    light, random = view.light, view.random
    rows = view.rows[: part.shape[0]]
    across = (view.columns - view.centre) / view.focal * 2.6 + random.uniform(0, 12)
    up = (view.horizon - rows) / view.focal
    base = 0.05 + 0.02 * random.random()
    scale, start = 3.4, random.uniform(0, 12)
    tops = layered(across * 0.8, np.zeros_like(across) + random.uniform(0, 12), 3, exponent=0.9, number=2)
    room = np.clip(
        0.02 + (0.1 + 0.16 * light.cover) * np.clip(tops * 0.6 + 0.3 * light.cover, 0, 1.6), 0.001, None
    )
    above = (up - base) / room
    billow = layered(across, up * scale + start, 4, exponent=0.75, number=3)
    density = 1.0 - above * 1.0 + 0.42 * billow - 4 * np.clip(-above, 0, None)
    cover = smoothstep(0.0, 0.28, density) * smoothstep(-0.12, 0.1, above + 0.06 * billow)
    right, height, _ = light.direction
    shifted = layered(
        across + 0.12 * right, up * scale + 0.12 * (height + 0.35) + start, 4, exponent=0.75, number=3
    )
    lit = np.clip(0.42 + 0.3 * (billow - shifted) + 0.4 * above, 0, 1)
    shade = mix(light.shade, light.cloud, lit[..., None])
    shade += (np.clip(near, 0, 1) ** 16 * (1 - lit * 0.5))[..., None] * np.minimum(light.sun, 1.2) * 0.4
    haze = smoothstep(0.0, 0.11, up) * 0.9
    part[:] = mix(part, shade, (cover * haze)[..., None])
