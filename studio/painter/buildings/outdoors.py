"""Daylight and haze between buildings."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from studio.painter.buildings.solids import Illumination, vector
from studio.painter.core.arrays import Array, blur, mix, smoothstep
from studio.painter.core.behind import drawn_behind
from studio.painter.core.view import View


def daylight(view: View) -> Illumination:
    """Return the light outdoors: the sun on faces turned to it, the sky on everything."""
    right, up, forward = view.light.direction
    toward = vector(right, up, forward)

    def light(points: Array, normal: Array) -> Array:
        facing = max(float(np.dot(normal, toward)), 0.0)
        sky = 0.5 + 0.3 * float(normal[1]) - 0.1 * float(normal[2])
        height = 0.72 + 0.28 * smoothstep(0, 30, points[..., 1])
        return np.asarray(
            view.light.sun * facing * 0.8 + view.light.ambient * (sky * height)[..., None], np.float32
        )

    return light


def town_haze(view: View, fade: Array) -> Callable[[Array, Array], Array]:
    colour_of = fade.mean(1, keepdims=True)
    strength = -math.log(max(1 - view.light.haze, 0.01)) / 2_600

    def haze(colours: Array, away: Array) -> Array:
        return mix(colours, colour_of, (1 - np.exp(-np.maximum(away, 0) * strength))[..., None] * 0.95)

    return haze


@drawn_behind
def bloom(view: View, pixels: Array) -> None:
    bright = np.maximum(pixels - 0.75, 0)
    if view.light.is_dark or view.light.elevation < 0.1:
        pixels += blur(bright, view.unit / 180) * 0.5 + blur(bright, view.unit / 40) * 0.5
