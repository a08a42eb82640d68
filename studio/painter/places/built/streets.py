"""A street of old houses."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.buildings.facades import STUCCO, town_front
from studio.painter.buildings.outdoors import bloom, daylight, town_haze
from studio.painter.buildings.solids import Face, Illumination, Model, Paint, box, plain, vector
from studio.painter.core.arrays import Array, blur, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.noise import layered
from studio.painter.core.place import TREES, Place
from studio.painter.core.sprites import Sprite, Stand
from studio.painter.core.turned import turned
from studio.painter.core.view import Painting, View
from studio.painter.land.groves import broadleaves
from studio.painter.land.landmarks import LAMP
from studio.painter.land.landscapes import Land
from studio.painter.sky.flights import glow_at
from studio.painter.sky.sky import paint_open_sky


def paint_street(view: View) -> Painting:
    """Paint the view along a street of old houses, with trees and lamps."""
    view.horizon = view.height * (0.5 + 0.08 * view.turn)
    view.shift = (0.1, -0.06, 0.2, -0.16)[view.number % 4] * view.side
    pixels, depth, fade = paint_open_sky(view)
    half = 7.5 + 2.5 * view.random.random()
    eye = 1.9 + 1.6 * view.turn
    model = Model(view, eye, _street_light(view, half))
    road = Face(vector(-half, 0, 0.3), vector(2 * half, 0, 0), vector(0, 0, 320), _road(view, half), 40)
    model.add([road])
    for side in (-1, 1):
        _add_houses(view, model, side, half)
    model.render(pixels, depth, town_haze(view, fade))
    wet = view.weather in ("rain", "storm")
    if wet or view.light.is_dark:
        _mirror_road(view, pixels, depth, 0.55 if wet else 0.16)
    land = Land(view, lambda right, away: right * 0, eye, pixels, depth, fade)
    _add_avenue(view, land, half)
    bloom(view, land.pixels)
    return land.finish()


def _street_light(view: View, half: float) -> Illumination:
    """Return daylight, with one side's houses throwing their shadow on the street and on the other side."""
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
    """Draw reflections on a wet road, stretched downwards."""
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
    """Add trees and lamps at both kerbs."""
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


STREET = Place(
    name="street",
    paint=paint_street,
    kind="open",
    has_houses=True,
    shows=TREES,
    named=(
        "street streets avenue alley sidewalk pavement boulevard crosswalk neighbourhood neighborhood "
        "suburb paris town at_market in_market market_day fish_market flower_market christmas_market "
        "weekly_market shops stores market_square shopping_street marketplace bazaar street_market "
        "farmers_market market_stall supermarket shopping_centre vienna amsterdam barcelona lisbon prague "
        "lane high_street old_town plaza"
    ),
    typical=(
        "market shops stores shopping cyclist bus buses tram pedestrian baker_street lantern lamppost "
        "umbrella umbrellas parade festival detective neighbour postman bakery_window"
    ),
    vague="people crowd",
    foreign="straße strasse gasse calle calles tienda rue rues ruelle boutique",
)
