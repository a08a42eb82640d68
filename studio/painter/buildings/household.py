"""Small household things: lampshades, vessels, a bowl of fruit, a plant; and the colours of rooms."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from studio.painter.buildings.furniture import solid
from studio.painter.buildings.interiors import Room
from studio.painter.buildings.solids import Face, plain, vector
from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.view import View

WALLS = ("#e3cfae", "#9fb8a8", "#d9b596", "#8fa9c0", "#e0c0a8", "#b7c29a", "#d8d0c2")

CLOTHS = ("#3f5f6f", "#8a4f3d", "#5e6b48", "#6a5672", "#a9824a", "#3c4a63")

WOODS = ("#8a5f3a", "#a97f52", "#6e4a2e")

WARM = np.array([2.6, 1.7, 0.85], np.float32)


def pick(view: View, codes: tuple[str, ...]) -> Array:
    """Return one of the colours, chosen by the film's seed and the scene."""
    return colour(codes[int(view.random.integers(len(codes)))])


def set_shade(built: Room, right: float, up: float, away: float, tall: float = 0.26) -> None:
    """Add a lampshade that shines when it is dark outside."""
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


def set_plant(built: Room, right: float, away: float) -> None:
    """Add a rubber plant in a pot: leaves as small leaning faces around three stems."""
    built.add(solid(right, 0, away, 0.32, 0.34, 0.32, plain(colour("#b0785a"))))
    random = built.view.random
    leaf = colour("#3f6b34")
    for lean in (-0.09, 0.02, 0.1):
        built.hang(
            solid(right + lean * 0.5, 0.34, away, 0.018, random.uniform(0.7, 1.05), 0.018, plain(leaf * 0.5))[
                0
            ]
        )
    for _ in range(64):
        angle, lift = random.uniform(0, 6.28), random.uniform(0.05, 1.05)
        reach, size = random.uniform(0.0, 0.16) * (1.25 - 0.6 * lift), random.uniform(0.13, 0.24)
        out = vector(float(np.cos(angle)), 0.55, float(np.sin(angle)) * 0.6)
        wide = vector(float(-np.sin(angle)), 0.35, float(np.cos(angle)) * 0.6) * (size * 0.5)
        start = vector(right, 0.36 + lift, away) + out * reach - wide / 2
        tone = leaf * random.uniform(0.6, 1.35)
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
    """Add a row of bottles, jars and vases."""
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
    """Add a bowl of fruit."""
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
