"""A lake and a river."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, smoothstep
from studio.painter.core.place import TREES, Place
from studio.painter.core.relief import HeightField
from studio.painter.core.view import Painting, View
from studio.painter.land.ground import Material
from studio.painter.land.groves import broadleaves, bushes, pines, scatter
from studio.painter.land.landscapes import shore_land
from studio.painter.land.scouting import scout
from studio.painter.land.seaside import ashore, sea_tone, set_boats
from studio.painter.land.shapes import hills, peaks
from studio.painter.sky.flights import add_birds

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


def paint_lake(view: View) -> Painting:
    """Paint still water before mountains."""
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
    line = scatter(view, woods, 800, shore_at * 0.8, shore_at * 4, (14, 24), clump=-0.1, patch=120)
    land.plant(ashore(land, line), shadow=0)
    if "boat" in view.setting.details:
        set_boats(view, land, 1)
    add_birds(view, land.pixels, 4)
    return land.finish()


def paint_river(view: View) -> Painting:
    """Paint a river that winds through a green valley."""
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


LAKE = Place(
    name="lake",
    paint=paint_lake,
    kind="open",
    is_wet=True,
    needs_foreland=True,
    shows=TREES,
    named="lake lakeside reservoir pond tarn loch swamp marsh bog wetland wetlands",
    typical="swan swans duck ducks canoe kayak rowing frog heron loon trout",
    foreign="see seen teich lago estanque lac étang",
)

RIVER = Place(
    name="river",
    paint=paint_river,
    kind="open",
    is_wet=True,
    shows=TREES,
    named=(
        "river stream creek brook riverbank waterfall rapids delta nile amazon_river danube rhine canal "
        "bridge riverside"
    ),
    typical="salmon beaver otter raft hydropower dam watermill freshwater",
    vague="water fresh_water",
    foreign=(
        "fluss flüsse bach wasserfall brücke río arroyo cascada puente rivière fleuve ruisseau cascade pont"
    ),
)
