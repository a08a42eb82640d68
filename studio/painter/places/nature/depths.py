"""The sea under water: light from above, sand, rocks and corals, shoals and bubbles."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np

from studio.painter.core.arrays import Array, blur, look_up, mix, resize, smoothstep
from studio.painter.core.colours import colour, gradient
from studio.painter.core.light import Light
from studio.painter.core.noise import bumps, layered, tile, wrapped
from studio.painter.core.place import Place
from studio.painter.core.relief import Surface, far_depth, march, smooth_edges
from studio.painter.core.sprites import Stand
from studio.painter.core.view import Painting, View
from studio.painter.land.corals import CORALS, coral, weed
from studio.painter.land.ground import light_on
from studio.painter.land.landscapes import Land
from studio.painter.land.shapes import hills, ridged


def paint_underwater(view: View) -> Painting:
    """Paint a reef in blue water."""
    deep = view.light.is_dark or view.time == "dusk"
    view.light = _water_light(view, deep)
    view.horizon = view.height * (0.5 + 0.08 * view.turn)
    start, aside = (float(value) for value in view.random.uniform(0, 12, 2))

    def field(right: Array, away: Array) -> Array:
        sand = hills(right / 5 + start, away / 5 + aside, 3, number=1) * 0.1
        mass = hills(right / 22 + start, away / 22 + aside, 3) + 0.5 * view.side * right / (away + 6)
        reef = smoothstep(0.35, 1.5, mass) * (2.2 + ridged(right / 7 + start, away / 7, 4, number=1) * 2.6)
        wall = (
            smoothstep(25, 90, away)
            * np.clip(hills(right / 40, away / 50 + start, 2) + 0.6 * view.side, 0, 2)
            * 9
        )
        return sand + reef * smoothstep(3, 14, away) + wall

    water = _water(view)
    surface = march(view, field, 2.6, ((1.8, 9, 120), (9, 40, 200), (40, 160, 130)), shadows=False)
    ground = mix(
        colour("#cdb98a"), colour("#6f6256"), smoothstep(0.9, 0.6, surface.normal[..., 1])[..., None]
    )
    fine = layered(surface.right / 1.1, (surface.away + surface.level) / 1.1, 5, exponent=0.7, number=3)
    ground = ground * (1 + 0.16 * fine)[..., None]
    pixels = ground * light_on(view, surface) * (0.72 + 1.1 * _caustics(view, surface))[..., None]
    pixels = mix(water, _veil(pixels, surface.away, water), surface.seen[..., None])
    smooth_edges(pixels, surface)
    land = Land(view, field, 2.6, pixels, far_depth(surface), water[int(view.horizon)][None])
    _plant_reef(view, land, water)
    _add_beams(view, land.pixels)
    _add_shoal(view, land.pixels)
    _add_bubbles(view, land.pixels)
    return land.finish()


def _water_light(view: View, deep: bool) -> Light:
    strength = 0.42 if deep else 1.0
    return replace(
        view.light,
        azimuth=0.6 * view.side, elevation=1.1, sun=colour("#bfeaf2") * (1.3 * strength),
        ambient=colour("#3f93b8") * (0.75 * strength), haze=0.3, overcast=0.0, stars=0.0,
    )  # fmt: skip


def _water(view: View) -> Array:
    """Return the open water by row: bright towards the surface, dark below."""
    dark = view.light.ambient.max() < 0.3
    codes = (
        ("#3f9fc0", "#1b6a9c", "#0e3f6e", "#082748") if dark else ("#a6eef2", "#3fb4d6", "#1878ac", "#0b4a7c")
    )
    height = np.clip((view.horizon - view.rows[:, 0]) / view.unit + 0.35, 0, 1.0)
    tones = gradient(
        [(0, colour(codes[3])), (0.3, colour(codes[2])), (0.62, colour(codes[1])), (1, colour(codes[0]))],
        height,
    )
    x = view.centre + view.side * 0.22 * view.unit
    pool = np.exp(-((((view.columns - x) / view.unit) / 0.55) ** 2)) * np.clip(height, 0, 1)[:, None] ** 2
    return (tones[:, None] + pool[..., None] * colour(codes[0]) * 0.55).astype(np.float32)


def _veil(pixels: Array, away: Array, water: Array) -> Array:
    """Absorb light by distance, red first: far things turn blue, then vanish."""
    loss = np.array([0.10, 0.038, 0.028], np.float32)
    kept = np.exp(-away[..., None] * loss)
    return pixels * kept + water * (1 - np.exp(-away / 22))[..., None]


def _caustics(view: View, surface: Surface) -> Array:
    """Return the net of light that waves throw on the ground, 0 to about 1."""
    u, v = surface.right / 1.7, (surface.away + 0.6 * surface.level) / 1.7
    bend = look_up(bumps(1), wrapped(u * 0.7 + 3), wrapped(v * 0.7))
    first = np.abs(
        look_up(tile(3.4, 12, 6.0), wrapped(u + 0.1 * bend[..., 1]), wrapped(v + 0.1 * bend[..., 2]))
    )
    second = np.abs(look_up(tile(3.4, 13, 6.0), wrapped(u * 1.3 + 2), wrapped(v * 1.3 - 0.1 * bend[..., 1])))
    net = np.clip(1 - 1.9 * np.minimum(first, second), 0, 1) ** 4
    return net * np.clip(surface.normal[..., 1], 0, 1) * np.clip(9 / surface.away, 0, 1)


def _plant_reef(view: View, land: Land, water: Array) -> None:
    random = view.random
    kinds = [coral(view, colour(CORALS[int(random.integers(len(CORALS)))]), number) for number in range(5)]
    kinds += [weed(view) for _ in range(2)]
    far = np.exp(random.uniform(math.log(3.2), math.log(30), 110))
    stands = []
    for away in far:
        right = float(away * random.uniform(-1.1, 1.1) * view.centre / view.focal)
        if abs(right) < 0.5 * away**0.5 and away < 7:
            continue
        sprite = kinds[int(random.integers(len(kinds)))]
        stands.append(
            Stand(right, float(away), random.uniform(0.35, 1.3), sprite, bool(random.integers(2)), 0.08)
        )
    for low, high in ((12, 40), (6, 12), (0, 6)):
        before = land.depth.copy()
        pixels = land.pixels.copy()
        land.plant([stand for stand in stands if low <= stand.away < high], shadow=0)
        changed = (land.depth < before - 1e-3)[..., None]
        land.pixels = np.where(
            changed, _veil(land.pixels, np.minimum(land.depth, 100), water), pixels
        ).astype(np.float32)


def _add_beams(view: View, pixels: Array) -> None:
    """Draw shafts of sunlight that fan out from above the surface."""
    height, width = view.height // 2, view.width // 2
    x, y = view.centre + view.side * 0.22 * view.unit, -0.7 * view.unit
    across = (np.arange(width, dtype=np.float32)[None] * 2 - x) / view.unit
    down = (np.arange(height, dtype=np.float32)[:, None] * 2 - y) / view.unit
    angle = np.arctan2(across, down)
    rays = look_up(tile(2.0, 8), angle * 150 + 300 * view.turn, np.zeros_like(angle) + 60 * view.turn)
    fade = smoothstep(2.0, 0.7, np.hypot(across, down))
    bright = np.clip(0.2 + 0.4 * rays, 0, 1.2) * fade * np.exp(-((across / 0.8) ** 2))
    soft = blur(bright.astype(np.float32), 1.5)
    pixels += (
        resize(soft, view.width, view.height)[..., None]
        * view.light.sun
        * np.array([0.1, 0.2, 0.22], np.float32)
    )


def _add_shoal(view: View, pixels: Array) -> None:
    """Draw a shoal of small fish, far enough to be light and dark spindles."""
    random, unit = view.random, view.unit
    mask = np.zeros((view.height, view.width), np.uint8)
    x0 = view.centre - view.side * random.uniform(0.1, 0.3) * view.width
    y0 = view.horizon - random.uniform(0.16, 0.3) * view.height
    for _ in range(46):
        x, y = x0 + random.normal(0, 0.09) * view.width, y0 + random.normal(0, 0.045) * view.height
        size = unit * random.uniform(0.006, 0.012)
        lean = random.normal(0, 0.15)
        body = np.array(
            cv2.ellipse2Poly(
                (round(x), round(y)),
                (round(size), max(1, round(size * 0.36))),
                round(math.degrees(lean)),
                0,
                360,
                30,
            ),
            np.int32,
        )
        tail = np.array(
            [
                [x - view.side * size * 0.8, y],
                [x - view.side * size * 1.5, y - size * 0.45],
                [x - view.side * size * 1.5, y + size * 0.45],
            ]
        )
        cv2.fillPoly(mask, [body, np.rint(tail).astype(np.int32)], 255, cv2.LINE_AA)
    share = mask.astype(np.float32)[..., None] / 255 * 0.75
    pixels[:] = mix(pixels, pixels * 0.3 + colour("#0d3350") * 0.25, share)


def _add_bubbles(view: View, pixels: Array) -> None:
    random, unit = view.random, view.unit
    ring = np.zeros((view.height, view.width), np.uint8)
    x = view.width * random.uniform(0.2, 0.8)
    for _ in range(40):
        y = random.uniform(0, view.height)
        spot = (round(x + random.normal(0, 0.02 + 0.05 * (1 - y / view.height)) * unit), round(y))
        radius = max(1, round(unit * 0.0024 * (1 + 2.2 * random.random() ** 2)))
        cv2.circle(ring, spot, radius, int(random.integers(60, 170)), 1, cv2.LINE_AA)
    pixels += ring.astype(np.float32)[..., None] / 255 * view.light.sun * 0.5


UNDERWATER = Place(
    name="underwater",
    paint=paint_underwater,
    kind="beyond",
    is_wet=True,
    has_ground=False,
    shows=frozenset(["coral"]),
    named=(
        "underwater reef coral corals seabed seafloor ocean_floor deep_sea undersea submarine aquarium "
        "kelp diving scuba mariana"
    ),
    typical=(
        "fish fishes whale whales shark sharks dolphin dolphins octopus squid jellyfish seahorse "
        "clownfish anemone stingray lobster crab diver divers mermaid mermaids plankton starfish atlantis "
        "orca tuna eel treasure plastic"
    ),
    foreign=(
        "unterwasser riff fisch fische wal hai delfin submarino arrecife pez peces ballena tiburón delfín "
        "récif poisson poissons baleine requin dauphin"
    ),
)
