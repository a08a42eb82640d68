"""Lighthouses by the water and boats on it."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, look_at, mix
from studio.painter.core.colours import colour
from studio.painter.core.sprites import Spot, Stand, paste
from studio.painter.core.view import View
from studio.painter.land.landmarks import LAMP, lighthouse, sailing_boat
from studio.painter.land.landscapes import Land
from studio.painter.sky.flights import glow_at


def sea_tone(view: View) -> Array:
    """Return the light that comes out of deep water: tinted skylight and sunlight."""
    return view.light.ambient * colour("#1f6f86") * 0.75 + view.light.sun * colour("#0e4a5c") * 0.12


def sea_waves(view: View) -> float:
    return {"storm": 0.16, "rain": 0.11, "fog": 0.03}.get(view.weather, 0.07)


def set_lighthouse(view: View, land: Land) -> None:
    """Add a lighthouse on a high point of the coast, as large as fits below the picture's top."""
    away = np.geomspace(130, 1_300, 40, dtype=np.float32)[:, None]
    across = np.linspace(-0.72, 0.72, 60, dtype=np.float32)[None] * view.width / 2 / view.focal
    level = land.field(away * across, away + 0 * across)
    foot = view.horizon - view.focal * (level - land.camera) / away
    share = np.clip((foot - 0.05 * view.height) / view.unit, 0, 0.34)
    aside = np.abs(np.abs(across) * view.focal * 2 / view.width - 0.42)
    score = np.where(level > 5, share - 0.12 * aside - 0.09 * np.log(away / 130) + 0.0006 * level, -1)
    row, column = np.unravel_index(int(np.argmax(score)), score.shape)
    if score[row, column] < 0:
        return
    far, right = float(away[row, 0]), float(away[row, 0] * across[0, column])
    tall = far * float(share[row, column]) * view.unit / view.focal
    land.plant([Stand(right, far, tall, lighthouse(view.light, view.random))], shadow=0)
    if view.light.elevation < 0.14 or view.light.is_dark:
        x = view.centre + view.focal * right / far
        y = view.horizon - view.focal * (float(level[row, column]) - land.camera + tall * 0.85) / far
        glow_at(view, land.pixels, x, y, view.unit * 0.16, LAMP * 0.9)


def set_boats(view: View, land: Land, most: int = 2) -> None:
    """Add some sailing boats on open water: near ones if the words ask for them, else far ones or none."""
    wanted = "boat" in view.setting.details
    count = most + 1 if wanted else int(view.random.integers(0, most))
    for _ in range(count):
        away = view.random.uniform(120, 420) if wanted else view.random.uniform(350, 900)
        right = -view.side * away * view.random.uniform(-0.1, 0.75) * view.centre / view.focal
        if float(land.field(np.array([[right]], np.float32), np.array([[away]], np.float32))[0, 0]) < -1:
            float_boat(view, land, right, away, 16)


def float_boat(view: View, land: Land, right: float, away: float, metres: float) -> None:
    """Add one sailing boat, `metres` high, on the water, with its reflection."""
    x, y = view.centre + view.focal * right / away, view.horizon + view.focal * land.camera / away
    tall = metres * view.focal / away
    boat = sailing_boat(view.light, view.random)
    spot = Spot(x, y + 0.02 * tall, tall, away, bool(view.random.integers(2)))
    paste(view, land.pixels, land.depth, boat, spot, land.fade)
    _reflect(view, land.pixels, x, y, tall)


def _reflect(view: View, pixels: Array, x: float, y: float, tall: float) -> None:
    """Draw the broken reflection of what stands at (x, y) on the water before it."""
    left, right = int(max(x - tall * 0.6, 0)), int(min(x + tall * 0.6, view.width))
    foot, low = int(y), int(min(y + tall * 0.75, view.height))
    if right - left < 4 or low - foot < 3 or foot - (low - foot) < 0:
        return
    mirror = pixels[foot - (low - foot) : foot, left:right][::-1]
    ripple = view.random.normal(0, 1, (low - foot, 1)) * (np.arange(low - foot)[:, None] * 0.09)
    column = np.arange(right - left, dtype=np.float32)[None] + ripple.astype(np.float32)
    row = np.arange(low - foot, dtype=np.float32)[:, None]
    shown = look_at(np.ascontiguousarray(mirror), column, row)
    share = (
        0.5
        * (1 - row / (low - foot))
        * np.clip(1 - np.abs(np.linspace(-1, 1, right - left)[None]) ** 3, 0, 1)
    )
    pixels[foot:low, left:right] = mix(
        pixels[foot:low, left:right], shown, share[..., None].astype(np.float32)
    )


def ashore(land: Land, stands: list[Stand], lowest: float = 1.0) -> list[Stand]:
    """Return the stands that are on dry ground."""
    if not stands:
        return []
    right = np.array([[stand.right for stand in stands]], np.float32)
    away = np.array([[stand.away for stand in stands]], np.float32)
    return [stand for stand, level in zip(stands, land.field(right, away)[0], strict=True) if level > lowest]
