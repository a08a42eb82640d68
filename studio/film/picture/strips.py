"""Strips: panoramas and long screenshots, which the camera is led along, as neither whole nor cut they can be seen."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

# A strip is longer than broad by this factor at least: wider than films and photos are, as high as a phone's screen.
_LONG = 1.9
# It is also longer than the frame: much, so that a wide photo stays whole, or a little, as words at the edges of a
# screenshot must not be cut.
_WIDER, _HIGHER = 1.5, 1.15


def strip_axis(picture: tuple[int, int], frame: tuple[int, int]) -> int | None:
    """Return the axis along which a picture is a strip, 0 across or 1 down, or None; sizes are (width, height)."""
    shape = picture[0] / picture[1]
    stretch = shape / (frame[0] / frame[1])
    if shape >= _LONG and stretch >= _WIDER:
        return 0
    if 1 / shape >= _LONG and 1 / stretch >= _HIGHER:
        return 1
    return None


def is_strip(file: Path, frame: tuple[int, int]) -> bool:
    """Return whether a file's picture is a strip; false if it cannot be read."""
    size = _size_of(file)
    return size is not None and strip_axis(size, frame) is not None


def turn_along(pictures: Sequence[Path], index: int, frame: tuple[int, int]) -> int:
    """Return how many of the pictures directly before the one of this index are as large a strip: parts of the same."""
    size, first = _size_of(pictures[index]), index
    while first and is_strip(pictures[first - 1], frame) and _size_of(pictures[first - 1]) == size:
        first -= 1
    return index - first


def _size_of(file: Path) -> tuple[int, int] | None:
    try:
        return _read_size(file, file.stat().st_mtime_ns)
    except OSError:
        return None


# A film of many scenes asks for each of them again and again.
@functools.lru_cache(maxsize=512)
def _read_size(file: Path, changed: int) -> tuple[int, int] | None:
    try:
        with Image.open(file) as image:
            return image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
