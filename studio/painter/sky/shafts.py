"""Light in the air: shafts between leaves and clouds, mist on the ground."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, blur, look_up, mix, resize, smoothstep
from studio.painter.core.behind import drawn_behind
from studio.painter.core.noise import layered, tile
from studio.painter.core.view import View


@drawn_behind
def add_shafts(view: View, pixels: Array, strength: float, fineness: float = 1.0) -> None:
    """Draw rays that spread from the sun: noise by angle around it, fading with distance."""
    x, y = view.sun
    x = float(np.clip(x, -1.5 * view.width, 2.5 * view.width))
    y = min(y, view.horizon - 0.3 * view.height)
    height, width = view.height // 2, view.width // 2
    across = (np.arange(width, dtype=np.float32)[None] * 2 - x) / view.unit
    down = (np.arange(height, dtype=np.float32)[:, None] * 2 - y) / view.unit
    angle = np.arctan2(across, down + 0.35)
    rays = look_up(
        tile(2.2, 8), angle * 75 * fineness + 300 * view.turn + 40, np.zeros_like(angle) + 100 * view.turn
    )
    fade = np.exp(-np.hypot(across, down) * 0.9)
    bright = np.clip(rays * 0.5 + 0.15, 0, 1.3) * fade * strength
    pixels += resize(blur(bright.astype(np.float32), 1.0), view.width, view.height)[..., None] * np.minimum(
        view.light.sun, 1.6
    )


@drawn_behind
def add_mist(
    view: View,
    pixels: Array,
    depth: Array,
    colour: Array,
    reach: float,
    most: float = 0.85,
    top: float = 0.35,
) -> None:
    """Draw mist over ground farther than `reach` metres, up to `top` of the height above the horizon."""
    share = (1 - np.exp(-np.minimum(depth, 3e4) / reach)) * most
    above = (view.horizon - view.rows) / view.height
    drift = layered(
        (view.columns - view.centre) / view.unit * 1.3 + 5 * view.turn, view.rows / view.unit * 4, 3, number=9
    )
    share = share * smoothstep(top, 0.0, above + 0.05 * drift)
    pixels[:] = mix(pixels, colour, np.clip(share, 0, 1)[..., None])
