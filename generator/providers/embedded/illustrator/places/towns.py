"""City and street."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from generator.providers.embedded.illustrator.arrays import Array, blur, mix, smoothstep
from generator.providers.embedded.illustrator.colours import colour
from generator.providers.embedded.illustrator.facades import STUCCO, tower, town_front
from generator.providers.embedded.illustrator.groves import broadleaves
from generator.providers.embedded.illustrator.landmarks import LAMP, add_birds, glow_at
from generator.providers.embedded.illustrator.landscapes import Land
from generator.providers.embedded.illustrator.noise import layered
from generator.providers.embedded.illustrator.seaside import sea_tone, set_boats
from generator.providers.embedded.illustrator.sky import horizon_colour, paint_sky
from generator.providers.embedded.illustrator.solids import (
    Face,
    Illumination,
    Model,
    Paint,
    box,
    plain,
    vector,
)
from generator.providers.embedded.illustrator.sprites import Sprite, Stand
from generator.providers.embedded.illustrator.turned import turned
from generator.providers.embedded.illustrator.view import SKY, Painting, View
from generator.providers.embedded.illustrator.water import paint_water

CONCRETE = ("#8f949b", "#b3ab9f", "#7d8894", "#a39486", "#c2bfb8", "#6f7a88", "#9a8478", "#54657a")


def daylight(view: View) -> Illumination:
    """Light in the open: the sun on what faces it, the sky on everything."""
    right, up, forward = view.light.direction
    toward = vector(right, up, forward)

    def light(points: Array, normal: Array) -> Array:
        facing = max(float(np.dot(normal, toward)), 0.0)
        sky = 0.5 + 0.3 * float(normal[1]) - 0.1 * float(normal[2])
        height = 0.72 + 0.28 * smoothstep(0, 30, points[..., 1])
        return np.asarray(
            view.light.sun * facing * 0.8 + view.light.ambient * (sky * height)[..., None], np.float32
        )

    return light


def paint_city(view: View) -> Painting:
    """A skyline over water, or over the roofs of the nearer quarters."""
    over_water = view.turn < 0.62
    view.horizon = view.height * (0.6 if over_water else 0.5) + 0.04 * view.height * math.sin(9 * view.turn)
    sky = paint_sky(view)
    fade = horizon_colour(sky, view)
    pixels, depth = sky.copy(), np.full((view.height, view.width), SKY, np.float32)
    eye = 9.0 if over_water else 62.0
    model = Model(view, eye, daylight(view))
    near, far = (330, 1_500) if over_water else (110, 1_700)
    _add_towers(view, model, near, far, low=not over_water)
    ground = Face(
        vector(-9_000, 0, 60), vector(18_000, 0, 0), vector(0, 0, 9_000), plain(colour("#6f7468")), 1
    )
    model.add([ground])
    haze = _haze(view, fade)
    model.render(pixels, depth, haze)
    _bloom(view, pixels)
    land = Land(view, lambda right, away: right * 0 - 2, eye, pixels, depth, fade)
    if over_water:
        _flood(view, land, near)
        set_boats(view, land, 1)
    add_birds(view, land.pixels, 4)
    return land.finish()


def _haze(view: View, fade: Array) -> Callable[[Array, Array], Array]:
    colour_of = fade.mean(1, keepdims=True)
    strength = -math.log(max(1 - view.light.haze, 0.01)) / 2_600

    def haze(colours: Array, away: Array) -> Array:
        return mix(colours, colour_of, (1 - np.exp(-away * strength))[..., None] * 0.95)

    return haze


def _add_towers(view: View, model: Model, near: float, far: float, *, low: bool) -> None:
    random = view.random
    centre = view.side * random.uniform(0.1, 0.5)
    rows = 7 if not low else 9
    for row, away in enumerate(np.geomspace(near, far, rows)):
        edge = away * view.centre / view.focal * 1.15
        step = 34 + 6 * row
        for number in range(int(2 * edge / step) + 1):
            right = -edge + step * (number + random.uniform(0, 0.4))
            core = math.exp(-(((right / edge - centre) / 0.42) ** 2))
            rise = 0.25 + 1.0 * core * random.uniform(0.35, 1.25)
            height = (26 + 120 * rise * random.uniform(0.5, 1.1)) * (0.55 if low and row < 4 else 1.0)
            if low and row < 4:
                height = min(height, 46 + 9 * row)
            elif row == 0:
                height *= 0.5
            width = random.uniform(18, 32)
            tone = colour(CONCRETE[int(random.integers(len(CONCRETE)))]) * random.uniform(0.7, 1.1)
            model.add(
                tower(
                    view.light, random, right, away + random.uniform(0, 40), width, height, width * 0.9, tone
                )
            )


def _flood(view: View, land: Land, near: float) -> None:
    """Water up to the quay, with the city in it."""
    water, away = paint_water(
        view, land.pixels, land.fade, camera=land.camera, waves=0.045, deep=sea_tone(view) * 0.7
    )
    share = ((away < near - 14) & (view.rows > view.horizon)).astype(np.float32)
    share = np.broadcast_to(share, land.depth.shape)
    land.pixels = mix(land.pixels, water, share[..., None])
    land.depth = np.where(share > 0.5, away, land.depth).astype(np.float32)


def _bloom(view: View, pixels: Array) -> None:
    bright = np.maximum(pixels - 0.75, 0)
    if view.light.is_dark or view.light.elevation < 0.1:
        pixels += blur(bright, view.unit / 180) * 0.5 + blur(bright, view.unit / 40) * 0.5


def paint_street(view: View) -> Painting:
    """Along a street of old houses, with trees and lamps."""
    view.horizon = view.height * (0.5 + 0.08 * view.turn)
    view.shift = (0.1, -0.06, 0.2, -0.16)[view.number % 4] * view.side
    sky = paint_sky(view)
    fade = horizon_colour(sky, view)
    pixels, depth = sky.copy(), np.full((view.height, view.width), SKY, np.float32)
    half = 7.5 + 2.5 * view.random.random()
    eye = 1.9 + 1.6 * view.turn
    model = Model(view, eye, _street_light(view, half))
    road = Face(vector(-half, 0, 0.3), vector(2 * half, 0, 0), vector(0, 0, 320), _road(view, half), 40)
    model.add([road])
    for side in (-1, 1):
        _add_houses(view, model, side, half)
    model.render(pixels, depth, _haze(view, fade))
    wet = view.weather in ("rain", "storm")
    if wet or view.light.is_dark:
        _mirror_road(view, pixels, depth, 0.55 if wet else 0.16)
    land = Land(view, lambda right, away: right * 0, eye, pixels, depth, fade)
    _add_avenue(view, land, half)
    _bloom(view, land.pixels)
    return land.finish()


def _street_light(view: View, half: float) -> Illumination:
    """As daylight, but the houses of one side throw their shadow on the street and on the other side."""
    plainly = daylight(view)
    right, up, _ = view.light.direction
    side = math.copysign(1.0, right)
    toward = vector(*view.light.direction)

    def light(points: Array, normal: Array) -> Array:
        total = plainly(points, normal)
        facing = max(float(np.dot(normal, toward)), 0.0)
        if facing <= 0 or abs(right) < 0.05:
            return total
        reach = (side * half - points[..., 0]) / right
        passes = points[..., 1] + reach * up
        roofs = 13 + 2.5 * np.sin(points[..., 2] * 0.31) + 1.5 * np.sin(points[..., 2] * 0.83)
        shadow = 1 - smoothstep(roofs.min() * 0 - 1.0, 1.0, passes - roofs)
        return np.asarray(total - view.light.sun * facing * 0.8 * shadow[..., None], np.float32)

    return light


def _road(view: View, half: float) -> Paint:
    wet = 0.55 if view.weather in ("rain", "storm") else 1.0

    def paint(along: Array, up: Array, size: Array) -> Array:
        off = along - half
        grain = layered(along / 1.2, up / 1.2, 5, exponent=0.6, number=3)
        asphalt = colour("#63656a") * wet * (1 + 0.1 * grain)[..., None]
        stones = colour("#78736b") * wet * (1 + 0.07 * grain)[..., None]
        place = np.minimum(np.abs(along / 0.6 % 1 - 0.5), np.abs(up / 0.6 % 1 - 0.5))
        stones = stones * (1 - 0.25 * (place > 0.47) * np.clip(0.02 / size, 0, 1))[..., None]
        kerb = half - 3.0
        ground = mix(asphalt, stones, smoothstep(kerb - 0.02, kerb + 0.02 + 0.0, np.abs(off))[..., None])
        edge = smoothstep(0.16 + size, 0.1, np.abs(np.abs(off) - kerb))
        line = smoothstep(0.09 + size, 0.06, np.abs(off)) * (up / 6 % 1 < 0.5)
        ground = mix(ground, colour("#98938a") * wet, edge[..., None] * 0.8)
        return np.asarray(mix(ground, colour("#d9d6cf"), 0.8 * line[..., None]), np.float32)

    return paint


def _add_houses(view: View, model: Model, side: int, half: float) -> None:
    random, away, roofs = view.random, 1.5, ("#6d4436", "#55504e", "#7a5240", "#4a4d55")
    while away < 210:
        length, height = random.uniform(8, 15), 3.6 + 3.2 * int(random.integers(2, 5)) + 0.6
        tone = colour(STUCCO[int(random.integers(len(STUCCO)))])
        paint, glow = town_front(view.light, tone, height, length, float(random.random() * 30))
        faces = box(
            side * (half + 5), 0, away + length / 2, 10, height, length, paint, plain(tone * 0.5), cells=6
        )
        for face in faces[:4]:
            face.glow = glow
        model.add(faces)
        roof = colour(roofs[int(random.integers(4))])
        corner = vector(side * half, height, away if side < 0 else away + length)
        along = vector(0, 0, length if side < 0 else -length)
        model.add([Face(corner, along, vector(side * 3.2, 2.4, 0), plain(roof), 3)])
        away += length


def _mirror_road(view: View, pixels: Array, depth: Array, strength: float) -> None:
    """A wet road throws back what stands above it, drawn out downwards."""
    line = int(view.horizon)
    rows = view.height - line
    if rows < 4 or line < 4:
        return
    source = pixels[max(line - rows, 0) : line][::-1]
    mirrored = np.zeros((rows, view.width, 3), np.float32)
    mirrored[: len(source)] = source
    mirrored = blur(mirrored, view.unit / 160)
    ripple = layered(view.columns / view.unit * 9, view.rows[line:] / view.unit * 5, 3, number=5)
    share = np.clip(strength * (0.75 + 0.3 * ripple), 0, 0.9) * (view.rows[line:] - line) / rows
    share = np.clip(share * 2.2, 0, strength)
    flat = (depth[line:] < 300) & (
        np.abs(depth[line:] * (view.rows[line:] - view.horizon) / view.focal - 2.7) < 1.6
    )
    pixels[line:] = mix(pixels[line:], mirrored, (share * flat)[..., None].astype(np.float32))


def _add_avenue(view: View, land: Land, half: float) -> None:
    """Trees and lamps at both kerbs."""
    lamps = view.light.is_dark or view.light.elevation < 0.09 or view.light.overcast > 0.75
    kinds = broadleaves(view, 3, 260)
    post = _lamp_post(view, lamps)
    stands = []
    for number, away in enumerate(np.arange(9.0, 150.0, 9.0)):
        for side in (-1, 1):
            x = side * (half - 2.2)
            if number % 2 == (side > 0):
                stands.append(
                    Stand(x, float(away), view.random.uniform(5.5, 7.5), kinds[number % 3], bool(number % 2))
                )
            else:
                stands.append(Stand(x, float(away) + 1, 4.6, post))
    land.plant(stands, shadow=0.3)
    if lamps:
        for stand in stands:
            if stand.sprite is post and stand.away < 70:
                x = view.centre + view.focal * stand.right / stand.away
                y = view.horizon - view.focal * (4.25 - land.camera) / stand.away
                glow_at(view, land.pixels, x, y, view.focal * 1.5 / stand.away, LAMP * 0.9)


def _lamp_post(view: View, lamps: bool) -> Sprite:
    def profile(height: Array) -> Array:
        radius = np.where(height < 0.06, 0.022, 0.009)
        radius = np.where((height > 0.86) & (height < 0.95), 0.026 + 0.014 * (height - 0.86) / 0.09, radius)
        radius = np.where(height >= 0.95, np.clip((0.99 - height) / 0.04, 0, 1) * 0.045, radius)
        return radius.astype(np.float32)

    def paint(height: Array, place: Array) -> Array:
        glass = ((height > 0.87) & (height < 0.945))[..., None]
        lamp = LAMP * 4 if lamps else colour("#e9e6da")
        return np.asarray(
            np.where(glass, lamp, np.broadcast_to(colour("#2b2f33"), (*place.shape, 3))), np.float32
        )

    return turned(view.light, profile, paint, 0.12, 420)
