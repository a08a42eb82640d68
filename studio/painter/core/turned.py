"""Solids of revolution, with their shading."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from studio.painter.core.arrays import Array, smoothstep
from studio.painter.core.light import Light
from studio.painter.core.sprites import Sprite

# Takes the height (0 at the foot, 1 at the top) as (rows, 1); returns a radius in the same unit.
Profile = Callable[[Array], Array]
# Takes the height (rows, 1) and the position around (rows, columns; -1 left to 1 right edge); returns linear
# colours.
Paint = Callable[[Array, Array], Array]


def turned(
    light: Light, profile: Profile, paint: Paint, aspect: float, size: int = 420, shine: float = 0.0
) -> Sprite:
    """Return the sprite of a solid of revolution; `shine` adds a gloss."""
    columns = max(int(size * aspect), 8)
    height = ((size - np.arange(size, dtype=np.float32)) / size)[:, None]
    across = (np.arange(columns, dtype=np.float32)[None] + 0.5 - columns / 2) / size
    radius = profile(height).astype(np.float32)
    place = across / np.maximum(radius, 1e-4)
    toward = np.sqrt(np.clip(1 - place * place, 0, 1))
    right, up, forward = light.direction
    facing = np.clip(place * right - toward * forward + 0.25 * up, 0, 1)
    albedo = paint(height, place)
    sky = 0.42 + 0.28 * toward + 0.18 * height
    pixels = albedo * (facing[..., None] * light.sun + sky[..., None] * light.ambient)
    if shine:
        gloss = np.exp(-(((place - np.sign(right) * 0.45) / 0.16) ** 2)) * shine
        pixels = pixels + gloss[..., None] * (light.sun * 0.6 + light.ambient * 0.4)
    edge = 1.2 / np.maximum(radius * size, 1.5)
    cover = smoothstep(1.0, 0.0, (np.abs(place) - 1) / edge + 0.5) * (radius > 1e-4)
    return Sprite(np.dstack([pixels * cover[..., None], cover]).astype(np.float32))
