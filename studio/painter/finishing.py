"""Development of linear light into a finished picture: all styles by name, grain, and the encoded file."""

from __future__ import annotations

import functools
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import cv2
import numpy as np

from studio.painter import styles
from studio.painter.core.arrays import Array, tripled
from studio.painter.core.style import PaintStyle
from studio.painter.core.view import Painting
from studio.painter.styles.exposure import expose

Bytes = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]

JPEG_QUALITY = 92
GRAIN_SIZE = 1024


def _declared() -> Iterator[PaintStyle]:
    """Yield the styles declared by the modules below `styles`: a new style is known once its file is there."""
    for module in pkgutil.walk_packages(styles.__path__, f"{styles.__name__}."):
        yield from (
            value for value in vars(import_module(module.name)).values() if isinstance(value, PaintStyle)
        )


_BY_NAME = {style.name: style for style in _declared()}


def style_of(name: str) -> PaintStyle:
    """Return the style with one of the names of `contracts.STYLES`."""
    return _BY_NAME[name]


def develop(painting: Painting) -> Array:
    """Return display values (height, width, 3) in 0..1, sRGB, in the painting's style."""
    pixels = expose(np.asarray(painting.pixels, np.float32), painting.gain)
    return style_of(painting.view.style).paint(pixels, painting)


def encode(display: Array, random: np.random.Generator, grain: float) -> bytes:
    """Return a JPEG (quality 92) with added noise of the deviation `grain`, in steps of 1/255."""
    return encode_bytes(pack(display, random, grain))


def pack(display: Array, random: np.random.Generator, grain: float) -> Bytes:
    """Return display values in bytes, with added noise of the deviation `grain`."""
    noise = tripled(_grain(random, *display.shape[:2]))
    return np.asarray(cv2.addWeighted(display, 255, noise, grain, 0, dtype=cv2.CV_8U), np.uint8)


def encode_bytes(packed: Bytes) -> bytes:
    """Return a JPEG (quality 92) of red, green and blue in bytes."""
    coded = cv2.cvtColor(packed, cv2.COLOR_RGB2BGR)
    _, data = cv2.imencode(".jpg", coded, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return data.tobytes()


def _grain(random: np.random.Generator, height: int, width: int) -> Array:
    """Return noise of deviation 1, (height, width): a random part of one repeating sheet for each picture."""
    top, left = (int(start) for start in random.integers(GRAIN_SIZE, size=2))
    low, right = max(top + height - GRAIN_SIZE, 0), max(left + width - GRAIN_SIZE, 0)
    sheet = cv2.copyMakeBorder(_grain_sheet(), 0, low, 0, right, cv2.BORDER_WRAP)
    return np.ascontiguousarray(sheet[top : top + height, left : left + width])


@functools.cache
def _grain_sheet() -> Array:
    return np.random.default_rng(2_713).standard_normal((GRAIN_SIZE, GRAIN_SIZE), np.float32)
