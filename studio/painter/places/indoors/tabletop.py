"""A table top in front of a room, for small things."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.core.arrays import blur, mix, smoothstep
from studio.painter.core.colours import colour, luminance
from studio.painter.core.view import SKY, Painting
from studio.painter.places.indoors.stills import lay_boards

WOODS = ("#8a5a34", "#a57a4c", "#6b4328", "#b08a5c")
# The row of the table's far edge, as a share of the picture's height.
EDGE = 0.7
# Distances in metres: of the table, and the least for anything behind it.
TABLE, BEHIND = 1.2, 2.0


def set_table(painting: Painting) -> float:
    """Draw a table top across the lower part of a room, and blur the room; return the far edge's row."""
    view = painting.view
    line = view.height * (EDGE + 0.03 * math.sin(7 * view.turn))
    soft = blur(painting.pixels, view.unit / 110)
    tone = np.median(soft[: int(line) : 6, ::6].reshape(-1, 3), 0).astype(np.float32)
    level = float(np.clip(luminance(tone) / 0.36, 0.3, 1.2))
    wood = colour(WOODS[int(view.turn * 13) % len(WOODS)])
    bright = mix(tone / max(float(tone.max()), 1e-3), np.ones(3, np.float32), 0.5) * 0.8
    lay_boards(view, soft, line, wood * level, bright * level, False)
    painting.pixels = soft
    cover = np.broadcast_to(smoothstep(line - 1, line + 1, view.rows) > 0.5, painting.depth.shape)
    behind = np.clip(painting.depth, BEHIND, SKY)
    painting.depth = np.where(cover, np.float32(TABLE), behind).astype(np.float32)
    painting.ground = line + 0.5 * (view.height - line)
    return line
