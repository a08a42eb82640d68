"""The light of frames: their mean levels in a coarse grid of cells, measured while they are painted and kept."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from studio.errors import RenderError
from studio.film.picture.planes import Frame, Plane
from studio.film.plan import FRAME_RATE

# Mean Y, U and V by frame: (frames, 3, rows, columns).
Lights = NDArray[np.uint8]

# WCAG 2 measures flashes on a screen of this size; a cell is so many of its pixels wide and high.
SCREEN, CELL = (1024, 768), 32
# Rows of a plane that are looked at in each cell: all would cost four times as much and say the same.
_ROWS = 2
# Levels by which a mean may differ from the one that is kept for it, so that noise takes no room.
_HELD = 1


def shown_size(size: tuple[int, int]) -> tuple[float, float]:
    """Return how large frames of (width, height) pixels are on WCAG's screen."""
    scale = min(SCREEN[0] / size[0], SCREEN[1] / size[1])
    return size[0] * scale, size[1] * scale


def grid_of(size: tuple[int, int]) -> tuple[int, int]:
    """Return the (columns, rows) of cells for frames of (width, height) pixels."""
    width, height = shown_size(size)
    return max(1, round(width / CELL)), max(1, round(height / CELL))


def light_of(frame: Frame) -> Lights:
    """Return the light of one frame as (3, rows, columns)."""
    height = frame.size[1]
    columns, rows = grid_of(frame.size)
    light = np.empty((3, rows, columns), np.uint8)
    step = max(1, height // (rows * _ROWS))
    cv2.resize(frame.y[step // 2 :: step], (columns, rows), dst=light[0], interpolation=cv2.INTER_AREA)
    step = max(1, height // 2 // (rows * _ROWS))
    for plane, means in zip((frame.u, frame.v), light[1:], strict=True):
        cv2.resize(plane[step // 2 :: step], (columns, rows), dst=means, interpolation=cv2.INTER_AREA)
    return light


def lights_of(film: Path, first: int = 0, count: int | None = None) -> Lights:
    """Return the light of frames of a film's file, which are decoded: `count` from a key frame `first` on.

    Raises RenderError if they cannot be.
    """
    try:
        found = list(_decoded(film, first, count))
    except (av.FFmpegError, IndexError, OSError, ValueError) as error:
        raise RenderError("The finished film could not be played.") from error
    if not found or (count is not None and len(found) != count):
        raise RenderError("The finished film ends too early.")
    return np.stack(found)


def _decoded(film: Path, first: int, count: int | None) -> Iterator[Lights]:
    end = None if count is None else first + count
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        # Deblocking changes no mean.
        stream.codec_context.options = {"skip_loop_filter": "all"}
        container.seek(round(first / FRAME_RATE / (stream.time_base or 1)), stream=stream)
        for decoded in container.decode(stream):
            number = round((decoded.time or 0.0) * FRAME_RATE)
            if end is not None and number >= end:
                return
            if number >= first:
                planes = [_plane(decoded, index) for index in range(3)]
                yield light_of(Frame(np.empty(0, np.uint8), *planes))


def _plane(decoded: av.VideoFrame, index: int) -> Plane:
    plane = decoded.planes[index]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]


def pack_lights(lights: Sequence[Lights]) -> bytes:
    """Return the lights of a segment's frames as few bytes."""
    return zlib.compress(_changes(np.stack(lights)).tobytes(), 1)


def unpack_lights(packed: bytes, size: tuple[int, int], count: int) -> Lights | None:
    """Return what `pack_lights` packed for `count` frames of (width, height) pixels, or None if it is something else."""
    columns, rows = grid_of(size)
    try:
        changes = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(count, 3, rows, columns)
    except (ValueError, zlib.error):
        return None
    return np.cumsum(changes, axis=0, dtype=np.uint8)


def _changes(lights: Lights) -> Lights:
    """Return the first light and then the change from each to the next, modulo 256; small changes wait to be larger."""
    held = lights.copy()
    for before, now in pairwise(held):
        is_near = cv2.absdiff(now.reshape(-1), before.reshape(-1)).reshape(now.shape) <= _HELD
        np.copyto(now, before, where=is_near)
    return np.concatenate([held[:1], np.diff(held, axis=0)])
