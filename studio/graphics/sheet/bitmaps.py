"""Bitmaps as files: PNG with alpha, named by what they hold, so that each is written once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.graphics.colours import Colour

Bitmap = NDArray[np.uint8]
_COMPRESSION = [cv2.IMWRITE_PNG_COMPRESSION, 3]
_JPEG_QUALITY = [cv2.IMWRITE_JPEG_QUALITY, 95]


def tinted(mask: Bitmap, ink: Colour, share: float = 1.0) -> Bitmap:
    """Return a bitmap (height, width, 4) of one colour with this coverage."""
    bitmap = np.empty((*mask.shape, 4), np.uint8)
    bitmap[..., :3] = np.round(np.array(ink) * 255).astype(np.uint8)
    bitmap[..., 3] = mask if share >= 1 else np.round(mask * share).astype(np.uint8)
    return bitmap


def keep_bitmap(bitmap: Bitmap, folder: Path) -> Path:
    """Write a bitmap of red, green, blue and alpha into a folder, if it is not there yet."""
    digest = hashlib.sha256(str(bitmap.shape).encode() + bitmap.tobytes()).hexdigest()[:24]
    path = folder / f"{digest}.png"
    if not path.exists():
        _write(path, bitmap[..., [2, 1, 0, 3]], _COMPRESSION)
    return path


def keep_ground(pixels: Bitmap, folder: Path) -> Path:
    """Write a ground (height, width, 3) into a folder, if it is not there yet."""
    digest = hashlib.sha256(str(pixels.shape).encode() + pixels.tobytes()).hexdigest()[:24]
    path = folder / f"{digest}.jpg"
    if not path.exists():
        _write(path, pixels[..., ::-1], _JPEG_QUALITY)
    return path


def _write(path: Path, pixels: Bitmap, options: list[int]) -> None:
    """Write a file that appears whole or not at all."""
    done, coded = cv2.imencode(path.suffix, pixels, options)
    assert done
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(coded.tobytes())
    part.replace(path)
