"""Trees and other plants in a landscape, in clumps, with an open middle."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.core.colours import colour
from studio.painter.core.noise import layered
from studio.painter.core.sprites import Sprite, Stand
from studio.painter.core.view import View
from studio.painter.land.trees import broadleaf, bush, leaves_of, pine, snowed

NEEDLES = ("#2c4a2a", "#35552f", "#28432d")


def pines(view: View, kinds: int = 4, size: int = 220) -> list[Sprite]:
    """Return different pines, with snow on them in winter."""
    snow = 0.75 if view.is_white else 0.0
    size = _detail(view, size)
    return [pine(view.random, view.light, colour(NEEDLES[kind % 3]), size, snow) for kind in range(kinds)]


def broadleaves(view: View, kinds: int = 4, size: int = 220) -> list[Sprite]:
    """Return different round trees in the colours of the season."""
    season = view.setting.season
    if view.is_white:
        return pines(view, kinds, size)
    size = _detail(view, size)
    return [
        broadleaf(
            view.random, view.light, leaves_of(season, view.random), size, view.random.uniform(0.7, 1.05)
        )
        for _ in range(kinds)
    ]


def _detail(view: View, size: int) -> int:
    """Return the height in pixels at which to draw a sprite, less in a small picture."""
    return int(min(max(size * view.unit / 720, 56), 1.3 * size))


def bushes(view: View, kinds: int = 3) -> list[Sprite]:
    """Return different shrubs, under a cap of snow in winter."""
    if view.is_white:
        return [
            snowed(bush(view.random, view.light, colour("#5a5a48")), view.light, 0.8) for _ in range(kinds)
        ]
    return [bush(view.random, view.light, leaves_of(view.setting.season, view.random)) for _ in range(kinds)]


def scatter(
    view: View,
    sprites: list[Sprite],
    count: int,
    near: float,
    far: float,
    tall: tuple[float, float],
    *,
    clump: float = 0.0,
    patch: float = 120.0,
    clear: float = 0.0,
) -> list[Stand]:
    """Return `count` positions between `near` and `far` metres, evenly over the picture.

    `clump` from -1 to 1 leaves out more and more of the ground between clumps that are `patch` metres wide;
    `clear` is the half width in metres of a strip in front of the camera that stays open.
    """
    random = view.random
    away = np.exp(random.uniform(math.log(near), math.log(far), (1, count))).astype(np.float32)
    right = (away * random.uniform(-1.1, 1.1, (1, count)) * view.centre / view.focal).astype(np.float32)
    here = (
        layered(right / patch + random.uniform(0, 9), away / patch, 2, exponent=1.0, number=7)
        if clump > -1
        else right * 0 + 9
    )
    stands = []
    for sideways, forward, density in zip(right[0], away[0], here[0], strict=True):
        if density < clump or abs(sideways) < clear:
            continue
        height = random.uniform(*tall)
        kind = sprites[int(random.integers(len(sprites)))]
        stands.append(Stand(float(sideways), float(forward), height, kind, bool(random.integers(2)), 0.02))
    return stands
