"""Firm ground before the camera, for figures by the water or over the roofs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.noise import layered
from studio.painter.core.relief import HeightField
from studio.painter.core.view import View
from studio.painter.land.shapes import hills, ridged

# The top of the rise in metres under the eye, and the row of its middle as a fraction of the way from the
# horizon to the picture's lower edge.
BELOW = 2.4
MIDDLE = 0.62
NEAR, FAR = 3.0, 60.0


def add_foreland(view: View, field: HeightField, camera: float) -> HeightField:
    """Return the field with a rise on the free side; `camera` is the eye's height above the water in metres."""
    middle = BELOW * view.focal / (MIDDLE * (view.height - view.horizon))
    half = middle * view.centre / view.focal
    start = 12 * view.turn

    def joined(right: Array, away: Array) -> Array:
        if float(away.min()) >= FAR:
            return field(right, away)
        ragged = hills(right / 5 + start, away / 5, 3, number=1)
        # The rise falls off into the distance, and towards the side that the composition leaves to the
        # scenery.
        far = smoothstep(1.75, 1.25, away / middle + 0.16 * ragged)
        aside = smoothstep(0.75, 0.2, view.side * right / half + 0.14 * ragged)
        crags = ridged(right / 3 + start, away / 3, 4, number=1)
        rise = far * aside
        top = camera - BELOW + 0.1 * ragged + 0.5 * crags * (1 - smoothstep(0.5, 1.0, rise))
        return np.maximum(field(right, away), rise * (top + 3.0) - 3.0)

    return joined


def foreland_ranges(ranges: Sequence[tuple[float, float, int]]) -> Sequence[tuple[float, float, int]]:
    """Return the distances to sample (from, to, steps) with close steps at the rise."""
    rest = [(max(start, FAR), end, steps) for start, end, steps in ranges if end > FAR]
    return ((NEAR, FAR, 130), *rest)


def pave(view: View, pixels: Array, depth: Array) -> Array:
    """Draw a terrace of stone slabs in front; return its mask, (height, width)."""
    far = 2.2 * BELOW * view.focal / (MIDDLE * (view.height - view.horizon))
    drop = np.maximum(view.rows - view.horizon, 1.0)
    away = BELOW * view.focal / drop
    right = away * ((view.columns - view.centre) / view.focal)
    size = away / view.focal
    tone = (
        colour("#9a948b") * (1 + 0.1 * layered(right / 1.4, away / 1.4, 4, exponent=0.7, number=3))[..., None]
    )
    odd = np.floor(away / 1.2) % 2 * 0.6
    joint = np.minimum(
        np.abs((right + odd) / 1.2 % 1 - 0.5) - size, np.abs(away / 1.2 % 1 - 0.5) - size * 3 + 0 * right
    )
    tone = tone * (1 - 0.3 * smoothstep(0.47, 0.5, joint))[..., None]
    kerb = smoothstep(far - 0.75, far - 0.65, away)[..., None] * 0.22
    light = view.light.ambient + view.light.sun * max(view.light.direction[1], 0.12)
    cover = smoothstep(far + 0.06, far - 0.06, away) * (view.rows > view.horizon) + 0 * right
    pixels[:] = mix(pixels, (tone + kerb) * light, cover[..., None])
    depth[:] = np.where(cover > 0.5, away, depth)
    return cover.astype(np.float32)
