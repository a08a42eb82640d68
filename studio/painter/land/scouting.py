"""Search for the spot from which a landscape looks best, before it is painted."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from studio.painter.core.relief import HeightField
from studio.painter.core.view import View

COLUMNS, STEPS, SPOTS = 48, 90, 8


def scout(
    view: View,
    make: Callable[[float, float], HeightField],
    camera: float,
    far: float,
    skyline: float,
    near: float = 200,
) -> HeightField:
    """Return the field of `make(start, aside)` with the best skyline of several spots.

    `skyline` is the wanted mean height of the skyline above the horizon, as a share of the picture's height;
    ground that rises within `near` metres blocks the view and counts against a spot.
    """
    spots = view.random.uniform(0, 12, (SPOTS, 2))
    fields = [make(float(start), float(aside)) for start, aside in spots]
    scores = [_score(view, field, camera, far, skyline, near) for field in fields]
    return fields[int(np.argmax(scores))]


def _score(view: View, field: HeightField, camera: float, far: float, skyline: float, near: float) -> float:
    away = np.geomspace(4, far, STEPS).astype(np.float32)[:, None]
    across = np.linspace(-1, 1, COLUMNS, dtype=np.float32)[None] * (view.centre / view.focal)
    level = field(away * across, away + 0 * across)
    above = (level - camera) / away * (view.focal / view.height)
    top = np.maximum(above.max(0), 0)
    blocked = np.maximum(above[away[:, 0] < near].max(0), 0).mean()
    ridges = (np.diff(np.maximum.accumulate(above, 0), axis=0) > 0.01).sum(0).mean() / 12
    weight = np.average(across[0] * view.side, weights=top + 1e-3) * view.focal / view.centre
    return float(
        1.6 * top.std() - abs(top.mean() - skyline) * 2 - 3 * blocked + 0.05 * min(ridges, 2) + 0.06 * weight
    )
