"""Sprites: cut-outs that are drawn and lit once and then placed in the landscape."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import cv2
import numpy as np

from studio.painter.core.apart import Laid
from studio.painter.core.arrays import Array, blur, times, tripled
from studio.painter.core.relief import HeightField
from studio.painter.core.view import View

# Sprites are drawn this many times larger and then shrunk: OpenCV does not antialias on float pictures.
OVERSIZE = 2
# The distance in metres over which the share `Light.haze` of a thing's light is lost.
HAZE_REACH = 15_000
# What stands nearer than this many times the nearest ground in the picture, and is taller than this share of its
# height, is kept apart in a picture in layers.
NEAR, TALL = 5.0, 0.15


@dataclass(slots=True)
class Sprite:
    """An image (height, width, 4), colour times coverage and coverage; it stands on its lower edge's middle."""

    values: Array
    _smaller: list[Array] = field(default_factory=list, init=False, repr=False)

    @property
    def aspect(self) -> float:
        return self.values.shape[1] / self.values.shape[0]

    def shown(self, width: int, height: int, rows: slice, columns: slice) -> Array:
        """Return some rows and columns of the values at a size in pixels; only these are enlarged."""
        source = self._source(height)
        (top, bottom, down), (left, right, across) = (
            _part(source.shape[0], height, rows),
            _part(source.shape[1], width, columns),
        )
        size = (across.stop - across.start, down.stop - down.start)
        method = cv2.INTER_AREA if height < source.shape[0] else cv2.INTER_CUBIC
        values = cv2.resize(source[top:bottom, left:right], size, interpolation=method)
        return cast(
            Array,
            values[
                rows.start - down.start : rows.stop - down.start,
                columns.start - across.start : columns.stop - across.start,
            ],
        )

    def _source(self, height: int) -> Array:
        """Return the smallest of the copies, each half the size of the last, that is still twice as high."""
        source = self.values
        for number in range(int(math.log2(max(self.values.shape[0] / max(height, 1), 1))) - 1):
            if number == len(self._smaller):
                half = max(source.shape[1] // 2, 1), max(source.shape[0] // 2, 1)
                self._smaller.append(cast(Array, cv2.resize(source, half, interpolation=cv2.INTER_AREA)))
            source = self._smaller[number]
        return source


def _part(count: int, size: int, wanted: slice) -> tuple[int, int, slice]:
    """Return which of `count` source lines cover the `wanted` ones of `size`, as a range and a slice."""
    scale = count / size
    first = max(math.floor(wanted.start * scale) - 2, 0)
    last = min(math.ceil(wanted.stop * scale) + 2, count)
    return first, last, slice(round(first / scale), round(last / scale))


class Sheet:
    """A transparent sheet to draw on; positions are fractions of its height, x from the middle, y upwards."""

    def __init__(self, height: int, aspect: float) -> None:
        self.scale = height * OVERSIZE
        self.values = np.zeros((self.scale, max(int(self.scale * aspect), 4), 4), np.float32)
        self.middle = self.values.shape[1] / 2

    def polygon(self, points: Array, colour: Array) -> None:
        cv2.fillPoly(self.values, [self._pixels(points)], (*map(float, colour), 1.0))

    def polygons(self, points: Array, colours: Array) -> None:
        """Draw polygons (count, corners, 2), in order, in colours (count, 3)."""
        for outline, (red, green, blue) in zip(self._pixels(points), colours.tolist(), strict=True):
            cv2.fillPoly(self.values, [outline], (red, green, blue, 1.0))

    def line(self, points: Array, width: float, colour: Array) -> None:
        thickness = max(1, round(width * self.scale))
        cv2.polylines(self.values, [self._pixels(points)], False, (*map(float, colour), 1.0), thickness)

    def disc(self, x: float, y: float, radius: float, colour: Array) -> None:
        centre = self._pixels(np.array([[x, y]], np.float32))[0]
        cv2.circle(
            self.values,
            (int(centre[0]), int(centre[1])),
            max(1, round(radius * self.scale)),
            (*map(float, colour), 1.0),
            -1,
        )

    def _pixels(self, points: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
        return np.rint(points * (self.scale, -self.scale) + (self.middle, self.scale)).astype(np.int32)

    def finish(self) -> Sprite:
        height, width = self.values.shape[:2]
        small = cv2.resize(self.values, (width // OVERSIZE, height // OVERSIZE), interpolation=cv2.INTER_AREA)
        return Sprite(cast(Array, small))


@dataclass(slots=True)
class Stand:
    """A placed sprite: position in metres, height in metres, the sprite, mirrored or not."""

    right: float
    away: float
    tall: float
    sprite: Sprite
    mirrored: bool = False
    sink: float = 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a sprite in the picture: its foot and its height in pixels, its distance in metres."""

    x: float
    y: float
    tall: float
    away: float
    mirrored: bool = False


def plant(
    view: View,
    pixels: Array,
    depth: Array,
    stands: Sequence[Stand],
    field: HeightField,
    camera: float,
    fade: Array,
    shadow: float = 0.5,
) -> None:
    """Place things on the ground, the far ones first; ground in front of them hides them."""
    if not stands:
        return
    order = sorted(stands, key=lambda stand: -stand.away)
    right = np.array([[stand.right for stand in order]], np.float32)
    away = np.array([[stand.away for stand in order]], np.float32)
    below = [camera - float(level) for level in field(right, away)[0]]
    if shadow and view.light.overcast < 0.6:
        strength = shadow * (0.5 if view.light.is_dark else 1.0)
        shade = strength * _shadows(view, order, below)[..., None]
        pixels *= 1 - shade * (depth < 9e5)[..., None]
        if view.apart is not None and view.apart.holds(pixels):
            view.apart.begin(pixels, depth)
            view.apart.pixels *= 1 - shade * (view.apart.depth < 9e5)[..., None]
    for stand, drop in zip(order, below, strict=True):
        x, y = _project(view, stand.right, drop, stand.away)
        tall = view.focal * stand.tall / stand.away
        spot = Spot(x, y + stand.sink * tall, tall, stand.away, stand.mirrored)
        is_near = stand.away < _reach(view, camera) and tall > TALL * view.height
        place(view, pixels, depth, stand.sprite, spot, fade, "tree" if is_near else "")


def _reach(view: View, camera: float) -> float:
    """Return the distance in metres up to which things stand near, with the eye this high above the ground."""
    return NEAR * camera * view.focal / max(view.height - view.horizon, 1.0)


def place(
    view: View, pixels: Array, depth: Array, sprite: Sprite, spot: Spot, fade: Array | None, kind: str
) -> None:
    """Paste a sprite; if it is something that a picture in layers keeps apart, `kind` says what it is."""
    apart = view.apart
    is_apart = apart is not None and (bool(kind) or apart.holds(pixels))
    if apart is not None and is_apart:
        apart.begin(pixels, depth)
    laid = paste(view, pixels, depth, sprite, spot, fade)
    if apart is None or not is_apart:
        return
    if not kind:
        paste(view, apart.pixels, apart.depth, sprite, spot, fade)
    elif laid is not None:
        apart.add(laid, spot.away, kind)


def paste(
    view: View, pixels: Array, depth: Array, sprite: Sprite, spot: Spot, fade: Array | None
) -> Laid | None:
    """Paste a sprite into the picture, behind what is nearer; `fade` is the haze's colour by column.

    Return what it covers, if it is in the picture.
    """
    height, width = round(spot.tall), round(spot.tall * sprite.aspect)
    left, top = round(spot.x - width / 2), round(spot.y - height)
    if height < 2 or width < 1 or height > 6 * view.height:
        return None
    first_row, last_row = max(top, 0), min(top + height, view.height)
    first_column, last_column = max(left, 0), min(left + width, view.width)
    if first_row >= last_row or first_column >= last_column:
        return None
    rows, columns = slice(first_row - top, last_row - top), slice(first_column - left, last_column - left)
    if spot.mirrored:
        columns = slice(width - columns.stop, width - columns.start)
    values = sprite.shown(width, height, rows, columns)
    values = cast(Array, cv2.flip(values, 1)) if spot.mirrored else values
    area = (slice(first_row, last_row), slice(first_column, last_column))
    seen = (depth[area] > spot.away * 0.96).astype(np.float32)
    # Bicubic interpolation overshoots at edges.
    cover = np.clip(values[..., 3], 0, 1) * seen
    paint = times(np.ascontiguousarray(values[..., :3]), seen / np.maximum(values[..., 3], 1))
    np.maximum(paint, 0, out=paint)
    if fade is not None:
        kept = math.exp(spot.away * math.log(max(1 - view.light.haze, 0.01)) / HAZE_REACH)
        paint *= np.float32(kept)
        paint += tripled(cover) * (fade[:, first_column:last_column] * np.float32(1 - kept))
    pixels[area] = times(np.ascontiguousarray(pixels[area]), 1 - cover) + paint
    depth[area] = np.where(cover > 0.5, np.float32(spot.away), depth[area])
    return Laid(*area, cover)


def _shadows(view: View, order: Sequence[Stand], below: Sequence[float]) -> Array:
    """Return the shadows of crowns and stems in the sun, 0 to 1; `below` is metres under the eye."""
    right, up, forward = view.light.direction
    slant = 0.62 / max(up, 0.24)
    sheet = np.zeros((view.height, view.width), np.uint8)
    for stand, drop in zip(order, below, strict=True):
        away = stand.away - forward * slant * stand.tall
        if drop < 0.3 or away < 1 or view.focal * stand.tall / stand.away < 3:
            continue
        foot = _project(view, stand.right, drop, stand.away)
        x, y = _project(view, stand.right - right * slant * stand.tall, drop, away)
        half = 0.46 * stand.tall * stand.sprite.aspect * view.focal / away
        flat = max(half * min(drop / away * 1.3, 1.0), 1.0)
        if not (-half < x < view.width + half and 0 < y < view.height + flat) or half > view.width:
            continue
        axes = (max(1, round(half)), max(1, round(flat)))
        cv2.ellipse(sheet, (round(x), round(y)), axes, 0, 0, 360, 255, -1, cv2.LINE_AA)
        stem = max(1, round(0.035 * stand.tall * view.focal / stand.away))
        cv2.line(sheet, (round(foot[0]), round(foot[1])), (round(x), round(y)), 255, stem, cv2.LINE_AA)
    return blur(sheet.astype(np.float32) / 255, view.unit / 500)


def _project(view: View, right: float, below: float, away: float) -> tuple[float, float]:
    """Return column and row, in pixels, of a point `below` metres under the eye."""
    return view.centre + view.focal * right / away, view.horizon + view.focal * below / away
