"""Ground under a sky, with or without water: the frame of all open landscapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from generator.providers.embedded.illustrator.sprites import Stand, plant
from generator.providers.embedded.illustrator.view import SKY, Painting, View
from generator.providers.embedded.illustrator.water import paint_water

Ranges = Sequence[tuple[float, float, int]]


@dataclass(slots=True)
class Land:
    """A painted landscape that things can still be set into; `fade` (1, width, 3) is the colour of its haze."""

    view: View
    field: HeightField
    camera: float
    pixels: Array
    depth: Array
    fade: Array

    def plant(self, stands: Sequence[Stand], shadow: float = 0.45) -> None:
        plant(self.view, self.pixels, self.depth, stands, self.field, self.camera, self.fade, shadow)

    def finish(self, ground: float | None = None) -> Painting:
        """Name the free place: on the near ground, on the side that the composition leaves open."""
        view = self.view
        height, width = view.height, view.width
        stand = (
            ground
            if ground is not None
            else min(view.horizon + 0.62 * (height - view.horizon), 0.92 * height)
        )
        left = 0.06 * width if view.side > 0 else 0.5 * width
        slot = (left, max(stand - 0.6 * height, 0.08 * height), left + 0.44 * width, stand)
        return Painting(pixels=self.pixels, depth=self.depth, view=view, ground=stand, slot=slot)


def dry_land(
    view: View,
    field: HeightField,
    material: Material,
    *,
    camera: float,
    ranges: Ranges,
    sky: Array | None = None,
) -> Land:
    """Paint dry land under the view's sky; `camera` is the eye's height in metres on the field's scale."""
    sky = paint_sky(view) if sky is None else sky
    fade = horizon_colour(sky, view)
    surface = march(view, field, camera, ranges)
    land = shade_ground(view, surface, material, fade)
    pixels = mix(sky, land, surface.seen[..., None])
    smooth_edges(pixels, surface)
    return Land(view, field, camera, pixels, far_depth(surface), fade)


def shore_land(
    view: View,
    field: HeightField,
    material: Material,
    *,
    camera: float,
    ranges: Ranges,
    waves: float,
    deep: Array,
    sky: Array | None = None,
) -> Land:
    """Paint land around water whose level is 0; `camera` is the eye's height above it."""
    sky = paint_sky(view) if sky is None else sky
    fade = horizon_colour(sky, view)
    surface = march(view, lambda right, away: np.maximum(field(right, away), -3.0), camera, ranges)
    land = shade_ground(view, surface, material, fade)
    pixels = mix(sky, land, (surface.seen * smoothstep(-0.25, 0.25, surface.level))[..., None])
    land_only = Land(view, field, camera, pixels, far_depth(surface), fade)
    pour(land_only, surface, waves, deep)
    return land_only


def pour(land: Land, surface: Surface, waves: float, deep: Array) -> None:
    """Fill the land with water up to level 0."""
    view, camera = land.view, land.camera
    water, away = paint_water(view, land.pixels, land.fade, camera=camera, waves=waves, deep=deep)
    share = np.where(surface.seen > 0.5, 1 - smoothstep(-0.25, 0.25, surface.level), 1.0) * (
        view.rows > view.horizon
    )
    land.pixels = mix(land.pixels, water, share[..., None].astype(np.float32))
    smooth_edges(land.pixels, surface)
    land.depth = np.where(share > 0.5, np.minimum(away, SKY / 2), land.depth).astype(np.float32)
