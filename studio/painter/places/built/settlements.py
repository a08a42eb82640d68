"""Settlements: a village, a castle on its hill, ruins, a harbour."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.strongholds import castle, ruin
from studio.painter.core.arrays import Array, smoothstep
from studio.painter.core.place import TREES, Place
from studio.painter.core.relief import HeightField
from studio.painter.core.sprites import Stand
from studio.painter.core.view import Painting, View
from studio.painter.land.flowers import add_flowers
from studio.painter.land.ground import Material
from studio.painter.land.groves import broadleaves, bushes, pines, scatter
from studio.painter.land.landmarks import house, windmill
from studio.painter.land.landscapes import dry_land, shore_land
from studio.painter.land.scouting import scout
from studio.painter.land.seaside import ashore, float_boat, sea_tone, set_lighthouse
from studio.painter.land.shapes import hills, peaks
from studio.painter.places.built.country import FIELD_RANGES, GRASS, rolling
from studio.painter.sky.flights import add_birds


def paint_village(view: View) -> Painting:
    """Paint houses among trees on gentle hills."""
    base = rolling(view, 30)
    land = dry_land(view, base, GRASS, camera=5.5, ranges=FIELD_RANGES)
    lamps = view.light.is_dark or view.light.elevation < 0.06
    kinds = [house(view.light, view.random, lamps) for _ in range(5)]
    woods = pines(view) if view.is_white else broadleaves(view)
    stands = scatter(view, kinds, 70, 55, 420, (8, 10.5), clump=-0.3, patch=120)
    stands += scatter(view, woods, 130, 40, 420, (6, 11), clump=-0.6, patch=50, clear=4)
    land.plant(stands)
    land.plant(scatter(view, woods, 240, 420, 2_400, (10, 16), clump=0.4, patch=200))
    if "mill" in view.setting.details:
        land.plant([Stand(view.side * 26.0, 75.0, 24.0, windmill(view.light, view.random))])
    if not view.is_white and view.setting.season != "autumn":
        add_flowers(view, land, 500, 5, 26)
    add_birds(view, land.pixels, 5)
    return land.finish()


def paint_castle(view: View) -> Painting:
    """Paint a castle on its hill."""
    start = float(view.random.uniform(0, 12))
    away_of = 330.0
    aside = view.side * 0.3 * away_of * view.centre / view.focal

    def field(right: Array, away: Array) -> Array:
        distance = np.hypot(right - aside, (away - away_of) * 0.9)
        hill = smoothstep(230, 55, distance) * 62
        near = hills(right / 40 + start, away / 40, 3, number=1) * 0.5
        far = smoothstep(900, 6_000, away) * peaks(right / 3_600 + start, away / 3_600) * 1_500
        return near + hill + far + hills(right / 260 + start, away / 260, 3) * 7 * smoothstep(40, 200, away)

    land = dry_land(
        view, field, GRASS, camera=6, ranges=((3, 20, 80), (20, 120, 130), (120, 900, 190), (900, 9_000, 150))
    )
    land.plant(scatter(view, broadleaves(view), 240, 60, 380, (7, 13), clump=-0.2, patch=60))
    stronghold = castle(view.light, view.random)
    before = [Stand(float(aside), away_of - 52, 74.0, stronghold, view.side < 0, 0.02)]
    land.plant(before, shadow=0)
    land.plant(
        scatter(
            view,
            bushes(view) + broadleaves(view, 2),
            60,
            away_of - 92,
            away_of - 58,
            (5, 9),
            clump=-2,
            patch=60,
        )
    )
    add_birds(view, land.pixels, 7)
    return land.finish()


def paint_ruins(view: View) -> Painting:
    """Paint the columns of an old temple."""
    base = rolling(view, 12)
    dry = Material(
        low="#a08a56",
        high="#c2ac74",
        rock="#a8946a",
        steep=(0.8, 0.6),
        grain=0.4,
        rough=0.05,
        patch=20,
        growth=0.16,
    )
    land = dry_land(view, base, dry, camera=3.0, ranges=FIELD_RANGES)
    land.plant(scatter(view, pines(view), 120, 120, 900, (8, 14), clump=0.2, patch=120))
    temple = ruin(view.light, view.random)
    land.plant([Stand(view.side * 13.0, 46.0, 21.0, temple, view.side < 0, 0.03)], shadow=0.2)
    land.plant(scatter(view, bushes(view), 50, 10, 60, (0.4, 1.0), clump=0.0, patch=14))
    add_birds(view, land.pixels, 5)
    return land.finish()


def paint_harbour(view: View) -> Painting:
    """Paint a small port: houses along the quay, boats before them, hills behind."""
    quay_at = view.random.uniform(95, 150)
    field = scout(view, lambda start, aside: _quay(view, quay_at, start, aside), 5.5, 3_000, 0.12, near=60)
    ranges = ((5, 60, 70), (60, 300, 240), (300, 4_000, 170))
    land = shore_land(view, field, GRASS, camera=5.5, ranges=ranges, waves=0.03, deep=sea_tone(view))
    lamps = view.light.is_dark or view.light.elevation < 0.06
    kinds = [house(view.light, view.random, lamps) for _ in range(6)]
    rows = scatter(view, kinds, 120, quay_at + 6, quay_at + 60, (8, 11), clump=-2)
    rows += scatter(view, kinds, 90, quay_at + 60, quay_at + 220, (8, 10), clump=-0.2, patch=60)
    land.plant(ashore(land, rows), shadow=0.25)
    woods = scatter(view, broadleaves(view), 160, quay_at + 30, quay_at + 500, (6, 12), clump=-0.1, patch=50)
    land.plant(ashore(land, woods))
    if "lighthouse" in view.setting.details:
        set_lighthouse(view, land)
    for _ in range(7):
        away = view.random.uniform(34, quay_at - 14)
        right = away * view.random.uniform(-0.9, 0.9) * view.centre / view.focal
        float_boat(view, land, right, away, view.random.uniform(8, 12))
    add_birds(view, land.pixels, 7)
    return land.finish()


def _quay(view: View, quay_at: float, start: float, aside: float) -> HeightField:
    def field(right: Array, away: Array) -> Array:
        bend = hills(right / 120 + start, aside + 0 * away, 2) * 10
        line = away - quay_at + view.side * 0.25 * right + bend
        behind = smoothstep(30, 420, line) * (60 + 34 * hills(right / 260 + start, away / 260, 3))
        return smoothstep(-1.5, 1.0, line) * 4.2 - 2.2 + behind

    return field


HARBOUR = Place(
    name="harbour",
    paint=paint_harbour,
    kind="open",
    is_wet=True,
    has_houses=True,
    needs_foreland=True,
    shows=TREES | frozenset(["lighthouse"]),
    named="harbour harbor port marina quay dock pier fishing_village shipyard wharf",
    typical="fisherman fishermen fishing anchor cargo container trawler dockworker seaport",
    foreign="hafen fischer puerto pescador pêcheur",
)

VILLAGE = Place(
    name="village",
    paint=paint_village,
    kind="open",
    has_houses=True,
    shows=TREES,
    named=("village cottage farmhouse settlement windmill mill rural chalet church chapel churchyard parish"),
    typical=(
        "house houses roof villager villagers peasant folk community barn church tradition traditions tale"
    ),
    foreign="dorf dörfer bauernhaus pueblo aldea hameau",
)

CASTLE = Place(
    name="castle",
    paint=paint_castle,
    kind="open",
    has_houses=True,
    shows=TREES | frozenset(["castle"]),
    named=(
        "castle fortress palace citadel stronghold kingdom medieval battlement drawbridge fairy_tale "
        "fairytale"
    ),
    typical=(
        "king kings queen queens knight knights prince princess crown throne royal sword swords wizard "
        "magic magical sorcerer legend myth jester dungeon joust shield legendary vampire ghost haunted"
    ),
    foreign=(
        "burg schloss könig königin ritter prinzessin castillo rey reina caballero princesa château roi "
        "reine chevalier princesse märchen drache dragón"
    ),
)

RUINS = Place(
    name="ruins",
    paint=paint_ruins,
    kind="open",
    has_houses=True,
    named=(
        "ruins ruin temple temples acropolis parthenon colosseum rome roman romans athens greece pompeii "
        "antiquity ancient_rome ancient_greece ancient_temple ancient_ruins shrine monastery"
    ),
    typical=(
        "emperor emperors empire caesar gladiator gladiators philosophy philosopher socrates plato "
        "aristotle archaeology archaeologist history historic historical ancient civilisation column "
        "columns monument mythology zeus legacy"
    ),
    foreign=(
        "tempel ruinen römer antike templo ruinas romanos antigua temple_grec ruines romains antiquité "
        "kaiser emperador empereur"
    ),
)
