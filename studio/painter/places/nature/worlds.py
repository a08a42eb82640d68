"""Mars, the Moon, and a volcano on Earth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from studio.painter.core.arrays import Array, blur, look_up, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.light import MARS as MARTIAN_LIGHT
from studio.painter.core.light import MOON as LUNAR_LIGHT
from studio.painter.core.noise import layered, tile
from studio.painter.core.place import Place
from studio.painter.core.relief import HeightField
from studio.painter.core.view import Painting, View
from studio.painter.land.ground import Material
from studio.painter.land.groves import pines, scatter
from studio.painter.land.landscapes import dry_land
from studio.painter.land.scouting import scout
from studio.painter.land.shapes import craters, dunes, hills, ridged
from studio.painter.sky.planets import add_planet
from studio.painter.sky.sky import paint_sky

RED_SAND = Material(
    low="#a35a34", high="#c87f50", rock="#6d3a26", steep=(0.88, 0.7), grain=0.6, rough=0.06, patch=26
)
REGOLITH = Material(
    low="#7d7c7c", high="#a09e9b", rock="#66656a", steep=(0.8, 0.6), grain=0.5, rough=0.08, patch=20
)
LAVA_FIELD = Material(
    low="#3b3833",
    high="#5d5a45",
    rock="#3a3230",
    steep=(0.82, 0.6),
    grain=3,
    rough=0.12,
    patch=120,
    growth=0.12,
)


def paint_mars(view: View) -> Painting:
    """Paint red dunes, rocks and mesas under a dusty sky."""
    dark = view.light.is_dark
    view.light = replace(
        MARTIAN_LIGHT, azimuth=view.light.azimuth, elevation=max(0.12, min(view.light.elevation, 0.5))
    )
    if dark:
        view.light = replace(
            view.light,
            sun=MARTIAN_LIGHT.sun * 0.35,
            ambient=MARTIAN_LIGHT.ambient * 0.6,
            zenith=colour("#2a1c20"),
        )
    tall = 130 * (0.7 + 0.7 * view.random.random())

    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            mass = hills(right / 900 + start, away / 900 + aside, 4)
            mesas = smoothstep(0.1, 0.5, mass) * 0.6 + smoothstep(0.7, 0.95, mass) * 0.6
            crags = ridged(right / 240 + start, away / 240, 5, number=1) * smoothstep(0.0, 0.6, mass) * 0.35
            sand = dunes(right / 30 + aside, away / 30 + start, number=2) * 0.9
            stones = np.clip(hills(right / 3.2 + start, away / 3.2, 2, number=3) - 1.55, 0, 1) * 0.7
            return (
                (mesas + crags) * tall * smoothstep(160, 900, away)
                + sand
                + stones * smoothstep(400, 60, away)
            )

        return field

    field = scout(view, make, 3.4, 6_000, 0.07, near=120)
    ranges = ((2.6, 16, 110), (16, 90, 170), (90, 700, 150), (700, 8_000, 190))
    return dry_land(view, field, RED_SAND, camera=3.4, ranges=ranges).finish()


def paint_moon(view: View) -> Painting:
    """Paint grey plains with craters under a black sky, the Earth above them."""
    side = 1 if view.light.azimuth > 0 else -1
    view.light = replace(LUNAR_LIGHT, azimuth=side * (0.9 + 0.5 * view.turn))
    random = view.random
    rings = [
        (float(random.uniform(-1, 1) * far * 0.8), float(far), float(far * random.uniform(0.06, 0.22)))
        for far in np.geomspace(14, 900, 34)
    ]

    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            far = smoothstep(900, 4_500, away) * (
                hills(right / 1_700 + start, away / 1_700 + aside, 4) * 160 + 190
            )
            near = (
                hills(right / 40 + start, away / 40 + aside, 3, number=1) * 0.7
                + hills(right / 6, away / 6, 3) * 0.07
            )
            return near + far + craters(right, away, rings)

        return field

    field = scout(view, make, 3.8, 6_000, 0.08, near=60)
    sky = paint_sky(view, clouds=False)
    x = view.width * (0.28 if view.side > 0 else 0.72)
    add_planet(view, sky, x, view.horizon * 0.38, view.unit * 0.115, "earth")
    ranges = ((2.6, 16, 120), (16, 120, 180), (120, 900, 150), (900, 7_000, 150))
    return dry_land(view, field, REGOLITH, camera=3.8, ranges=ranges, sky=sky).finish()


def paint_volcano(view: View) -> Painting:
    """Paint a cone with a glowing crater and a plume of smoke."""
    random = view.random
    away_of, tall = 4_600.0, 1_350 * (0.85 + 0.3 * random.random())
    aside = view.side * 0.16 * away_of
    start = float(random.uniform(0, 12))

    def field(right: Array, away: Array) -> Array:
        distance = np.hypot(right - aside, away - away_of) / 2_600
        angle = np.arctan2(right - aside, away - away_of)
        gullies = (
            ridged(angle * 1.6 + start, distance * 0.9, 5, number=1) * 0.13 * smoothstep(0.06, 0.35, distance)
        )
        cone = np.exp(-np.maximum(distance, 0.085) * 2.7) * 1.3 - smoothstep(0.085, 0.03, distance) * 0.12
        land = hills(right / 300 + start, away / 300, 4) * 9 * smoothstep(30, 400, away)
        return land + (cone + gullies * np.exp(-distance * 1.4)) * tall * smoothstep(300, 1_800, away) - 20

    sky = paint_sky(view)
    x = view.centre + view.focal * aside / away_of
    y = view.horizon - view.focal * (tall * 1.0) / away_of
    _add_plume(view, sky, x, y)
    ranges = ((6, 80, 70), (80, 1_200, 130), (1_200, 7_500, 420))
    land = dry_land(view, field, LAVA_FIELD, camera=30, ranges=ranges, sky=sky)
    _add_lava(view, land.pixels, land.depth, x, y)
    land.plant(scatter(view, pines(view), 300, 150, 1_800, (14, 24), clump=0.2, patch=200))
    return land.finish()


def _add_plume(view: View, sky: Array, x: float, y: float) -> None:
    """Draw smoke that rises and drifts, lit from below by the crater."""
    up = np.maximum(y + 0.05 * view.unit - view.rows, 0) / view.unit
    drift = view.side * -0.8 * up**1.3 * view.unit
    across = (view.columns - x - drift) / view.unit
    width = 0.03 + 0.42 * up**0.9
    puffs = layered(
        (view.columns - drift) / view.unit * 4.2, view.rows / view.unit * 4.2 + 3, 5, exponent=0.8, number=4
    )
    shape = 1 - (across / width) ** 2 + 0.55 * puffs
    cover = smoothstep(-0.1, 0.5, shape) * smoothstep(0.0, 0.03, up) * smoothstep(1.3, 0.5, up)
    lit = np.clip(0.45 + 0.28 * puffs + 0.4 * across / width * np.sign(view.light.direction[0]), 0, 1)
    smoke = mix(view.light.shade * 0.4, view.light.cloud * 0.6, lit[..., None])
    fire = (
        np.exp(-up * 16)[..., None]
        * np.array([1.6, 0.42, 0.1], np.float32)
        * (1.0 if view.light.elevation < 0.15 else 0.35)
    )
    sky[:] = mix(sky, smoke + fire, cover[..., None])


def _add_lava(view: View, pixels: Array, depth: Array, x: float, y: float) -> None:
    """Draw streams of lava that run down from the rim, and the glow around them."""
    down = (view.rows - y) / view.unit
    across = (view.columns - x) / view.unit
    glow = np.zeros((view.height, view.width), np.float32)
    for number in range(4):
        path = 0.05 * (number - 1.5) + across * 0
        wander = look_up(tile(2.4, 11), down * 90 + 60 * number, np.full_like(down, 30.0 * number)) * 0.02
        bend = path * (0.5 + 2.6 * np.clip(down, 0, 1)) + wander * np.clip(down * 12, 0, 1)
        width = 0.0034 + 0.006 * np.clip(down, 0, 0.4)
        stream = np.exp(-(((across - bend) / width) ** 2)) * smoothstep(0.3 - 0.05 * number, 0.05, down)
        glow = np.maximum(glow, stream.astype(np.float32) * (down > 0.0))
    glow *= (depth > 1_500) & (depth < 9_000)
    hot = np.array([2.6, 0.62, 0.12], np.float32)
    pixels += glow[..., None] * hot + blur(glow, view.unit / 50)[..., None] * hot * 0.8


VOLCANO = Place(
    name="volcano",
    paint=paint_volcano,
    kind="open",
    shows=frozenset(["fire"]),
    named="volcano volcanoes volcanic lava eruption magma crater etna vesuvius",
    typical="geology tectonic plate_tectonics",
    foreign="vulkan lavastrom volcán volcan éruption erupción",
)

MARS = Place(
    name="mars",
    paint=paint_mars,
    kind="beyond",
    is_airless=True,
    shows=frozenset(["globe-showing-europe-africa", "rock"]),
    named="mars martian red_planet",
    typical="rover curiosity perseverance colonist",
    foreign="marte roter_planet",
)

MOON = Place(
    name="moon",
    paint=paint_moon,
    kind="beyond",
    is_airless=True,
    shows=frozenset(["globe-showing-europe-africa", "rock"]),
    named="lunar apollo moon_landing moonwalk lunar_surface surface_of_the_moon on_the_moon on_moon",
    typical="armstrong aldrin crater_rim lander",
    foreign="mondlandung mond luna lune astronautes_sur_la_lune",
)
