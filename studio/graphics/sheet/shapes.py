"""Shapes as bitmaps of coverage: boxes, discs, rings, lines, arrows, checks, quotation marks."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from studio.graphics.colours import Array, Colour
from studio.graphics.sheet.bitmaps import Bitmap

# Lines and polygons are drawn this many times larger and then reduced.
_FINER = 4
Point = tuple[float, float]


def rounded_box(width: float, height: float, radius: float) -> Bitmap:
    """Return a box with round corners, of whole pixels."""
    columns, rows = max(1, round(width)), max(1, round(height))
    radius = min(radius, columns / 2, rows / 2)
    x, y = np.meshgrid(np.arange(columns) + 0.5 - columns / 2, np.arange(rows) + 0.5 - rows / 2)
    beyond_x = np.maximum(np.abs(x) - columns / 2 + radius, 0)
    beyond_y = np.maximum(np.abs(y) - rows / 2 + radius, 0)
    return _coverage(radius + 0.5 - np.hypot(beyond_x, beyond_y) if radius > 0 else np.ones_like(x))


def disc(diameter: float) -> Bitmap:
    """Return a disc."""
    return rounded_box(diameter, diameter, diameter)


def ring(diameter: float, stroke: float) -> Bitmap:
    """Return a ring of this outer diameter."""
    side = max(2, round(diameter))
    x, y = np.meshgrid(np.arange(side) + 0.5 - side / 2, np.arange(side) + 0.5 - side / 2)
    far = np.hypot(x, y)
    middle = (side - stroke) / 2
    return _coverage(stroke / 2 + 0.5 - np.abs(far - middle))


def lines(
    size: tuple[float, float], strokes: Sequence[Sequence[Point]], thick: float, *, is_filled: bool = False
) -> Bitmap:
    """Return polylines with round ends in a bitmap of (width, height); points are in pixels of it."""
    width, height = max(1, math.ceil(size[0])), max(1, math.ceil(size[1]))
    drawn = np.zeros((height * _FINER, width * _FINER), np.uint8)
    for stroke in strokes:
        # In 16ths of a fine pixel, whose middle is half a pixel from its corner.
        points = [np.round((np.array(stroke) * _FINER - 0.5) * 16).astype(np.int32)]
        if is_filled:
            cv2.fillPoly(drawn, points, 255, cv2.LINE_AA, 4)
        else:
            thickness = max(1, round(thick * _FINER))
            cv2.polylines(drawn, points, False, 255, thickness, cv2.LINE_AA, 4)
    return np.asarray(cv2.resize(drawn, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def arrow_up(size: float, *, is_up: bool, is_leftwards: bool) -> Bitmap:
    """Return an arrow that points up, or down, in reading direction, in a square."""
    part = size / 40
    bitmap = lines(
        (size, size),
        [[(7 * part, 33 * part), (32 * part, 8 * part)],
         [(12 * part, 7.5 * part), (32.5 * part, 7.5 * part), (32.5 * part, 28 * part)]],
        6.4 * part,
    )  # fmt: skip
    bitmap = bitmap if is_up else bitmap[::-1]
    return np.ascontiguousarray(bitmap[:, ::-1] if is_leftwards else bitmap)


def arrow_along(length: float, *, is_downwards: bool = False, is_leftwards: bool = False) -> Bitmap:
    """Return an arrow of this length, in reading direction or downwards."""
    part = length / 120
    bitmap = lines(
        (length, 40 * part),
        [[(4 * part, 20 * part), (112 * part, 20 * part)],
         [(96 * part, 5 * part), (113 * part, 20 * part), (96 * part, 35 * part)]],
        7.5 * part,
    )  # fmt: skip
    if is_downwards:
        return np.ascontiguousarray(np.rot90(bitmap, -1))
    return np.ascontiguousarray(bitmap[:, ::-1] if is_leftwards else bitmap)


def arrow_short(size: float, *, is_leftwards: bool) -> Bitmap:
    """Return a heavy arrow in reading direction, in a square."""
    part = size / 40
    bitmap = lines(
        (size, size),
        [[(5 * part, 20 * part), (34 * part, 20 * part)],
         [(22 * part, 8 * part), (34.5 * part, 20 * part), (22 * part, 32 * part)]],
        5.6 * part,
    )  # fmt: skip
    return np.ascontiguousarray(bitmap[:, ::-1] if is_leftwards else bitmap)


def check(size: float) -> Bitmap:
    """Return the tick of a check mark in a square."""
    part = size / 40
    points = [(11.5 * part, 20.8 * part), (17.6 * part, 26.6 * part), (28.8 * part, 14.4 * part)]
    return lines((size, size), [points], 4 * part)


def quotation(width: float, *, is_turned: bool) -> Bitmap:
    """Return a pair of quotation marks: heavy commas, upside down, or turned for what is read from the right."""
    part = width / 100
    strokes = []
    for shift in (0.0, 57.0):
        curve = [(0.0, 74.0), (0.0, 44.0)]
        curve += _bend((0, 44), (0, 18), (14, 3), (40, 0))
        curve += [(43.0, 12.0)]
        curve += _bend((43, 12), (29, 16), (23, 23), (22, 34))
        curve += [(42.0, 34.0), (42.0, 74.0)]
        strokes.append([((x + shift) * part, y * part) for x, y in curve])
    bitmap = lines((width, 74 * part), strokes, 0, is_filled=True)
    return np.ascontiguousarray(bitmap[:, ::-1] if is_turned else bitmap)


def shadowed(bitmap: Bitmap, casts: Sequence[tuple[float, float, Colour, float]]) -> tuple[Bitmap, int]:
    """Return a bitmap with soft shadows under it, and by how many pixels it has grown on every side.

    Each cast is how far it falls down, how soft it is (both in pixels), its colour and its strength.
    """
    room = math.ceil(max(down + 2.2 * soft for down, soft, *_ in casts)) + 1
    height, width = bitmap.shape[:2]
    cover = np.zeros((height + 2 * room, width + 2 * room), np.float32)
    cover[room:-room, room:-room] = bitmap[..., 3] / np.float32(255)
    ink = np.zeros((*cover.shape, 3), np.float32)
    seen = np.zeros_like(cover)
    for down, soft, tone, strength in casts:
        fallen = np.roll(cv2.GaussianBlur(cover, (0, 0), max(0.3, soft)), round(down), 0) * strength
        ink = ink * (1 - fallen[..., None]) + np.array(tone, np.float32) * fallen[..., None]
        seen = seen + fallen - seen * fallen
    top = np.zeros((*cover.shape, 3), np.float32)
    top[room:-room, room:-room] = bitmap[..., :3] / np.float32(255)
    ink = ink * (1 - cover[..., None]) + top * cover[..., None]
    seen = seen + cover - seen * cover
    result = np.dstack([ink / np.maximum(seen, 1e-4)[..., None], seen])
    return np.round(np.clip(result, 0, 1) * 255).astype(np.uint8), room


def _bend(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    """Return points of a curve with two control points."""
    points = []
    for step in range(1, 13):
        share = step / 12
        weights = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
        pairs = list(zip(weights, (start, one, two, end), strict=True))
        points.append((sum(w * p[0] for w, p in pairs), sum(w * p[1] for w, p in pairs)))
    return points


def _coverage(inside: Array) -> Bitmap:
    return np.round(np.clip(inside, 0, 1) * 255).astype(np.uint8)
