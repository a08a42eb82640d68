"""Planets and moons seen through space: lit spheres with clouds, craters or rings."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour, gradient
from studio.painter.core.noise import layered
from studio.painter.core.view import View

GIANTS = (
    ("#8a5a3a", "#d8b48a", "#f0dcc0"),
    ("#3a5a8a", "#7aa6d0", "#cfe2f0"),
    ("#7a4a6a", "#c08aa0", "#ecccd0"),
)


def add_planet(
    view: View, pixels: Array, x: float, y: float, radius: float, kind: str, tilt: float = 0.4
) -> None:
    """Draw a planet of `radius` pixels in the sky; `kind` is earth, giant, rock or ringed."""
    reach = radius * 2.3 if kind == "ringed" else radius * 1.3 + 0.35 * view.unit
    left, right = int(max(x - reach, 0)), int(min(x + reach + 1, view.width))
    top, bottom = int(max(y - reach, 0)), int(min(y + reach + 1, view.height))
    if left >= right or top >= bottom:
        return
    across = ((view.columns[:, left:right] - x) / radius).astype(np.float32)
    down = ((view.rows[top:bottom] - y) / radius).astype(np.float32)
    part = pixels[top:bottom, left:right]
    distance = np.hypot(across, down)
    toward = np.sqrt(np.clip(1 - distance**2, 0, 1))
    sun_right, sun_up, _ = view.light.direction
    length = math.hypot(sun_right, sun_up) + 1e-6
    sun = np.array([sun_right / length * 0.8, -sun_up / length * 0.8, 0.6])
    facing = np.clip(across * sun[0] + down * sun[1] + toward * sun[2], 0, 1)
    shine = facing**0.8
    if kind == "ringed":
        _add_ring(view, part, across, down, tilt, behind=True)
    tone, air = _surface(kind, across, down, toward, tilt, float(view.turn))
    face = tone * (shine[..., None] * 0.95 + 0.012)
    rim = np.exp((distance - 1) * radius / view.unit * 16)[..., None] * facing[..., None] ** 0.7
    face = face + np.minimum(rim, 1) * air * 0.6
    cover = smoothstep(1 + 1 / radius, 1 - 1 / radius, distance)
    halo = (
        np.exp(-np.clip(distance - 1, 0, None) * (5 + 13 * radius / view.unit))
        * (distance > 1)
        * np.clip(0.25 + across * sun[0] + down * sun[1], 0, 1)
    )
    part += halo[..., None] * air * 0.75
    part[:] = mix(part, face, cover[..., None])
    if kind == "ringed":
        _add_ring(view, part, across, down, tilt, behind=False)


def _surface(
    kind: str, across: Array, down: Array, toward: Array, tilt: float, turn: float
) -> tuple[Array, Array]:
    """Return the colours of the visible half and of its atmosphere."""
    along = across * math.cos(tilt) + down * math.sin(tilt)
    polar = down * math.cos(tilt) - across * math.sin(tilt)
    around = np.arctan2(along, toward + 1e-3) / 1.6 + 12 * turn
    height = np.arcsin(np.clip(polar, -1, 1)) / 1.6
    if kind == "earth":
        lands = layered(around * 1.5, height * 1.9, 8, exponent=0.85, number=5)
        green = mix(
            colour("#3f6a34"),
            colour("#b59b62"),
            smoothstep(-0.5, 0.9, layered(around * 3, height * 3, 7, exponent=0.7, number=6))[..., None],
        )
        ground = mix(colour("#0c3f86"), green, smoothstep(0.25, 0.36, lands)[..., None])
        ground = mix(
            ground, colour("#f2f6fa"), smoothstep(0.74, 0.84, np.abs(polar) + 0.04 * lands)[..., None]
        )
        warp = layered(around * 2, height * 2, 3, number=2)
        veil = smoothstep(
            0.3,
            1.9,
            layered(around * 2.6 + 0.25 * warp, height * 3.6 + 0.25 * warp, 8, exponent=0.65, number=3),
        )
        return mix(ground, colour("#ffffff"), veil[..., None] * 0.85), colour("#69aaf2")
    if kind in ("giant", "ringed"):
        codes = GIANTS[int(turn * 97) % len(GIANTS)]
        warp = layered(around * 1.6, height * 5, 5, exponent=0.9, number=4)
        band = 0.5 + 0.5 * np.sin(height * 21 + warp * 0.55)
        tones = gradient([(0, colour(codes[0])), (0.55, colour(codes[1])), (1, colour(codes[2]))], band)
        return tones, colour(codes[1])
    rough = layered(around * 3, height * 3.6, 6, exponent=0.8, number=6)
    tones = mix(colour("#5b4d45"), colour("#b3a18c"), np.clip(0.5 + 0.3 * rough, 0, 1)[..., None])
    return tones, colour("#807468") * 0.4


def _add_ring(view: View, part: Array, across: Array, down: Array, tilt: float, *, behind: bool) -> None:
    along = across * math.cos(tilt) + down * math.sin(tilt)
    side = (down * math.cos(tilt) - across * math.sin(tilt)) / 0.3
    distance = np.hypot(along, side)
    grain = layered(distance * 3.2, np.zeros_like(distance), 4, exponent=0.5, number=1)
    gap = 1 - 0.85 * np.exp(-(((distance - 1.78) / 0.035) ** 2))
    cover = (
        smoothstep(1.26, 1.34, distance)
        * smoothstep(2.2, 2.12, distance)
        * np.clip(0.62 + 0.22 * grain, 0.1, 0.95)
        * gap
    )
    cover = cover * ((side < 0) if behind else (side >= 0))
    part[:] = mix(part, colour("#d9c6a4") * 0.75, cover[..., None])
