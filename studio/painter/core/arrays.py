"""Arithmetic on float32 arrays, shared by all of the painter."""

from __future__ import annotations

import math
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

# All arrays are float32. NumPy's stubs widen nearly every expression to float64, so the alias leaves the type
# open.
Array = NDArray[Any]
Number = float | Array

# Parts of a texture are enlarged before reading, up to this length of the longer side in texels.
SMOOTH_SIZE = 1600
# On arrays of at most this many pixels the faster way is not worth its overhead.
_FEW = 4_000
_THIRDS = np.full((1, 3), 1 / 3, np.float32)


def mix(first: Number, second: Number, share: Number) -> Array:
    """Return the linear interpolation from `first` (share 0) to `second` (share 1)."""
    if isinstance(share, np.ndarray) and share.ndim == 3 and share.shape[2] == 1 and share.size > _FEW:
        return _mix_pixels(first, second, share[..., 0])
    return cast(Array, first + (second - first) * share)


def _mix_pixels(first: Number, second: Number, share: Array) -> Array:
    """Do what `mix` does for pixels of three channels: NumPy is slow on a last axis of length 3."""
    share = np.ascontiguousarray(share, np.float32)
    mixed = cv2.blendLinear(filled(second, share.shape), filled(first, share.shape), share, 1 - share)
    return cast(Array, mixed)


def filled(colours: Number, shape: tuple[int, ...]) -> Array:
    """Return colours (3,) or (1, width, 3), or a number, as pixels of the `shape` (height, width)."""
    if np.ndim(colours) < 2:
        planes = [np.full(shape, value, np.float32) for value in np.broadcast_to(colours, 3)]
        return cast(Array, cv2.merge(planes))
    return np.ascontiguousarray(np.broadcast_to(colours, (*shape, 3)), np.float32)


def times(pixels: Array, share: Array) -> Array:
    """Multiply pixels (height, width, 3) by a share (height, width)."""
    return cast(Array, cv2.multiply(pixels, tripled(share)))


def tripled(values: Array) -> Array:
    """Repeat values (height, width) for each of the three channels of pixels."""
    return cast(Array, cv2.merge([values, values, values]))


def tinted(*lights: tuple[Array, Array]) -> Array:
    """Return the sum of values (height, width), each times a colour (3,), as pixels (height, width, 3)."""
    values = [np.ascontiguousarray(value, np.float32) for value, _ in lights]
    colours = np.column_stack([colour for _, colour in lights]).astype(np.float32)
    return cast(Array, cv2.transform(cv2.merge(values), colours))


def unit_length(vectors: Array) -> Array:
    """Return vectors (height, width, 3) in the same direction, of length 1; those of length 0 stay so."""
    across, up, away = cv2.split(vectors)
    return times(vectors, 1 / np.sqrt(across * across + up * up + away * away + np.float32(1e-12)))


def saturated(pixels: Array, grey: Array, amount: float) -> Array:
    """Move the colours of pixels away from (above 1) or towards (below 1) their grey (height, width)."""
    return cast(Array, cv2.addWeighted(pixels, amount, tripled(grey), 1 - amount, 0))


def smoothstep(low: Number, high: Number, value: Array) -> Array:
    """Rise from 0 at `low` to 1 at `high` without a corner (3t² - 2t³); `low` above `high` makes it fall."""
    share = np.clip((value - low) * (1 / (high - low)), 0, 1)
    return cast(Array, share * share * (3 - 2 * share))


def ease(low: float, high: float, value: float) -> float:
    """Do what `smoothstep` does, for single numbers."""
    share = min(max((value - low) / (high - low), 0.0), 1.0)
    return share * share * (3 - 2 * share)


def blur(values: Array, sigma: float) -> Array:
    """Blur by a Gaussian of `sigma` pixels; wide blurs use a smaller copy, with no visible difference."""
    if sigma <= 0.2:
        return values
    shrink = 1
    while sigma / shrink > 9:
        shrink *= 2
    if shrink == 1:
        return cast(Array, cv2.GaussianBlur(values, (0, 0), sigma))
    height, width = values.shape[:2]
    small = resize(values, max(width // shrink, 2), max(height // shrink, 2))
    return resize(cast(Array, cv2.GaussianBlur(small, (0, 0), sigma / shrink)), width, height)


def resize(values: Array, width: int, height: int) -> Array:
    """Resize to `width` x `height`: by area averages when shrinking, by bicubic interpolation when growing."""
    shrinking = width * height < values.shape[0] * values.shape[1]
    method = cv2.INTER_AREA if shrinking else cv2.INTER_CUBIC
    return cast(Array, cv2.resize(values, (width, height), interpolation=method))


def look_up(texture: Array, column: Array, row: Array) -> Array:
    """Read a repeating texture at positions in texels, which must stay within +-32,000.

    OpenCV places samples to 1/32 of a texel only. If few texels fill the picture, slopes would show that as
    steps: then a part of the texture is first enlarged by smooth curves.
    """
    first_column, first_row = math.floor(float(column.min())), math.floor(float(row.min()))
    columns = math.ceil(float(column.max())) - first_column + 1
    rows = math.ceil(float(row.max())) - first_row + 1
    # An enlargement with more texels than there are positions to read would be wasted.
    samples = math.prod(np.broadcast_shapes(column.shape, row.shape))
    zoom = min(16, SMOOTH_SIZE // max(columns, rows), math.isqrt(2 * samples // (columns * rows)))
    if zoom < 2:
        return _read_repeated(texture, column, row)
    part = texture.take(range(first_row - 2, first_row + rows + 2), 0, mode="wrap")
    part = part.take(range(first_column - 2, first_column + columns + 2), 1, mode="wrap")
    large = cv2.resize(part, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC)
    start_column, start_row = first_column - 2.5 + 0.5 / zoom, first_row - 2.5 + 0.5 / zoom
    return _read(
        cast(Array, large), (column - start_column) * zoom, (row - start_row) * zoom, cv2.BORDER_REPLICATE
    )


def _read_repeated(texture: Array, column: Array, row: Array) -> Array:
    """Read a repeating texture, at positions in any of its repetitions.

    OpenCV can wrap too, but takes three times as long for positions outside of the texture.
    """
    rows, columns = texture.shape[:2]
    return _read(texture, _within(column, columns), _within(row, rows), cv2.BORDER_WRAP)


def _within(position: Array, period: int) -> Array:
    """Return the remainder of a division by `period`."""
    if position.min() >= 0 and position.max() <= period:
        return position
    turns = np.floor(position * np.float32(1 / period))
    turns *= np.float32(-period)
    turns += position
    return turns


def look_at(picture: Array, column: Array, row: Array) -> Array:
    """Read a picture at positions in pixels; positions outside of it give the nearest edge pixel."""
    return _read(picture, column, row, cv2.BORDER_REPLICATE)


def _read(source: Array, column: Array, row: Array, border: int) -> Array:
    shape = np.broadcast_shapes(column.shape, row.shape)
    columns = np.ascontiguousarray(np.broadcast_to(column, shape), np.float32)
    rows = np.ascontiguousarray(np.broadcast_to(row, shape), np.float32)
    return cast(Array, cv2.remap(source, columns, rows, cv2.INTER_LINEAR, borderMode=border))


def grey_of(pixels: Array) -> Array:
    """Return the mean of the three channels of pixels (height, width, 3)."""
    return cast(Array, cv2.transform(pixels, _THIRDS))


def brightest_of(pixels: Array) -> Array:
    """Return the maximum of the three channels of pixels (height, width, 3)."""
    first, second, third = cv2.split(pixels)
    return cast(Array, cv2.max(cv2.max(first, second), third))


def power(values: Array, exponent: float) -> Array:
    """Return values to a power; negative values count as 0."""
    return cast(Array, cv2.pow(np.maximum(values, 0), exponent))


def column_vector(values: Array) -> Array:
    """Return a one-dimensional array with a second axis, so that it broadcasts over columns."""
    return values[:, None]
