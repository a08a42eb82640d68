"""Flashes that can harm: WCAG 2, success criterion 2.3.1, three flashes or below threshold.

A change is one of the relative luminance by a tenth or more whose darker side is below 0.8, or one to or from a
saturated red by more than 0.2 in the CIE 1976 chromaticity diagram. A flash is a pair of opposing changes. More than
three flashes within any second are too many, where they fill a quarter of any ten degrees of the field of view: a box
of 341 x 256 pixels on a screen of 1024 x 768.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.film.check.lights import Lights, shown_size
from studio.film.picture.planes import YUV_TO_RGB
from studio.film.plan import FRAME_RATE, Flash

# On WCAG's screen, in pixels.
_FIELD = (341, 256)
_MOST_OF_FIELD = 0.25
# Three flashes are six changes; the seventh begins a fourth.
_MOST_CHANGES = 6
_CHANGE, _BRIGHT = 0.1, 0.8
# A red is saturated from this share of all light on; the least light of which that can be said.
_SATURATED, _LEAST_LIGHT = 0.8, 0.03
_APART = 0.2
# Levels, of all three planes together, that no change takes less than: where they do not come to enough changes within
# a second, nothing needs to be looked at more closely.
_LEAST_LEVELS = 7
# Frames within which cells change together.
_AT_ONCE = 2
# How many frames are looked at together, and how many of them once more with the next ones.
_PIECE, _OVERLAP = 60 * FRAME_RATE, 2 * FRAME_RATE

Values = NDArray[np.float32]
Marks = NDArray[np.bool_]
Signs = NDArray[np.int8]


def find_flashes(parts: Iterable[Lights], size: tuple[int, int]) -> tuple[Flash, ...]:
    """Return where a film of (width, height) pixels flashes too often, in order, by the light of all its parts in turn.

    Of a long film only a piece is held at a time.
    """
    merged: list[Flash] = []
    found = [flash for start, piece in _pieces(parts) for flash in _found_in(piece, size, start)]
    for flash in sorted(found, key=lambda flash: (flash.is_red, flash.start)):
        last = merged[-1] if merged else None
        if last and last.is_red == flash.is_red and flash.start <= last.end:
            merged[-1] = replace(last, end=max(last.end, flash.end))
        else:
            merged.append(flash)
    return tuple(sorted(merged, key=lambda flash: (flash.start, flash.is_red)))


def _pieces(parts: Iterable[Lights]) -> Iterator[tuple[int, Lights]]:
    """Yield longer pieces, each with the number of its first frame; each begins with the last seconds of the one before."""
    held, start, length = list[Lights](), 0, 0
    for lights in parts:
        held.append(lights)
        length += len(lights)
        if length >= _PIECE:
            piece = np.concatenate(held)
            yield start, piece
            held, start, length = [piece[-_OVERLAP:]], start + len(piece) - _OVERLAP, _OVERLAP
    if held:
        yield start, np.concatenate(held)


def _found_in(lights: Lights, size: tuple[int, int], start: int) -> Iterator[Flash]:
    """Yield where a piece flashes too often that begins with the film's frame `start`."""
    frames, _, rows, columns = lights.shape
    width, height = shown_size(size)
    box = (
        min(rows, math.ceil(_FIELD[1] * rows / height)),
        min(columns, math.ceil(_FIELD[0] * columns / width)),
    )
    least = _MOST_OF_FIELD * _FIELD[0] * _FIELD[1] * rows * columns / (width * height)
    flat = lights.reshape(frames, 3, rows * columns)
    busy = _busy(flat)
    for first, end in _stretches(np.asarray(busy.sum(axis=1) > least)):
        # The seconds whose last frames are in the stretch.
        since = max(0, first - FRAME_RATE)
        cells = np.flatnonzero(busy[first:end].any(axis=0))
        seen = flat[since:end][:, :, cells]
        for is_red, changes in ((False, _changes_of_light(seen)), (True, _changes_of_red(seen))):
            placed = np.zeros((end - since, rows * columns), np.int8)
            placed[:, cells] = changes
            together = _changes_together(placed.reshape(-1, rows, columns), box, least)
            is_often: Marks = np.asarray((_within_a_second(together) > _MOST_CHANGES).any(axis=1))
            for begins, ends in _stretches(is_often):
                whole = max(0, start + since + begins - FRAME_RATE + 1), start + since + ends
                yield Flash(whole[0] / FRAME_RATE, whole[1] / FRAME_RATE, is_red)


def _busy(flat: Lights) -> Marks:
    """Return for each frame which cells changed by enough levels within the second that ends with it."""
    moved = np.zeros((flat.shape[0], flat.shape[2]), np.int32)
    for plane in range(3):
        levels = flat[:, plane].astype(np.int32)
        moved[1:] += np.abs(np.diff(levels, axis=0))
    return _within_a_second(moved) > _MOST_CHANGES * _LEAST_LEVELS


def _within_a_second(counts: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return for each frame the sum over the second that ends with it."""
    sums = np.cumsum(counts, axis=0, dtype=np.int32)
    late = sums.copy()
    late[FRAME_RATE:] -= sums[:-FRAME_RATE]
    return late


def _stretches(marks: Marks) -> list[tuple[int, int]]:
    """Return the [first, end) of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marks.astype(np.int8), [0]])))
    return [(int(first), int(end)) for first, end in edges.reshape(-1, 2)]


def _changes_together(changes: Signs, box: tuple[int, int], least: float) -> NDArray[np.int32]:
    """Return for each frame and field in which direction, if any, more than `least` cells of the field change at once.

    `changes` are 1 and -1 by frame and cell; `box` is the (rows, columns) of a field. What changes here and there, as the
    digits of a number that counts, is no flash; a pattern that is reversed is one.
    """
    found: list[NDArray[np.int32]] = []
    # The frames since each field last changed, to the brighter and to the darker.
    waited = [np.full(1, _AT_ONCE), np.full(1, _AT_ONCE)]
    for number in range(len(changes)):
        recent = changes[max(0, number - _AT_ONCE + 1) : number + 1]
        counts: NDArray[np.int32] | None = None
        for place, sign in enumerate((1, -1)):
            area = _within((recent == sign).any(axis=0), box)
            is_new = (area > least) & (waited[place] >= _AT_ONCE)
            waited[place] = np.where(is_new, 1, waited[place] + 1)
            counts = is_new.astype(np.int32) if counts is None else np.maximum(counts, is_new)
        assert counts is not None
        found.append(counts)
    return np.stack(found)


def _within(cells: Marks, box: tuple[int, int]) -> NDArray[np.int32]:
    """Return how many cells each box of (rows, columns) holds, one box after the other."""
    sums = cv2.integral(cells.astype(np.uint8))
    high, wide = box
    within = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    return np.asarray(within, np.int32).reshape(-1)


def _linear(seen: Lights) -> list[Values]:
    """Return linear red, green and blue, each (frames, cells), by the transfer function that WCAG names (sRGB)."""
    levels = seen.astype(np.float32)
    found = []
    for row in YUV_TO_RGB:
        value = row[0] * levels[:, 0] + row[1] * levels[:, 1] + row[2] * levels[:, 2] + row[3]
        value = np.clip(value / 255, 0, 1)
        found.append(np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4))
    return found


def _changes_of_light(seen: Lights) -> Signs:
    """Return in which frames each cell's luminance has changed against its last change: 1 to the brighter, else -1."""
    red, green, blue = _linear(seen)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    changes = np.zeros(light.shape, np.int8)
    darkest, brightest = light[0].copy(), light[0].copy()
    # What the last change was: 1 to the brighter, -1 to the darker, 0 neither yet.
    turned = np.zeros(light.shape[1], np.int8)
    for number, now in enumerate(light):
        np.minimum(darkest, now, out=darkest)
        np.maximum(brightest, now, out=brightest)
        up = (turned != 1) & (now - darkest >= _CHANGE) & (darkest < _BRIGHT)
        down = (turned != -1) & (brightest - now >= _CHANGE) & (now < _BRIGHT) & ~up
        turned[up], turned[down] = 1, -1
        # From a turn on, only what comes after it counts.
        brightest[up], darkest[down] = now[up], now[down]
        changes[number] = up.astype(np.int8) - down.astype(np.int8)
    return changes


def _changes_of_red(seen: Lights) -> Signs:
    """Return in which frames each cell became a saturated red (1) or ceased to be one (-1)."""
    red, green, blue = _linear(seen)
    total = red + green + blue
    is_red = (total > _LEAST_LIGHT) & (red >= _SATURATED * total)
    changes = np.zeros(total.shape, np.int8)
    if not is_red.any():
        return changes
    u, v = _chromaticity(red, green, blue)
    was_red = is_red[0].copy()
    # The red that was left last, and what was farthest from it since; or for a red, what it came from.
    from_u, from_v = u[0].copy(), v[0].copy()
    for number in range(1, len(total)):
        apart = np.hypot(u[number] - from_u, v[number] - from_v)
        turns = (is_red[number] != was_red) & (apart > _APART)
        stays = is_red[number] == was_red
        changes[number] = np.where(turns, np.where(is_red[number], 1, -1), 0)
        was_red = np.where(turns, is_red[number], was_red)
        moves = turns | stays
        from_u, from_v = np.where(moves, u[number], from_u), np.where(moves, v[number], from_v)
    return changes


def _chromaticity(red: Values, green: Values, blue: Values) -> tuple[Values, Values]:
    """Return u' and v' of CIE 1976 for linear BT.709 light; of black, those of white."""
    x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
    whole = x + 15 * y + 3 * z
    is_dark = whole < _LEAST_LIGHT
    safe = np.where(is_dark, 1, whole)
    return np.where(is_dark, 0.1978, 4 * x / safe), np.where(is_dark, 0.4683, 9 * y / safe)
