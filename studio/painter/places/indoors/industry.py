"""A factory hall with its production line, robots and machines."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.buildings.furniture import Piece, solid
from studio.painter.buildings.interiors import Room, room
from studio.painter.buildings.patterns import seam
from studio.painter.buildings.solids import Face, Paint, plain, vector
from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.noise import layered
from studio.painter.core.place import Place
from studio.painter.core.view import Painting, View

LONG, HIGH, WIDE = 15.0, 5.6, 0.7
PAINTS = ("#e0842a", "#d8a92a", "#3f78b0", "#c9483a")


def paint_factory(view: View) -> Painting:
    """Paint a hall with a conveyor, robot arms over it, and machines along the wall."""
    built = room(
        view, floor=_concrete(view), wall=_sheet_metal(), windows=5, height=HIGH, length=LONG, wide=WIDE, eye=1.9,
    )  # fmt: skip
    width, length, side = built.width, built.length, view.side
    tone = colour(PAINTS[int(view.turn * 11) % len(PAINTS)])
    line = side * 0.16 * width
    _add_line(built, line, tone)
    for number, away in enumerate(np.arange(length - 1.6, 4.0, -3.4)):
        _add_robot(built, line + side * 1.9, float(away), tone, number)
    _add_machines(built, -side * (width / 2 - 0.75))
    _add_roof(built)
    return built.paint(0.9)


def _concrete(view: View) -> Paint:
    """Return a smooth floor with a yellow gangway."""
    lane = view.side

    def paint(along: Array, up: Array, size: Array) -> Array:
        stain = layered(along / 1.9, up / 1.9, 4, exponent=0.8, number=5)
        joints = np.maximum(seam(along / 3.2, 0.004, size / 3.2), seam(up / 3.2, 0.004, size / 3.2))
        floor = colour("#9b9d9c") * ((1 + 0.07 * stain) * (1 - 0.3 * joints))[..., None]
        middle = float(along.max()) * 0.5 if along.size else 0.0
        off = (along - middle) * lane
        edge = np.minimum(np.abs(off + 0.35), np.abs(off + 2.1))
        return np.asarray(
            mix(floor, colour("#d9ae3a"), 0.85 * smoothstep(0.06 + size, 0.045, edge)[..., None]), np.float32
        )

    return paint


def _sheet_metal() -> Paint:
    """Return corrugated walls, grey above a band of another colour."""

    def paint(along: Array, up: Array, size: Array) -> Array:
        fold = 0.94 + 0.06 * np.sin(along * 2 * math.pi / 0.3) * np.clip(0.1 / size - 0.3, 0, 1)
        wall = mix(colour("#6f8496"), colour("#ccd1d2"), smoothstep(1.35, 1.4, up)[..., None])
        return np.asarray(wall * fold[..., None], np.float32)

    return paint


def _add_line(built: Room, right: float, tone: Array) -> None:
    """Add the conveyor: a belt on legs that runs into the distance, with boxes on it."""
    length, view = built.length, built.view
    steel, belt = colour("#a8b0b6"), colour("#33363a")
    built.add(
        solid(right, 0.62, length / 2 + 0.6, 1.3, 0.22, length - 1.6, plain(steel), _belt(belt), cells=8)
    )
    for away in np.arange(2.0, length, 2.0):
        for side in (-0.55, 0.55):
            built.add(solid(right + side, 0, float(away), 0.09, 0.62, 0.09, plain(steel * 0.7)))
    card = colour("#c79a63")
    for number, away in enumerate(np.arange(length - 0.9, 2.6, -1.5)):
        tall = 0.34 + 0.14 * ((number * 7) % 3) / 2
        shade = card * view.random.uniform(0.85, 1.1) if number % 3 else tone
        built.add(solid(right, 0.84, float(away), 0.68, tall, 0.66, _box(shade), plain(shade * 1.05)))


def _belt(tone: Array) -> Paint:
    def paint(along: Array, up: Array, size: Array) -> Array:
        edge = np.abs(along - 0.65) > 0.58
        return np.asarray(
            np.where(
                edge[..., None], colour("#c9cdd0"), tone * (1 - 0.3 * seam(up / 0.5, 0.02, size))[..., None]
            ),
            np.float32,
        )

    return paint


def _box(tone: Array) -> Paint:
    """Return cardboard with a strip of tape."""

    def paint(along: Array, up: Array, size: Array) -> Array:
        tape = np.abs(along - 0.34) < 0.05
        return np.asarray(
            np.where(tape[..., None], mix(tone, np.ones(3, np.float32), 0.35), tone), np.float32
        )

    return paint


def _beam(start: Array, end: Array, thick: float, paint: Paint) -> list[Face]:
    """Return the faces of a square bar between two points that have the same distance from the camera."""
    way = end - start
    across = vector(float(way[1]), float(-way[0]), 0)
    across *= thick / (float(np.linalg.norm(across)) + 1e-6)
    back = vector(0, 0, thick)
    corner = start - across / 2 - back / 2
    return [
        Face(corner, across, way, paint, 2),
        Face(corner + across, back, way, paint, 2),
        Face(corner + back, -back, way, paint, 2),
        Face(corner + way, across, back, paint, 2),
    ]


def _add_robot(built: Room, right: float, away: float, tone: Array, number: int) -> None:
    """Add an arm with two joints that reaches over the conveyor."""
    toward = -built.view.side
    lift = (0.0, 0.35, -0.2)[number % 3]
    built.add(solid(right, 0, away, 0.9, 0.5, 0.9, plain(colour("#55595e")), cells=2))
    built.add(solid(right, 0.5, away, 0.5, 0.35, 0.5, plain(tone), cells=2))
    shoulder = vector(right, 0.85, away)
    elbow = shoulder + vector(-toward * 0.35, 1.25 + lift, 0)
    hand = elbow + vector(toward * 1.35, 0.1 - lift, 0)
    tool = hand + vector(toward * 0.25, -0.62, 0)
    dark = plain(colour("#3b3e43"))
    for start, end, thick, paint in (
        (shoulder, elbow, 0.3, plain(tone)),
        (elbow, hand, 0.24, plain(tone * 0.95)),
        (hand, tool, 0.14, dark),
    ):
        built.hang(_beam(start, end, thick, paint))
    for joint in (shoulder, elbow, hand):
        built.hang(solid(float(joint[0]), float(joint[1]) - 0.17, away - 0.02, 0.34, 0.34, 0.36, dark)[0])


def _add_machines(built: Room, right: float) -> None:
    """Add cabinets with panes, lamps and a screen along the other wall."""
    steel, view = colour("#d6d9da"), built.view
    for number, away in enumerate(np.arange(built.length - 1.4, 3.0, -2.6)):
        tall = 1.9 + 0.3 * (number % 2)
        tone = steel if number % 2 else colour("#7f93a3")
        built.add(_machine(right, float(away), tall, tone, view.side))


def _machine(right: float, away: float, tall: float, tone: Array, side: int) -> Piece:
    faces, blocks = solid(right, 0, away, 1.3, tall, 2.1, plain(tone), plain(tone * 0.8), cells=4)

    def panel(along: Array, up: Array, size: Array) -> Array:
        pane = (np.abs(along - 0.8) < 0.55) & (np.abs(up - 1.2) < 0.35)
        vent = (np.abs(along - 0.8) < 0.55) & (np.abs(up - 0.35) < 0.18) & (up / 0.07 % 1 < 0.5)
        shade = np.where(pane[..., None], colour("#1f2c38"), np.where(vent[..., None], tone * 0.5, tone))
        return np.asarray(shade, np.float32)

    def glow(along: Array, up: Array, size: Array) -> Array:
        lamp = (
            (np.abs(up - 1.72) < 0.05)
            & (np.abs(along / 0.22 % 1 - 0.5) < 0.22)
            & (along > 1.35)
            & (along < 1.95)
        )
        tints = np.stack([colour("#48e070"), colour("#f0b030"), colour("#48e070")])
        tone_of = tints[np.clip(((along - 1.35) / 0.22).astype(np.int32), 0, 2)]
        screen = (np.abs(along - 1.65) < 0.22) & (np.abs(up - 1.25) < 0.16)
        shine = np.where(lamp[..., None], tone_of, np.where(screen[..., None], colour("#4fb8e0") * 0.6, 0.0))
        return np.asarray(shine, np.float32)

    # The side that faces the hall.
    inward = faces[2] if side < 0 else faces[3]
    inward = max((faces[2], faces[3]), key=lambda face: float(face.normal[0]) * side)
    inward.paint, inward.glow = panel, glow
    return faces, blocks


def _add_roof(built: Room) -> None:
    """Add girders under the roof, and lamps between them."""
    width, length, height = built.width, built.length, built.height
    steel = plain(colour("#6b7278"))
    shine = np.array([1.5, 1.45, 1.3], np.float32)
    dark = built.view.light.is_dark or built.view.time == "dusk" or built.view.light.overcast > 0.7
    for away in np.arange(2.0, length, 3.0):
        built.hang(solid(0, height - 0.5, float(away), width, 0.4, 0.22, steel, cells=4)[0])
        for side in (-1, 1):
            built.hang(solid(side * (width / 2 - 0.15), 0, float(away), 0.3, height, 0.3, steel, cells=6)[0])
        for right in (-0.22 * width, 0.22 * width):
            lamp = solid(right, height - 0.75, float(away) + 1.3, 0.9, 0.08, 0.35, plain(colour("#e8e9e6")))[
                0
            ]
            under = Face(
                vector(right + 0.45, height - 0.76, float(away) + 1.12), vector(-0.9, 0, 0), vector(0, 0, 0.35),
                plain(colour("#ffffff")), 1, glow=plain(shine * (1.0 if dark else 0.8)),
            )  # fmt: skip
            built.hang([*lamp, under])
        if dark and int(away) % 2 == 0:
            built.lamp(0.0, height - 0.9, float(away) + 1.3, shine * 2.4)


FACTORY = Place(
    name="factory",
    paint=paint_factory,
    kind="room",
    is_hall=True,
    named=(
        "factory factories assembly_line production_line conveyor conveyor_belt factory_floor warehouse "
        "warehouses steelworks steel_mill industrial_plant car_plant"
    ),
    typical=(
        "worker workers furnace blast_furnace manufacturing manufacture manufactured manufacturer "
        "manufacturers industry industries industrial mass_production welding machinery robot_arm"
    ),
)
