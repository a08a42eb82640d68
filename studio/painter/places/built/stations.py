"""A railway station, seen along its tracks."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.facades import LAMPS, front, lit_windows
from studio.painter.buildings.outdoors import bloom, daylight, town_haze
from studio.painter.buildings.patterns import bricks, seam
from studio.painter.buildings.solids import Face, Model, Paint, box, plain, vector
from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.noise import layered
from studio.painter.core.place import Place
from studio.painter.core.view import Painting, View
from studio.painter.land.groves import broadleaves, scatter
from studio.painter.land.landscapes import Land
from studio.painter.sky.flights import glow_at
from studio.painter.sky.sky import paint_open_sky

# In metres: a platform's edge from the middle, its height and its length; then the middle of each track.
EDGE, RISE, LONG = 5.2, 0.55, 120.0
TRACKS = (-2.3, 2.3)
GAUGE = 1.435


def paint_station(view: View) -> Painting:
    """Paint two tracks between platforms with roofs on iron columns, and a station building on one side."""
    view.horizon = view.height * (0.47 + 0.09 * view.turn)
    view.shift = (0.08, -0.1, 0.15, -0.06)[view.number % 4] * view.side
    pixels, depth, fade = paint_open_sky(view)
    eye = 2.3 + 1.6 * ((view.turn * 3) % 1)
    model = Model(view, eye, daylight(view))
    model.add([Face(vector(-300, 0, 0.4), vector(600, 0, 0), vector(0, 0, 900), _bed(view), 12)])
    for side in (-1, 1):
        _add_platform(view, model, side)
    _add_building(view, model)
    model.render(pixels, depth, town_haze(view, fade))
    land = Land(view, lambda right, away: right * 0, eye, pixels, depth, fade)
    trees = scatter(view, broadleaves(view, 3, 220), 120, LONG + 15, 700, (7, 13), clump=0.1, patch=90)
    land.plant([tree for tree in trees if abs(tree.right) > 9])
    if view.light.is_dark or view.light.elevation < 0.09 or view.light.overcast > 0.75:
        _light_lamps(view, land.pixels, eye)
    bloom(view, land.pixels)
    return land.finish()


def _bed(view: View) -> Paint:
    """Return ballast with sleepers and shining rails; grass beyond."""
    ballast, wood, steel = colour("#8d857c"), colour("#5f4c3e"), colour("#c9d0d6")
    grass = colour("#dfe6ee") if view.is_white else colour("#6c8644")

    def paint(along: Array, up: Array, size: Array) -> Array:
        right = along - 300.0
        grain = layered(along / 0.16, up / 0.16, 3, exponent=0.4, number=3) * np.clip(0.05 / size, 0, 1)
        stain = layered(along / 3, up / 5, 3, number=5)
        ground = ballast * (1 + 0.2 * grain + 0.08 * stain)[..., None]
        field = grass * (1 + 0.16 * layered(along / 14, up / 14, 4, number=4))[..., None]
        ground = mix(ground, field, smoothstep(EDGE + 0.4, EDGE + 1.2, np.abs(right))[..., None])
        for middle in TRACKS:
            off = np.abs(right - middle)
            place = up / 0.65
            beam = smoothstep(0.36, 0.3, np.abs(place - np.floor(place) - 0.5)) * (off < 1.3)
            clear = np.clip(0.4 / size - 0.4, 0, 1)
            beam = mix(0.42 * (off < 1.3), beam, clear)
            ground = mix(ground, wood * (1 + 0.1 * grain)[..., None], 0.85 * beam[..., None])
            rail = smoothstep(0.055 + 0.6 * size, 0.03, np.abs(off - GAUGE / 2))
            ground = mix(ground, steel, rail[..., None])
        return np.asarray(ground, np.float32)

    return paint


def _add_platform(view: View, model: Model, side: int) -> None:
    """Add a platform with its white line, columns, a roof, benches and signs without words."""
    wide, stone = 5.5, colour("#b9b4aa")
    wet = 0.65 if view.weather in ("rain", "storm") else 1.0
    top = _paving(wet, side, wide)
    faces = box(side * (EDGE + wide / 2), 0, LONG / 2 + 2, wide, RISE, LONG, plain(stone * 0.7), top, cells=8)
    model.add(faces)
    iron, roof = colour(("#2f5a4a", "#34507a", "#7a3a34")[int(view.turn * 11) % 3]), colour("#d6d9d8")
    middle = side * (EDGE + 0.6 * wide)
    for away in np.arange(7.0, LONG, 7.0):
        model.add(box(middle, RISE, float(away), 0.22, 4.0, 0.22, plain(iron), cells=1))
        model.add(box(middle, RISE + 3.6, float(away), 3.2, 0.16, 0.14, plain(iron), cells=1))
    deep = LONG - 4.0
    left, height = middle - 2.5, RISE + 4.0
    model.add([
        Face(vector(left + 5.0, height, 4), vector(-5.0, 0, 0), vector(0, 0, deep), _boards(roof * 0.55), 6),
        Face(vector(left, height, 4), vector(5.0, 0, 0), vector(0, 0.3, 0), plain(iron), 2),
        Face(vector(middle - side * 2.5, height, 4 if side > 0 else 4 + deep), vector(0, 0, deep * side), vector(0, 0.3, 0), plain(iron), 6),
    ])  # fmt: skip
    _add_benches(model, side, wide, middle, iron)
    clock = Face(
        vector(middle - side * 1.2 - 0.45, RISE + 2.65, 12.0),
        vector(0.9, 0, 0),
        vector(0, 0.9, 0),
        _clock(),
        1,
        cover=_disc,
    )
    model.add([clock])


def _add_benches(model: Model, side: int, wide: float, middle: float, iron: Array) -> None:
    """Add benches along a platform, and a sign beside every other one."""
    for number, away in enumerate(np.arange(14.0, LONG - 20, 21.0)):
        seat = side * (EDGE + 0.78 * wide)
        model.add(box(seat, RISE + 0.42, float(away), 0.5, 0.07, 1.8, plain(colour("#8a5f3a")), cells=1))
        model.add(
            box(
                seat + side * 0.22,
                RISE + 0.5,
                float(away),
                0.06,
                0.45,
                1.8,
                plain(colour("#8a5f3a")),
                cells=1,
            )
        )
        model.add(box(seat, RISE, float(away), 0.3, 0.42, 1.4, plain(colour("#3a3f44")), cells=1))
        if number % 2 == 0:
            sign = box(
                middle - side * 0.7, RISE + 2.7, float(away) - 3, 1.6, 0.45, 0.08, _sign(iron), cells=1
            )
            model.add(sign)


def _paving(wet: float, side: int, wide: float) -> Paint:
    def paint(along: Array, up: Array, size: Array) -> Array:
        joints = np.maximum(seam(along / 0.8, 0.012, size / 0.8), seam(up / 0.8, 0.012, size / 0.8))
        stain = layered(along / 2.2, up / 2.2, 4, exponent=0.8, number=5)
        slabs = colour("#a8a49c") * wet * ((1 + 0.07 * stain) * (1 - 0.3 * joints))[..., None]
        # The white line runs along the edge towards the tracks.
        edge = np.abs((along if side > 0 else wide - along) - 0.75)
        return np.asarray(
            mix(slabs, colour("#f0eee6"), 0.85 * smoothstep(0.11 + size, 0.07, edge)[..., None]), np.float32
        )

    return paint


def _boards(tone: Array) -> Paint:
    return lambda along, up, size: np.asarray(
        tone * (1 - 0.25 * seam(up / 1.75, 0.03, size / 1.75))[..., None], np.float32
    )


def _sign(tone: Array) -> Paint:
    """Return a station sign: a light bar on a dark ground in place of the name."""

    def paint(along: Array, up: Array, size: Array) -> Array:
        bar = (np.abs(along - 0.8) < 0.55) & (np.abs(up - 0.22) < 0.07)
        return np.asarray(np.where(bar[..., None], colour("#f4f2ea"), tone), np.float32)

    return paint


def _disc(along: Array, up: Array) -> Array:
    return np.asarray(smoothstep(0.45, 0.43, np.hypot(along - 0.45, up - 0.45)), np.float32)


def _clock() -> Paint:
    """Return a white dial with hands at ten past ten."""

    def paint(along: Array, up: Array, size: Array) -> Array:
        x, y = along - 0.45, up - 0.45
        radius, angle = np.hypot(x, y), np.arctan2(x, y)
        mark = (radius > 0.32) & (radius < 0.38) & (np.abs(np.sin(angle * 6)) < 0.2)
        rim = radius > 0.4
        hands = np.zeros_like(x, dtype=bool)
        for turn, length in ((-1.05, 0.2), (1.05, 0.3)):
            run = x * np.sin(turn) + y * np.cos(turn)
            hands |= (np.abs(x * np.cos(turn) - y * np.sin(turn)) < 0.022) & (run > -0.04) & (run < length)
        return np.asarray(
            np.where((mark | rim | hands)[..., None], colour("#22262b"), colour("#f6f5ef")), np.float32
        )

    return paint


def _add_building(view: View, model: Model) -> None:
    """Add the station building behind one platform, of brick with high windows."""
    side, tone = view.side, colour(("#a07060", "#c9a882", "#a8a29a")[int(view.turn * 17) % 3])
    right = side * (EDGE + 5.5 + 6.0)
    wall, pane = bricks(tone, tone * 0.7), front(view.light, tone, wide=3.6, tall=5.2, glass=0.55, floor=0.8)
    glow = lit_windows(view.light, wide=3.6, tall=5.2, glass=0.55, floor=0.8, share=0.8)
    for away, long, tall in ((46.0, 44.0, 7.2), (46.0, 12.0, 10.6)):
        faces = box(right, 0, away, 11.0, tall, long, pane, plain(colour("#5d4a44")), cells=4)
        faces[0].paint = wall
        for face in faces[1:4]:
            face.glow = glow
        model.add(faces)
        model.add(box(right, tall, away, 12.0, 0.5, long + 1.0, plain(tone * 0.6), cells=2))


def _light_lamps(view: View, pixels: Array, eye: float) -> None:
    """Draw lamps under the roofs."""
    for side in (-1, 1):
        for away in np.arange(10.5, 90.0, 7.0):
            right = side * (EDGE + 2.6)
            x = view.centre + view.focal * right / away
            y = view.horizon - view.focal * (RISE + 3.8 - eye) / away
            if -60 < x < view.width + 60 and y > -60:
                glow_at(view, pixels, x, y, view.focal * 1.3 / away, LAMPS[1] * 0.8)


STATION = Place(
    name="station",
    paint=paint_station,
    kind="open",
    has_houses=True,
    named="train_station railway_station train_platform railway railways train_tracks railway_line",
    typical="train trains commuters locomotive locomotives railwayman timetable",
)
