"""Northern lights."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.noise import layered
from studio.painter.core.view import View


def add_aurora(view: View, pixels: Array) -> None:
    """Draw curtains of northern light over a dark sky."""
    across = (view.columns - view.centre) / view.unit
    for number, (height, tint) in enumerate(((0.3, "#48e0a0"), (0.42, "#5fb8e8"), (0.24, "#8f6fe0"))):
        bend = layered(
            across * 0.9 + 3.1 * number + 7 * view.turn, across * 0, 3, exponent=1.1, number=number
        )
        foot = view.horizon - (height + 0.07 * bend) * view.unit
        above = (foot - view.rows) / view.unit
        rays = 0.55 + 0.4 * layered(
            across * 9 + bend + 11 * number, above * 0.3, 3, exponent=0.6, number=number + 3
        )
        shape = (
            smoothstep(-0.015, 0.01, above) * np.exp(-np.clip(above, 0, None) / 0.14) * np.clip(rays, 0, 1.4)
        )
        pixels += (shape * 0.5)[..., None] * colour(tint)
