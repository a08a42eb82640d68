"""Rooms to live in: living room, bedroom, kitchen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generator.providers.embedded.illustrator.arrays import Array, mix, smoothstep
from generator.providers.embedded.illustrator.colours import colour
from generator.providers.embedded.illustrator.furniture import (
    bed,
    bookcase,
    cabinet,
    chair,
    picture_frame,
    sofa,
    solid,
    table,
)
from generator.providers.embedded.illustrator.interiors import Room, room
from generator.providers.embedded.illustrator.patterns import boards, plaster, tiles
from generator.providers.embedded.illustrator.solids import Face, plain, vector
from generator.providers.embedded.illustrator.view import Painting, View

WALLS = ("#e3cfae", "#9fb8a8", "#d9b596", "#8fa9c0", "#e0c0a8", "#b7c29a", "#d8d0c2")
CLOTHS = ("#3f5f6f", "#8a4f3d", "#5e6b48", "#6a5672", "#a9824a", "#3c4a63")
WOODS = ("#8a5f3a", "#a97f52", "#6e4a2e")
WARM = np.array([2.6, 1.7, 0.85], np.float32)


def pick(view: View, codes: tuple[str, ...]) -> Array:
    """Choose a colour: the film's seed and the scene decide."""
    return colour(codes[int(view.random.integers(len(codes)))])


def paint_room(view: View) -> Painting:
    """A living room with sofa, shelves and a low table."""
    wood = pick(view, WOODS)
    built = room(
        view,
        floor=boards(wood),
        wall=plaster(pick(view, WALLS)),
        windows=2,
        window_on_back=view.turn > 0.4,
        curtains=pick(view, CLOTHS),
    )
    width, length, side = built.width, built.length, view.side
    sofa_width = min(2.2, width * 0.5)
    cloth = pick(view, CLOTHS)
    if view.turn < 0.5:
        built.add(sofa(-side * 0.12 * width, length - 0.75, sofa_width, cloth))
        built.add(table(-side * 0.12 * width, length - 2.1, 1.1, 0.6, 0.42, wood * 0.8))
        _hang_pictures(built, -side * 0.12 * width, 2)
        built.add(bookcase(side * (width / 2 - 0.62), length - 0.2, 0.9, 2.0, seed=view.turn))
    else:
        built.add(sofa(-side * (width / 2 - 0.6), length - 2.2, sofa_width, cloth, angle=side * 1.5708))
        built.add(bookcase(side * (width / 2 - 0.2), length - 1.1, 1.2, 2.1, -side * 1.5708, view.turn * 9))
        built.add(table(0.05 * side * width, length - 2.4, 1.0, 0.6, 0.42, wood * 0.8))
    _rug(built, 0.0, length - 2.2, min(width * 0.55, 2.6), 1.8, cloth * 0.7)
    _floor_lamp(built, side * (width / 2 - 0.35), length - 2.1)
    _pot_plant(built, -side * (width / 2 - 0.4), length - 0.5)
    return built.paint()


def paint_bedroom(view: View) -> Painting:
    wood = pick(view, WOODS)
    built = room(
        view,
        floor=boards(wood),
        wall=plaster(pick(view, WALLS)),
        windows=1,
        window_on_back=view.turn > 0.5,
        curtains=pick(view, CLOTHS),
    )
    width, length, side = built.width, built.length, view.side
    place = -side * 0.14 * width
    built.add(bed(place, length - 1.2, pick(view, CLOTHS)))
    for offset in (-1.2, 1.2):
        built.add(solid(place + offset, 0, length - 0.3, 0.45, 0.5, 0.4, plain(wood * 0.8)))
        built.add(solid(place + offset, 0.5, length - 0.3, 0.03, 0.22, 0.03, plain(colour("#55493c"))))
        set_shade(built, place + offset, 0.7, length - 0.3)
    _hang_pictures(built, place, 1)
    _rug(built, place, length - 2.6, 2.2, 1.2, pick(view, CLOTHS) * 0.8)
    return built.paint()


def paint_kitchen(view: View) -> Painting:
    """Counter and cupboards along the back wall, a table before them."""
    wood = pick(view, WOODS)
    front = colour(str(view.random.choice(["#e9e4d8", "#6f8a86", "#8a9a74", "#c9b08a", "#4f6478"])))
    floor = tiles(colour("#cfc4b2"), colour("#b3a48e"), 0.4) if view.turn < 0.5 else boards(wood)
    built = room(
        view,
        floor=floor,
        wall=plaster(colour("#ece4d6")),
        windows=3,
        length=4.6,
        window_on_back=view.turn > 0.45,
    )
    width, length, side = built.width, built.length, view.side
    top = colour("#5b4636") if view.turn < 0.6 else colour("#d9d6d0")
    built.add(cabinet(0, 0, length - 0.3, width, 0.9, 0.6, front, top))
    if view.turn <= 0.45:
        built.add(cabinet(-side * width * 0.22, 1.5, length - 0.18, width * 0.5, 0.75, 0.34, front, front))
    splash = Face(
        vector(-width / 2, 0.9, length - 0.012),
        vector(width, 0, 0),
        vector(0, 0.6, 0),
        tiles(colour("#eef0ee"), colour("#dfe5e4"), 0.12, False),
        12,
    )
    built.hang([splash])
    set_crockery(built, length - 0.3, 0.9, 9)
    built.add(table(side * 0.1 * width, length - 2.6, min(1.7, width * 0.45), 0.9, 0.76, wood))
    for offset in (-0.5, 0.5):
        built.add(chair(side * 0.1 * width + offset, length - 1.85, wood * 0.8, angle=0.0))
    set_bowl(built, side * 0.1 * width, 0.76, length - 2.6)
    _pendant(built, side * 0.1 * width, length - 2.6)
    return built.paint()


def _hang_pictures(built: Room, middle: float, count: int) -> None:
    view = built.view
    for number in range(count):
        wide, tall = 0.62, 0.8
        left = middle + (number - (count - 1) / 2) * 0.8 - wide / 2
        built.hang(
            picture_frame(
                vector(left, 1.35, built.length), vector(wide, 0, 0), vector(0, tall, 0), vector(0, 0, -1),
                pick(view, CLOTHS), pick(view, WALLS), float(view.random.random() * 3),
            )
        )  # fmt: skip


def _rug(built: Room, right: float, away: float, width: float, depth: float, tone: Array) -> None:
    def paint(along: Array, up: Array, size: Array) -> Array:
        edge = np.minimum(np.minimum(along, width - along), np.minimum(up, depth - up))
        band = (np.abs(edge - 0.12) < 0.02) | (edge < 0.03)
        weave = 1 + 0.06 * np.sin(along * 90) * np.clip(0.01 / size, 0, 1)
        return np.asarray(np.where(band[..., None], colour("#e6d9bf"), tone * weave[..., None]), np.float32)

    built.hang(
        [
            Face(
                vector(right - width / 2, 0.012, away - depth / 2),
                vector(width, 0, 0),
                vector(0, 0, depth),
                paint,
                20,
            )
        ]
    )


def set_shade(built: Room, right: float, up: float, away: float, tall: float = 0.26) -> None:
    """A lampshade that shines when it is dark outside."""
    dark = built.view.light.is_dark or built.view.time == "dusk" or built.view.light.overcast > 0.7

    def profile(height: Array) -> Array:
        return np.where(height < 0.985, 0.56 - 0.2 * height, 0.1).astype(np.float32)

    def paint(height: Array, place: Array) -> Array:
        glow = WARM * (1.3 - 0.5 * height[..., None]) * (1.15 - 0.5 * np.abs(place))[..., None]
        tone = glow if dark else np.broadcast_to(colour("#f0dfbd"), (*place.shape, 3))
        return np.asarray(tone, np.float32)

    built.stand(profile, paint, right, up, away, tall, 1.2, 0.0)
    if dark:
        built.lamp(right, up + 0.1, away - 0.25, WARM * 0.6)


def _floor_lamp(built: Room, right: float, away: float) -> None:
    built.add(solid(right, 0, away, 0.26, 0.02, 0.26, plain(colour("#2d2a28"))))
    built.add(solid(right, 0, away, 0.025, 1.5, 0.025, plain(colour("#2d2a28"))))
    set_shade(built, right, 1.45, away)


def _pendant(built: Room, right: float, away: float) -> None:
    built.add(solid(right, 2.0, away, 0.012, built.height - 2.0, 0.012, plain(colour("#2d2a28"))))
    set_shade(built, right, 1.8, away)


def _pot_plant(built: Room, right: float, away: float) -> None:
    """A rubber plant in a pot: leaves as small leaning faces."""
    built.add(solid(right, 0, away, 0.32, 0.34, 0.32, plain(colour("#b0785a"))))
    random = built.view.random
    leaf = colour("#3f6b34")
    for _ in range(34):
        angle, lift = random.uniform(0, 6.28), random.uniform(0.15, 1.2)
        reach, size = random.uniform(0.05, 0.3), random.uniform(0.16, 0.28)
        out = vector(float(np.cos(angle)), 0.35, float(np.sin(angle)) * 0.6)
        wide = vector(float(-np.sin(angle)), 0.1, float(np.cos(angle)) * 0.6) * (size * 0.42)
        start = vector(right, 0.34 + lift, away) + out * reach - wide / 2
        tone = leaf * random.uniform(0.7, 1.35)
        for first, second in ((wide, out * size), (out * size, wide)):
            face = Face(start, first, second, plain(tone), 1)
            face.cover = _leaf_shape(float(np.linalg.norm(first)), float(np.linalg.norm(second)))
            built.hang([face])


def _leaf_shape(first: float, second: float) -> Callable[[Array, Array], Array]:
    def cover(along: Array, up: Array) -> Array:
        u, v = along / first * 2 - 1, up / second * 2 - 1
        return np.asarray(np.clip((1 - u * u - v * v) * 6, 0, 1), np.float32)

    return cover


def set_crockery(
    built: Room, away: float, up: float, count: int, tall: tuple[float, float] = (0.12, 0.3)
) -> None:
    """A row of bottles, jars and vases."""
    random = built.view.random
    for number in range(count):
        right = built.width * ((number + 0.5) / count - 0.5) * 0.94 + random.uniform(-0.1, 0.1)
        set_vessel(built, right, up, away + random.uniform(-0.05, 0.14), random.uniform(*tall))


def set_vessel(built: Room, right: float, up: float, away: float, tall: float) -> None:
    random = built.view.random
    tone = colour(
        ("#c96f4a", "#e9e2d2", "#5e7f86", "#d9b45f", "#8a9a5b", "#f2efe8", "#3f5a4a")[int(random.integers(7))]
    )
    waist, belly, neck = random.uniform(0.12, 0.2), random.uniform(0.2, 0.34), random.uniform(0.06, 0.2)

    def profile(height: Array) -> Array:
        body = waist + (belly - waist) * np.clip(np.sin(np.clip(height / 0.72, 0, 1) * np.pi), 0, 1) ** 0.8
        mouth = neck + 0.03 * smoothstep(0.9, 1.0, height)
        return np.where(height < 0.995, mix(body, mouth, smoothstep(0.58, 0.8, height)), 0.0).astype(
            np.float32
        )

    def paint(height: Array, place: Array) -> Array:
        band = 1 - 0.25 * (np.abs(height - 0.5) < 0.05)
        return np.asarray(np.broadcast_to(tone * band[..., None], (*place.shape, 3)), np.float32)

    built.stand(profile, paint, right, up, away, tall, 0.75, 0.22)


def set_bowl(built: Room, right: float, up: float, away: float) -> None:
    """A bowl of fruit."""
    random = built.view.random
    for x, z in ((-0.1, 0.05), (0.09, 0.06), (-0.02, -0.02), (0.12, -0.04), (-0.13, -0.05)):
        tone = colour(str(random.choice(["#c8402f", "#d9902f", "#8aa03c", "#e0b83c", "#b8322c"])))
        built.stand(_ball, _plain_round(tone), right + x, up + 0.1, away + z + 0.02, 0.12, 1.05, 0.3)

    def profile(height: Array) -> Array:
        return (0.35 + 1.05 * np.sqrt(np.clip(height, 0, 1))).astype(np.float32)

    built.stand(profile, _plain_round(colour("#e9e2d2")), right, up, away - 0.08, 0.14, 2.9, 0.2)


def _ball(height: Array) -> Array:
    return np.sqrt(np.clip(0.25 - (height - 0.5) ** 2, 0, 1)).astype(np.float32)


def _plain_round(tone: Array) -> Callable[[Array, Array], Array]:
    return lambda height, place: np.asarray(np.broadcast_to(tone, (*place.shape, 3)), np.float32)
