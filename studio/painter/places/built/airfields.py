"""An airport, seen from its apron."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.facades import front, lit_windows
from studio.painter.buildings.outdoors import bloom, daylight, town_haze
from studio.painter.buildings.patterns import seam
from studio.painter.buildings.solids import Face, Model, Paint, box, plain, vector
from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.noise import layered
from studio.painter.core.place import Place
from studio.painter.core.sprites import Stand
from studio.painter.core.view import Painting, View
from studio.painter.land.groves import broadleaves, scatter
from studio.painter.land.landscapes import Land
from studio.painter.places.built.airliner import airliner
from studio.painter.sky.flights import glow_at
from studio.painter.sky.sky import paint_open_sky

# Edge of the apron and position of the runway, in metres from the camera.
APRON, RUNWAY = 190.0, (300.0, 345.0)


def paint_airport(view: View) -> Painting:
    """Paint airliners before a glass terminal, a control tower, and the runway behind."""
    view.horizon = view.height * (0.5 + 0.09 * view.turn)
    view.shift = (0.1, -0.08, 0.16, -0.12)[view.number % 4] * view.side
    pixels, depth, fade = paint_open_sky(view)
    eye = 3.4 + 4.0 * ((view.turn * 3) % 1)
    model = Model(view, eye, daylight(view))
    ground = Face(vector(-900, 0, 0.4), vector(1_800, 0, 0), vector(0, 0, 1_900), _ground(view), 12)
    model.add([ground])
    _add_terminal(view, model)
    _add_tower(view, model)
    _add_cars(view, model)
    model.render(pixels, depth, town_haze(view, fade))
    land = Land(view, lambda right, away: right * 0, eye, pixels, depth, fade)
    land.plant(scatter(view, broadleaves(view, 3, 200), 160, 420, 1_500, (8, 15), clump=0.3, patch=160))
    _park(view, land)
    if view.light.is_dark or view.light.elevation < 0.06 or view.weather == "fog":
        _light_edges(view, land.pixels, eye)
    bloom(view, land.pixels)
    return land.finish()


def _ground(view: View) -> Paint:
    """Return concrete slabs with yellow lines, then grass, the runway and grass again."""
    wet = 0.6 if view.weather in ("rain", "storm") else 1.0
    concrete, grass, tar = colour("#a3a29c") * wet, colour("#6d8a42"), colour("#5a5c60") * wet
    if view.is_white:
        grass, concrete = colour("#dfe6ee"), colour("#b9bec3")
    lean = view.side * 0.34

    def paint(along: Array, up: Array, size: Array) -> Array:
        right, away = along - 900.0, up + 0.4
        stain = layered(along / 9, up / 9, 4, exponent=0.8, number=5)
        grain = layered(along / 0.6, up / 0.6, 3, number=3) * np.clip(0.03 / size, 0, 1)
        joints = np.maximum(seam(along / 7.5, 0.012, size / 7.5), seam(up / 7.5, 0.012, size / 7.5))
        slabs = concrete * ((1 + 0.07 * stain + 0.05 * grain) * (1 - 0.3 * joints))[..., None]
        lead = np.abs(right - lean * (away - 40.0) + view.side * 6)
        cross = np.abs(away - 44.0)
        line = np.maximum(smoothstep(0.26 + size, 0.2, lead), smoothstep(0.3 + size, 0.2, cross))
        slabs = mix(slabs, colour("#e2b53a"), 0.85 * line[..., None])
        dashes = smoothstep(0.3 + size, 0.2, np.abs(away - 150.0)) * (along / 5 % 1 < 0.6)
        slabs = mix(slabs, colour("#e9e7df"), 0.8 * dashes[..., None])
        meadow = grass * (1 + 0.16 * layered(along / 22, up / 22, 4, number=4))[..., None]
        strip = (away > RUNWAY[0]) & (away < RUNWAY[1])
        stripes = strip & (np.abs(away - sum(RUNWAY) / 2) < 1.0) & (along / 60 % 1 < 0.5)
        far = np.where(strip[..., None], tar, meadow)
        far = np.where(stripes[..., None], colour("#e9e7df"), far)
        return np.asarray(mix(slabs, far, smoothstep(APRON - 1, APRON + 1, away)[..., None]), np.float32)

    return paint


def _add_terminal(view: View, model: Model) -> None:
    """Add a long glass hall under an overhanging roof, with a pier that comes towards the camera."""
    tone, steel = colour("#c9ced2"), colour("#eef0f1")
    seed = 20 * view.turn
    glass = front(view.light, tone, wide=2.6, tall=4.4, glass=0.92, floor=0.6, seed=seed)
    glow = lit_windows(view.light, wide=2.6, tall=4.4, glass=0.92, floor=0.6, seed=seed, share=0.85)
    side = view.side
    for right, away, wide, tall, deep in ((62.0, 168.0, 150.0, 14.0, 26.0), (150.0, 138.0, 40.0, 9.0, 30.0)):
        hall = box(side * right, 0, away, wide, tall, deep, glass, plain(steel * 0.8), cells=6)
        for face in hall[:4]:
            face.glow = glow
        model.add(hall)
        model.add(box(side * right, tall, away - 1.5, wide + 8, 1.3, deep + 9, plain(steel), cells=4))
    for number in range(3):
        at = side * (16.0 + 46 * number)
        bridge = box(at, 3.4, 146.0, 3.6, 3.2, 20.0, plain(colour("#b8bec2")), cells=2)
        model.add([*bridge, *box(at, 0, 138.0, 1.0, 3.4, 1.0, plain(colour("#8a9095")), cells=1)])


def _add_tower(view: View, model: Model) -> None:
    """Add the control tower: a slender shaft, a wider cab with slanting panes, a mast."""
    right, away = -view.side * 46.0, 205.0
    shaft, dark = colour("#d9d6cf"), colour("#2c3844")
    model.add(box(right, 0, away, 6.5, 33, 6.5, plain(shaft), cells=3))
    model.add(box(right, 33, away, 11.5, 1.6, 11.5, plain(shaft * 0.9), cells=2))
    panes = front(view.light, shaft * 0.5, wide=1.9, tall=4.0, glass=0.9, floor=0.0, seed=2.0)
    cab = box(right, 34.6, away, 10.5, 4.0, 10.5, panes, plain(dark), cells=2)
    if view.light.is_dark or view.light.elevation < 0.09:
        for face in cab[:4]:
            face.glow = plain(colour("#8fd0c0") * 0.5)
    model.add(cab)
    model.add(box(right, 38.6, away, 12.0, 1.0, 12.0, plain(shaft * 0.8), cells=2))
    model.add(box(right, 39.6, away, 0.5, 8, 0.5, plain(colour("#b3402f")), cells=1))
    model.add(box(right + 12 * view.side, 0, away + 8, 26, 7, 14, plain(shaft * 0.75), cells=3))


def _add_cars(view: View, model: Model) -> None:
    """Add tugs, a fuel lorry and wagons between the aeroplanes."""
    random = view.random
    for number, code in enumerate(("#e0b02f", "#f2f2ee", "#d8d9d6", "#c8402f")):
        right = view.side * (26 + 13 * number) - 6 + random.uniform(-4, 4)
        away = 96 + 14 * (number % 3) + random.uniform(-5, 5)
        tone = colour(code)
        model.add(box(right, 0.5, away, 5.4, 1.5, 2.2, plain(tone), cells=2))
        model.add(box(right - 1.7, 2.0, away, 1.8, 1.0, 2.1, plain(colour("#2f3b46")), cells=1))
        model.add(box(right, 0, away, 4.6, 0.6, 1.9, plain(colour("#26282b")), cells=1))


def _park(view: View, land: Land) -> None:
    """Add one airliner that taxies in front, and two that stand at the terminal."""
    kinds = [airliner(view.light, view.random) for _ in range(2)]
    stands = [
        Stand(view.side * 30.0, 126.0, 12.4, kinds[1], view.side < 0),
        Stand(view.side * 84.0, 131.0, 12.4, kinds[0], view.side > 0),
        Stand(view.side * 19.0, 58.0, 12.4, kinds[0], view.side > 0),
    ]
    land.plant(stands, shadow=0.45)


def _light_edges(view: View, pixels: Array, eye: float) -> None:
    """Draw blue lamps along the taxiway, white ones along the runway."""
    blue, white = np.array([0.25, 0.5, 1.4], np.float32), np.array([1.1, 0.95, 0.7], np.float32)
    rows = [(40.0, 12.0, blue, 0.4), (48.0, 14.0, blue, 0.4), (RUNWAY[0], 30.0, white, 1.6)]
    for away, step, tint, size in rows:
        reach = away * view.width / view.focal
        for right in np.arange(-reach, reach, step):
            x, y = view.centre + view.focal * right / away, view.horizon + view.focal * (eye - 0.4) / away
            if -20 < x < view.width + 20 and y < view.height:
                glow_at(view, pixels, x, y, view.focal * size / away * 1.6, tint * 0.7)


AIRPORT = Place(
    name="airport",
    paint=paint_airport,
    kind="open",
    has_houses=True,
    named=("airport airports runway runways airfield departure_lounge boarding_gate check_in_desk tarmac"),
    typical=("passport boarding_pass jet_lag customs_officer flight_attendant airline airlines takeoff"),
)
