"""Rooms to learn and work in: classroom, library, office, laboratory."""

from __future__ import annotations

import numpy as np

from generator.providers.embedded.illustrator.arrays import Array, mix
from generator.providers.embedded.illustrator.colours import colour
from generator.providers.embedded.illustrator.furniture import (
    bookcase,
    cabinet,
    chair,
    picture_frame,
    screen,
    solid,
    table,
)
from generator.providers.embedded.illustrator.interiors import Room, room
from generator.providers.embedded.illustrator.noise import layered
from generator.providers.embedded.illustrator.patterns import boards, panelled, plaster, tiles
from generator.providers.embedded.illustrator.places.rooms import CLOTHS, WARM, WOODS, pick, set_shade
from generator.providers.embedded.illustrator.solids import Face, Paint, plain, vector
from generator.providers.embedded.illustrator.view import Painting, View


def paint_classroom(view: View) -> Painting:
    """Desks in rows before a blackboard."""
    wood = colour("#b08a58")
    on_back = view.number % 3 == 1
    built = room(
        view, floor=boards(pick(view, WOODS)), wall=panelled(colour("#a98f6a"), colour("#e6dcc4"), 0.9), windows=3,
        window_on_back=on_back,
        length=6.8, wide=0.62, height=3.1, eye=1.55,
    )  # fmt: skip
    width, length = built.width, built.length
    if on_back:
        built.add(bookcase(-view.side * (width / 2 - 0.2), length - 1.0, 1.5, 1.9, view.side * 1.5708, 3.0))
        built.add(bookcase(-view.side * (width / 2 - 0.2), length - 2.7, 1.5, 1.3, view.side * 1.5708, 8.0))
        _charts(built)
    else:
        _board(built, min(3.6, width * 0.62), green=view.turn < 0.7)
    built.add(table(view.side * 0.2 * width, length - 1.0, 1.5, 0.7, 0.78, wood * 0.8))
    columns = max(2, min(int(width // 1.7), 4))
    for row in range(2):
        away = length - 2.4 - 1.5 * row
        for column in range(columns):
            right = (column - (columns - 1) / 2) * 1.6
            built.add(
                table(right, away, 1.1, 0.5, 0.72, wood), chair(right, away - 0.5, wood * 0.9, angle=3.1416)
            )
    _globe(built, view.side * 0.2 * width + 0.45, 0.78, length - 1.0)
    return built.paint(0.9)


def _charts(built: Room) -> None:
    """Wall charts beside the windows: bands of colour, as maps and diagrams look from afar."""
    view = built.view
    for number in range(2):
        away = built.length - 2.2 - 1.9 * number
        side = -view.side
        corner = vector(side * (built.width / 2 - 0.03), 2.05, away if side < 0 else away + 1.1)
        along = vector(0, 0, 1.1 if side < 0 else -1.1)
        first, second = pick(view, CLOTHS) * 1.6, pick(view, ("#d9c79a", "#a9c4b0", "#e0b890"))
        inward = vector(-side, 0, 0)
        built.hang(
            picture_frame(
                corner, along, vector(0, 0.8, 0), inward, first, second, float(view.random.random() * 3)
            )
        )


def _board(built: Room, wide: float, *, green: bool) -> None:
    tone = colour("#2f4a3c") if green else colour("#26292c")

    def paint(along: Array, up: Array, size: Array) -> Array:
        smear = layered(along / 0.9, up / 0.5, 4, exponent=0.7, number=3)
        line = np.floor(up / 0.13)
        reach = 0.35 + 0.5 * (np.sin(line * 7.7) * 0.5 + 0.5)
        stroke = layered(along / 0.05 + 9 * line, up / 0.05, 2, number=4)
        text = (
            (np.abs(up / 0.13 - line - 0.5) < 0.2)
            & (along / wide < reach)
            & (along > 0.25)
            & (stroke > 0.35)
            & (up > 0.25)
            & (up < 1.05)
        )
        chalk = mix(tone * (1 + 0.12 * smear)[..., None], colour("#e9ede6"), (text * 0.55)[..., None])
        return np.asarray(chalk, np.float32)

    left, away = -wide / 2, built.length - 0.04
    built.hang([Face(vector(left, 0.95, away), vector(wide, 0, 0), vector(0, 1.3, 0), paint, 10)])
    frame = colour("#8a6a42")
    built.add(solid(0, 0.88, away - 0.03, wide + 0.14, 0.05, 0.09, plain(frame)))
    built.add(solid(0, 2.25, away, wide + 0.14, 0.06, 0.05, plain(frame)))
    for side in (-1, 1):
        built.add(solid(side * (wide / 2 + 0.035), 0.9, away, 0.07, 1.38, 0.05, plain(frame)))


def _globe(built: Room, right: float, up: float, away: float) -> None:
    def profile(height: Array) -> Array:
        ball = np.sqrt(np.clip(0.36**2 - (height - 0.64) ** 2, 0, 1))
        foot = np.where(height < 0.06, 0.24, 0.03)
        return np.maximum(ball, np.where(height < 0.3, foot, 0)).astype(np.float32)

    def paint(height: Array, place: Array) -> Array:
        angle = np.arcsin(np.clip(place, -1, 1))
        lands = layered(angle * 0.9 + 2, height * 3.2 + 0 * place, 4, number=5)
        tone = np.where((lands > 0.15)[..., None], colour("#b59b5f"), colour("#3f7fae"))
        return np.asarray(np.where((height > 0.28)[..., None], tone, colour("#6b472c")), np.float32)

    built.stand(profile, paint, right, up, away, 0.46, 0.8, 0.2)


def paint_library(view: View) -> Painting:
    """An aisle of high bookcases that leads to a window."""
    wood = colour("#6e4a2e")
    floor = tiles(colour("#d9cfbd"), colour("#8f8372"), 0.6) if view.turn < 0.4 else boards(colour("#8a5f3a"))
    built = room(
        view, floor=floor, wall=plaster(colour("#cbb894")), windows=1 + int(view.turn * 2), window_on_back=True,
        length=8.5, wide=0.46, height=3.6, eye=1.55,
    )  # fmt: skip
    width, length = built.width, built.length
    for side in (-1, 1):
        for number in range(5):
            away = length - 0.95 - 1.75 * number
            built.add(
                bookcase(side * (width / 2 - 0.16), away, 1.6, 3.0, -side * 1.5708, number * 3.7 + side)
            )
            built.add(solid(side * (width / 2 - 0.2), 0, away + 0.86, 0.42, 3.15, 0.1, plain(wood * 0.8)))
    desk = view.side * 0.0
    for away in (length - 2.2, length - 4.8):
        built.add(table(desk, away, min(1.5, width * 0.4), 0.9, 0.76, wood * 1.15))
        _desk_lamp(built, desk + 0.3, 0.76, away)
        _stack(built, desk - 0.3, 0.76, away)
        for side in (-1, 1):
            built.add(
                chair(desk + side * (min(1.5, width * 0.4) / 2 + 0.28), away, wood, angle=-side * 1.5708)
            )
    return built.paint(0.9)


def _desk_lamp(built: Room, right: float, up: float, away: float) -> None:
    built.add(solid(right, up, away, 0.14, 0.02, 0.14, plain(colour("#b08d4a"))))
    built.add(solid(right, up, away, 0.02, 0.32, 0.02, plain(colour("#b08d4a"))))
    set_shade(built, right, up + 0.28, away, 0.18)
    built.lamp(right, up + 0.2, away - 0.1, WARM * 0.12)


def _stack(built: Room, right: float, up: float, away: float) -> None:
    random = built.view.random
    height = up
    for _ in range(4):
        thick = random.uniform(0.025, 0.05)
        tone = pick(built.view, ("#7a2e2a", "#2f4a6b", "#3f5d3a", "#b08a4a", "#5a3a5e"))
        built.add(solid(right, height, away, 0.26, thick, 0.19, plain(tone), angle=random.uniform(-0.3, 0.3)))
        height += thick


def paint_office(view: View) -> Painting:
    """Desks with screens before a wide window."""
    wood = colour("#c9a878")
    built = room(
        view, floor=plain_carpet(colour("#6b7480")), wall=plaster(colour("#e6e4de")), windows=3,
        window_on_back=view.turn < 0.6, length=5.6, wide=0.7, height=2.8, eye=1.35,
    )  # fmt: skip
    width, length = built.width, built.length
    blue = np.array([0.32, 0.52, 0.8], np.float32)
    count = max(2, int(width // 2.1))
    for row, away in enumerate((length - 1.2, length - 3.1)):
        for number in range(count):
            right = (number - (count - 1) / 2) * 2.1 + 0.2 * view.side
            if row and abs(right) < 0.8:
                continue
            built.add(table(right, away, 1.5, 0.72, 0.74, wood))
            built.add(
                screen(right - 0.22, 0.74, away + 0.12, 0.56, 0.1, blue),
                screen(right + 0.36, 0.74, away + 0.1, 0.5, -0.2, blue),
            )
            built.add(solid(right, 0.74, away - 0.18, 0.42, 0.02, 0.14, plain(colour("#d9d9d6"))))
            built.add(chair(right, away - 0.55, colour("#30343a"), angle=3.1416))
    built.add(
        cabinet(
            -view.side * (width / 2 - 0.5),
            0,
            length - 0.25,
            0.9,
            1.2,
            0.4,
            colour("#d9d3c6"),
            colour("#c2b8a6"),
        )
    )
    return built.paint(0.88)


def plain_carpet(tone: Array) -> Paint:
    def paint(along: Array, up: Array, size: Array) -> Array:
        pile = layered(along / 0.05, up / 0.05, 2, number=2) * np.clip(0.02 / size, 0, 1)
        return np.asarray(tone * (1 + 0.06 * pile)[..., None], np.float32)

    return paint


def paint_laboratory(view: View) -> Painting:
    """White benches with glassware, bright and clean."""
    white, steel = colour("#eef1f2"), colour("#aab4ba")
    built = room(
        view, floor=tiles(colour("#dfe3e4"), colour("#cfd6d8"), 0.6), wall=plaster(colour("#e9eef0")), windows=3,
        window_on_back=view.turn > 0.5, length=5.4, wide=0.7, eye=1.4,
    )  # fmt: skip
    width, length, side = built.width, built.length, view.side
    built.add(cabinet(0, 0, length - 0.35, width, 0.9, 0.65, white, steel))
    if view.turn <= 0.5:
        built.add(cabinet(0, 1.6, length - 0.2, width * 0.9, 0.7, 0.36, white, white))
    _glassware(built, length - 0.45, 0.9, 9, width)
    bench = min(2.4, width * 0.45)
    built.add(cabinet(-side * 0.18 * width, 0, length - 2.7, bench, 0.9, 0.8, white, steel))
    _glassware(built, length - 2.7, 0.9, 6, bench, -side * 0.18 * width)
    built.add(
        screen(
            -side * 0.18 * width + bench * 0.3,
            0.9,
            length - 2.6,
            0.5,
            0.15,
            np.array([0.2, 0.65, 0.62], np.float32),
        )
    )
    return built.paint(0.9)


def _glassware(built: Room, away: float, up: float, count: int, width: float, middle: float = 0.0) -> None:
    random = built.view.random
    for number in range(count):
        right = middle + width * ((number + 0.5) / count - 0.5) * 0.9 + random.uniform(-0.06, 0.06)
        _flask(
            built,
            right,
            up,
            away + random.uniform(-0.15, 0.15),
            random.uniform(0.18, 0.34),
            int(random.integers(3)),
        )


def _flask(built: Room, right: float, up: float, away: float, tall: float, kind: int) -> None:
    """A flask, a bottle or a cylinder, with something coloured in it."""
    liquid = pick(built.view, ("#2f8fc8", "#3fae7a", "#d98a2f", "#b8406a", "#7a5fc8"))

    def profile(height: Array) -> Array:
        shapes = (
            0.36 - 0.3 * np.clip(height / 0.7, 0, 1),
            np.sqrt(np.clip(0.3**2 - (height - 0.3) ** 2, 0.0049, 1)),
            np.full_like(height, 0.12),
        )
        body = np.maximum(shapes[kind], 0.07)
        return np.where(height < 0.99, body + 0.02 * (height > 0.95), 0).astype(np.float32)

    def paint(height: Array, place: Array) -> Array:
        filled = (height < 0.45) & (height > 0.02)
        glass = mix(colour("#dfeaec"), colour("#8fa6ac"), (np.abs(place) ** 4)[..., None])
        return np.asarray(np.where(filled[..., None], liquid * 1.3, glass), np.float32)

    built.stand(profile, paint, right, up, away, tall, 0.8, 0.5)
