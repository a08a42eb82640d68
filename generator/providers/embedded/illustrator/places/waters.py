"""Coast, lake, river mouth and open sea."""

from __future__ import annotations

import numpy as np

from generator.providers.embedded.illustrator.arrays import Array, smoothstep
from generator.providers.embedded.illustrator.colours import colour
from generator.providers.embedded.illustrator.ground import Material
from generator.providers.embedded.illustrator.groves import broadleaves, bushes, pines, scatter
from generator.providers.embedded.illustrator.landmarks import add_birds
from generator.providers.embedded.illustrator.landscapes import shore_land
from generator.providers.embedded.illustrator.relief import HeightField
from generator.providers.embedded.illustrator.scouting import scout
from generator.providers.embedded.illustrator.seaside import (
    ashore,
    sea_tone,
    sea_waves,
    set_boats,
    set_lighthouse,
)
from generator.providers.embedded.illustrator.shapes import hills, peaks, ridged
from generator.providers.embedded.illustrator.trees import palm
from generator.providers.embedded.illustrator.view import Painting, View

CLIFFS = Material(
    low="#5e7038",
    high="#8b9450",
    rock="#75685a",
    steep=(0.88, 0.72),
    grain=2.5,
    rough=0.14,
    patch=80,
    growth=0.18,
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

BEACH = Material(
    low="#d9bd8a",
    high="#ead7ab",
    rock="#b9a27a",
    steep=(0.7, 0.5),
    grain=0.3,
    rough=0.02,
    patch=14,
    contrast=0.05,
    upland="#4f7034",
    upland_level=4.6,
)
VALLEY = Material(
    low="#4b6d2e",
    high="#7f9440",
    rock="#7d7660",
    steep=(0.78, 0.6),
    snow_level=760,
    grain=1,
    rough=0.05,
    patch=40,
    growth=0.26,
)


def paint_coast(view: View) -> Painting:
    """A rocky coast that runs out from one side, open sea on the other."""
    tall = 45 + 60 * view.random.random()
    camera = 9 + 16 * view.random.random()

    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            bays = hills(away / 500 + start, aside + 0 * away, 3, number=1) * 150 * smoothstep(60, 400, away)
            line = (
                view.side * right - 110 - away * 0.16 + bays + hills(right / 150, away / 150 + aside, 3) * 26
            )
            land = smoothstep(-30, 230, line)
            relief = hills(right / 260 + start, away / 260 + aside, 4, number=2) * 0.3 + 0.8
            crags = ridged(right / 110 + start, away / 110, 5, number=1) * smoothstep(-20, 60, line)
            return (relief * tall + crags * 30) * land - 7 * (1 - land)

        return field

    field = scout(view, make, camera, 5_000, 0.06, near=140)
    ranges = ((8, 60, 60), (60, 400, 150), (400, 6_000, 300))
    land = shore_land(
        view, field, CLIFFS, camera=camera, ranges=ranges, waves=sea_waves(view), deep=sea_tone(view)
    )
    if "lighthouse" in view.setting.details:
        set_lighthouse(view, land)
    set_boats(view, land)
    add_birds(view, land.pixels, 6)
    return land.finish(min(view.horizon + 0.75 * (view.height - view.horizon), 0.93 * view.height))


def paint_lake(view: View) -> Painting:
    """Still water before mountains."""
    size = 2900 * (0.8 + 0.5 * view.random.random())
    shore_at = view.random.uniform(260, 900)

    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            shore = away + 0.45 * view.side * right + hills(right / 300 + start, away / 300 + aside, 3) * 110
            rise = smoothstep(shore_at + 150, shore_at + 4300, shore)
            bank = smoothstep(shore_at - 120, shore_at + 260, shore) * 26 - 10
            return bank + rise * (peaks(right / size + start, away / size + aside) - 0.12) * size * 0.62

        return field

    camera = 7 + 6 * view.random.random()
    field = scout(view, make, camera, 11_000, 0.15, near=200)
    ranges = ((8, 150, 40), (150, 1_200, 160), (1_200, 12_000, 380))
    waves = 0.05 if view.weather in ("storm", "rain") else 0.016
    land = shore_land(view, field, SHORE, camera=camera, ranges=ranges, waves=waves, deep=sea_tone(view))
    woods = broadleaves(view) if view.setting.season == "autumn" else pines(view)
    line = [
        stand
        for stand in scatter(view, woods, 800, shore_at * 0.8, shore_at * 4, (14, 24), clump=-0.1, patch=120)
    ]
    land.plant(ashore(land, line), shadow=0)
    if "boat" in view.setting.details:
        set_boats(view, land, 1)
    add_birds(view, land.pixels, 4)
    return land.finish()


def paint_cliff(view: View) -> Painting:
    """From the edge of high cliffs along the coast."""
    tall = 80 + 40 * view.random.random()
    camera = tall + 16

    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            bays = (
                hills(away / 260 + start, aside + 0 * away, 3, number=1) * 95
                + hills(right / 90, away / 90 + aside, 3) * 15
            )
            line = view.side * right + 12 - away * 0.08 + bays * smoothstep(10, 220, away)
            wall = smoothstep(-14, 20, line)
            crags = ridged(right / 60 + start, away / 60, 5, number=1)
            top = tall * (0.92 + 0.1 * hills(right / 240 + start, away / 240, 3)) + crags * 4
            return wall * top + (1 - wall) * (crags * 14 - 14)

        return field

    field = scout(view, make, camera, 4_000, 0.02, near=60)
    ranges = ((8, 60, 90), (60, 500, 220), (500, 6_000, 240))
    land = shore_land(
        view, field, CLIFFS, camera=camera, ranges=ranges, waves=sea_waves(view), deep=sea_tone(view)
    )
    if "lighthouse" in view.setting.details:
        set_lighthouse(view, land)
    add_birds(view, land.pixels, 8)
    return land.finish()


def paint_beach(view: View) -> Painting:
    """Sand that slopes into clear water, with palms."""
    flat = view.width / 2 / view.focal * view.random.uniform(0.05, 0.5)

    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            line = (
                view.side * right
                + 6
                - away * flat
                + hills(away / 90 + start, aside + 0 * away, 2, number=1) * 16
            )
            sand = np.tanh(line / 55) * 3.6 + hills(right / 7 + start, away / 7, 3, number=2) * 0.05
            isle = (
                smoothstep(900, 1500, away)
                * smoothstep(0.6, 1.6, hills(right / 700 + start, away / 900, 3))
                * (40 + 260 * peaks(right / 1_500, away / 1_500 + aside))
            )
            return sand + isle

        return field

    field = scout(view, make, 3.2, 3_000, 0.03, near=100)
    ranges = ((3, 12, 70), (12, 90, 170), (90, 900, 160), (900, 4_000, 90))
    land = shore_land(
        view,
        field,
        BEACH,
        camera=3.2,
        ranges=ranges,
        waves=0.05,
        deep=sea_tone(view),
        shallow=colour("#58c8c0"),
    )
    leaf = [palm(view.random, view.light, colour(code)) for code in ("#4c7a2a", "#5f8c30", "#4a7030")]
    land.plant(ashore(land, scatter(view, leaf, 60, 9, 60, (6, 10), clump=-0.6, patch=20), 0.9))
    land.plant(ashore(land, scatter(view, leaf, 80, 60, 300, (7, 11), clump=0.0, patch=60), 1.2), shadow=0)
    set_boats(view, land, 1)
    add_birds(view, land.pixels, 4)
    return land.finish()


def paint_river(view: View) -> Painting:
    """A river that winds through a green valley."""
    width = view.random.uniform(9, 16)

    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            bend = (
                hills(away / 260 + start, aside + 0 * away, 1) * np.minimum(away * 0.22, 46) - view.side * 5
            )
            off = np.abs(right - bend)
            bank = smoothstep(width * 0.55, width * 1.25, off + hills(right / 30, away / 30 + aside, 2) * 1.6)
            side = (
                smoothstep(30, 420, off)
                * (70 + 40 * hills(right / 420 + start, away / 420, 3))
                * smoothstep(40, 500, away)
            )
            far = smoothstep(1_500, 6_500, away) * peaks(right / 3_600 + start, away / 3_600 + aside) * 1_500
            return -2.5 + bank * 4.0 + side + far + hills(right / 14, away / 14, 3, number=1) * 0.12

        return field

    field = scout(view, make, 7.5, 8_000, 0.09, near=60)
    ranges = ((5, 30, 80), (30, 200, 170), (200, 1_500, 170), (1_500, 9_000, 160))
    land = shore_land(view, field, VALLEY, camera=7.5, ranges=ranges, waves=0.03, deep=sea_tone(view))
    woods = pines(view) if view.turn < 0.35 else broadleaves(view)
    land.plant(ashore(land, scatter(view, woods, 420, 90, 900, (9, 17), clump=0.0, patch=90)))
    land.plant(ashore(land, scatter(view, woods, 26, 26, 80, (8, 14), clump=0.0, patch=30, clear=10)))
    land.plant(ashore(land, scatter(view, bushes(view), 40, 14, 60, (0.6, 1.6), clump=0.2, patch=12)))
    return land.finish()


def paint_sea(view: View) -> Painting:
    """Open water to the horizon, at times with an island or a far coast."""
    layout = view.number % 3
    camera = (3.2, 14.0, 7.0)[layout] * (0.8 + 0.4 * view.turn)
    start = float(view.random.uniform(0, 12))
    far = view.random.uniform(900, 1_500)
    aside = view.side * far * view.random.uniform(0.25, 0.6) * view.width / 2 / view.focal

    def field(right: Array, away: Array) -> Array:
        if layout == 1:
            island = smoothstep(420, 90, np.hypot(right - aside, (away - far) * 0.8))
            return island * (40 + 190 * peaks(right / 1_100 + start, away / 1_100)) - 4
        if layout == 2:
            coast = smoothstep(3_000, 5_200, away + view.side * 0.7 * right)
            return coast * (30 + 420 * peaks(right / 3_200 + start, away / 3_200)) - 4
        return right * 0 - 4

    ranges = ((8, 400, 40), (400, 9_000, 260))
    waves = sea_waves(view) * (1.6, 1.1, 1.3)[layout]
    land = shore_land(view, field, CLIFFS, camera=camera, ranges=ranges, waves=waves, deep=sea_tone(view))
    set_boats(view, land, 2)
    add_birds(view, land.pixels, 5)
    return land.finish()
