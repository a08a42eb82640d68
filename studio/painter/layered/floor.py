"""Where in a picture the floor begins, and how deep it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.painter.core.view import SKY, Painting

# The depth of what is endlessly far; the nearest is at 1. Less makes films deeper, and what stands apart stranger.
FARTHEST = 0.5
# The floor begins where it comes to this share of the nearness of the lower edge, or rises by the second above that of
# its far end: what is farther is a wall.
WALL, STEP = 0.2, 0.08
# A floor that is nearer than this at its far end, or begins below this share of the height, is none.
LEVEL, LOWEST = 0.7, 0.94
# The depth of a picture without a floor, as a sea is, which is as one with its sky.
FLAT = 0.7
# Water that is this share of the floor is a sea.
OPEN_WATER = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The row (a share of the height) at which the floor begins, and the depth of the wall above it."""

    line: float = 1.0
    depth: float = FLAT
    is_sea: bool = False

    @property
    def is_there(self) -> bool:
        return self.line < 1

    def depth_at(self, row: float) -> float:
        """Return the depth of what stands on a row, as `LayeredPicture` describes it."""
        if row <= self.line:
            return self.depth
        return self.depth + (1 - self.depth) * min(1.0, (row - self.line) / (1 - self.line))


def find_floor(painting: Painting) -> Floor:
    """Find wall and floor: what is usually near in a row tells how near its floor is."""
    view = painting.view
    first = int(np.clip(view.horizon + 0.02 * view.height, 0, view.height - 2))
    if painting.water is not None and float(np.mean(painting.water[first:] > 0.5)) > OPEN_WATER:
        # Nothing stands upon the sea, and its waves move by themselves.
        return Floor(is_sea=True)
    profile = np.median(painting.depth[first:, ::4], axis=1)
    # On level ground the distance is inverse to the rows below the horizon. Blades that grow up to the lower edge are
    # nearer than the ground there.
    below = np.arange(first, view.height) + 0.5 - view.horizon
    lowest = max(
        float(np.median(profile[-8:])), float(np.median(profile * below)) / (view.height - view.horizon)
    )
    nearness = np.minimum.accumulate(np.minimum(lowest / np.maximum(profile, 1e-3), 1)[::-1])[::-1]
    far = float(nearness[0])
    if lowest >= SKY / 2 or far > LEVEL:
        return Floor()
    line = (first + int(np.argmax(nearness > max(WALL, far + STEP)))) / view.height
    if line > LOWEST:
        return Floor()
    return Floor(line=line, depth=1 - (1 - FARTHEST) * (1 - max(far, 0.1)))
