"""Coast, lake, river mouth and open sea."""

from __future__ import annotations

import numpy as np

from generator.providers.embedded.illustrator.arrays import Array, smoothstep
from generator.providers.embedded.illustrator.colours import colour
from generator.providers.embedded.illustrator.ground import Material
from generator.providers.embedded.illustrator.landscapes import shore_land
from generator.providers.embedded.illustrator.shapes import hills, peaks, ridged
from generator.providers.embedded.illustrator.view import Painting, View

CLIFFS = Material(
    low="#5e7038", high="#8b9450", rock="#75685a", steep=(0.88, 0.72), grain=2.5, rough=0.35, patch=80
)
SHORE = Material(
    low="#47653a",
    high="#6e8146",
    rock="#6f6a63",
    steep=(0.86, 0.7),
    snow_level=780,
    grain=5,
    rough=0.3,
    patch=250,
)


def sea_tone(view: View) -> Array:
    """Return the light that comes out of deep water: what the sky puts in, tinted."""
    return view.light.ambient * colour("#1f6f86") * 0.75 + view.light.sun * colour("#0e4a5c") * 0.12


def paint_coast(view: View) -> Painting:
    start, aside = view.random.uniform(0, 12, 2).astype(np.float32)
    tall = 60 + 70 * view.random.random()
    open_side = -view.side

    def field(right: Array, away: Array) -> Array:
        bays = (
            hills(away / 420 + start, aside + 0 * away, 3, number=1) * 130
            + hills(right / 160, away / 160 + aside, 3) * 28
        )
        line = -open_side * right - 90 - away * 0.10 + bays
        land = smoothstep(-40, 240, line)
        relief = hills(right / 190 + start, away / 190 + aside, 5, number=2) * 0.3 + 0.8
        crags = ridged(right / 90 + start, away / 90, 5, number=1)
        return (relief * tall + crags * 26) * land - 8 * (1 - land)

    land = shore_land(
        view,
        field,
        CLIFFS,
        camera=16,
        ranges=((8, 150, 120), (150, 5_000, 400)),
        waves=0.075,
        deep=sea_tone(view),
    )
    return land.finish()


def paint_lake(view: View) -> Painting:
    start, aside = view.random.uniform(0, 12, 2).astype(np.float32)
    size = 2600 * (0.8 + 0.5 * view.random.random())

    def field(right: Array, away: Array) -> Array:
        shore = away + 0.5 * view.side * right + hills(right / 400 + start, away / 400 + aside, 3) * 160
        rise = smoothstep(1100, 5200, shore)
        return (
            -12
            + smoothstep(900, 1300, shore) * 30
            + rise * (peaks(right / size + start, away / size + aside) - 0.1) * 2400
        )

    land = shore_land(
        view,
        field,
        SHORE,
        camera=12,
        ranges=((8, 800, 60), (800, 12_000, 480)),
        waves=0.02,
        deep=sea_tone(view),
    )
    return land.finish()
