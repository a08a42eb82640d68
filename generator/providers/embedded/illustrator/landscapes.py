"""Ground under a sky, with or without water: the frame of all open landscapes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generator.providers.embedded.illustrator.arrays import Array, mix, smoothstep
from generator.providers.embedded.illustrator.ground import Material, shade_ground
from generator.providers.embedded.illustrator.relief import (
    HeightField,
    Surface,
    far_depth,
    march,
    smooth_edges,
)
from generator.providers.embedded.illustrator.sky import horizon_colour, paint_sky
from generator.providers.embedded.illustrator.view import SKY, Painting, View
from generator.providers.embedded.illustrator.water import paint_water

Ranges = Sequence[tuple[float, float, int]]


def paint_land(
    view: View,
    field: HeightField,
    material: Material,
    *,
    camera: float,
    ranges: Ranges,
    sky: Array | None = None,
) -> Painting:
    """Paint dry land under the view's sky."""
    sky = paint_sky(view) if sky is None else sky
    fade = horizon_colour(sky, view)
    surface = march(view, field, camera, ranges)
    land = shade_ground(view, surface, material, fade)
    pixels = mix(sky, land, surface.seen[..., None])
    smooth_edges(pixels, surface)
    return finish(view, pixels, far_depth(surface))


def paint_shore(
    view: View,
    field: HeightField,
    material: Material,
    *,
    camera: float,
    ranges: Ranges,
    waves: float,
    deep: Array,
    sky: Array | None = None,
) -> Painting:
    """Paint land around water whose level is 0; `camera` is the eye's height above it."""
    sky = paint_sky(view) if sky is None else sky
    fade = horizon_colour(sky, view)
    surface = march(view, lambda right, away: np.maximum(field(right, away), -3.0), camera, ranges)
    land = shade_ground(view, surface, material, fade)
    dry = surface.seen * smoothstep(-0.25, 0.25, surface.level)
    pixels = mix(sky, land, dry[..., None])
    water, away = paint_water(view, pixels, fade, camera=camera, waves=waves, deep=deep)
    wet = (view.rows > view.horizon) & ((surface.seen < 0.5) | (surface.level < 0.25))
    share = np.where(surface.seen > 0.5, 1 - smoothstep(-0.25, 0.25, surface.level), 1.0)
    pixels = mix(pixels, water, (share * wet)[..., None].astype(np.float32))
    smooth_edges(pixels, surface)
    depth = far_depth(surface)
    depth = np.where(wet & (share > 0.5), np.minimum(away, SKY / 2), depth).astype(np.float32)
    return finish(view, pixels, depth)


def finish(view: View, pixels: Array, depth: Array, ground: float | None = None) -> Painting:
    """Name the free place: on the near ground, on the side that the composition leaves open."""
    height, width = view.height, view.width
    stand = (
        ground if ground is not None else min(view.horizon + 0.62 * (height - view.horizon), 0.92 * height)
    )
    left = 0.06 * width if view.side > 0 else 0.5 * width
    slot = (left, max(stand - 0.6 * height, 0.08 * height), left + 0.44 * width, stand)
    return Painting(pixels=pixels, depth=depth, view=view, ground=stand, slot=slot)


def sloping(surface: Surface) -> Array:
    """Return how far ground leans from the level, 0 to 1."""
    lean: Array = 1 - surface.normal[..., 1]
    return lean
