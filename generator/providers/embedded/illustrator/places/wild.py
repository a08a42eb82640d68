"""Mountains, hills, meadow, desert and snow."""

from __future__ import annotations

import numpy as np

from generator.providers.embedded.illustrator.arrays import Array, smoothstep
from generator.providers.embedded.illustrator.ground import Material
from generator.providers.embedded.illustrator.landscapes import paint_land
from generator.providers.embedded.illustrator.shapes import dunes, hills, ridged
from generator.providers.embedded.illustrator.view import Painting, View

ALPINE = Material(
    low="#4d6b38",
    high="#7d8a4c",
    rock="#7b736b",
    steep=(0.86, 0.7),
    snow_level=900,
    grain=6,
    rough=0.3,
    patch=300,
)
MEADOW = Material(
    low="#4f7a2c", high="#8fae42", rock="#8b8058", steep=(0.7, 0.5), grain=0.5, rough=0.4, patch=24
)
SAND = Material(low="#d9a566", high="#ecc58b", rock="#cf9a5e", grain=0.7, rough=0.16, patch=90, contrast=0.08)
SNOW = Material(
    low="#e3ecf6",
    high="#f6faff",
    rock="#5f6670",
    steep=(0.72, 0.58),
    grain=3,
    rough=0.12,
    patch=200,
    contrast=0.05,
)


def paint_mountains(view: View) -> Painting:
    start, aside = view.random.uniform(0, 12, 2).astype(np.float32)
    size = 3400 * (0.8 + 0.5 * view.random.random())
    tall = 1500 * (0.8 + 0.5 * view.random.random())
    lean = view.side * 0.35

    def field(right: Array, away: Array) -> Array:
        rise = smoothstep(900, 6500, away + lean * right)
        peaks = ridged(right / size + start, away / size + aside, 7)
        ground = hills(right / 500 + start, away / 500 + aside, 3) * 14
        return ground + rise * (peaks * 1.25 - 0.12) * tall - 30

    return paint_land(view, field, ALPINE, camera=26, ranges=((6, 900, 130), (900, 14_000, 470)))


def paint_meadow(view: View) -> Painting:
    start, aside = view.random.uniform(0, 12, 2).astype(np.float32)

    def field(right: Array, away: Array) -> Array:
        near = hills(right / 26 + start, away / 26 + aside, 3, number=1) * 0.35
        far = hills(right / 620 + start, away / 620 + aside, 4)
        return (
            near
            + smoothstep(30, 900, away) * (far * 26 + 16)
            + smoothstep(1500, 9000, away) * (far * 60 + 60)
        )

    return paint_land(view, field, MEADOW, camera=3.4, ranges=((2.5, 60, 120), (60, 9_000, 360)))


def paint_desert(view: View) -> Painting:
    start, aside = view.random.uniform(0, 12, 2).astype(np.float32)
    tall = 26 + 26 * view.random.random()

    def field(right: Array, away: Array) -> Array:
        big = dunes(right / 320 + start, away / 260 + aside) * tall * smoothstep(20, 260, away)
        ripple = hills(right / 30 + start, away / 30 + aside, 3, number=2) * 0.6
        return big + ripple

    return paint_land(
        view, field, SAND, camera=9 + 7 * view.random.random(), ranges=((4, 120, 120), (120, 6_000, 420))
    )


def paint_snow(view: View) -> Painting:
    start, aside = view.random.uniform(0, 12, 2).astype(np.float32)
    size = 2600 * (0.8 + 0.5 * view.random.random())

    def field(right: Array, away: Array) -> Array:
        rise = smoothstep(500, 4500, away - 0.3 * view.side * right)
        peaks = ridged(right / size + start, away / size + aside, 6)
        drifts = hills(right / 60 + start, away / 90 + aside, 3, number=1) * 0.8
        return drifts + rise * (peaks * 1.2 - 0.1) * 900

    return paint_land(view, field, SNOW, camera=5, ranges=((3, 500, 150), (500, 10_000, 420)))
