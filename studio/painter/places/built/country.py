"""Cultivated land: fields, a garden, a country road."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.place import BOUQUET, TREES, Place
from studio.painter.core.relief import HeightField
from studio.painter.core.sprites import Stand
from studio.painter.core.view import Painting, View
from studio.painter.land.flowers import add_blades, add_flowers
from studio.painter.land.ground import Material
from studio.painter.land.groves import broadleaves, bushes, scatter
from studio.painter.land.landmarks import house, windmill
from studio.painter.land.landscapes import Land, dry_land
from studio.painter.land.scouting import scout
from studio.painter.land.shapes import hills
from studio.painter.sky.flights import add_birds

FIELD_RANGES = ((2.5, 12, 80), (12, 80, 120), (80, 900, 170), (900, 9_000, 160))
GRASS = Material(
    low="#4b6d2e",
    high="#7f9440",
    rock="#8b8058",
    steep=(0.7, 0.5),
    grain=0.4,
    rough=0.04,
    patch=24,
    growth=0.24,
)
WHEAT = Material(
    low="#c79a3f",
    high="#e3bd62",
    rock="#8b7a4a",
    steep=(0.7, 0.5),
    grain=0.4,
    rough=0.04,
    patch=30,
    growth=0.3,
)
SOIL = Material(
    low="#6b4a32",
    high="#86603f",
    rock="#6b4a32",
    steep=(0.7, 0.5),
    grain=0.3,
    rough=0.06,
    patch=16,
    growth=0.12,
)
LAVENDER = Material(
    low="#6d5a9c",
    high="#9a86c4",
    rock="#6d7a4a",
    steep=(0.7, 0.5),
    grain=0.4,
    rough=0.04,
    patch=20,
    growth=0.34,
)


def rolling(view: View, tall: float = 24.0) -> HeightField:
    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            near = hills(right / 30 + start, away / 30 + aside, 2, number=1) * 0.2
            far = hills(right / 620 + start, away / 620 + aside, 3)
            return (
                near
                + smoothstep(30, 700, away) * (far * tall + 10)
                + smoothstep(1_500, 9_000, away) * (far * 60 + 80)
            )

        return field

    return scout(view, make, 3.4, 9_000, 0.05, near=80)


def paint_field(view: View) -> Painting:
    """Paint rows of a crop that run to the horizon: wheat, furrows, or lavender."""
    base = rolling(view, 16)
    kind = (
        ("wheat", "soil", "lavender")[int(view.turn * 3) % 3]
        if "wheat" not in view.setting.details
        else "wheat"
    )
    material = {"wheat": WHEAT, "soil": SOIL, "lavender": LAVENDER}[kind]
    spacing, deep = {"wheat": (1.5, 0.05), "soil": (1.1, 0.16), "lavender": (1.8, 0.3)}[kind]
    lean = view.side * 0.12

    def field(right: Array, away: Array) -> Array:
        rows = np.sin((right - lean * away) * np.float32(2 * np.pi / spacing))
        return base(right, away) + rows * deep * smoothstep(140, 40, away)

    land = dry_land(view, field, material, camera=3.4, ranges=FIELD_RANGES)
    _stripe(land, spacing, lean, kind)
    woods = broadleaves(view)
    land.plant(scatter(view, woods, 340, 260, 2_200, (9, 15), clump=0.6, patch=200))
    if "mill" in view.setting.details:
        land.plant([Stand(view.side * 42.0, 120.0, 26.0, windmill(view.light, view.random))])
    _homestead(view, land, 1)
    if kind == "wheat":
        add_blades(view, land.pixels, land.depth, colour("#d9b052"), ears=True)
    add_birds(view, land.pixels, 4)
    return land.finish()


def _stripe(land: Land, spacing: float, lean: float, kind: str) -> None:
    """Tint the gaps between the rows."""
    view = land.view
    away = land.depth
    right = away * ((view.columns - view.centre) / view.focal)
    row = 0.5 + 0.5 * np.cos((right - lean * away) * np.float32(2 * np.pi / spacing) + np.pi / 2)
    clear = np.clip(spacing * view.focal / np.maximum(away, 1) / 7 - 0.4, 0, 1) * (away < 3_000)
    tone = {"wheat": 0.8, "soil": 0.72, "lavender": 0.62}[kind]
    gap = (row < 0.5) * 1.0
    tint = np.array([0.8, 1.05, 0.55], np.float32) if kind == "lavender" else np.ones(3, np.float32)
    share = (gap * clear * 0.8)[..., None]
    land.pixels = mix(land.pixels, land.pixels * tone * tint, share.astype(np.float32))


def _homestead(view: View, land: Land, count: int) -> None:
    lamps = view.light.is_dark or view.light.elevation < 0.06
    stands = []
    for number in range(count):
        away = view.random.uniform(90, 200)
        right = -view.side * away * view.random.uniform(0.1, 0.75) * view.centre / view.focal
        stands.append(
            Stand(
                float(right), float(away), 9.0, house(view.light, view.random, lamps), bool(number % 2), 0.03
            )
        )
    land.plant(stands)


def paint_garden(view: View) -> Painting:
    """Paint flower beds, shrubs and a path under trees."""
    base = rolling(view, 8)
    land = dry_land(
        view, base, GRASS, camera=1.9, ranges=((1.6, 8, 90), (8, 60, 140), (60, 900, 170), (900, 6_000, 60))
    )
    _path(land, 1.0)
    land.plant(scatter(view, broadleaves(view), 90, 26, 140, (6, 12), clump=-0.5, patch=30, clear=3))
    land.plant(scatter(view, bushes(view), 90, 7, 40, (0.6, 1.6), clump=-0.1, patch=8, clear=1.8))
    add_flowers(view, land, 900, 2.2, 24, clear=1.0)
    return land.finish()


def _path(land: Land, half: float) -> None:
    """Draw a gravel path that winds away."""
    view = land.view
    away = np.minimum(land.depth, 4_000)
    right = away * ((view.columns - view.centre) / view.focal)
    bend = view.side * (np.sin(away * 0.09) * 1.5 - 0.04 * away)
    edge = np.abs(right - bend) - half
    share = smoothstep(0.12, -0.12, edge) * (land.depth < 200) * (view.rows > view.horizon)
    grain = hills(right / 0.3, away / 0.3, 3, number=4) * np.clip(8 / away, 0, 1)
    gravel = colour("#c2b08e") * (
        view.light.ambient * 0.8 + view.light.sun * max(view.light.direction[1], 0.2) * 0.8
    )
    land.pixels = mix(
        land.pixels, gravel * (1 + 0.14 * grain)[..., None], (share * 0.92)[..., None].astype(np.float32)
    )


def paint_road(view: View) -> Painting:
    """Paint a road that runs to the horizon."""
    base = rolling(view, 20)
    land = dry_land(view, base, GRASS, camera=2.6, ranges=FIELD_RANGES)
    away = np.minimum(land.depth, 6_000)
    right = away * ((view.columns - view.centre) / view.focal)
    bend = (
        view.side
        * (np.sin(away * 0.006 + 3 * view.turn) - np.sin(3 * view.turn))
        * np.minimum(away, 600)
        * 0.12
    )
    off = np.abs(right - bend)
    size = away / view.focal
    ground = (land.depth < 5_000) * (view.rows > view.horizon - 0.2 * view.height)
    light = view.light.ambient * 0.8 + view.light.sun * max(view.light.direction[1], 0.16) * 0.9
    grain = hills(right / 0.5, away / 0.5, 4, number=3) * np.clip(6 / away, 0, 1)
    asphalt = colour("#5d5f63") * light * (1 + 0.1 * grain)[..., None]
    share = smoothstep(3.5 + 0.0, 3.3, off - size) * ground
    land.pixels = mix(land.pixels, asphalt, share[..., None].astype(np.float32))
    lines = smoothstep(0.12, 0.05, np.abs(off - 3.1) - 0.4 * size) + smoothstep(
        0.1, 0.04, off - 0.4 * size
    ) * (away / 9 % 1 < 0.5)
    land.pixels = mix(
        land.pixels,
        colour("#e3e0d6") * light,
        (np.clip(lines, 0, 1) * share * 0.9)[..., None].astype(np.float32),
    )
    land.plant(scatter(view, broadleaves(view), 300, 160, 2_000, (9, 15), clump=0.5, patch=200, clear=20))
    land.plant(scatter(view, broadleaves(view, 2), 14, 18, 120, (7, 10), clump=-2, clear=7))
    return land.finish()


ROAD = Place(
    name="road",
    paint=paint_road,
    kind="open",
    named="road highway motorway roadside crossroads route_66 route freeway road_trip",
    typical=(
        "car cars drive driver driving truck trucks lorry motorcycle motorbike bicycle bicycles bike "
        "bikes traveller traveler wheel wheels race racing marathon runner runners running engine vehicle "
        "vehicles train trains railway"
    ),
    vague="travel journey journeys trip way path destination",
    foreign=(
        "landstraße autobahn auto reise fahrrad carretera coche viaje bicicleta route_de_campagne voiture "
        "voyage vélo camino chemin"
    ),
)

FIELD = Place(
    name="field",
    paint=paint_field,
    kind="open",
    shows=BOUQUET | frozenset(["ear-of-corn", "sheaf-of-rice"]),
    named=(
        "field fields farm farmland cornfield wheat_field wheat barley vineyard plantation lavender "
        "harvest orchard crop crops farmyard"
    ),
    typical=(
        "farmer farmers tractor agriculture agricultural chicken chickens hen rooster pig pigs corn maize "
        "grain soil plough scarecrow potato potatoes cotton rice solar solar_panel solar_panels "
        "wind_turbine turbines hay donkey goose geese food_security soldier soldiers army"
    ),
    vague="energy renewable war battle",
    foreign=(
        "feld felder bauernhof bauer ernte traktor campo campos granja granjero cosecha champ champs "
        "ferme fermier récolte"
    ),
)

GARDEN = Place(
    name="garden",
    paint=paint_garden,
    kind="open",
    shows=TREES | BOUQUET,
    named="garden gardens park backyard greenhouse flowerbed botanical lawn courtyard allotment",
    typical=(
        "flower flowers rose roses tulip tulips sunflower sunflowers bee bees honeybee honey butterfly "
        "butterflies ladybug ladybird gardener gardening blossom blossoms bloom petal pollen pollination "
        "caterpillar worm worms snail insect insects ant ants spider hummingbird compost playground"
    ),
    vague="child children kid kids",
    foreign=(
        "garten gärten blume blumen biene bienen jardín flor flores abeja jardin fleur fleurs abeille "
        "schmetterling mariposa papillon"
    ),
)
