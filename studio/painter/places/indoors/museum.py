"""A museum: pictures on high walls, vases on pedestals and a bench before them."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.furniture import picture_frame, solid
from studio.painter.buildings.household import WARM, pick
from studio.painter.buildings.interiors import Room, room
from studio.painter.buildings.patterns import boards, plaster
from studio.painter.buildings.solids import plain, vector
from studio.painter.core.arrays import Array
from studio.painter.core.colours import colour
from studio.painter.core.place import Place
from studio.painter.core.view import Painting, View

_WALLS = ("#8f3b34", "#3f5b52", "#c9bca0", "#4a5673")
_OLD = ("#7a5a34", "#33506b", "#6b3a2e", "#4f6140", "#86703f")
_LIGHT = ("#e3c98f", "#c98f5a", "#a9bfa4", "#d9b6a0", "#9fb4c8")


def paint_museum(view: View) -> Painting:
    """Paint a hall of a museum."""
    built = room(
        view, floor=boards(colour("#a97f52")), wall=plaster(pick(view, _WALLS)), windows=0, length=8.0, wide=0.6,
        height=4.2, eye=1.6,
    )  # fmt: skip
    _hang_pictures(built)
    width, length = built.width, built.length
    for number, side in enumerate((-1, 1, view.side)):
        away = length - (1.2, 1.2, 3.6)[number]
        _put_vase(built, side * width * (0.36, 0.36, 0.3)[number], away)
    wood = colour("#4a3322")
    built.add(solid(0, 0.38, length - 3.0, 1.9, 0.08, 0.5, plain(wood)))
    for side in (-1, 1):
        built.add(solid(side * 0.8, 0, length - 3.0, 0.1, 0.38, 0.42, plain(wood * 0.8)))
    for away in (length - 1.5, length - 4.5):
        built.lamp(0, built.height - 0.3, away, WARM * 0.9)
    return built.paint(0.9)


def _hang_pictures(built: Room) -> None:
    """Hang three pictures on the back wall and two on each side."""
    width, length, view = built.width, built.length, built.view
    count = max(2, min(3, int(width // 1.9)))
    for number in range(count):
        wide = 1.5 if number % 2 else 1.15
        middle = (number - (count - 1) / 2) * (width * 0.86 / count)
        corner = vector(middle - wide / 2, 1.25, length - 0.03)
        _hang(built, corner, vector(wide, 0, 0), 1.25 if number % 2 else 1.5, vector(0, 0, -1))
    for side in (-1, 1):
        for away in (length - 2.6, length - 4.8):
            corner = vector(side * (width / 2 - 0.03), 1.3, away if side < 0 else away + 1.4)
            along = vector(0, 0, 1.4 if side < 0 else -1.4)
            _hang(built, corner, along, 1.1 + 0.3 * float(view.random.random()), vector(-side, 0, 0))


def _hang(built: Room, corner: Array, along: Array, tall: float, inward: Array) -> None:
    first, second = pick(built.view, _LIGHT), pick(built.view, _OLD)
    seed = float(built.view.random.random() * 3)
    built.hang(picture_frame(corner, along, vector(0, tall, 0), inward, first, second, seed))


def _put_vase(built: Room, right: float, away: float) -> None:
    """Put a vase on a pedestal."""
    stone = colour("#e6e0d4")
    built.add(solid(right, 0, away, 0.5, 0.95, 0.5, plain(stone)))
    built.add(solid(right, 0.95, away, 0.58, 0.06, 0.58, plain(stone * 1.05)))
    clay, dark = colour("#b5622f"), colour("#2b2320")

    def profile(height: Array) -> Array:
        body = 0.30 * np.clip(np.sin(np.clip(height / 0.75, 0, 1) * np.pi), 0, 1) ** 0.7
        neck = np.where(height > 0.68, 0.11 + 0.5 * np.clip(height - 0.85, 0, 1), 0.0)
        return np.asarray(np.maximum(np.maximum(body, neck), np.where(height < 0.05, 0.14, 0)), np.float32)

    def paint(height: Array, place: Array) -> Array:
        banded = (np.abs(height - 0.3) < 0.03) | (np.abs(height - 0.55) < 0.03) | (height > 0.9)
        return np.asarray(np.where(banded[..., None], dark, clay), np.float32)

    built.stand(profile, paint, right, 1.01, away, 0.75, 0.6, 0.15)


MUSEUM = Place(
    name="museum",
    paint=paint_museum,
    kind="room",
    named="museum museums exhibition exhibitions art_gallery picture_gallery",
    typical="exhibit exhibits curator antiquities",
    foreign="museo musée ausstellung exposición",
)
