"""Windows, their curtains, and the view through them."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.solids import Paint
from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour, gradient
from studio.painter.core.noise import layered
from studio.painter.core.view import View


def folds(tone: Array) -> Paint:
    """Return a curtain: soft folds that let a little daylight through."""

    def paint(along: Array, up: Array, size: Array) -> Array:
        wave = np.sin(along * 62 + 1.2 * np.sin(up * 1.3)) * 0.5 + 0.5
        return np.asarray(tone * (0.72 + 0.5 * wave)[..., None], np.float32)

    return paint


def bars(wide: float, tall: float) -> Paint:
    tone = colour("#f6f3ec")

    def paint(along: Array, up: Array, size: Array) -> Array:
        return np.asarray(tone * _bar_cover(along, up, size, wide, tall)[..., None], np.float32)

    return paint


def _bar_cover(along: Array, up: Array, size: Array, wide: float, tall: float) -> Array:
    cover = np.zeros_like(along)
    for place, length, panes in ((along, wide, 2), (up, tall, 3)):
        step = length / panes
        off = np.abs(place - np.round(place / step) * step)
        edge = np.minimum(place, length - place)
        width = np.where(edge < step * 0.5, 0.06, 0.022)
        cover = np.maximum(cover, smoothstep(1.0, 0.0, (off - width) / (size + 0.002)))
    return cover


def outside(view: View, wide: float, tall: float, number: int) -> Paint:
    """Return the view through a window, out of focus: sky, and the tops of trees."""
    light = view.light
    strength = 0.75 if light.is_dark else 1.5

    def glow(along: Array, up: Array, size: Array) -> Array:
        height = up / tall
        sky = gradient(
            [(0, light.glow), (0.5, mix(light.glow, light.middle, 0.6)), (1, light.middle)], height
        )
        line = 0.3 + 0.1 * layered(along / 1.1 + 3.3 * number, along * 0, 3, number=2)
        leaves = layered(along / 0.5 + number, up / 0.5, 3, number=3)
        green = colour("#4f7a3a") * (light.ambient * 0.7 + light.sun * 0.4) * (1 + 0.25 * leaves)[..., None]
        seen = mix(green, sky, smoothstep(-0.05, 0.05, height - line)[..., None])
        clear = 1 - _bar_cover(along, up, size, wide, tall)
        return np.asarray(seen * strength * clear[..., None], np.float32)

    return glow
