"""Ground under a sky, with or without water, the basis of all open landscapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.painter.core.arrays import Array, mix, resize, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.noise import layered
from studio.painter.core.relief import HeightField, Surface, far_depth, march, smooth_edges
from studio.painter.core.sprites import Stand, plant
from studio.painter.core.view import SKY, Painting, View
from studio.painter.land.foreland import add_foreland, foreland_ranges
from studio.painter.land.ground import Material, shade_ground
from studio.painter.land.water import first_row, paint_water
from studio.painter.sky.sky import horizon_colour, paint_sky

Ranges = Sequence[tuple[float, float, int]]


@dataclass(slots=True)
class Land:
    """A painted landscape to which things can still be added; `fade` (1, width, 3) is the colour of its haze."""

    view: View
    field: HeightField
    camera: float
    pixels: Array
    depth: Array
    fade: Array
    water: Array | None = None

    def plant(self, stands: Sequence[Stand], shadow: float = 0.5) -> None:
        plant(self.view, self.pixels, self.depth, stands, self.field, self.camera, self.fade, shadow)

    def finish(self, ground: float | None = None) -> Painting:
        """Return the painting, with a free area for the subject on the near ground of the open side."""
        view = self.view
        height, width = view.height, view.width
        stand = (
            ground
            if ground is not None
            else min(view.horizon + 0.62 * (height - view.horizon), 0.92 * height)
        )
        left = 0.06 * width if view.side > 0 else 0.5 * width
        slot = (left, max(stand - 0.6 * height, 0.08 * height), left + 0.44 * width, stand)
        return Painting(
            pixels=self.pixels, depth=self.depth, view=view, ground=stand, slot=slot, water=self.water
        )


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
    pixels = _laid_on(sky, land, surface.seen)
    smooth_edges(pixels, surface)
    return Land(view, field, camera, pixels, far_depth(surface), fade)


def _laid_on(sky: Array, land: Array, share: Array) -> Array:
    """Blend land, which begins in a lower row, over the sky by its share of each pixel, (height, width)."""
    part = slice(sky.shape[0] - land.shape[0], None)
    sky[part] = mix(sky[part], land, share[part][..., None])
    return sky


def shore_land(
    view: View,
    field: HeightField,
    material: Material,
    *,
    camera: float,
    ranges: Ranges,
    waves: float,
    deep: Array,
    shallow: Array | None = None,
) -> Land:
    """Paint land around water at level 0; `camera` is the eye's height above it in metres.

    `deep` is the light that comes out of the water, `shallow` the tint of clear water over a bright bottom.
    """
    if view.foreland:
        field, ranges = add_foreland(view, field, camera), foreland_ranges(ranges)
    sky = paint_sky(view)
    fade = horizon_colour(sky, view)
    surface = march(view, lambda right, away: np.maximum(field(right, away), -3.0), camera, ranges)
    land = shade_ground(view, surface, material, fade)
    pixels = _laid_on(sky, land, surface.seen * smoothstep(-0.25, 0.25, surface.level))
    land_only = Land(view, field, camera, pixels, far_depth(surface), fade)
    if shallow is None:
        pour(land_only, surface, waves, deep)
        return land_only
    depth = _depth_of_water(land_only)
    pour(land_only, surface, waves, _clear_water(view, depth, deep, shallow))
    _add_surf(land_only, depth)
    return land_only


def pour(land: Land, surface: Surface, waves: float, deep: Array) -> None:
    """Fill the land with water up to level 0."""
    view, camera = land.view, land.camera
    water, away = paint_water(view, land.pixels, land.fade, camera=camera, waves=waves, deep=deep)
    land.water = np.zeros_like(land.depth)
    part = slice(first_row(view), None)
    dry = np.where(surface.seen[part] > 0.5, smoothstep(-0.25, 0.25, surface.level[part]), np.float32(0))
    land.water[part] = (1 - dry) * (view.rows[part] > view.horizon)
    share = land.water[part]
    land.pixels[part] = mix(land.pixels[part], water, share[..., None])
    smooth_edges(land.pixels, surface)
    land.depth[part] = np.where(share > 0.5, np.minimum(away, np.float32(SKY / 2)), land.depth[part])


def _clear_water(view: View, depth: Array, deep: Array, shallow: Array) -> Array:
    """Return the light out of the water, from its first row down: the bottom shows through in shallow water."""
    light, depth = view.light, depth[first_row(view) :]
    bright = shallow * (light.ambient * 0.5 + light.sun * 0.34)
    sand = colour("#d9bd8a") * (light.ambient * 0.5 + light.sun * 0.4)
    return mix(
        mix(sand, bright, smoothstep(0.0, 0.9, depth)[..., None]),
        deep,
        smoothstep(0.5, 3.4, depth)[..., None],
    )


def _depth_of_water(land: Land) -> Array:
    """Return the depth of the water under each pixel, in metres; meaningless above the horizon."""
    view = land.view
    # The bottom has no fine detail: every second pixel will do.
    top = max(int(view.horizon) - 1, 0)
    rows, columns = view.rows[top::2], view.columns[:, ::2]
    away = np.minimum(land.camera * view.focal / np.maximum(rows - view.horizon, 1.0), 3_000)
    right = away * ((columns - view.centre) / view.focal)
    result = np.full((view.height, view.width), 50.0, np.float32)
    result[top:] = resize(
        -land.field(right, away + 0 * right).astype(np.float32), view.width, view.height - top
    )
    return result


def _add_surf(land: Land, depth: Array) -> None:
    """Draw foam along the water's edge, and a line or two of small breakers before it."""
    view = land.view
    part = slice(first_row(view), None)
    rows, depth = view.rows[part], depth[part]
    away = np.minimum(land.camera * view.focal / np.maximum(rows - view.horizon, 1.0), 3_000)
    right = away * ((view.columns - view.centre) / view.focal)
    ragged = layered(right / 3.4, away / 3.4, 4, exponent=0.7, number=8)
    slow = layered(right / 16, away / 16, 2, number=7)
    edge = smoothstep(0.3, 0.02, depth + 0.07 * ragged + 0.1 * slow) * smoothstep(
        -0.14, 0.0, depth + 0.05 * slow
    )
    breaker = np.exp(-(((depth - 0.85 - 0.22 * slow) / 0.11) ** 2)) * smoothstep(
        -0.2, 0.9, ragged + 0.5 * slow
    )
    second = np.exp(-(((depth - 1.7 - 0.4 * slow) / 0.16) ** 2)) * smoothstep(0.1, 1.2, ragged + 0.7 * slow)
    share = np.clip(edge * (0.75 + 0.3 * ragged) + 0.8 * breaker + 0.6 * second, 0, 0.92)
    share *= (rows > view.horizon + 2) * (land.depth[part] < 2_000) * (land.depth[part] > away * 0.8)
    white = view.light.ambient * 0.75 + view.light.sun * 0.42
    land.pixels[part] = mix(land.pixels[part], white, share[..., None])
