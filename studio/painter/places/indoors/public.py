"""Public rooms: the chamber of a parliament or a court, and a hospital ward."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.furniture import Piece, cabinet, chair, joined, screen, solid
from studio.painter.buildings.household import pick, set_plant
from studio.painter.buildings.interiors import Room, room
from studio.painter.buildings.patterns import boards, panelled, tiles
from studio.painter.buildings.solids import Face, plain, vector
from studio.painter.core.arrays import Array, mix
from studio.painter.core.colours import colour
from studio.painter.core.place import Place
from studio.painter.core.view import Painting, View
from studio.painter.places.indoors.workplaces import plain_carpet


def paint_chamber(view: View) -> Painting:
    """Paint a chamber of parliament or of a court: a raised bench before panelling, facing rows of desks."""
    wood = colour(("#7a4e30", "#8a623c", "#5f3d2a")[int(view.turn * 7) % 3])
    carpet = colour(("#7a2f33", "#2f4a6b", "#3d5a48")[int(view.turn * 5) % 3])
    built = room(
        view, floor=plain_carpet(carpet), wall=panelled(wood * 1.15, colour("#e6dcc8"), 2.4), windows=3,
        length=9.5, wide=0.66, height=4.4, eye=1.75,
    )  # fmt: skip
    width, length = built.width, built.length
    middle = 0.1 * view.side * width
    _add_bench(built, middle, wood)
    _add_wall(built, middle, wood, carpet)
    seats = max(2, min(int(width // 1.25), 6))
    for row in range(2):
        away = length - 4.3 - 1.9 * row
        for number in range(seats):
            right = (number - (seats - 1) / 2) * 1.25 + 0.12 * view.side
            if row and abs(right - middle) < 1.0:
                continue
            # The outer desks stand nearer: the rows curve around the bench.
            near = away - 0.16 * abs(right)
            built.add(
                solid(right, 0, near, 1.1, 0.78, 0.45, plain(wood * 0.9), boards(wood, 0.2, 1.2), cells=3)
            )
            built.add(_microphone(right, near), chair(right, near - 0.55, carpet * 0.8, angle=3.1416))
    return built.paint(0.9)


def _add_bench(built: Room, middle: float, wood: Array) -> None:
    away = built.length - 1.5
    built.add(solid(middle, 0, away, 5.2, 0.32, 2.2, plain(wood * 0.7), plain(wood * 0.8), cells=4))
    built.add(
        solid(
            middle,
            0.32,
            away - 0.6,
            3.8,
            1.0,
            0.5,
            panelled(wood * 0.95, wood * 0.95, 0.9),
            plain(wood * 1.1),
            cells=5,
        )
    )
    for offset in (-1.1, 0.0, 1.1):
        tall = 2.2 if offset == 0 else 1.85
        built.add(
            solid(middle + offset, 0.32, away + 0.35, 0.62, tall, 0.12, plain(colour("#5a2a2a")), cells=3)
        )
        built.add(_microphone(middle + offset, away - 0.62, 1.32))


def _microphone(right: float, away: float, up: float = 0.78) -> Piece:
    dark = plain(colour("#26282b"))
    return joined(
        solid(right + 0.22, up, away, 0.02, 0.2, 0.02, dark),
        solid(right + 0.22, up + 0.2, away, 0.05, 0.06, 0.05, dark),
    )


def _add_wall(built: Room, middle: float, wood: Array, cloth: Array) -> None:
    """Add pilasters, a round emblem of rays between them, and two flags without coats of arms."""
    length, height = built.length, built.height
    for offset in (-2.3, -1.25, 1.25, 2.3):
        built.add(
            solid(middle + offset, 0, length - 0.14, 0.34, height, 0.26, plain(colour("#e9e0cd")), cells=6)
        )
    gold, deep = colour("#cfa347"), wood * 0.8

    def emblem(along: Array, up: Array, size: Array) -> Array:
        x, y = along - 0.8, up - 0.8
        radius, angle = np.hypot(x, y), np.arctan2(y, x)
        rays = (radius < 0.66) & (np.abs(np.sin(angle * 8)) > 0.45)
        disc = (radius < 0.36) | ((radius > 0.68) & (radius < 0.76))
        return np.asarray(np.where((rays | disc)[..., None], gold, deep), np.float32)

    low = min(2.55, height - 1.9)
    built.hang(
        [Face(vector(middle - 0.8, low, length - 0.05), vector(1.6, 0, 0), vector(0, 1.6, 0), emblem, 6)]
    )
    tones = ((cloth * 1.3, colour("#efe8d8")), (colour("#34507a"), colour("#d9b24a")))
    for (first, second), offset in zip(tones, (-1.78, 1.78), strict=True):
        built.hang(_flag(middle + offset, length - 0.6, first, second))


def _flag(right: float, away: float, first: Array, second: Array) -> list[Face]:
    """Return a flag that hangs down its staff in folds."""

    def paint(along: Array, up: Array, size: Array) -> Array:
        fold = np.sin(along * 21 + 1.4 * np.sin(up * 2.1)) * 0.5 + 0.5
        tone = np.where((along + 0.25 * up > 0.52)[..., None], first, second)
        return np.asarray(tone * (0.62 + 0.5 * fold)[..., None], np.float32)

    staff = solid(right, 0, away, 0.05, 2.75, 0.05, plain(colour("#b08d4a")))[0]
    return [
        *staff,
        Face(vector(right - 0.02, 1.0, away - 0.06), vector(0.52, 0, 0), vector(0, 1.6, 0), paint, 6),
    ]


def paint_ward(view: View) -> Painting:
    """Paint beds, drips and monitors under a row of windows."""
    floor = tiles(colour("#cfdadb"), colour("#c3d0d2"), 0.6)
    built = room(
        view, floor=floor, wall=panelled(colour("#a9c7c4"), colour("#eef1ee"), 1.1), windows=3,
        window_on_back=view.turn > 0.55, length=6.4, wide=0.7, height=3.0, eye=1.5,
    )  # fmt: skip
    width, length, side = built.width, built.length, view.side
    cloth = pick(view, ("#8fb8c9", "#a9c49a", "#c9b8d6"))
    count = max(1, min(int(width // 2.5), 3))
    for number in range(count):
        right = -side * (width / 2 - 1.2 - 2.4 * number)
        _add_bed(built, right, length - 1.25, cloth)
    built.add(
        cabinet(
            side * (width / 2 - 0.55), 0, length - 0.35, 0.9, 0.95, 0.5, colour("#eef1f2"), colour("#aab4ba")
        )
    )
    if view.turn > 0.3:
        set_plant(built, side * (width / 2 - 0.45), length - 2.0)
    return built.paint(0.9)


def _add_bed(built: Room, right: float, away: float, cloth: Array) -> None:
    """Add a bed on wheels with its head to the wall, and a locker, a drip and a monitor beside it."""
    steel, white = colour("#c3cbd0"), colour("#f6f7f5")
    built.add(solid(right, 0.38, away, 1.0, 0.12, 2.05, plain(steel), cells=2))
    built.add(solid(right, 0.5, away, 0.96, 0.18, 2.0, plain(white), cells=4))
    built.add(
        solid(right, 0.56, away - 0.3, 1.02, 0.16, 1.4, plain(cloth), plain(mix(cloth, white, 0.25)), cells=4)
    )
    built.add(solid(right, 0.68, away + 0.72, 0.7, 0.14, 0.42, plain(white)))
    for end in (-1.03, 1.03):
        built.add(solid(right, 0.3, away + end, 1.0, 0.75 if end > 0 else 0.5, 0.06, plain(steel), cells=2))
    for x in (-0.42, 0.42):
        for z in (-0.9, 0.9):
            built.add(solid(right + x, 0, away + z, 0.07, 0.38, 0.07, plain(colour("#4a5056"))))
    beside = right + 0.85 * built.view.side
    built.add(solid(beside, 0, away + 0.7, 0.45, 0.75, 0.42, plain(white), plain(steel), cells=2))
    built.add(screen(beside, 0.75, away + 0.75, 0.42, 0.1, np.array([0.25, 0.75, 0.6], np.float32)))
    drip = right - 0.72 * built.view.side
    built.add(solid(drip, 0, away + 0.8, 0.03, 2.0, 0.03, plain(steel)))
    built.add(solid(drip, 0, away + 0.8, 0.4, 0.03, 0.4, plain(colour("#5a6066"))))
    built.add(solid(drip + 0.06, 1.62, away + 0.78, 0.14, 0.3, 0.05, plain(colour("#d9ecf4"))))


HOSPITAL = Place(
    name="hospital",
    paint=paint_ward,
    kind="room",
    named=(
        "hospital hospitals clinic hospital_ward hospital_wards operating_room operating_theatre "
        "emergency_room intensive_care nursing_home sickbed hospital_bed"
    ),
    typical=(
        "doctor doctors nurse nurses patient patients surgeon surgeons surgery midwife ambulance fever "
        "illness injury injured blood_pressure heart_attack stroke"
    ),
)

CHAMBER = Place(
    name="chamber",
    paint=paint_chamber,
    kind="room",
    named=(
        "parliament congress senate courtroom courthouse supreme_court high_court constitutional_court "
        "law_court city_council council_chamber city_hall town_hall house_of_commons house_of_lords "
        "house_of_representatives bundestag general_assembly united_nations in_court tribunal"
    ),
    typical=(
        "politics politician politicians government governments president presidents minister ministers "
        "chancellor senator senators lawmaker lawmakers treaty law laws justice court courts judge judges "
        "jury trial verdict lawyer lawyers defendant witness"
    ),
)
