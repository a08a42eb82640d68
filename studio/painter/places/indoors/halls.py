"""Rooms for learning: a classroom and a library."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.furniture import bookcase, chair, picture_frame, solid, table
from studio.painter.buildings.household import CLOTHS, WARM, WOODS, pick, set_shade
from studio.painter.buildings.interiors import Room, room
from studio.painter.buildings.patterns import boards, panelled, plaster, tiles
from studio.painter.buildings.solids import Face, plain, vector
from studio.painter.core.arrays import Array, mix
from studio.painter.core.colours import colour
from studio.painter.core.noise import layered
from studio.painter.core.place import Place
from studio.painter.core.view import Painting, View


def paint_classroom(view: View) -> Painting:
    """Paint desks in rows before a blackboard."""
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
    """Add wall charts beside the windows: bands of colour, as maps and diagrams look from a distance."""
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
    """Paint an aisle of high bookcases that leads to a window."""
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


CLASSROOM = Place(
    name="classroom",
    paint=paint_classroom,
    kind="room",
    named=(
        "classroom school university_lecture lecture_hall blackboard kindergarten schoolroom schoolhouse "
        "chalkboard high_school primary_school"
    ),
    typical=(
        "class classmates student students pupil pupils teacher teachers teach teaching education exam "
        "exams homework math maths mathematics mathematician algebra geometry alphabet grammar classmate "
        "professor tutorial quiz"
    ),
    vague="lesson lessons college course graduation university",
    foreign=(
        "schule klassenzimmer schüler lehrer lernen unterricht escuela aula alumno maestro profesor "
        "aprender école classe élève professeur apprendre"
    ),
)

LIBRARY = Place(
    name="library",
    paint=paint_library,
    kind="room",
    shows=frozenset(["books"]),
    named="library bookshop bookstore archive bookshelf bookshelves reading_room",
    typical=(
        "book books read reader readers novel novels author authors writer writers write poem poems "
        "poetry poet literature shakespeare encyclopedia dictionary manuscript librarian scroll printing"
    ),
    vague="story stories chapter language languages knowledge wisdom reading writing",
    foreign=(
        "bibliothek buch bücher lesen geschichte biblioteca libro libros leer bibliothèque livre livres lire"
    ),
)
