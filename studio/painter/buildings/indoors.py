"""The light of rooms: windows, sunlight through them, lamps, and soft shadows in corners."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from operator import attrgetter

import numpy as np

from studio.painter.buildings.solids import vector
from studio.painter.core.arrays import Array, smoothstep

# Beyond this distance in metres, furniture takes no visible share of the light (less than 0.01).
SHADOWED = 1.5

# How many distances between points and furniture are computed at a time.
_MOST = 100_000
_CORNERS = attrgetter("low"), attrgetter("high")


@dataclass(frozen=True, slots=True)
class Window:
    """An opening in a wall: lower corner, its two edges (metres), and the direction into the room."""

    corner: Array
    along: Array
    up: Array
    inward: Array

    @property
    def area(self) -> float:
        return float(np.linalg.norm(self.along) * np.linalg.norm(self.up))


@dataclass(frozen=True, slots=True)
class Lamp:
    """A lamp at a point, with the light it gives at one metre."""

    spot: Array
    colour: Array
    size: float = 0.25


@dataclass(slots=True)
class Block:
    """The space that a piece of furniture occupies, for its soft shadow: least and greatest corner."""

    low: Array
    high: Array


@dataclass(slots=True)
class RoomLight:
    """The lighting of a room of `width` x `height` x `length` metres."""

    size: tuple[float, float, float]
    sky: Array
    sun: Array
    toward_sun: Array
    ambient: Array
    windows: list[Window] = field(default_factory=list)
    lamps: list[Lamp] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def __call__(self, points: Array, normal: Array) -> Array:
        light = self.ambient * self._open(points, normal)[..., None]
        for window in self.windows:
            light = light + self._from_window(window, points, normal)[..., None] * self.sky
        for lamp in self.lamps:
            light = light + self._from_lamp(lamp, points, normal)[..., None] * lamp.colour
        return np.asarray(light * self._near_blocks(points, normal)[..., None], np.float32)

    def sunlight(self, points: Array, normal: Array) -> Array:
        """Return the sunlight through the windows, with the shadow of their bars, (..., 3)."""
        facing = float(np.dot(normal, self.toward_sun))
        total = np.zeros(points.shape[:-1], np.float32)
        if facing <= 0.02 or not self.sun.any():
            return total[..., None] * self.sun
        for window in self.windows:
            through = float(np.dot(self.toward_sun, window.inward))
            if through >= -0.02:
                continue
            reach = ((window.corner - points) @ window.inward) / through
            hit = points + reach[..., None] * self.toward_sun - window.corner
            wide, tall = float(np.linalg.norm(window.along)), float(np.linalg.norm(window.up))
            u, v = hit @ (window.along / wide) / wide, hit @ (window.up / tall) / tall
            # The sun is not a point: the farther the window, the softer the edge of its light.
            soft = 0.012 + 0.012 * np.clip(reach, 0, 12)
            inside = _between(u, soft / wide) * _between(v, soft / tall) * (reach > 0)
            bars = np.minimum(_bar(u, 2, soft / wide), _bar(v, 3, soft / tall))
            total += inside * bars
        return (total * facing)[..., None] * self.sun

    def _from_window(self, window: Window, points: Array, normal: Array) -> Array:
        """Return the light of a window, summed over patches that radiate diffusely (Lambert's law)."""
        flat = points.reshape(-1, 3)
        total = np.zeros(len(flat), np.float32)
        shares = np.array([0.2, 0.5, 0.8], np.float32)[:, None]
        first, second = np.repeat(shares, 3, 0), np.tile(shares, (3, 1))
        patches = window.corner + window.along * first + window.up * second
        area, count = window.area / 9, max(_MOST // len(flat), 1)
        for start in range(0, 9, count):
            way = patches[start : start + count, None] - flat
            square = np.einsum("...i,...i", way, way)
            facing = np.maximum(way @ normal, 0) * np.maximum(-(way @ window.inward), 0)
            total += (facing / ((square + np.float32(1e-5)) * (square + area))).sum(0)
        return np.asarray(total.reshape(points.shape[:-1]) * (area / math.pi), np.float32)

    def _from_lamp(self, lamp: Lamp, points: Array, normal: Array) -> Array:
        way = lamp.spot - points
        square = np.sum(way * way, -1)
        facing = np.clip((way @ normal) / (np.sqrt(square) + 1e-3) * 0.9 + 0.1, 0, 1)
        return np.asarray(facing / (square + lamp.size), np.float32)

    def _open(self, points: Array, normal: Array) -> Array:
        """Return the share of light at each point: less reaches the corners of a room."""
        width, height, length = self.size
        gaps = (
            points[..., 0] + width / 2,
            width / 2 - points[..., 0],
            points[..., 1],
            height - points[..., 1],
            length - points[..., 2],
        )
        ways = (vector(1, 0, 0), vector(-1, 0, 0), vector(0, 1, 0), vector(0, -1, 0), vector(0, 0, -1))
        total = np.ones(points.shape[:-1], np.float32)
        for gap, way in zip(gaps, ways, strict=True):
            if abs(float(np.dot(way, normal))) < 0.5:
                total *= 1 - 0.38 * np.exp(-np.clip(gap, 0, None) / 0.55)
        return total

    def _near_blocks(self, points: Array, normal: Array) -> Array:
        """Return the share of the light, (...), that nearby furniture lets through."""
        total = np.ones(points.shape[:-1], np.float32)
        if not self.blocks:
            return total
        lows, highs = (np.array([corner(block) for block in self.blocks], np.float32) for corner in _CORNERS)
        flat = points.reshape(-1, 3)
        near = ((lows < flat.max(0) + SHADOWED) & (highs > flat.min(0) - SHADOWED)).all(1)
        lows, highs = lows[near, None], highs[near, None]
        # Many blocks at a time for few points, and few for many.
        count = max(_MOST // len(flat), 1)
        for first in range(0, len(lows), count):
            part = slice(first, first + count)
            total *= _left_by(lows[part], highs[part], flat, normal).prod(0).reshape(total.shape)
        return total


def _left_by(low: Array, high: Array, points: Array, normal: Array) -> Array:
    """Return the share of light that blocks (count, 1, 3) let through to points (number, 3)."""
    outside = np.maximum(np.maximum(low - points, points - high), 0)
    distance = np.sqrt(np.einsum("...i,...i", outside, outside))
    height = high[..., 1] - low[..., 1]
    above = np.clip((points[:, 1] - low[..., 1]) / np.maximum(height, 0.05), 0, 1)
    shade = 0.62 * np.exp(-distance / (0.12 + 0.16 * np.minimum(height, 1.5))) * (1 - 0.8 * above)
    if normal[1] < 0.5:
        shade[distance < 1e-4] = 0
    return np.asarray(1 - shade, np.float32)


def _between(share: Array, soft: Array) -> Array:
    return np.clip((share / soft) * 0.5 + 0.5, 0, 1) * np.clip(((1 - share) / soft) * 0.5 + 0.5, 0, 1)


def _bar(share: Array, panes: int, soft: Array) -> Array:
    """Return 0 in the shadow of the bars between panes."""
    place = share * panes
    off = np.abs(place - np.round(place)) / panes
    inner = (place > 0.5) & (place < panes - 0.5)
    width = 0.012
    dark = smoothstep(0.0, 1.0, (off - width) / soft + 0.5)
    depth = np.clip(2.4 * width / (soft + width), 0, 1)
    return np.where(inner, 1 - (1 - dark) * depth, 1.0).astype(np.float32)
