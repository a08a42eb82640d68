"""A football stadium, seen from its pitch."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.outdoors import bloom, daylight, town_haze
from studio.painter.buildings.patterns import chance, seam, shown
from studio.painter.buildings.solids import Face, Illumination, Model, Paint, box, plain, vector
from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.noise import layered
from studio.painter.core.place import Place
from studio.painter.core.view import Painting, View
from studio.painter.land.landscapes import Land
from studio.painter.sky.flights import glow_at
from studio.painter.sky.sky import paint_open_sky

# A football pitch and its stands, in metres: half the pitch's width, its far goal line, the side stands and
# the back one.
HALF, GOAL_LINE = 34.0, 74.0
STAND_SIDE, STAND_BACK = 42.0, 82.0
LAMP = np.array([1.0, 0.97, 0.9], np.float32)
KITS = (("#c8262f", "#f2efe8"), ("#1f4fa0", "#f4d23c"), ("#1f7a4a", "#f2efe8"), ("#e07a1f", "#22262c"))


def paint_stadium(view: View) -> Painting:
    """Paint the view towards a goal: full stands on three sides, floodlights when it grows dark."""
    view.horizon = view.height * (0.5 + 0.07 * view.turn)
    view.shift = (0.08, -0.1, 0.14, -0.04)[view.number % 4] * view.side
    pixels, depth, fade = paint_open_sky(view)
    eye = 2.6 + 2.6 * ((view.turn * 5) % 1)
    model = Model(view, eye, _floodlit(view))
    model.add([Face(vector(-70, 0, 0.4), vector(140, 0, 0), vector(0, 0, 84), _pitch(view), 12)])
    first, second = (colour(code) for code in KITS[int(view.turn * 19) % len(KITS)])
    _add_stands(view, model, first, second)
    _add_goal(model)
    model.render(pixels, depth, town_haze(view, fade))
    bloom(view, pixels)
    if _is_lit(view):
        _light_lamps(view, pixels, eye)
    return Land(view, lambda right, away: right * 0, eye, pixels, depth, fade).finish()


def _is_lit(view: View) -> bool:
    return view.light.is_dark or view.light.elevation < 0.12 or view.light.overcast > 0.6


def _floodlit(view: View) -> Illumination:
    """Return daylight; under floodlights, upward faces and the pitch are bright."""
    plainly = daylight(view)
    if not _is_lit(view):
        return plainly
    share = np.float32(0.9 if view.light.is_dark else 0.45)

    def light(points: Array, normal: Array) -> Array:
        height = smoothstep(34, 4, points[..., 1])
        return np.asarray(
            plainly(points, normal) + LAMP * (share * (0.35 + 0.65 * height))[..., None], np.float32
        )

    return light


def _pitch(view: View) -> Paint:
    """Return mown grass in stripes, with the lines around the goal and a running track around the pitch."""
    grass, light, track = colour("#47763a"), colour("#5b8c46"), colour("#5d6a4a")
    if view.is_white:
        grass, light, track = colour("#b9c9bd"), colour("#cfdad2"), colour("#c3ccd2")

    def paint(along: Array, up: Array, size: Array) -> Array:
        off = np.abs(along - 70.0)
        stripe = (np.floor(up / 5.5) % 2)[..., None]
        grain = layered(along / 0.7, up / 0.7, 4, exponent=0.5, number=3) * np.clip(0.06 / size, 0, 1)
        ground = mix(grass, light, stripe) * (1 + 0.12 * grain)[..., None]
        away = up + 0.4
        line = smoothstep(0.1 + size, 0.05, np.abs(off - HALF)) * (away < GOAL_LINE + 0.1)
        line = np.maximum(line, smoothstep(0.1 + size, 0.05, np.abs(away - GOAL_LINE)) * (off < HALF))
        for half, deep in ((20.15, 16.5), (9.16, 5.5)):
            line = np.maximum(
                line, smoothstep(0.1 + size, 0.05, np.abs(away - GOAL_LINE + deep)) * (off < half)
            )
            sides = (
                smoothstep(0.1 + size, 0.05, np.abs(off - half))
                * (away > GOAL_LINE - deep)
                * (away < GOAL_LINE)
            )
            line = np.maximum(line, sides)
        ring = np.hypot(along - 70.0, away - GOAL_LINE + 11.0)
        line = np.maximum(line, smoothstep(0.1 + size, 0.05, np.abs(ring - 9.15)) * (away < GOAL_LINE - 16.5))
        outside = smoothstep(HALF + 1.5, HALF + 1.7, off)
        outside = np.maximum(outside, smoothstep(GOAL_LINE + 2.0, GOAL_LINE + 2.2, away))
        ground = mix(ground, track, outside[..., None])
        return np.asarray(mix(ground, colour("#f2f4ee"), 0.85 * line[..., None]), np.float32)

    return paint


def _crowd(first: Array, second: Array, seed: float, rise: float) -> Paint:
    """Return rows of seated people: a head over a body each, most in the two colours of the clubs."""
    coats = np.stack([first, first * 0.8, second, colour("#2b3340"), colour("#d8d2c6"), colour("#6a7686")])
    skins = np.stack([colour(code) for code in ("#e0b494", "#c68f68", "#8a5a3c", "#f0cdb0")])
    mean = coats.mean(0) * 0.8

    def paint(along: Array, up: Array, size: Array) -> Array:
        column, row = np.floor(along / 0.62), np.floor(up / 0.95)
        u, v = along / 0.62 - column - 0.5, up / 0.95 - row
        dice = chance(column, row, seed)
        coat = coats[(chance(column, row, seed + 1) * 5.99).astype(np.int32)]
        skin = skins[(chance(row, column, seed + 2) * 3.99).astype(np.int32)]
        shift = 0.12 * (chance(column, row, seed + 3) - 0.5)
        head = np.hypot(u - shift, (v - 0.72) * 1.5) < 0.21
        body = (np.abs(u - shift) < 0.4 - 0.3 * np.clip(v - 0.35, 0, 1)) & (v < 0.6)
        seat = colour("#3c4450")
        tone = np.where(head[..., None], skin, np.where(body[..., None], coat, seat))
        tone = np.where((dice < 0.05)[..., None], seat, tone)
        aisle = seam(along / 18.0, 0.03, size / 18.0)
        tone = mix(mean, tone, shown(0.8, size)[..., None])
        shade = 1.0 - 0.5 * smoothstep(0.55 * rise, rise, up)
        return np.asarray(mix(tone, colour("#8c9299"), 0.6 * aisle[..., None]) * shade[..., None], np.float32)

    return paint


def _boards_around(first: Array, second: Array) -> Paint:
    """Return advertisements along the pitch: panels of colour with a bar and a disc on them, no words."""
    tones = np.stack([first, second, colour("#1d2a44"), colour("#e9e6dd"), colour("#2f8f8a")])

    def paint(along: Array, up: Array, size: Array) -> Array:
        panel = np.floor(along / 9.0)
        place = along / 9.0 - panel
        tone = tones[(chance(panel, panel * 0, 4) * 4.99).astype(np.int32)]
        mark = tones[(chance(panel, panel * 0, 9) * 4.99).astype(np.int32)]
        bar = (place > 0.3) & (place < 0.82) & (np.abs(up - 0.5) < 0.13)
        disc = np.hypot((place - 0.17) * 9.0, up - 0.5) < 0.3
        tone = np.where((bar | disc)[..., None], mark, tone)
        return np.asarray(tone * (1 - 0.5 * seam(along / 9.0, 0.01, size / 9.0))[..., None], np.float32)

    return paint


def _add_stands(view: View, model: Model, first: Array, second: Array) -> None:
    """Add two tiers and a roof behind the goal and along both sides."""
    boards, concrete, roof = _boards_around(first, second), colour("#9a9c9e"), colour("#cfd3d6")
    long, deep = 2 * STAND_SIDE + 60, STAND_BACK + 34
    # Each stand by the corner at its left end, its direction, and the direction away from the pitch.
    stands = (
        (vector(-STAND_SIDE - 30, 0, STAND_BACK), vector(1, 0, 0), vector(0, 0, 1), long),
        (vector(-STAND_SIDE, 0, -4), vector(0, 0, 1), vector(-1, 0, 0), deep),
        (vector(STAND_SIDE, 0, deep - 4), vector(0, 0, -1), vector(1, 0, 0), deep),
    )
    rise = vector(0, 1, 0)
    for number, (corner, along, back, length) in enumerate(stands):
        run, seed = along * length, float(number * 7 + 10 * view.turn)
        lower, upper = _crowd(first, second, seed, 22.0), _crowd(first, second, seed + 3, 17.0)
        model.add([
            Face(corner, run, rise * 1.0, boards, 6),
            Face(corner + back * 1.0 + rise * 1.2, run, back * 16 + rise * 8.5, lower, 6),
            Face(corner + back * 15 + rise * 9.7, run, rise * 3.4, _fascia(first), 4),
            Face(corner + back * 15 + rise * 13.1, run, back * 13 + rise * 9.5, upper, 6),
            Face(corner + back * 28 + rise * 22.6, run, rise * 5.4, plain(concrete * 0.4), 2),
            # The roof's underside, and its edge towards the pitch.
            Face(corner + run + back * 6 + rise * 26, -run, back * 22 + rise * 2, plain(roof * 0.45), 4),
            Face(corner + back * 6 + rise * 26, run, rise * 1.3, plain(roof), 4),
        ])  # fmt: skip
        for place in np.arange(9.0, length, 18.0):
            spot = corner + along * place + back * 26.5
            model.add(box(float(spot[0]), 13, float(spot[2]), 0.5, 14, 0.5, plain(concrete * 0.7), cells=1))


def _fascia(first: Array) -> Paint:
    """Return the front of the upper tier: concrete with a row of boxes behind glass."""

    def paint(along: Array, up: Array, size: Array) -> Array:
        glass = (up > 0.9) & (up < 2.3) & (np.abs(along / 4.0 % 1 - 0.5) < 0.44)
        tone = np.where(glass[..., None], colour("#27313d"), colour("#b9bcbd"))
        return np.asarray(np.where((up > 2.7)[..., None], first, tone), np.float32)

    return paint


def _add_goal(model: Model) -> None:
    """Add two posts, a bar, and the net behind."""
    white = plain(colour("#f6f6f2"))

    def mesh(along: Array, up: Array) -> Array:
        return np.asarray(
            0.16
            + 0.3 * np.maximum(np.abs(along / 0.24 % 1 - 0.5) > 0.42, np.abs(up / 0.24 % 1 - 0.5) > 0.42),
            np.float32,
        )

    net = Face(
        vector(-3.66, 0, GOAL_LINE + 2), vector(7.32, 0, 0), vector(0, 2.44, -0.8), white, 2, cover=mesh
    )
    model.add([net])
    for side in (-1, 1):
        model.add(box(side * 3.66, 0, GOAL_LINE, 0.14, 2.5, 0.14, white, cells=1))
    model.add(box(0, 2.44, GOAL_LINE, 7.4, 0.14, 0.14, white, cells=1))


def _light_lamps(view: View, pixels: Array, eye: float) -> None:
    """Draw rows of lamps under the edges of the roofs."""
    strength = 0.9 if view.light.is_dark else 0.5
    back = [(right, STAND_BACK + 6.0) for right in np.arange(-48.0, 49.0, 8.0)]
    sides = [(side * (STAND_SIDE + 6.0), away) for side in (-1, 1) for away in np.arange(30.0, 84.0, 9.0)]
    for right, away in [*back, *sides]:
        x, y = view.centre + view.focal * right / away, view.horizon - view.focal * (26.6 - eye) / away
        if -40 < x < view.width + 40 and y > -40:
            glow_at(view, pixels, x, y, view.focal * 2.6 / away, LAMP * strength)


STADIUM = Place(
    name="stadium",
    paint=paint_stadium,
    kind="open",
    has_houses=True,
    named=(
        "stadium stadiums football_pitch soccer_field football_field world_cup penalty_area "
        "football_match arena athletics_track"
    ),
    typical=(
        "football soccer goalkeeper striker penalty_kick referee semi_final semifinal quarter_final "
        "tournament championship wimbledon fans supporters rugby quarterback touchdown offside midfielder "
        "defender"
    ),
)
