"""Coast, cliff, beach and open sea."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.place import Place
from studio.painter.core.relief import HeightField
from studio.painter.core.view import Painting, View
from studio.painter.land.exotics import palm
from studio.painter.land.ground import Material
from studio.painter.land.groves import scatter
from studio.painter.land.landscapes import Land, Ranges, shore_land
from studio.painter.land.scouting import scout
from studio.painter.land.seaside import ashore, sea_tone, sea_waves, set_boats, set_lighthouse
from studio.painter.land.shapes import hills, peaks, ridged
from studio.painter.sky.flights import add_birds

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

SAND = Material(
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


def paint_coast(view: View) -> Painting:
    """Paint a rocky coast that runs out from one side, with open sea on the other."""
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
    land = _rocky_shore(view, field, camera, ranges)
    set_boats(view, land)
    add_birds(view, land.pixels, 6)
    return land.finish(min(view.horizon + 0.75 * (view.height - view.horizon), 0.93 * view.height))


def _rocky_shore(view: View, field: HeightField, camera: float, ranges: Ranges) -> Land:
    """Paint rocks by the sea, with a lighthouse on them if the words name one."""
    land = shore_land(
        view, field, CLIFFS, camera=camera, ranges=ranges, waves=sea_waves(view), deep=sea_tone(view)
    )
    if "lighthouse" in view.setting.details:
        set_lighthouse(view, land)
    return land


def paint_cliff(view: View) -> Painting:
    """Paint the view along the coast from the edge of high cliffs."""
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
    land = _rocky_shore(view, field, camera, ranges)
    add_birds(view, land.pixels, 8)
    return land.finish()


def paint_beach(view: View) -> Painting:
    """Paint sand that slopes into clear water, with palms."""
    flat = view.width / 2 / view.focal * view.random.uniform(0.05, 0.5)
    field = scout(view, lambda start, aside: _bay(view.side, flat, start, aside), 3.2, 3_000, 0.03, near=100)
    ranges = ((3, 12, 70), (12, 90, 170), (90, 900, 160), (900, 4_000, 90))
    clear = colour("#58c8c0")
    land = shore_land(
        view, field, SAND, camera=3.2, ranges=ranges, waves=0.05, deep=sea_tone(view), shallow=clear
    )
    leaf = [palm(view.random, view.light, colour(code)) for code in ("#4c7a2a", "#5f8c30", "#4a7030")]
    land.plant(ashore(land, scatter(view, leaf, 60, 9, 60, (6, 10), clump=-0.6, patch=20), 0.9))
    land.plant(ashore(land, scatter(view, leaf, 80, 60, 300, (7, 11), clump=0.0, patch=60), 1.2), shadow=0)
    set_boats(view, land, 1)
    add_birds(view, land.pixels, 4)
    return land.finish()


def _bay(side: int, flat: float, start: float, aside: float) -> HeightField:
    """Return sand on one side and islands far out; `flat` is the shoreline's shift outwards per metre away."""

    def field(right: Array, away: Array) -> Array:
        bend = hills(away / 90 + start, aside + 0 * away, 2, number=1) * 16
        line = side * right + 6 - away * flat + bend
        sand = np.tanh(line / 55) * 3.6 + hills(right / 7 + start, away / 7, 3, number=2) * 0.05
        isles = smoothstep(900, 1500, away) * smoothstep(0.6, 1.6, hills(right / 700 + start, away / 900, 3))
        return sand + isles * (40 + 260 * peaks(right / 1_500, away / 1_500 + aside))

    return field


def paint_sea(view: View) -> Painting:
    """Paint open water to the horizon, sometimes with an island or a far coast."""
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


COAST = Place(
    name="coast",
    paint=paint_coast,
    kind="open",
    is_wet=True,
    needs_foreland=True,
    shows=frozenset(["lighthouse"]),
    named=(
        "coast coastal coastline seaside shore shoreline island islands isle archipelago lighthouse "
        "headland peninsula bay cove fjord waterfront promontory"
    ),
    typical="gull seagull puffin tide tides sailor mariner smuggler shipwreck wave waves cormorant",
    foreign="küste leuchtturm bucht costa bahía faro côte phare baie littoral",
)

SEA = Place(
    name="sea",
    paint=paint_sea,
    kind="open",
    is_wet=True,
    needs_foreland=True,
    has_ground=False,
    shows=frozenset(["lighthouse"]),
    named=("sea ocean atlantic pacific mediterranean caribbean offshore open_water high_seas seascape"),
    typical=(
        "ship ships boat boats sail sails sailing sailboat yacht captain pirate pirates voyage cruise "
        "navigator ferry vessel columbus viking vikings titanic iceberg"
    ),
    foreign=(
        "meer ozean schiff schiffe segeln wellen mar océano barco barcos olas mer océan navire bateau "
        "vagues insel isla île"
    ),
)

BEACH = Place(
    name="beach",
    paint=paint_beach,
    kind="open",
    is_wet=True,
    shows=frozenset(["lighthouse", "palm-tree"]),
    named=(
        "beach seashore lagoon tropics tropical_island palm_beach hawaii maldives bahamas sandcastle surfing"
    ),
    typical=(
        "sand sandy coconut palm palms surf surfer surfboard sunbathe vacation holiday holidays flamingo "
        "sandal shell shells turtle parasol"
    ),
    foreign="strand playa plage palmen palmeras palmiers urlaub vacaciones vacances",
)

CLIFF = Place(
    name="cliff",
    paint=paint_cliff,
    kind="open",
    is_wet=True,
    needs_foreland=True,
    shows=frozenset(["lighthouse"]),
    named="cliff cliffs precipice bluff escarpment",
    foreign="klippe klippen steilküste acantilado falaise falaises",
)
