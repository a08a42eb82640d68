"""Strips: panoramas and long screenshots, which the camera is led along, as neither whole nor cut they can be seen."""

from __future__ import annotations

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
    try:
        with Image.open(file) as image:
            return strip_axis(image.size, frame) is not None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
